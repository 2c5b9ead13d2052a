"""One record of an activity: typed once, by its office alone, and all that follows."""

from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image
from tests.rooms import given
from tests.rooms.activities.worlds import at, fields, photo, record
from tests.rooms.kabar.offices import open_office

from omah.core.news.offices import OfficeEntry
from omah.core.people.roles import Role
from omah.rooms.activities.duties import duties_of
from omah.rooms.activities.models import Activity, Photo
from omah.rooms.kabar.models import NewsPage
from omah.rooms.notices.models import Notice

pytestmark = pytest.mark.django_db
B = given.KABKOTA


@pytest.fixture(autouse=True)
def _own_store(settings, tmp_path):
    settings.DATA = tmp_path


@pytest.fixture
def jaka():
    return given.post(Role.KPU_KABKOTA, B)


@pytest.fixture
def office(jaka):
    return given.signed_in(jaka)


@pytest.fixture
def row(office):
    return record(office, B)


def page(client, row) -> str:
    return client.get(at(row)).content.decode()


def add(client, row, kind: str, **typed):
    sent = {f"{kind}-{name}": value for name, value in typed.items()}
    return client.post(f"{at(row)}{kind}/", sent)


def test_a_minute_is_enough_and_twice_is_once(office):
    typed = fields()
    office.post(f"/kegiatan/{B}/catat/", typed)
    office.post(f"/kegiatan/{B}/catat/", typed)
    assert Activity.objects.count() == 1
    assert "Rapat Layanan" in office.get(f"/kegiatan/{B}/").content.decode()


@pytest.mark.parametrize(
    ("more", "fault"),
    [
        ({"ends": "09:00"}, "Jam selesai harus sesudah jam mulai"),
        ({"place": ""}, "Kegiatan tatap muka punya tempat"),
        ({"title": ""}, "errorlist"),
        ({"kind": "pesta"}, "errorlist"),
    ],
)
def test_a_fault_is_said_and_nothing_is_kept(office, more, fault):
    got = office.post(f"/kegiatan/{B}/catat/", fields(**more))
    assert fault in got.content.decode()
    assert not Activity.objects.exists()


def test_the_page_asks_for_what_a_reader_would_ask(office, row):
    assert "Tulis keputusannya" in page(office, row)
    whole = fields(summary="Rapat lancar.", decisions="Satu\nDua", parties="PPK: Ani")
    assert office.post(f"{at(row)}ubah/", whole).status_code == 302
    text = page(office, row)
    assert "Tulis keputusannya" not in text
    assert "<li>Dua</li>" in text


def test_an_office_sees_its_own_alone(row):
    for role, region in ((Role.KPU_KABKOTA, given.OTHER_KABKOTA), (Role.PPK, f"{B}01")):
        other = given.signed_in(given.post(role, region))
        for part in ("", "ubah/", "laporan.pdf", "daftar-hadir.pdf"):
            assert other.get(f"{at(row)}{part}").status_code == 403
            own = at(row).replace(f"/{B}/", f"/{region}/")
            assert other.get(f"{own}{part}").status_code == 404
        for part in ("berita/", "kirim/", "tokoh/", "pendaftaran/", "foto/1/hapus/"):
            assert other.post(f"{at(row)}{part}").status_code == 403
    province = given.signed_in(given.post(Role.KPU_PROVINSI, B[:2]))
    assert province.get(at(row)).status_code == 403


def test_a_task_becomes_the_duty_of_its_holder_until_it_is_done(office, jaka, row):
    ani = given.post(Role.OPERATOR, B, "Ani Contoh")
    add(office, row, "tugas", what="Cetak pengumuman", post=ani.pk, due="2026-11-20")
    (duty,) = duties_of([ani.held()], None)
    assert (duty.what, duty.due) == ("Cetak pengumuman", date(2026, 11, 20))
    assert duty.office == B
    assert "Rapat Layanan" in duty.why
    assert duties_of([jaka.held()], None) == []
    told = Notice.objects.get(person=ani.holder).text
    assert told == "Tugas baru dari kegiatan: Rapat Layanan"
    given.signed_in(ani).post(f"{at(row)}tugas/{row.follow_ups.get().pk}/selesai/")
    assert duties_of([ani.held()], None) == []
    assert row.follow_ups.get().done_by == ani


def test_a_task_goes_to_people_of_the_office_or_to_someone_by_name(office, row):
    stranger = given.post(Role.KPU_KABKOTA, given.OTHER_KABKOTA)
    assert (
        "errorlist"
        in add(office, row, "tugas", what="A", post=stranger.pk).content.decode()
    )
    assert "Pilih siapa" in add(office, row, "tugas", what="A").content.decode()
    assert add(office, row, "tugas", what="A", who="Camat").status_code == 302


GPS = Image.Exif()
GPS[0x8825] = {1: "S", 2: (7.0, 1.0, 2.0)}


def send_photo(client, row, content: bytes, alt: str = "Ruang rapat"):
    upload = SimpleUploadedFile("IMG_1.jpg", content, "image/jpeg")
    return add(client, row, "foto", photo=upload, alt=alt)


