"""The house on a real address, and browsers that are phones of its posts."""

import contextlib
import os
import time
from dataclasses import dataclass
from datetime import date

import cv2
import numpy as np
import pytest
from django.contrib.auth import get_user_model
from django.core.cache import cache
from django.db import OperationalError, connection, transaction
from django.test import Client
from tests.rooms.count.houses import begin

from omah.core.people.roles import Role
from omah.rooms.count import house as houses
from omah.rooms.count import releasing
from omah.rooms.people.models import Post

STATION = "3517092003001"
SHEET = f"wali-kota/{STATION}"
ARGUMENTS = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
PHONE = {
    "viewport": {"width": 360, "height": 640},
    "is_mobile": True,
    "has_touch": True,
}


@pytest.fixture(scope="session", autouse=True)
def _beside_playwright():
    """Playwright's loop runs in this thread; our queries are not part of it."""
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"


@pytest.fixture
def house(transactional_db, tmp_path, settings):
    settings.OMAH_ELECTION = tmp_path / "election"
    settings.OMAH_PUBLIC = tmp_path / "public"
    cache.clear()
    begin(settings.OMAH_ELECTION)
    yield houses.house()
    houses.leave()
    releasing.forget()
    empty_statements()


def empty_statements() -> None:
    """Empty the table that refuses it, so that the test's database can be cleared."""
    for _ in range(99):
        with contextlib.suppress(OperationalError):  # a page that has gone is answered
            drop_rows_behind_triggers()
            break
        time.sleep(0.1)


@transaction.atomic
def drop_rows_behind_triggers() -> None:
    cursor = connection.cursor()
    if connection.vendor == "postgresql":
        cursor.execute("ALTER TABLE count_statement DISABLE TRIGGER USER")
        cursor.execute("DELETE FROM count_statement")
        cursor.execute("ALTER TABLE count_statement ENABLE TRIGGER USER")
        return
    cursor.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'")
    triggers = cursor.fetchall()
    for name, _ in triggers:
        cursor.execute(f'DROP TRIGGER "{name}"')
    cursor.execute("DELETE FROM count_statement")
    for _, sql in triggers:
        cursor.execute(sql)


@pytest.fixture
def make_post(transactional_db):
    def make(handle: str = "sari", role: Role = Role.KPPS, region: str = STATION):
        holder = get_user_model().objects.create_person(handle, "Sari Contoh", "x")
        return Post.objects.create(
            role=role, region=region, holder=holder, since=date(2026, 1, 1)
        )

    return make


