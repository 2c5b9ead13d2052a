"""Pages of assignments and agreements: accessible, narrow, light, without script."""

import gzip
from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone
from tests.rooms import given
from tests.rooms.assignments.offices import answer, ask, holder, judge, paper
from tests.rooms.test_browser import (
    FIRST_LOAD_BYTES,
    RULES,
    axe_script,
    open_page,  # noqa: F401  a fixture
)

from omah.core.office.agreements import Target
from omah.core.office.assignments import Move
from omah.rooms.agreements import actions as agreements
from omah.rooms.agreements.papers import papers
from omah.rooms.assignments import actions
from omah.rooms.assignments.models import Assignment

pytestmark = [pytest.mark.chromium, pytest.mark.django_db]
WIDTHS = (320, 360, 1440)


@pytest.fixture
def province():
    """A province at work: every state of an answer, and a round half signed."""
    host = holder("98", names="KPU Provinsi Nusa Rekaan")
    offices = [holder(f"98{number:02}") for number in range(1, 6)]
    ppk = holder("980101", names="PPK Waru")
    below = [post.region for post in offices]
    funds = ask(host, below, template="penilaian-mandiri")
    own = {"planning": 28, "measurement": 25, "reporting": 12, "service": 20}
    for post in offices[:3]:
        answer(post, funds, own, [paper()])
    judge(host, funds, below[0], Move.ACCEPT, scores=own | {"planning": 20})
    judge(host, funds, below[1], Move.RETURN, reason="Bukti nomor dua kosong.")
    row = funds.answers.get(office=below[2])
    actions.set_visit(host.held(), row.pk, timezone.now())
    sums = ask(host, below, template="dana-bersama")
    answer(offices[0], sums, {"stage": "agreed", "need": 9, "province": 4,
                              "regency": 5})  # fmt: skip
    late = ask(offices[0], ["980101"], template="laporan-kinerja-adhoc")
    Assignment.objects.filter(pk=late.pk).update(
        due=timezone.localdate() - timedelta(days=2)
    )
    now = timezone.now()
    made = agreements.call(
        host.held(), id_=funds.pk, title="Perjanjian Kinerja 2026", year=2026,
        papers=list(papers()), targets=[Target("Layanan", "Dijawab", "100 %")],
        opens_at=now - timedelta(hours=1), closes_at=now + timedelta(hours=1),
        needs_second_factor=False, offices=below,
    )  # fmt: skip
    text = agreements.text_for(made.parties.get(office=below[0]), offices[0])
    done = agreements.sign(
        offices[0].held(), made.pk, shown_sha256=agreements.hash_of(text),
        second_factor=False,
    )  # fmt: skip
    agreements.seal(done)
    return {"host": host, "first": offices[0], "second": offices[1], "ppk": ppk,
            "scored": funds.pk, "sums": sums.pk, "late": late.pk,
            "round": made.pk}  # fmt: skip


PAGES = [
    ("host", "/penugasan/98/"),
    ("host", "/penugasan/98/baru/"),
    ("host", "/penugasan/98/baru/dana-bersama/"),
    ("host", "/penugasan/98/{scored}/"),
    ("host", "/penugasan/98/{sums}/"),
    ("host", "/penugasan/98/{scored}/dari/9801/"),
    ("host", "/penugasan/98/{scored}/dari/9803/"),
    ("first", "/penugasan/9801/{scored}/jawab/"),
    ("second", "/penugasan/9802/{scored}/jawab/"),
    ("ppk", "/penugasan/980101/{late}/jawab/"),
    ("host", "/perjanjian/98/"),
    ("host", "/perjanjian/98/baru/"),
    ("host", "/perjanjian/98/{round}/papan/"),
    ("first", "/perjanjian/9801/{round}/tanda-tangan/"),
    ("second", "/perjanjian/9802/{round}/tanda-tangan/"),
    ("", "/perjanjian/periksa/"),
]


@pytest.mark.parametrize(("who", "path"), PAGES)
def test_a_page_is_accessible_narrow_and_light(province, open_page, who, path):  # noqa: F811
    client = given.signed_in(province[who]) if who else Client()
    page = open_page(client, path.format(**province))
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
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 740})
        assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert sum(len(gzip.compress(part)) for part in page.sent) < FIRST_LOAD_BYTES


def test_an_office_repairs_on_a_phone_and_the_asker_accepts_without_script(
    province,
    open_page,  # noqa: F811
):
    path = f"/penugasan/9802/{province['scored']}/jawab/"
    phone = open_page(
        given.signed_in(province["second"]), path, java_script_enabled=False
    )
    phone.get_by_text("Bukti nomor dua kosong.").first.wait_for()
    phone.get_by_label("Perencanaan").fill("26")
    phone.get_by_role("button", name="Kirim lagi jawaban").click()
    phone.get_by_text("Jawaban terkirim.").wait_for()

    board = f"/penugasan/98/{province['scored']}/"
    host = open_page(
        given.signed_in(province["host"]), board, java_script_enabled=False
    )
    host.get_by_role("link", name="KPU Kabupaten Jati 02").click()
    host.get_by_text("laporan.pdf").first.wait_for()
    host.get_by_role("button", name="Terima").click()
    host.get_by_text("40 %").wait_for()


def test_a_head_signs_on_a_phone_with_one_press(province, open_page):  # noqa: F811
    path = f"/perjanjian/9802/{province['round']}/tanda-tangan/"
    page = open_page(
        given.signed_in(province["second"]), path, java_script_enabled=False
    )
    page.get_by_role("button", name="Saya tandatangani").click()
    page.get_by_role("heading", name="Sudah ditandatangani").wait_for()
    page.get_by_role("link", name="Unduh naskah tersegel (PDF)").wait_for()
