"""A house as a stranger starts it, and people who come to it with their browsers."""

import os
import re
import shutil
import subprocess
import sys
import time
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from tests import database
from tests.elections import DEFINITION, DEFINITIONS
from tests.rooms.capture.conftest import PHONE, Phone

from omah.cli.bench.processes import free_port, wait_until

ROOT = Path(__file__).resolve().parents[2]
PASSWORD = "kuda lumping hijau"  # noqa: S105  # of invented people
DESK = {"viewport": {"width": 1440, "height": 900}}
SHOTS = os.environ.get("OMAH_SHOTS", "")
"""A folder for pictures of every page on the way; none are taken without it."""


@dataclass
class House:
    """Server and worker of a data folder, started by the commands of the README."""

    folder: Path
    port: int

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    @property
    def public(self) -> Path:
        return self.folder / "public"

    def omah(self, *words: str) -> str:
        done = subprocess.run(
            [sys.executable, "-m", "omah", *words],
            env=self.environment(),
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == 0, f"{words}\n{done.stdout}\n{done.stderr[-1500:]}"
        return done.stdout

    def environment(self) -> dict[str, str]:
        mine = {"PYTHONPATH": str(ROOT / "src"), "OMAH_DATA_DIR": str(self.folder)}
        rest = {k: v for k, v in os.environ.items() if k != "DJANGO_SETTINGS_MODULE"}
        return {**rest, "OMAH_DATABASE": "", **mine}

    def move_in(self) -> None:
        if database.template().exists():  # migrated before: the same, and quicker
            shutil.copyfile(database.template(), self.folder / "omah.sqlite3")
        self.omah("manage", "migrate", "--verbosity", "0")
        contest, regions = self.folder / "contest.toml", self.folder / "regions.tsv"
        contest.write_text(DEFINITION)
        regions.write_bytes(DEFINITIONS["regions.tsv"])
        words = ("--regions", str(regions), "--publisher", "KPU Kota (rekaan)")
        self.omah("manage", "begin_election", str(contest), *words)

    def invitation(self, role: str, region: str) -> str:
        return self.omah("manage", "invite", role, region).strip()

    @contextmanager
    def runs(self, *words: str):
        with (self.folder / f"{words[0]}.log").open("wb") as log:
            process = subprocess.Popen(
                [sys.executable, "-W", "ignore", "-m", "omah", *words],
                env=self.environment(),
                stdout=log,
                stderr=log,
            )
        try:
            yield process
        finally:
            process.terminate()
            process.wait(60)

    def answers(self) -> bool:
        import socket

        with socket.socket() as probe:
            return probe.connect_ex(("127.0.0.1", self.port)) == 0


@contextmanager
def open_house(folder: Path):
    """A house with an election, its server and its worker running."""
    house = House(folder, free_port())
    house.move_in()
    with house.runs("serve", "--port", str(house.port)) as server:
        wait_until(house.answers, "the server does not answer", server)
        with house.runs("worker"):
            yield house


class Person:
    """Someone at their browser: a phone or a desk."""

    def __init__(self, browser, house: House, handle: str, name: str, **options):
        self.house, self.handle, self.name = house, handle, name
        self.context = browser.new_context(locale="id-ID", **(options or PHONE))
        self.page = self.context.new_page()
        self.page.set_default_timeout(30_000)
        self.phone = Phone(self.context, self.page, house.address)

    def go(self, path: str) -> None:
        self.page.goto(self.house.address + path)

    def press(self, name: str) -> None:
        self.page.get_by_role("button", name=name, exact=True).click()

    def follow(self, name: str | re.Pattern[str]) -> None:
        self.page.get_by_role("link", name=name).first.click()

    def sees(self, text: str) -> None:
        self.page.get_by_text(text).first.wait_for()

    def accept(self, link: str) -> None:
        """Take up the post that a paper offers."""
        self.go(link)
        self.look("undangan")
        self.page.locator("#id_name").fill(self.name)
        self.page.locator("#id_handle").fill(self.handle)
        self.page.locator("#id_password").fill(PASSWORD)
        self.press("Terima")
        self.page.get_by_role("heading", name="Jabatan dan perangkat saya").wait_for()
        self.look("saya")

    def look(self, name: str) -> None:
        """Take a picture, narrow and wide, when asked for."""
        if not SHOTS:
            return
        size = self.page.viewport_size
        for width in (360, 1440):
            self.page.set_viewport_size({"width": width, "height": 900})
            path = Path(SHOTS) / f"{self.handle}-{name}-{width}.png"
            self.page.screenshot(path=path, full_page=True)
        self.page.set_viewport_size(size)


def within(seconds: float, is_so) -> float:
    """Wait until something is so; return how long that took, or fail."""
    began = time.monotonic()
    while not is_so():
        assert time.monotonic() - began < seconds, f"not within {seconds} s"
        time.sleep(0.05)
    return time.monotonic() - began
