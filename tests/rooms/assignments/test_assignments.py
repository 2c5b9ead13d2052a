"""Assignments through their pages: asked, answered, returned, counted, printed."""

import csv
import io
from datetime import timedelta

import pypdfium2
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from tests.rooms import given
from tests.rooms.assignments.offices import (
    ADHOC,
    PROVINSI,
    answer,
    ask,
    holder,
    judge,
    name,
    paper,
    regencies,
)

from omah.core.office.assignments import Move, NotAskable, Refused
from omah.core.people.roles import Role
from omah.rooms.assignments import actions, selectors
from omah.rooms.assignments.models import Answer, Assignment, Evidence, Step
from omah.rooms.notices.models import Notice

pytestmark = pytest.mark.django_db


def page(post, path: str) -> str:
    got = given.signed_in(post).get(path)
    assert got.status_code == 200, (path, got.status_code)
    return got.content.decode()


def board_path(assignment) -> str:
    return f"/penugasan/{assignment.office or 'nasional'}/{assignment.pk}/"


def answer_path(office: str, assignment) -> str:
    return f"/penugasan/{office}/{assignment.pk}/jawab/"


def review_path(assignment, office: str) -> str:
    return f"{board_path(assignment)}dari/{office}/"


@pytest.fixture
def province():
    return holder(PROVINSI)


def test_a_province_asks_38_offices_30_answer_it_sees_30_of_38_and_eight_names(
    province,
):
    offices = regencies(38)
    holders = [holder(code) for code in offices]
    assignment = ask(province, offices)
    for post in holders[:30]:
        answer(post, assignment)
    text = page(province, board_path(assignment))
    assert "<strong>30 dari 38</strong>" in text
    missing = text.partition('id="belum"')[2].partition("</section>")[0]
    assert [code for code in offices if name(code) in missing] == offices[30:]
    assert missing.count('class="office ') == 8
    for post, code in zip(holders, offices, strict=True):
        own = page(post, f"/penugasan/{code}/")
        assert own.count(str(assignment.pk)) == 1
        client = given.signed_in(post)
        assert client.get(board_path(assignment)).status_code == 403


def test_20_bodies_with_19_accepted_read_95_percent_and_one_returned_drops_it_to_90():
    office = holder("9801")
    bodies = [f"9801{number:02}" for number in range(1, 21)]
    posts = [holder(code) for code in bodies]
    assignment = ask(office, bodies, template="laporan-kinerja-adhoc")
    for post in posts[:19]:
        assert answer(post, assignment, ADHOC, [paper()]).state == "answered"
        judge(office, assignment, post.region, Move.ACCEPT)
    assert "<strong>95 %</strong> selesai: 19 diterima" in page(
        office, board_path(assignment)
    )
    got = given.signed_in(office).post(
        review_path(assignment, bodies[3]),
        {"move": "return", "reason": "Daftar hadir belum ditandatangani."},
    )
    assert got.status_code == 302
    assert "<strong>90 %</strong> selesai: 18 diterima" in page(
        office, board_path(assignment)
    )
    own = page(posts[3], answer_path(bodies[3], assignment))
    assert "Daftar hadir belum ditandatangani." in own


def form_for(post, **more) -> dict[str, object]:
    text = given.signed_in(post).get(f"/penugasan/{post.region}/baru/surat/")
    first = text.context["form"].initial
    due = first["due"].isoformat()
    return {k: first[k] for k in ("id", "title", "text", "addressees")} | {
        "due": due
    } | more  # fmt: skip


def test_the_form_asks_every_office_below_unless_someone_is_left_out(province):
    offices = regencies(3)
    for code in offices:
        holder(code)
    words = form_for(province)
    assert words["addressees"] == offices
    words["addressees"] = offices[:2]
    client = given.signed_in(province)
    path = f"/penugasan/{PROVINSI}/baru/surat/"
    first, again = client.post(path, words), client.post(path, words)
    assert first["Location"] == again["Location"]
    made = Assignment.objects.get()
    assert list(made.answers.values_list("office", flat=True)) == offices[:2]
    assert Notice.objects.count() == 2


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"letter_number": "12/2026"}, "nomor dan tanggalnya"),
        ({"due": "2020-01-01"}, "Batas waktu sudah lewat"),
        ({"addressees": []}, "errorlist"),
        ({"addressees": ["3517"]}, "errorlist"),
        ({"title": ""}, "errorlist"),
    ],
)
def test_what_can_not_be_asked_is_not_asked(province, change, sentence):
    holder("9801")
    got = given.signed_in(province).post(
        f"/penugasan/{PROVINSI}/baru/surat/", form_for(province) | change
    )
    assert sentence in got.content.decode()
    assert not Assignment.objects.exists()