def test_a_photograph_loses_where_it_was_taken(office, row):
    assert send_photo(office, row, photo(exif=GPS.tobytes())).status_code == 302
    kept = office.get(f"{at(row)}foto/{row.photos.get().pk}.jpg")
    assert kept.headers["content-type"] == "image/jpeg"
    assert b"Exif" not in kept.content


def test_no_photograph_without_words_and_none_that_is_no_picture(office, row):
    assert "errorlist" in send_photo(office, row, photo(), alt="").content.decode()
    for content in (b"<svg onload=alert(1)>", b"GIF89a", photo()[:40], b"MZ\x90"):
        text = send_photo(office, row, content).content.decode()
        assert "bukan foto yang terbaca" in text
    assert not Photo.objects.exists()


def test_a_paper_with_macros_or_of_unknown_kind_is_refused(office, row):
    bad = SimpleUploadedFile("undangan.pdf", b"MZ\x90\x00program")
    assert "tidak diterima" in add(office, row, "dokumen", file=bad).content.decode()
    good = SimpleUploadedFile("../../undangan.pdf", b"%PDF-1.7\nisi")
    assert add(office, row, "dokumen", file=good).status_code == 302
    kept = row.documents.get()
    got = office.get(f"{at(row)}dokumen/{kept.pk}/")
    assert (kept.name, got.content) == ("undangan.pdf", b"%PDF-1.7\nisi")
    assert "attachment" in got.headers["content-disposition"]


def test_the_news_lies_on_the_desk_once_and_is_never_overwritten(office, row):
    open_office(OfficeEntry(B, "Contoh Satu"), domain="localhost")
    add(office, row, "tokoh", part="narasumber", name="Bayu", words="Kita siap.")
    send_photo(office, row, photo())
    office.post(f"{at(row)}berita/")
    draft = NewsPage.objects.get().get_latest_revision_as_object()
    assert not draft.live
    assert [item.alt for item in draft.gallery.all()] == ["Ruang rapat"]
    assert "Kita siap." in str(draft.body)
    draft.title = "Judul redaktur"
    draft.save_revision()
    office.post(f"{at(row)}berita/")
    assert (
        NewsPage.objects.get().get_latest_revision().as_object().title
        == "Judul redaktur"
    )
    assert "draf" in page(office, row)


def test_an_office_without_a_site_is_told_so(office, row):
    got = office.post(f"{at(row)}berita/", follow=True)
    assert "belum punya situs" in got.content.decode()


def test_a_body_drafts_on_the_site_of_its_kabkota(row):
    open_office(OfficeEntry(B, "Contoh Satu"), domain="localhost")
    ppk = given.signed_in(given.post(Role.PPK, given.KECAMATAN))
    ppk.post(f"{at(record(ppk, given.KECAMATAN))}berita/")
    assert NewsPage.objects.count() == 1


def test_the_report_is_sealed_when_sent_and_reaches_the_office_above_alone(office, row):
    above = given.post(Role.KPU_PROVINSI, B[:2])
    other = given.post(Role.KPU_PROVINSI, "98")
    office.post(f"{at(row)}kirim/")
    assert Notice.objects.filter(person=above.holder).count() == 1
    province = given.signed_in(above)
    assert (
        "Rapat Layanan" in province.get(f"/kegiatan/{B[:2]}/laporan/").content.decode()
    )
    sent = province.get(f"/kegiatan/{B[:2]}/laporan/{row.pk}.pdf").content
    assert sent.startswith(b"%PDF-")
    office.post(f"{at(row)}ubah/", fields(title="Judul lain"))
    assert province.get(f"/kegiatan/{B[:2]}/laporan/{row.pk}.pdf").content == sent
    stranger = given.signed_in(other)
    assert stranger.get(f"/kegiatan/98/laporan/{row.pk}.pdf").status_code == 404
    assert "Rapat" not in stranger.get("/kegiatan/98/laporan/").content.decode()


def test_the_nation_has_nobody_to_report_to():
    nation = given.signed_in(given.post(Role.KPU_RI, ""))
    row = record(nation, "nasional")
    assert nation.post(f"{at(row)}kirim/").status_code == 404
    assert "Kirim ke kantor di atas" not in page(nation, row)


def test_lists_are_printed_blank_and_filled(office, row):
    for query in ("", "?kosong"):
        got = office.get(f"{at(row)}daftar-hadir.pdf{query}")
        assert got.content.startswith(b"%PDF-")


def test_whatever_was_added_can_be_taken_off_but_only_here(office, row):
    add(office, row, "tokoh", part="pemimpin", name="Sari")
    pk = row.named.get().pk
    other = record(office, B)
    assert office.post(f"{at(other)}tokoh/{pk}/hapus/").status_code == 404
    assert office.post(f"{at(row)}tokoh/{pk}/hapus/").status_code == 302
    assert office.post(f"{at(row)}rahasia/{pk}/hapus/").status_code == 404
    assert not row.named.exists()
