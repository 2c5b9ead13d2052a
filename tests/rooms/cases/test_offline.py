"""An office's forms open without a network, once its services were seen."""

import time

import pytest
from django.test import Client
from tests.rooms import given

from omah.core.people.roles import Role
from omah.rooms.cases.models import Case

pytestmark = [pytest.mark.chromium, pytest.mark.django_db(transaction=True)]
OFFICE = given.KABKOTA
REPORT = f"/layanan/{OFFICE}/lapor/"
KEPT = """async () => (await (await caches.open("omah-layanan-1")).keys())
    .map((kept) => new URL(kept.url).pathname)"""


@pytest.fixture
def page_of(browser, live_server, settings, tmp_path):
    """Return a function that opens a page of the house as a client does."""
    settings.DATA = tmp_path
    contexts = []

    def opened(path: str, client: Client | None = None):
        context = browser.new_context(locale="id-ID")
        contexts.append(context)
        if client is not None:
            cookie = client.cookies["sessionid"].value
            context.add_cookies(
                [{"name": "sessionid", "value": cookie, "url": live_server.url}]
            )
        page = context.new_page()
        page.set_default_timeout(15_000)
        page.goto(live_server.url + path)
        return page

    yield opened
    for context in contexts:
        context.close()


def wait_until_kept(page) -> list[str]:
    """Wait for four pages and their scripts; return the pages."""
    last = time.monotonic() + 15
    while True:
        kept = page.evaluate(KEPT)
        pages = sorted(path for path in kept if not path.startswith("/static/"))
        if len(pages) == 4 and "/static/cases/keep.js" in kept:
            return pages
        assert time.monotonic() < last, kept
        page.wait_for_timeout(50)


def write(page, subject: str) -> None:
    page.get_by_text("dari simpanan perangkat").wait_for()
    page.get_by_label("Pokoknya").fill(subject)
    page.get_by_label("Ceritakan lebih lengkap").fill("Tadi malam.")


def send(page) -> None:
    page.get_by_role("button", name="Kirim dan terima bukti").click()


def test_after_one_visit_a_report_is_written_offline_and_sent_later(
    page_of, live_server
):
    officer = given.signed_in(given.post(Role.KPU_KABKOTA, OFFICE))
    page = page_of(f"/layanan/{OFFICE}/", officer)
    wait_until_kept(page)
    page.context.set_offline(True)
    page.goto(live_server.url + REPORT)
    write(page, "Spanduk dirusak")
    assert "Jaka" not in page.content()  # kept as a stranger sees it
    send(page)
    page.get_by_text("Belum terkirim").wait_for()
    page.context.set_offline(False)
    send(page)
    page.get_by_role("heading", name="Tanda terima").wait_for()
    assert Case.objects.filter(subject="Spanduk dirusak").count() == 1
    assert page.evaluate("localStorage.length") == 0


def test_two_reports_from_one_kept_page_are_two(page_of, live_server):
    page = page_of(REPORT)
    wait_until_kept(page)
    for subject in ("Spanduk dirusak", "Baliho dirusak"):
        page.context.set_offline(True)
        page.goto(live_server.url + REPORT)
        write(page, subject)
        page.context.set_offline(False)
        send(page)
        page.get_by_role("heading", name="Tanda terima").wait_for()
    assert Case.objects.filter(subject__endswith="dirusak").count() == 2


def test_nothing_of_a_person_is_kept(page_of, live_server):
    page = page_of(REPORT)
    wait_until_kept(page)
    page.reload()  # now the worker stands between page and network
    page.get_by_label("Pokoknya").fill("Spanduk dirusak")
    page.get_by_label("Ceritakan lebih lengkap").fill("Tadi malam.")
    send(page)
    page.get_by_role("link", name="Lihat kabarnya").click()
    page.get_by_text("Yang sudah terjadi").wait_for()
    forms = [f"/layanan/{OFFICE}/{form}" for form in
             ("", "lapor/", "minta-informasi/", "pengaduan/")]  # fmt: skip
    assert wait_until_kept(page) == sorted(forms)