@dataclass
class Phone:
    """A browser of a post: what a poll worker does on it, step by step."""

    context: object
    page: object
    address: str

    def open(self, place: str = "") -> None:
        self.page.goto(f"{self.address}/rekam/#/{place}")

    def go(self, place: str) -> None:
        self.page.evaluate("(place) => { location.hash = `#/${place}`; }", place)

    def enrol(self) -> None:
        self.open()
        self.page.get_by_role("button", name="Daftarkan HP ini").click()
        self.page.get_by_role("button", name="Daftarkan HP ini").wait_for(
            state="detached"
        )
        self.page.evaluate("navigator.serviceWorker.ready")

    def key_in(self, figures: dict[str, int | str]) -> None:
        """Key in the whole sheet with the keypad, in the order asked."""
        self.go(f"angka/{SHEET}")
        self.page.locator(".keypad").wait_for()
        for at, value in enumerate(figures.values()):
            for key in str(value):
                name = "Kosong atau X" if key == "?" else key
                self.page.get_by_role("button", name=name, exact=True).click()
            if at < len(figures) - 1:
                self.page.get_by_role("button", name="Lanjut").click()

    def fill(self, figures: dict[str, int]) -> None:
        """Put the whole sheet into the draft, as the keypad would."""
        values = {field: str(figures[field]) for field in self.fields()}
        self.page.evaluate(
            """async ([sheet, values]) => {
              const { keepField } = await import("/static/capture/store/drafts.js");
              for (const [field, value] of Object.entries(values)) {
                await keepField(sheet, field, value);
              }
            }""",
            [SHEET, values],
        )

    def see(self, place: str) -> None:
        """Go to a screen and wait until it is drawn."""
        self.go("")
        self.page.locator("nav.more").wait_for()
        if place:
            self.go(place)
            self.page.locator("a.back").wait_for()

    def note(self, text: str) -> None:
        self.see(f"catatan/{SHEET}")
        self.page.get_by_label("Apa yang terjadi").fill(text)
        self.page.get_by_role("button", name="Simpan dan tanda tangani").click()
        self.page.locator(".notes li").wait_for()

    def photograph(self, content: bytes | None = None, page: int = 1) -> None:
        self.see(f"foto/{SHEET}")
        file = {"name": "lembar.jpg", "mimeType": "image/jpeg"}
        self.page.set_input_files(
            f"#photo-{page}", files=[{**file, "buffer": content or photograph(page)}]
        )
        self.page.get_by_role("button", name="akai").click()  # Pakai, or Tetap pakai
        self.page.get_by_text("Tersimpan di HP").first.wait_for()

    def sign(self) -> None:
        self.go(f"periksa/{SHEET}")
        self.page.get_by_role("button", name="Tanda tangani").click()
        self.page.get_by_role("button", name="Tanda tangani").wait_for(state="detached")

    def safety(self) -> str:
        return self.page.locator("#status > *").get_attribute("data-safety")

    def wait_for(self, safety: str) -> None:
        self.page.locator(f'#status > [data-safety="{safety}"]').wait_for()

    def ask(self, module: str, call: str):
        """Call a function of the app itself, such as ``rows()`` of its outbox."""
        return self.page.evaluate(
            f"import('/static/capture/{module}.js').then((module) => module.{call})"
        )

    def rows(self) -> list[dict]:
        """The outbox as it stands in the browser's own store."""
        return self.ask("store/outbox", "rows()")

    def draft(self) -> dict:
        return self.ask("store/drafts", f"draftOf('{SHEET}')")

    def fields(self) -> list[str]:
        """The fields in the order in which the phone asks for them."""
        (task,) = self.ask("parts/session", "remembered()")["tasks"]
        return [field["id"] for field in task["fields"]]

    def caches(self) -> list[str]:
        names = self.page.evaluate("caches.keys()")
        return [name for name in names if name.startswith("omah-app-")]

    def can_check_receipts(self) -> bool:
        return self.page.evaluate(
            "crypto.subtle.generateKey('Ed25519', false, ['sign']).then(() => true,"
            " () => false)"
        )

    def press(self, *keys: str) -> None:
        self.page.locator(".keypad").wait_for()
        for key in keys:
            self.page.get_by_role("button", name=key, exact=True).click()

    def tab(self) -> "Phone":
        page = self.context.new_page()
        page.set_default_timeout(15_000)
        return Phone(self.context, page, self.address)

    def send(self) -> None:
        self.page.get_by_role("button", name="Kirim sekarang").click()

    def send_and_settle(self) -> None:
        """Send once and wait until that try has ended, well or badly."""
        self.ask("net/sync", "sync()")

    def wait_until(self, holds, seconds: int = 15) -> None:
        """Look again and again until ``holds()``; fails by saying what stood last."""
        last = time.monotonic() + seconds
        while not holds():
            assert time.monotonic() < last, [self.rows(), self.page.content()[-1500:]]
            self.page.wait_for_timeout(50)

    def wait_until_received(self) -> None:
        def received() -> bool:
            rows = self.rows()
            return bool(rows) and all("receipt" in row for row in rows)

        self.wait_until(received)


@pytest.fixture
def phone_of(browser, live_server, house):
    """Open a browser in which the holder of a post has signed in."""
    contexts = []

    def opened(post: Post, **options) -> Phone:
        context = browser.new_context(**{**PHONE, "locale": "id-ID", **options})
        contexts.append(context)
        client = Client()
        client.force_login(
            post.holder, backend="django.contrib.auth.backends.ModelBackend"
        )
        cookie = client.cookies["sessionid"].value
        context.add_cookies(
            [{"name": "sessionid", "value": cookie, "url": live_server.url}]
        )
        page = context.new_page()
        page.set_default_timeout(15_000)
        return Phone(context, page, live_server.url)

    yield opened
    for context in contexts:
        context.close()


@pytest.fixture
def phone(phone_of, make_post) -> Phone:
    """An enrolled phone of the station's own post."""
    phone = phone_of(make_post())
    phone.enrol()
    return phone


def photograph(seed: int = 1, blur: int = 0) -> bytes:
    """A bright page of dark strokes on a dark table, as JPEG."""
    chance = np.random.default_rng(seed)
    image = np.full((2000, 1500, 3), 60, np.uint8)
    cv2.rectangle(image, (90, 90), (1410, 1910), (235, 238, 240), -1)
    for _ in range(900):
        x, y = chance.integers(140, 1300), chance.integers(140, 1860)
        cv2.putText(
            image,
            str(chance.integers(10, 99)),
            (int(x), int(y)),
            cv2.FONT_HERSHEY_SIMPLEX,
            1.1,
            (20, 20, 20),
            3,
        )
    if blur:
        image = cv2.GaussianBlur(image, (0, 0), blur)
    return cv2.imencode(".jpg", image)[1].tobytes()
