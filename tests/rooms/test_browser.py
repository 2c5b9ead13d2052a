"""The rooms' pages in a real browser: accessible, narrow, light, without script.

The browser's requests are answered by the test client, so that every page is seen as
its own post sees it.
"""

import contextvars
import functools
import gzip
from datetime import timedelta
from pathlib import Path
from urllib.parse import urlsplit
from uuid import uuid4

import pytest
from django.contrib.staticfiles import finders
from django.test import Client
from django.utils import timezone
from tests.rooms import given

from omah.core.office.roster import Way, Window
from omah.core.office.tickets import Move, Topic, Urgency
from omah.core.people.roles import Role
from omah.rooms.field import actions as field
from omah.rooms.help import actions as helpdesk
from omah.rooms.people.actions import invite

pytestmark = [pytest.mark.chromium, pytest.mark.django_db]

HOUSE = "http://omah.test"
FIRST_LOAD_BYTES = 100_000
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
TYPES = {".css": "text/css", ".js": "text/javascript", ".svg": "image/svg+xml"}
ARGUMENTS = ["--headless", "--no-sandbox", "--disable-gpu", "--no-first-run"]


@pytest.fixture
def open_page(browser):
    """Open a page as whoever the client is signed in as."""
    contexts = []

    def opened(client: Client, path: str, **options):
        options = {"viewport": {"width": 360, "height": 740}} | options
        context = browser.new_context(**options)
        contexts.append(context)
        page = context.new_page()
        page.sent = []
        here = contextvars.copy_context()  # it holds the test's own connection

        def ask(*request: object, **more: object):
            return here.copy().run(client.generic, *request, **more)

        page.route("**/*", functools.partial(answer, ask, page.sent))
        page.goto(HOUSE + path)
        return page

    yield opened
    for context in contexts:
        context.close()


def answer(ask, sent: list[bytes], route) -> None:
    request = route.request
    parts = urlsplit(request.url)
    if parts.path.startswith("/static/"):
        path = Path(finders.find(parts.path.removeprefix("/static/")))
        sent.append(path.read_bytes())
        route.fulfill(body=sent[-1], content_type=TYPES[path.suffix])
        return
    got = ask(
        request.method,
        request.url.removeprefix(HOUSE),
        request.post_data_buffer or b"",
        content_type=request.headers.get("content-type", ""),
    )
    if "Location" in got.headers:  # a browser does not come back to us by itself
        onward = f'<meta http-equiv="refresh" content="0;url={got["Location"]}">'
        route.fulfill(body=onward, content_type="text/html")
        return
    sent.append(got.content)
    headers = {k: v for k, v in got.headers.items() if k != "Content-Length"}
    route.fulfill(status=got.status_code, headers=headers, body=got.content)


@functools.cache
def axe_script() -> str:
    import axe_playwright_python

    folder = Path(axe_playwright_python.__file__).parent
    return next(folder.rglob("axe.min.js")).read_text()


@pytest.fixture
def town():
    """A kabupaten at work: a roster, a broadcast, a question, a known problem."""
    office = given.post(Role.KPU_KABKOTA, given.KABKOTA)
    ppk = given.post(Role.PPK, given.KECAMATAN)
    pps = given.post(Role.PPS, given.VILLAGE)
    now = timezone.now()
    field.describe_secretariat(
        given.VILLAGE, name="Sekretariat PPS Sukacontoh", address="Jalan Waru 1",
        needed=2, weekdays=range(7), opens=now.min.time(),
        closes=now.max.time().replace(microsecond=0),
    )  # fmt: skip
    begins = now - timedelta(hours=2)
    for length in (4, 14):
        window = Window(begins, begins + timedelta(hours=length))
        field.add_shift(given.VILLAGE, post=str(pps.pk), window=window,
                        made_by=pps.held())  # fmt: skip
    broadcast = field.send_broadcast(
        office.held(), region=given.KABKOTA, roles=["pps", "ppk"], title="Rapat",
        text="Pukul delapan.", confirm_by=now - timedelta(minutes=1),
    )  # fmt: skip
    ticket = helpdesk.ask(
        pps.held(), id_=uuid4(), subject="Foto tidak terkirim", text="Tiga kali.",
        topic=Topic.FIGURES, urgency=Urgency.STOPPED, context={"screen": "field:home"},
    )  # fmt: skip
    helpdesk.make(ppk.held(), ticket.pk, Move.ANSWER, text="Coba sekali lagi.")
    helpdesk.announce_problem(office.held(), given.KABKOTA, title="Unggah lambat",
                              text="Simpan dahulu.")  # fmt: skip
    helpdesk.add_canned(office.held(), given.KABKOTA, title="Foto", text="Bersihkan.")
    field.mark(pps.held(), id_=uuid4(), way=Way.IN, claimed_at=now)
    token = invite(role=Role.KPPS, region=given.STATION, since=now.date())
    return {
        "office": office, "ppk": ppk, "pps": pps, "broadcast": broadcast.pk,
        "ticket": ticket.pk, "token": token,
    }  # fmt: skip


