"""A first visitor opens the demo and finds each thing within two clicks."""

import contextlib
import os
import re
import signal
import subprocess
import sys
import time
from pathlib import Path
from urllib.request import urlopen

import pytest

ROOT = Path(__file__).resolve().parents[2]
CLICK_MS = 60_000
PATIENCE_S = 120

pytestmark = [pytest.mark.slow, pytest.mark.chromium, pytest.mark.timeout(900)]


@pytest.fixture(scope="module")
def address(tmp_path_factory) -> str:
    """Serve a small demo; what it says stands in the file ``links`` beside it."""
    folder = tmp_path_factory.mktemp("demo")
    environment = {
        **os.environ,
        "PYTHONPATH": str(ROOT / "src"),
        "OMAH_DATA_DIR": str(folder),
    }
    environment.pop("DJANGO_SETTINGS_MODULE", None)
    words = ["demo", "--stations", "18", "--port", "0", "--dir", str(folder / "town")]
    with (folder / "said").open("w+") as said:
        demo = subprocess.Popen(
            [sys.executable, "-m", "omah", *words],
            env=environment, stdout=subprocess.PIPE, stderr=said, text=True,
        )  # fmt: skip
        try:
            yield until_served(demo, folder)
        finally:
            demo.send_signal(signal.SIGINT)
            demo.communicate(timeout=PATIENCE_S)


def until_served(demo: "subprocess.Popen[str]", folder: Path) -> str:
    told = []
    for line in demo.stdout:
        told.append(line)
        if line.startswith("http://127.0.0.1"):
            (folder / "links").write_text("".join(told))
            address = re.search(r"http://localhost:\d+", "".join(told))[0]
            return until_it_answers(address)
    pytest.fail("".join(told) + (folder / "said").read_text())


def until_it_answers(address: str) -> str:
    """The line is printed just before the door is open."""
    for _ in range(PATIENCE_S):
        with contextlib.suppress(OSError), urlopen(address, timeout=PATIENCE_S):  # noqa: S310  # ours
            return address
        time.sleep(1)
    pytest.fail(f"nobody answers at {address}")


@pytest.fixture
def page(browser, address):
    context = browser.new_context(
        viewport={"width": 360, "height": 740}, locale="id-ID", base_url=address
    )
    context.set_default_timeout(CLICK_MS)
    page = context.new_page()
    page.goto("/")
    yield page
    context.close()


def enter_as(page, name: str) -> None:
    page.get_by_role("button", name=name).click()
    page.get_by_role("heading", name="Tugas saya").wait_for()


def test_the_count_is_one_click_away(page):
    page.get_by_role("main").get_by_role("link", name="Hasil").click()
    page.get_by_text("Wali Kota dan Wakil Wali Kota Tirtawening").first.wait_for()


def test_an_offices_site_is_two_clicks_away(page):
    page.get_by_role("link", name="Situs kantor").click()
    page.get_by_role("link", name="KPU Kota Tirtawening").first.click()
    page.get_by_role("heading", name="KPU Kota Tirtawening").first.wait_for()


def test_a_podcast_is_two_clicks_away(page):
    page.get_by_role("link", name="Dengarkan", exact=True).click()
    page.locator(".hit[href*='episode']").first.click()
    page.locator("audio").first.wait_for(state="attached")


def test_the_transfer_notice_is_one_click_away(page):
    page.get_by_role("link", name="Pindah memilih").first.click()
    page.get_by_role("heading", name="Pindah memilih").first.wait_for()


def test_an_assignment_half_answered_is_two_clicks_away(page):
    enter_as(page, "Wahyu Tirtaningrat")
    page.get_by_role("link", name="Jawab").first.click()
    page.get_by_role("main").get_by_role("heading").first.wait_for()


def test_a_request_near_its_deadline_is_two_clicks_away(page):
    enter_as(page, "Bima Wanasaputra")
    page.get_by_role("link", name=re.compile("informasi", re.IGNORECASE)).first.click()
    page.get_by_role("main").get_by_role("heading").first.wait_for()


@pytest.mark.parametrize("asked", ["tirtawening", "pindah memilih"])
def test_one_search_finds_results_news_and_services(page, asked):
    page.get_by_role("searchbox").fill(asked)
    page.get_by_role("searchbox").press("Enter")
    kinds = page.locator("main h2").all_inner_texts()
    wanted = {"tirtawening": {"Hasil", "Berita"}, "pindah memilih": {"Layanan"}}
    assert wanted[asked] <= set(kinds)


def test_a_printed_link_lets_one_in(page, address, tmp_path_factory):
    folder = Path(tmp_path_factory.getbasetemp())
    told = next(folder.glob("demo*/links")).read_text()
    page.goto(re.search(r"http://localhost:\d+/peragaan/pps-\w+/", told)[0])
    page.get_by_role("main").get_by_role("button", name="Masuk").click()
    page.get_by_role("heading", name="Tugas saya").wait_for()


def test_a_pushed_notice_appears_on_the_screen(page, address):
    """The browser's own push service is out of reach; what it does then is real."""
    page.context.grant_permissions(["notifications"])
    enter_as(page, "Ratih Pandanwangi")
    line = page.context.new_cdp_session(page)
    known = []
    line.on("ServiceWorker.workerRegistrationUpdated",
            lambda told: known.extend(told["registrations"]))  # fmt: skip
    line.send("ServiceWorker.enable")
    page.goto("/pemberitahuan/perangkat/")
    page.get_by_role("button", name="Nyalakan di perangkat ini").click()
    page.wait_for_function(
        "async () => (await navigator.serviceWorker.getRegistrations())[0]?.active"
    )
    pushed = {
        "origin": address,
        "registrationId": known[-1]["registrationId"],
        "data": '{"text": "Tugas baru", "url": "/penugasan/98/"}',
    }
    line.send("ServiceWorker.deliverPushMessage", pushed)
    page.wait_for_function(
        """async () => {
          const [worker] = await navigator.serviceWorker.getRegistrations();
          const [shown] = await worker.getNotifications();
          return shown?.body === "Tugas baru" && shown.data === "/penugasan/98/";
        }"""
    )
