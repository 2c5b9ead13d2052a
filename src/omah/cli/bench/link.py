"""One station over 2G: the capture app in Chromium, the house behind TLS, a slow link.

Every packet between the two is held back to 40 kbit/s and 400 ms each way, and one in
twenty is lost (`omah.cli.bench.wire`); TCP, TLS and the app do what they do. Beside
it stands what `slow_link` computes from the bytes alone.
"""

import ipaddress
import random
import shutil
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any

from omah.adapters.hall import hall_certificates
from omah.cli.bench import slow_link
from omah.cli.bench.invented import CONTEST, figures_of, invent
from omah.cli.bench.processes import House, new_house
from omah.cli.bench.slow_link import BITS_PER_S, LOST, ROUND_TRIP_S, STATION, in_minutes
from omah.cli.bench.wire import Link, Wire, is_possible
from omah.cli.bench.wire import slow_link as opened_link
from omah.cli.main import UsageError

if TYPE_CHECKING:
    from playwright.sync_api import Page

SEED = 20_240_214
PATIENCE_MS = 1_800_000
SHEET = f"{CONTEST}/{STATION}"
FURNISH = """
from django.core.management import call_command
call_command("migrate", "sessions", verbosity=0)
call_command("collectstatic", verbosity=0, interactive=False)
"""
SIGN_IN = f"""
from datetime import date
from django.test import Client
from omah.rooms.people.models import Person, Post
holder = Person.objects.create_person("sari", "Sari Contoh", "kata-sandi-rekaan")
Post.objects.create(role="kpps", region="{STATION}", holder=holder,
                    since=date(2026, 1, 1))
client = Client()
client.force_login(holder)
print(client.cookies["sessionid"].value)
"""
KEY_IN = """async ([sheet, values]) => {
  const { keepField } = await import("/static/capture/store/drafts.js");
  for (const [id, value] of Object.entries(values)) await keepField(sheet, id, value);
}"""
PHOTO_BYTES = """async () => {
  const { all } = await import("/static/capture/store/db.js");
  return (await all("photos")).map((photo) => photo.bytes.byteLength);
}"""


def measure() -> dict[str, Any]:
    """Return the minutes of one sheet, as the app took them and as computed."""
    return {
        "kbit_s": BITS_PER_S / 1000,
        "round_trip_ms": round(ROUND_TRIP_S * 1000),
        "lost_pct": round(LOST * 100),
        "measured": measured(),
        "computed": slow_link.measure(),
    }


def measured() -> dict[str, Any]:
    """Take one sheet from the first opening of the app to the last receipt."""
    if not is_possible():
        raise UsageError("a slow link needs root, ip and /dev/net/tun (Linux)")
    figures, photographs = slow_link.messages()
    with (
        opened_link(wire(1), wire(2)) as link,
        new_house(OMAH_HOSTS=link.here) as house,
    ):
        session = furnished(house, link.here)
        with phone(link, house, session) as page:
            watch = Watch(link)
            first = open_app(page, house, watch)
            made = fill(page, photographs)
            sent = send(page, watch)
        bare = sum(made)
        return {
            "how": "real packets, TLS, Chromium; photographs generated",
            "photographs": len(made),
            "photographs_bytes": bare,
            **first,
            **sent,
            "figures_bytes_minimum_s": round(len(figures) * 8 / BITS_PER_S, 2),
            "photographs_bytes_minimum_min": in_minutes(bare * 8 / BITS_PER_S),
            "photographs_over_minimum": round(
                sent["photographs_safe_min"] * 60 / (bare * 8 / BITS_PER_S), 2
            ),
            "packets_lost": link.up.dropped + link.down.dropped,
        }


def wire(direction: int) -> Wire:
    chance = random.Random(SEED + direction)  # noqa: S311  # which packets are lost
    return Wire(BITS_PER_S, ROUND_TRIP_S / 2, LOST, chance)


@dataclass
class Watch:
    """Seconds and bytes since it was last asked."""

    link: Link
    began: float = field(default_factory=time.monotonic)
    carried: int = 0

    def begin(self) -> None:
        self.began = time.monotonic()
        self.carried = self.link.up.bytes + self.link.down.bytes

    def seconds(self) -> float:
        return time.monotonic() - self.began

    def bytes(self) -> int:
        return self.link.up.bytes + self.link.down.bytes - self.carried


