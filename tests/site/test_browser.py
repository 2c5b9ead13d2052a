"""The published pages in a real browser: accessible, narrow, light, without script."""

import functools
import gzip
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.site import elections as given
from tests.site.conftest import publish_town

from omah.adapters.static_server import make_server

pytestmark = pytest.mark.chromium

FIRST_LOAD_BYTES = 100_000
OPEN_DETAILS = "document.querySelectorAll('details').forEach((d) => (d.open = true))"
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
ARGUMENTS = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
VILLAGE = "hasil/wali-kota/9971011001.html"
PAGES = (
    "index.html",
    "en/index.html",
    "hasil/wali-kota/997101.html",
    VILLAGE,
    "en/hasil/wali-kota/9971011002.html",
    "menunggu.html",
    "periksa.html",
    "unduh.html",
    "aturan.html",
    "tentang.html",
    "aksesibilitas.html",
)


@pytest.fixture(scope="session")
def address(town) -> Iterator[str]:
    server = make_server(town, "127.0.0.1", 0)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}/"
    server.shutdown()
    server.server_close()


@pytest.fixture
def open_page(browser, address):
    """Open a page in a fresh context; the context closes with the test."""
    contexts = []

    def opened(path: str, **options):
        context = browser.new_context(**options)
        contexts.append(context)
        page = context.new_page()
        page.goto(address + path)
        return page

    yield opened
    for context in contexts:
        context.close()


@functools.cache
def axe_script() -> str:
    import axe_playwright_python

    folder = Path(axe_playwright_python.__file__).parent
    return next(folder.rglob("axe.min.js")).read_text()


@pytest.mark.parametrize("path", PAGES)
def test_axe_finds_nothing_wrong_in_light_or_dark(open_page, path):
    page = open_page(path, bypass_csp=True)
    page.evaluate(OPEN_DETAILS)
    page.evaluate(axe_script())
    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme=scheme)
        found = page.evaluate(f"axe.run({{runOnly: {RULES}}})")
        problems = [
            (violation["id"], violation["nodes"][0]["html"][:200])
            for violation in found["violations"]
        ]
        assert problems == [], scheme


@pytest.mark.parametrize("path", PAGES)
def test_no_page_scrolls_sideways(open_page, path):
    page = open_page(path)
    page.evaluate(OPEN_DETAILS)
    for width in (320, 360, 768, 1440):
        page.set_viewport_size({"width": width, "height": 800})
        assert page.evaluate("document.documentElement.scrollWidth") <= width


@pytest.mark.parametrize("path", PAGES)
def test_the_policy_of_the_page_forbids_nothing_it_needs(browser, address, path):
    page = browser.new_page()
    complaints: list[str] = []
    page.on("console", lambda message: complaints.append(message.text))
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.on("requestfailed", lambda request: complaints.append(request.url))
    page.goto(address + path)
    page.wait_for_load_state("networkidle")
    page.close()
    assert complaints == []


def test_everything_can_be_read_without_script(open_page):
    page = open_page(VILLAGE, java_script_enabled=False)
    station = page.locator("#tps-001")
    assert station.is_visible()
    assert station.get_by_role("rowheader", name="Suara tidak sah").is_visible()
    assert page.locator("form.finder").is_hidden()
    station.locator("summary").first.click()
    assert station.get_by_role("columnheader", name="Mesin").is_visible()


def test_a_station_is_found_by_its_code_or_number(open_page, address):
    page = open_page("index.html")
    page.get_by_label("Cari TPS").fill("9971021002004")
    page.get_by_role("button", name="Buka").click()
    page.wait_for_url("**/hasil/wali-kota/9971021002.html#tps-004")
    assert page.locator("#tps-004").is_visible()
    page.get_by_label("Cari TPS").fill("2")
    page.keyboard.press("Enter")
    page.wait_for_url("**/9971021002.html#tps-002")


def test_a_wrong_code_gets_an_answer(open_page):
    page = open_page("index.html")
    page.get_by_label("Cari TPS").fill("12")
    page.keyboard.press("Enter")
    assert "13 angka" in page.get_by_role("status").inner_text()


def test_the_other_language_is_the_same_page(open_page):
    page = open_page(VILLAGE)
    page.get_by_role("link", name="English").click()
    page.wait_for_url("**/en/hasil/wali-kota/9971011001.html")
    assert page.locator("html").get_attribute("lang") == "en"


def test_the_keyboard_reaches_content_first(open_page):
    page = open_page(VILLAGE)
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "main"


def test_the_first_load_of_every_page_is_small(town, tmp_path):
    """Packed as a server sends it; photographs load later, as they are reached."""
    publish_town(tmp_path, given.Names(55))
    for folder in (town, tmp_path):
        shared = sum(packed(path) for path in (folder / "assets").iterdir())
        for path in folder.rglob("*.html"):
            assert packed(path) + shared < FIRST_LOAD_BYTES, path.name


def packed(path: Path) -> int:
    return len(gzip.compress(path.read_bytes(), 6))
