"""Webinars: register with a code, come, and a certificate that anyone can check."""

from datetime import timedelta
from uuid import uuid4

import pypdfium2
import pytest
from django.test import Client
from django.utils import timezone
from tests.rooms import given
from tests.rooms.activities.worlds import at, moved, over, record

from omah.core.people.roles import Role
from omah.rooms.activities import joining
from omah.rooms.activities.models import Participant
from omah.rooms.assignments import actions as assignments
from omah.rooms.assignments.models import Answer

pytestmark = pytest.mark.django_db
B = given.KABKOTA


@pytest.fixture(autouse=True)
def _own_store(settings, tmp_path):
    settings.DATA = tmp_path


@pytest.fixture
def office():
    return given.signed_in(given.post(Role.KPU_KABKOTA, B))


@pytest.fixture
def webinar(office):
    row = record(office, B, kind="webinar", mode="daring", title="Suara untuk Semua")
    moved(row, timezone.now() + timedelta(days=1))
    office.post(f"{at(row)}pendaftaran/")
    row.refresh_from_db()
    return row


def registered(webinar, name="Sari Dewi", body="PPK Waru") -> tuple[str, Participant]:
    got = Client().post(
        f"/kegiatan/ikut/{webinar.join_code}/", {"name": name, "body": body}
    )
    assert got.status_code == 302
    return got.headers["Location"], Participant.objects.latest("pk")


def comes(place: str, code: str) -> str:
    return Client().post(place, {"code": code}, follow=True).content.decode()


def test_anyone_registers_with_the_code_in_any_case(webinar):
    for code in (webinar.join_code, webinar.join_code.lower()):
        page = Client().get(f"/kegiatan/ikut/{code}/")
        assert "Suara untuk Semua" in page.content.decode()
    assert Client().get("/kegiatan/ikut/AAAAAA/").status_code == 404
    place, row = registered(webinar)
    assert "Anda terdaftar" in Client().get(place).content.decode()
    assert row.came_at is None
    assert row.secret_sha256 not in place


def test_opening_twice_keeps_the_code(office, webinar):
    office.post(f"{at(webinar)}pendaftaran/")
    code = webinar.join_code
    webinar.refresh_from_db()
    assert webinar.join_code == code


def test_a_page_of_my_own_opens_to_its_secret_alone(webinar):
    place, _row = registered(webinar)
    code = webinar.join_code
    other = place.replace(code, "AAAAAA")
    for wrong in (f"/kegiatan/ikut/{code}/tebakan/", other):
        assert Client().get(wrong).status_code == 404
    got = Client().get(place)
    assert got.headers["referrer-policy"] == "no-referrer"
    assert got.headers["cache-control"] == "private, no-store"


def test_only_the_code_told_inside_marks_presence_and_not_before_it_begins(webinar):
    place, row = registered(webinar)
    assert "belum benar" in comes(place, webinar.presence_code)
    over(webinar)
    assert "belum benar" in comes(place, "SALAH1")
    row.refresh_from_db()
    assert row.came_at is None
    comes(place, f" {webinar.presence_code.lower()} ")
    row.refresh_from_db()
    assert row.came_at is not None


def text_of(pdf: bytes) -> str:
    document = pypdfium2.PdfDocument(pdf)
    try:
        return document[0].get_textpage().get_text_bounded()
    finally:
        document.close()


def test_a_certificate_names_its_holder_and_its_page_only_masks_them(webinar):
    place, row = registered(webinar)
    over(webinar)
    comes(place, webinar.presence_code)
    pdf = Client().get(f"{place}sertifikat.pdf")
    assert pdf.status_code == 200
    assert "Sari Dewi" in text_of(pdf.content)
    assert f"/kegiatan/sertifikat/{row.number}/" in text_of(pdf.content)
    proof = Client().get(f"/kegiatan/sertifikat/{row.number.lower()}/").content.decode()
    assert "S*** D***" in proof
    assert "Suara untuk Semua" in proof
    for hidden in ("Sari", "Dewi", "Waru"):
        assert hidden not in proof


def test_no_certificate_without_presence_before_the_end_or_for_a_meeting(webinar):
    place, row = registered(webinar)
    proof = f"/kegiatan/sertifikat/{row.number}/"
    over(webinar)
    assert Client().get(f"{place}sertifikat.pdf").status_code == 404
    assert Client().get(proof).status_code == 404
    joining.mark_came(webinar, row.pk)
    assert Client().get(proof).status_code == 200
    moved(webinar, timezone.now() - timedelta(minutes=1))
    assert Client().get(proof).status_code == 404
    over(webinar)
    webinar.kind = "rapat"
    webinar.save()
    assert Client().get(proof).status_code == 404
    assert Client().get("/kegiatan/sertifikat/AAAAAAAAAA/").status_code == 404


def test_registration_ends_when_it_is_full(webinar, monkeypatch):
    monkeypatch.setattr(joining, "MOST_PARTICIPANTS", 1)
    registered(webinar)
    got = Client().post(f"/kegiatan/ikut/{webinar.join_code}/", {"name": "Dua"})
    assert "sudah penuh" in got.content.decode()
    assert Participant.objects.count() == 1


def test_names_from_a_paper_list_are_noted_once(office, webinar):
    typed = {"hadir-names": "Ani Contoh, PPS Randu\n\nBudi\nAni Contoh, PPS Randu"}
    for _twice in range(2):
        office.post(f"{at(webinar)}hadir/", typed)
    noted = Participant.objects.values_list("name", "body")
    assert list(noted) == [("Ani Contoh", "PPS Randu"), ("Budi", "")]
    assert not Participant.objects.filter(came_at=None).exists()
    assert office.get(f"{at(webinar)}daftar-hadir.pdf").status_code == 200


def test_the_public_list_shows_what_is_still_to_come(webinar):
    assert "Suara untuk Semua" in Client().get("/kegiatan/").content.decode()
    over(webinar)
    assert "Suara untuk Semua" not in Client().get("/kegiatan/").content.decode()


@pytest.fixture
def letter(office):
    """A province's ordinary letter to the office."""
    above = given.post(Role.KPU_PROVINSI, B[:2])

    def asked(template: str) -> Answer:
        made = assignments.give(
            above.held(), id_=uuid4(), template=template, title="Laporkan kegiatan",
            text="Kirim laporan.", evidence="", due=timezone.localdate(),
            addressees=[B],
        )  # fmt: skip
        return made.answers.get()

    return asked


def test_an_ordinary_letter_is_answered_with_the_report(office, webinar, letter):
    answer = letter("surat")
    assert "Jawab dengan laporan ini" in office.get(at(webinar)).content.decode()
    office.post(f"{at(webinar)}bukti/{answer.assignment_id}/")
    answer.refresh_from_db()
    assert answer.handed_in_on is not None
    assert "Suara untuk Semua" in answer.values["answer"]
    (evidence,) = answer.steps.get().evidence.all()
    assert (evidence.name, evidence.ending) == ("laporan-kegiatan.pdf", "pdf")


def test_what_asks_for_figures_is_answered_on_its_own_page(office, webinar, letter):
    answer = letter("kesiapan-layanan")
    got = office.post(f"{at(webinar)}bukti/{answer.assignment_id}/")
    assert f"/penugasan/{B}/{answer.assignment_id}/" in got.headers["Location"]
    answer.refresh_from_db()
    assert answer.handed_in_on is None
    assert office.post(f"{at(webinar)}bukti/{uuid4()}/").status_code == 302