def furnished(house: House, address: str) -> str:
    """Bring a house up at the link's end; return the session of its poll worker."""
    invent(house.election, villages=1, stations=1)
    house.move_in()
    house.inside(FURNISH)
    session = house.inside(SIGN_IN).strip()
    house.host = address
    made = hall_certificates(house.folder / "tls", [ipaddress.ip_address(address)])
    tls = ("--ssl-certificate", str(made.chain), "--ssl-keyfile", str(made.key))
    house.start(more=tls)
    return session


@contextmanager
def phone(link: Link, house: House, session: str) -> Iterator["Page"]:
    """A browser that lives in the link's far network and has signed in."""
    from playwright.sync_api import sync_playwright

    chromium = shutil.which("chromium")
    if chromium is None:
        raise UsageError("chromium is not installed")
    with TemporaryDirectory() as folder, sync_playwright() as play:
        there = Path(folder) / "chromium"
        there.write_text(
            f'#!/bin/sh\nexec ip netns exec {link.network} {chromium} "$@"'
        )
        there.chmod(0o700)
        browser = play.chromium.launch(
            executable_path=there,
            args=["--no-sandbox", "--disable-gpu", "--ignore-certificate-errors"],
        )
        context = browser.new_context(
            viewport={"width": 360, "height": 640}, locale="id-ID"
        )
        address = f"https://{house.host}:{house.port}"
        context.add_cookies([{"name": "sessionid", "value": session, "url": address}])
        page = context.new_page()
        page.set_default_timeout(PATIENCE_MS)
        yield page
        browser.close()


def open_app(page: "Page", house: House, watch: Watch) -> dict[str, Any]:
    """Open the app for the first time and enrol: once, before voting day."""
    watch.begin()
    page.goto(f"https://{house.host}:{house.port}/rekam/", wait_until="commit")
    enrol = page.get_by_role("button", name="Daftarkan HP ini")
    enrol.wait_for()
    opened = {
        "first_screen_s": round(watch.seconds(), 1),
        "first_screen_bytes": watch.bytes(),
    }
    page.evaluate("navigator.serviceWorker.ready")
    offline = {
        "works_offline_s": round(watch.seconds(), 1),
        "works_offline_bytes": watch.bytes(),
    }
    watch.begin()
    enrol.click()
    enrol.wait_for(state="detached")
    return {**opened, **offline, "enrolled_s": round(watch.seconds(), 1)}


def fill(page: "Page", photographs: list[bytes]) -> list[int]:
    """Photograph, key in and sign without a network; return the photographs' sizes."""
    page.context.set_offline(offline=True)
    keyed = {name: str(value) for name, value in figures_of(STATION).items()}
    page.evaluate(KEY_IN, [SHEET, keyed])
    page.goto(f"{page.url.partition('#')[0]}#/foto/{SHEET}")
    for number, content in enumerate(photographs, 1):
        page.set_input_files(
            f"#photo-{number}",
            files={"name": "lembar.jpg", "mimeType": "image/jpeg", "buffer": content},
        )
        page.get_by_role("button", name="akai").click()  # Pakai, or Tetap pakai
        page.get_by_text("Tersimpan di HP").nth(number - 1).wait_for()
    page.goto(f"{page.url.partition('#')[0]}#/periksa/{SHEET}")
    page.get_by_role("button", name="Tanda tangani").click()
    page.locator('#status > [data-safety="unsafe"]').wait_for()
    sizes: list[int] = page.evaluate(PHOTO_BYTES)
    return sizes


def send(page: "Page", watch: Watch) -> dict[str, Any]:
    """Let the network come back; return the minutes until each promise."""
    watch.begin()
    page.context.set_offline(offline=False)
    page.locator('#status > [data-safety="figures"]').wait_for()
    figures = watch.seconds()
    page.locator('#status > [data-safety="all"]').wait_for()
    return {
        "figures_safe_s": round(figures, 1),
        "photographs_safe_min": in_minutes(watch.seconds()),
        "bytes_on_the_link": watch.bytes(),
    }