V, K, B = given.VILLAGE, given.KECAMATAN, given.KABKOTA
PAGES = [
    ("", "/"),
    ("", "/cari/?q=sukacontoh"),
    ("", "/cari/?q=tidakada"),
    ("", "/gaya/"),
    ("pps", "/tugas/"),
    ("pps", "/pemberitahuan/"),
    ("pps", "/pemberitahuan/surel/"),
    ("pps", "/pemberitahuan/pesan/"),
    ("", "/piket/?cari=sukacontoh"),
    ("", f"/piket/{V}/"),
    ("", "/undangan/{token}/"),
    ("", "/undangan/salah/"),
    ("", "/masuk/login/"),
    ("pps", "/saya/"),
    ("pps", "/lapangan/"),
    ("pps", "/lapangan/kartu/"),
    ("pps", f"/lapangan/{V}/piket/"),
    ("pps", f"/lapangan/{V}/sekretariat/"),
    ("pps", f"/lapangan/{V}/dari-atas/"),
    ("pps", f"/lapangan/{V}/dari-atas/{{broadcast}}/"),
    ("pps", f"/lapangan/{K}/piket/"),  # refused
    ("office", f"/lapangan/{B}/panggil/"),
    ("office", f"/lapangan/{B}/siaran/"),
    ("office", f"/lapangan/{B}/siaran/{{broadcast}}/"),
    ("pps", "/bantuan/"),
    ("pps", f"/bantuan/tanya/?dari=/lapangan/{V}/piket/"),
    ("pps", f"/bantuan/{V}/tiket/{{ticket}}/"),
    ("ppk", f"/bantuan/{V}/tiket/{{ticket}}/"),
    ("office", f"/bantuan/{B}/meja/?divisi=semua"),
    ("office", f"/bantuan/{B}/jawaban/"),
    ("office", f"/bantuan/{B}/gangguan/"),
    ("office", f"/bantuan/{B}/statistik/"),
]


def client_of(town, who: str, language: str = "id") -> Client:
    if not who:
        return Client(headers={"accept-language": language})
    return given.signed_in(town[who], language=language)


@pytest.mark.parametrize(("who", "path"), PAGES)
def test_a_page_is_accessible_narrow_and_light(town, open_page, who, path):
    page = open_page(client_of(town, who), path.format(**town))
    page.evaluate("document.querySelectorAll('details').forEach(d => d.open = true)")
    page.evaluate(axe_script())
    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme=scheme)
        found = page.evaluate(f"axe.run({{runOnly: {RULES}}})")
        problems = [
            (violation["id"], violation["nodes"][0]["html"][:300])
            for violation in found["violations"]
        ]
        assert problems == [], scheme
    for width in (320, 360, 768):
        page.set_viewport_size({"width": width, "height": 740})
        assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert sum(len(gzip.compress(part)) for part in page.sent) < FIRST_LOAD_BYTES
    assert page.locator("script").count() == 0


@pytest.mark.parametrize("look", ["besar", "sederhana", "gelap", "proyektor"])
def test_a_page_stays_whole_and_accessible_in_every_look(town, open_page, look):
    client = client_of(town, "pps")
    client.cookies["tampilan"] = look
    page = open_page(client, "/gaya/")
    page.evaluate(axe_script())
    found = page.evaluate(f"axe.run({{runOnly: {RULES}}})")
    assert [v["id"] for v in found["violations"]] == []
    for width in (320, 360, 1440):
        page.set_viewport_size({"width": width, "height": 740})
        assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_check_in_ask_and_answer_without_script(town, open_page):
    pps = open_page(client_of(town, "pps"), "/lapangan/", java_script_enabled=False)
    pps.get_by_role("button", name="Saya pulang").click()
    pps.get_by_role("status").filter(has_text="Anda pulang").wait_for()
    pps.get_by_role("link", name="Tanya tentang layar ini").click()
    pps.get_by_label("Pertanyaan singkat").fill("Kunci sekretariat hilang")
    pps.get_by_label("Ceritakan").fill("Sejak pagi.")
    pps.get_by_role("button", name="Kirim pertanyaan").click()
    pps.get_by_role("heading", name="Kunci sekretariat hilang").wait_for()

    ppk = open_page(
        client_of(town, "ppk"), f"/bantuan/{K}/meja/", java_script_enabled=False
    )
    ppk.get_by_role("link", name="Kunci sekretariat hilang").click()
    ppk.get_by_label("Pesan").fill("Kunci cadangan ada di kami.")
    ppk.get_by_role("button", name="Kirim jawaban").click()
    ppk.get_by_text("terjawab").wait_for()

    pps.reload()
    pps.get_by_text("Kunci cadangan ada di kami.").wait_for()
    pps.get_by_role("button", name="Terbantu, selesai").click()
    pps.get_by_text("penanya terbantu").wait_for()