def test_a_letter_goes_down_the_chain_and_its_source_is_seen_at_the_bottom(province):
    nation = holder("", names="KPU Republik Indonesia")
    regency, ppk, pps = holder("9801"), holder("980101"), holder("9801011001")
    top = ask(nation, [PROVINSI])
    steps = [(province, "9801"), (regency, "980101"), (ppk, "9801011001")]
    above = top
    for post, below in steps:
        owed = Answer.objects.get(assignment=above, office=post.region)
        above = ask(post, [below], above=owed, letter=None)
    text = page(pps, answer_path("9801011001", above))
    assert "KPU Republik Indonesia: surat 12/TU.01/2026 tanggal 1 Juni 2026" in text
    assert len(selectors.chain(above)) == 4
    # Whoever hands down sees how far those below are, beside what it owes itself.
    answer(pps, above)
    assert "1 dari 1 menjawab" in page(ppk, answer_path("980101", above.above))


def test_what_is_handed_down_is_due_no_later_than_above(province):
    nation = holder("", names="KPU Republik Indonesia")
    holder("9801")
    top = ask(nation, [PROVINSI])
    owed = Answer.objects.get(assignment=top)
    words = form_for(province) | {"due": (top.due + timedelta(days=1)).isoformat()}
    path = f"/penugasan/{PROVINSI}/baru/surat/?dari={top.pk}"
    got = given.signed_in(province).post(path, words)
    assert "Surat di atas meminta jawaban lebih awal" in got.content.decode()
    stranger = holder("9701")
    made = actions.give(
        stranger.held(), id_=words["id"], template="surat", title="x", text="x",
        evidence="", due=top.due, addressees=["970101"], above=owed,
    )  # fmt: skip
    assert made is NotAskable.NOT_ASKED_ABOVE


def test_an_address_that_names_a_letter_of_others_finds_nothing(province):
    other = holder("9801")
    assignment = ask(province, ["9802"])
    path = "/penugasan/9801/baru/surat/?dari="
    client = given.signed_in(other)
    assert client.get(f"{path}{assignment.pk}").status_code == 404
    assert client.get(f"{path}x").status_code == 404


def uploaded(content=b"%PDF-1.7\nbukti", name_="bukti.pdf"):
    return SimpleUploadedFile(name_, content)


def words_of(values) -> dict[str, object]:
    return {f"q-{line}": value for line, value in values.items()}


@pytest.fixture
def owed(province):
    """A report that an office owes with evidence, its address and its office."""
    regency = holder("9801")
    ppk = holder("980101")
    assignment = ask(regency, ["980101"], template="laporan-kinerja-adhoc")
    return assignment, regency, ppk


def test_a_body_answers_with_figures_and_files_and_the_asker_reads_both(owed):
    assignment, regency, ppk = owed
    path = answer_path("980101", assignment)
    words = words_of(ADHOC | {"spent": "Rp 1.250.000"})
    got = given.signed_in(ppk).post(path, words | {"evidence": uploaded()})
    assert got.status_code == 302, got.content.decode()
    row = Answer.objects.get()
    assert (row.state, row.values["spent"]) == ("answered", 1_250_000)
    text = page(regency, review_path(assignment, "980101"))
    assert "Rp1.250.000" in text
    assert "bukti.pdf" in text
    file = Evidence.objects.get()
    got = given.signed_in(regency).get(f"/penugasan/9801/berkas/{file.pk}/")
    assert got.content == b"%PDF-1.7\nbukti"
    assert got["Content-Disposition"].startswith("attachment")


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"q-spent": "1,5"}, "Tulis angka bulat"),
        ({"q-members": ""}, "errorlist"),
        ({"evidence": uploaded(b"MZ\x90\x00")}, "bukan PDF, foto"),
        ({"evidence": ""}, "Tambahkan paling sedikit satu bukti"),
        ({"evidence": uploaded(b"")}, "berkasnya kosong"),
    ],
)
def test_an_answer_that_lacks_something_is_not_taken(owed, change, sentence):
    assignment, _regency, ppk = owed
    words = words_of(ADHOC) | {"evidence": uploaded()} | change
    got = given.signed_in(ppk).post(answer_path("980101", assignment), words)
    assert sentence in got.content.decode()
    assert Answer.objects.get().state == "asked"
    assert not Step.objects.exists()


def test_a_returned_answer_keeps_its_files_and_every_version_stays(owed):
    assignment, regency, ppk = owed
    answer(ppk, assignment, ADHOC, [paper("a.pdf"), paper("b.pdf")])
    judge(regency, assignment, "980101", Move.RETURN, reason="Salah bulan.")
    first, second = Evidence.objects.all()
    words = words_of(ADHOC | {"month": "Juli 2026"}) | {"kept": [first.pk]}
    got = given.signed_in(ppk).post(answer_path("980101", assignment), words)
    assert got.status_code == 302, got.content.decode()
    row = Answer.objects.get()
    assert [file.name for file in selectors.latest_evidence(row)] == ["a.pdf"]
    handed_in = row.steps.filter(move=Move.ANSWER)
    assert [step.values["month"] for step in handed_in] == ["Juni 2026", "Juli 2026"]
    assert second.step.values["month"] == "Juni 2026"


