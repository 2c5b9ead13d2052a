"""A hall without internet, with real processes and a real browser.

The office lends, the laptop serves over a certificate of its own, a phone that trusts
it records a station, and the office takes the laptop's file in: each statement once.
"""

import os
import shutil
import socket
import subprocess
import sys
from contextlib import contextmanager, suppress
from pathlib import Path

import pytest
from tests import database
from tests.conftest import CHROMIUM_WORDS, ROOT, skip_or_fail
from tests.elections import FIGURES, STATION
from tests.rooms.capture.conftest import PHONE, Phone

from omah.adapters.hall import HALL_NAME
from omah.cli.bench.processes import HOST, House, wait_until

pytestmark = [pytest.mark.slow, pytest.mark.chromium, pytest.mark.timeout(300)]
OMAH = (sys.executable, "-m", "omah")
INVITED = f"""
from datetime import date
from omah.rooms.people.models import Person, Post
holder = Person.objects.create_person("sari", "Sari Contoh", "kata-sandi-rekaan")
Post.objects.create(role="kpps", region="{STATION}", holder=holder,
                    since=date(2026, 1, 1))
other = Person.objects.create_person("budi", "Budi Contoh", "kata-sandi-rekaan")
Post.objects.create(role="kpps", region="1101012001001", holder=other,
                    since=date(2026, 1, 1))
"""
SIGNED_IN = """
from django.test import Client
from omah.rooms.people.models import Person
client = Client()
(person,) = Person.objects.all()
client.force_login(person)
print(client.cookies["sessionid"].value)
"""
ROWS_OF = """
from omah.rooms.count.models import Sheet
from omah.rooms.people.models import Device
print([(s.station, s.state, s.figures["votes.1"]) for s in Sheet.objects.all()])
print([d.label for d in Device.objects.all()])
"""


@pytest.fixture
def certutil():
    found = shutil.which("certutil")
    if found is None:
        skip_or_fail("certutil", "certutil (libnss3-tools) is not installed")
    return found


@pytest.fixture
def office(tmp_path, django_db_setup):
    """A house with an election, a poll worker of the hall and one of elsewhere."""
    house = new_place(tmp_path / "office")
    words = [sys.executable, "-m", "tests.rooms.count.a_house", "0", "0"]
    path = f"{ROOT / 'src'}{os.pathsep}{ROOT}"
    environment = {**house.environment, "PYTHONPATH": path}
    subprocess.run(words, env=environment, check=True, capture_output=True)
    house.inside(INVITED)
    return house


def new_place(folder: Path) -> House:
    """A data folder whose database is migrated already."""
    folder.mkdir(exist_ok=True)
    shutil.copy(database.template(), folder / "omah.sqlite3")
    return House(folder)


@contextmanager
def serving_hall(laptop: House):
    with (laptop.folder / "server.log").open("wb") as log:
        server = subprocess.Popen(
            [*OMAH, "serve", "--hall", HOST, "--port", str(laptop.port)],
            env=laptop.environment,
            stdout=log,
            stderr=log,
            start_new_session=True,
        )
    try:
        wait_until(lambda: is_up(laptop.port), "the hall is not served", server)
        yield
    finally:
        with suppress(ProcessLookupError):  # it ended by itself: say why, not this
            os.killpg(server.pid, 9)
        server.wait()


def is_up(port: int) -> bool:
    try:
        socket.create_connection((HOST, port), 1).close()
    except OSError:
        return False
    return True


@contextmanager
def browser_that_trusts(browser, home: Path, certutil: str, authority: Path | None):
    """A Chromium with a store of certificates of its own, as a phone has one."""
    store = home / ".pki" / "nssdb"
    store.mkdir(parents=True)
    where = ["-d", f"sql:{store}"]
    subprocess.run([certutil, "-N", *where, "--empty-password"], check=True)
    if authority:
        trust = ["-n", "balai", "-t", "C,,", "-i", str(authority)]
        subprocess.run([certutil, "-A", *where, *trust], check=True)
    started = browser.browser_type.launch(
        executable_path=shutil.which("chromium"),
        args=[*CHROMIUM_WORDS, f"--host-resolver-rules=MAP {HALL_NAME} {HOST}"],
        env={**os.environ, "HOME": str(home)},
    )
    try:
        yield started
    finally:
        started.close()


def test_a_station_recorded_in_a_hall_reaches_the_office_once(
    office, browser, certutil, tmp_path
):
    office.command("hall", "lend", str(tmp_path / "laptop"), "--region", STATION[:10])
    laptop = new_place(tmp_path / "laptop")
    address = f"https://{HALL_NAME}:{laptop.port}"
    with serving_hall(laptop):
        authority = laptop.folder / "hall" / "authority.der"
        with browser_that_trusts(browser, tmp_path / "a", certutil, None) as stranger:
            page = stranger.new_page()
            with pytest.raises(Exception, match="ERR_CERT_AUTHORITY_INVALID"):
                page.goto(f"{address}/rekam/")
        with browser_that_trusts(
            browser, tmp_path / "b", certutil, authority
        ) as trusting:
            record_a_station(trusting, address, laptop.inside(SIGNED_IN).strip())
    file = tmp_path / "balai.zip"
    laptop.command("hall", "pack", str(file))
    assert not (laptop.folder / "public").exists(), "a hall publishes nothing"

    before = len(office.rows())
    told = office.command("hall", "take", str(file))
    assert told.startswith("3 statements taken, 0 were here already")
    assert len(office.rows()) == before + 3
    seen = office.inside(ROWS_OF)
    assert f"('{STATION}', 'first-reading', 41)" in seen
    assert "['balai']" in seen
    again = office.command("hall", "take", str(file))
    assert again.startswith("0 statements taken, 3 were here already")
    assert len(office.rows()) == before + 3


def record_a_station(browser, address: str, session: str) -> None:
    context = browser.new_context(**PHONE, locale="id-ID")
    context.add_cookies([{"name": "sessionid", "value": session, "url": address}])
    page = context.new_page()
    page.set_default_timeout(30_000)
    phone = Phone(context, page, address)
    phone.enrol()
    assert page.evaluate("isSecureContext")
    assert page.evaluate("navigator.serviceWorker.controller !== undefined")
    phone.fill({**FIGURES, "votes.1": 41})
    phone.sign()
    phone.wait_for("figures")
    (row,) = phone.rows()
    assert row["receipt"]["max_merge_delay"] == 14 * 86_400
    context.set_offline(True)
    page.reload()
    phone.wait_for("figures")
    context.close()