def test_an_accepted_answer_is_no_longer_changed_by_who_gave_it(owed):
    assignment, regency, ppk = owed
    answer(ppk, assignment, ADHOC, [paper()])
    judge(regency, assignment, "980101", Move.ACCEPT)
    assert answer(ppk, assignment, ADHOC, [paper()]) is Refused.NOT_NOW
    assert "Kirim lagi" not in page(ppk, answer_path("980101", assignment))


def test_a_return_without_a_reason_changes_nothing(owed):
    assignment, regency, ppk = owed
    answer(ppk, assignment, ADHOC, [paper()])
    path = review_path(assignment, "980101")
    for words in ({"move": "return", "reason": " "}, {"move": "x"}):
        got = given.signed_in(regency).post(path, words)
        assert "errorlist" in got.content.decode()
    assert Answer.objects.get().state == "answered"


def test_the_reviewer_s_score_and_visit_stand_beside_the_own(province):
    regency = holder("9801")
    assignment = ask(province, ["9801"], template="penilaian-mandiri")
    own = {"planning": 28, "measurement": 25, "reporting": 12, "service": 20}
    answer(regency, assignment, own, [paper()])
    client = given.signed_in(province)
    path = review_path(assignment, "9801")
    client.post(f"{path}kunjungan/", {"visit_at": "2026-07-01T09:00"})
    reviewed = {"r-planning": 25, "r-measurement": 25, "r-reporting": 10,
                "r-service": 18}  # fmt: skip
    got = client.post(path, reviewed | {"move": "accept"})
    assert got.status_code == 302
    text = page(regency, answer_path("9801", assignment))
    assert "<dd>85 / 100</dd>" in text
    assert "<dd>78 / 100</dd>" in text
    assert "<dd>−7</dd>" in text
    assert "1 Juli 2026 09.00 WIB" in text


def test_a_board_that_is_late_says_by_how_much(province):
    regency = holder("9801")
    assignment = ask(province, ["9801", "9802"])
    answer(regency, assignment)
    past = actions.today_at(PROVINSI) - timedelta(days=3)
    Assignment.objects.update(due=past)
    text = page(province, board_path(assignment))
    assert "2 terlambat" in text
    assert text.count("Terlambat 3 hari") == 2


def test_the_table_holds_every_addressee_and_no_formula(province):
    offices = regencies(3)
    posts = [holder(code) for code in offices]
    assignment = ask(province, offices, template="surat")
    answer(posts[0], assignment, {"answer": "=HYPERLINK(1)"})
    got = given.signed_in(province).get(f"{board_path(assignment)}tabel.csv")
    rows = list(csv.reader(io.StringIO(got.content.decode())))
    assert [row[0] for row in rows[1:]] == offices
    assert rows[1][-1] == "'=HYPERLINK(1)"
    assert rows[2][-1] == ""


def test_the_printed_report_names_the_missing_and_computes_the_share(province):
    offices = regencies(4)
    posts = [holder(code) for code in offices]
    assignment = ask(province, offices)
    for post in posts[:3]:
        answer(post, assignment)
        judge(province, assignment, post.region, Move.ACCEPT)
    got = given.signed_in(province).get(f"{board_path(assignment)}laporan.pdf")
    assert got["Content-Type"] == "application/pdf"
    with pypdfium2.PdfDocument(got.content) as document:
        text = document[0].get_textpage().get_text_range()
    assert "75 %" in text
    assert "3 dari 4" in text
    assert name(offices[3]) in text


def test_an_operator_answers_for_the_office_but_does_not_ask_or_judge(province):
    holder("9801")
    assignment = ask(province, ["9801"])
    operator = holder("9801", role=Role.OPERATOR, division="")
    client = given.signed_in(operator)
    got = client.post(answer_path("9801", assignment), {"q-answer": "Siap."})
    assert got.status_code == 302
    assert client.get("/penugasan/9801/baru/").status_code == 403
    at_province = given.signed_in(holder(PROVINSI, role=Role.OPERATOR, division=""))
    assert at_province.get(board_path(assignment)).status_code == 200
    assert at_province.get(review_path(assignment, "9801")).status_code == 403


def test_people_are_told_of_a_task_an_answer_and_a_return(province):
    regency = holder("9801")
    assignment = ask(province, ["9801"])
    answer(regency, assignment)
    judge(province, assignment, "9801", Move.RETURN, reason="Kurang.")
    told = Notice.objects.order_by("pk").values_list("person", "text")
    assert list(told) == [
        (regency.holder_id, "Tugas baru: Laporan bulan ini"),
        (province.holder_id, "KPU Kabupaten Randu 01 menjawab: Laporan bulan ini"),
        (regency.holder_id, "Perlu diperbaiki: Laporan bulan ini"),
    ]
