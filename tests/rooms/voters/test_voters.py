"""Voting elsewhere and accessible stations, through their pages and prints."""

import io
import re
from datetime import date, datetime, time, timedelta

import pypdfium2
import pytest
from django.test import Client
from django.utils import timezone
from tests.rooms import given

from omah.core.office.roster import Window
from omah.core.people.roles import Role
from omah.core.service.zones import fixed_zone_of
from omah.rooms.field import actions as field
from omah.rooms.voters.models import StationCheck, VotingDay

pytestmark = pytest.mark.django_db
VOTING = date(2029, 2, 14)
NOW = datetime.combine(date(2028, 12, 4), time(9), tzinfo=fixed_zone_of("99"))
PAGE = f"/pindah-memilih/{given.VILLAGE}/"


@pytest.fixture(autouse=True)
def in_december(monkeypatch):
    monkeypatch.setattr(timezone, "now", lambda: NOW)


@pytest.fixture
def office():
    row = given.post(Role.KPU_KABKOTA, given.KABKOTA)
    words = {"name": "Pemilu 2029", "kind": "pemilu", "day": VOTING.isoformat()}
    address = f"/pindah-memilih/{given.KABKOTA}/hari/"
    assert given.signed_in(row).post(address, words).status_code == 302
    return row


@pytest.fixture
def pps():
    row = given.post(Role.PPS, given.VILLAGE)
    field.describe_secretariat(
        given.VILLAGE, name="PPS Sukacontoh", address="Jalan Waru 1", needed=1,
        weekdays=range(5), opens=time(8), closes=time(15),
    )  # fmt: skip
    window = Window(NOW.replace(hour=8), NOW.replace(hour=12))
    field.add_shift(given.VILLAGE, post=str(row.pk), window=window, made_by=row.held())
    return row


def text_of(got) -> str:
    return re.sub(r"\s+", " ", got.content.decode())


def pages_of(pdf: bytes) -> list[str]:
    opened = pypdfium2.PdfDocument(io.BytesIO(pdf))
    found = [
        re.sub(r"\s+", " ", page.get_textpage().get_text_range()) for page in opened
    ]
    opened.close()
    return found


@pytest.mark.parametrize("size", ["a4", "a3"])
def test_a_pps_prints_one_readable_notice(office, pps, size):
    """Reasons, papers, last days, ballots, who is on duty, and the law: one page."""
    got = Client().get(f"{PAGE}pengumuman.pdf?ukuran={size}&bahasa=id")
    assert got["Content-Type"] == "application/pdf"
    (page,) = pages_of(got.content)
    for said in (
        "PPS Sukacontoh", "Jalan Waru 1", "Rabu, 14 Februari 2029",
        "Senin, 15 Januari 2029", "Rabu, 7 Februari 2029",
        "Bertugas di tempat lain", "Bekerja di luar domisili", "Surat tugas",
        "KTP-el atau KK", "masih di provinsi yang sama", "DPRD kabupaten/kota",
        "Senin, 4 Desember", "08.00–15.00", "PPS 08.00–12.00",
        "UU 7/2017 Pasal 210", f"pindah-memilih/{given.VILLAGE}/",
    ):  # fmt: skip
        assert said in page, said
    assert "Bayu Randu" not in page  # no consent, no name


def test_the_notice_speaks_english_large_and_easy(office, pps):
    address = f"{PAGE}pengumuman.pdf"
    (page,) = pages_of(Client().get(address + "?ukuran=a4&bahasa=en").content)
    assert "Voting elsewhere" in page
    assert "Wednesday, 14 February 2029" in page
    easy = " ".join(pages_of(Client().get(address + "?ukuran=mudah").content))
    assert "Saya pindah rumah." in easy
    large = pages_of(Client().get(address + "?ukuran=besar").content)
    assert 2 <= len(large) <= 4


def test_without_roster_or_voting_day_the_notice_says_so():
    (page,) = pages_of(Client().get(f"{PAGE}pengumuman.pdf").content)
    assert "belum ditetapkan" in page
    assert "Jam buka belum diisi" in page


@pytest.mark.parametrize("query", ["?ukuran=a0", "?bahasa=xx", "?ukuran=../x"])
def test_another_size_or_language_is_not_found(query):
    assert Client().get(f"{PAGE}pengumuman.pdf{query}").status_code == 404


def test_the_page_says_the_same_as_the_print(office, pps):
    page = text_of(Client(headers={"accept-language": "id"}).get(PAGE))
    assert "Senin, 15 Januari 2029" in page
    assert "08.00–15.00 · PPS 08.00–12.00" in page
    easy = text_of(Client(headers={"accept-language": "id"}).get(PAGE + "?mudah"))
    assert "Saya pindah rumah." in easy


def test_a_village_is_found_by_its_name(pps):
    found = text_of(Client().get(f"/pindah-memilih/?cari={given.VILLAGE}"))
    assert PAGE in found


def test_the_nation_s_page_leads_to_the_regions_that_vote(office):
    page = text_of(Client(headers={"accept-language": "id"}).get("/pindah-memilih/"))
    assert f'href="/pindah-memilih/{given.KABKOTA}/"' in page
    assert "Rabu, 14 Februari 2029" in page
    assert "belum ditetapkan" not in page


@pytest.mark.parametrize(
    ("role", "region", "status"),
    [
        (Role.KPU_KABKOTA, given.KABKOTA, 302),
        (Role.KPU_KABKOTA, given.OTHER_KABKOTA, 403),
        (Role.PPS, given.VILLAGE, 403),
    ],
)
def test_only_the_office_itself_says_when_it_votes(role, region, status):
    client = given.signed_in(given.post(role, region))
    words = {"name": "x", "kind": "pilkada", "day": "2029-06-27"}
    got = client.post(f"/pindah-memilih/{given.KABKOTA}/hari/", words)
    assert got.status_code == status
    assert VotingDay.objects.exists() == (status == 302)


def test_the_next_vote_counts_and_not_the_one_that_is_over(office):
    VotingDay.objects.create(
        region="", name="Lama", kind="pemilu", day=NOW.date() - timedelta(days=1)
    )
    assert "Pemilu 2029" in text_of(Client().get(PAGE))


@pytest.mark.parametrize(
    ("query", "said"),
    [
        ("provinsi=no", "Presiden dan wakil presiden</strong>: Anda terima"),
        ("provinsi=no", "DPD</strong>: tidak Anda terima"),
        ("provinsi=yes", "DPR</strong>: tanyakan kepada petugas"),
        ("dapil-dprd-kabkota=yes", "DPRD kabupaten/kota</strong>: Anda terima"),
    ],
)
def test_which_ballots_follow_a_voter(query, said):
    whole = dict.fromkeys(AREAS, "unknown")
    area, _, answer = query.partition("=")
    whole[area] = answer
    got = Client(headers={"accept-language": "id"}).get(
        "/pindah-memilih/surat-suara/", whole
    )
    assert said in text_of(got)


def asked_by_place(**words: str) -> str:
    client = Client(headers={"accept-language": "id"})
    return text_of(client.get("/pindah-memilih/surat-suara/", words))


def test_from_one_kecamatan_to_another_the_ballots_are_named():
    """Typed words, then the choice, then the answer with both districts."""
    page = asked_by_place(cari_dari="diwek", cari_ke="surabaya")
    assert 'name="dari" value="351708"' in page  # the only Diwek
    assert "Yang mana?" in page
    assert 'name="ke" value="357801"' in page
    page = asked_by_place(dari="351708", ke="357801")
    assert "Anda menerima 2 dari 5 surat suara" in page
    assert "DPD</strong>: Anda terima" in page
    assert "Asal di dapil JAWA TIMUR VIII, tujuan di dapil JAWA TIMUR I." in page
    assert "KTP-el dengan alamat baru" in page


def test_a_notice_names_the_districts_of_its_village():
    page = text_of(
        Client(headers={"accept-language": "id"}).get("/pindah-memilih/3517082001/")
    )
    assert "daerah pemilihan DPR yang sama (JAWA TIMUR VIII)" in page
    assert "DPRD kabupaten/kota yang sama (JOMBANG 2)" in page
    assert "/pindah-memilih/surat-suara/?dari=351708" in page
    print_ = Client().get("/pindah-memilih/3517082001/pengumuman.pdf?bahasa=id")
    assert "(JOMBANG 2)" in " ".join(pages_of(print_.content))


def test_a_split_kecamatan_asks_for_the_village():
    page = asked_by_place(dari="122203", ke="122204")
    assert "terbagi dua dapil" in page
    assert 'value="122203' in page
    assert "Anda menerima" not in page


@pytest.mark.parametrize(
    "words",
    [
        {"dari": "35'"}, {"dari": "999999"}, {"ke": "٣٥١٧٠٩"}, {"dari": "35"},
        {"cari_dari": "tidak ada nama begini"}, {"cari_ke": "x" * 5000},
    ],
)  # fmt: skip
def test_no_such_place_gives_no_answer(words):
    page = asked_by_place(**words)
    assert "Anda menerima" not in page
    assert ("tidak kami temukan" in page) == any(k.startswith("cari") for k in words)


AREAS = (
    "provinsi", "kabkota", "dapil-dpr", "dapil-dprd-provinsi", "dapil-dprd-kabkota",
)  # fmt: skip
GOOD = {"flat": "1", "path": "1", "door": "90", "box": "35", "knees": "75",
        "top": "100", "braille": "1", "companion": "1", "turning": "1"}  # fmt: skip
STATION = f"/tps-akses/{given.STATION}/"


def test_a_station_is_measured_and_what_lacks_is_told(pps):
    client = given.signed_in(pps)
    narrow = GOOD | {"door": "80", "braille": ""}
    assert client.post(STATION + "ukur/", narrow).status_code == 302
    page = text_of(Client(headers={"accept-language": "id"}).get(STATION))
    assert "80 cm" in page
    assert "Paling sedikit 90 cm" in page
    assert "belum dilihat" in page
    assert "0 dari 1" in page
    assert "Bayu" not in page
    client.post(STATION + "ukur/", GOOD)
    village = text_of(Client().get(f"/tps-akses/{given.VILLAGE}/"))
    assert "1 dari 1" in village
    assert StationCheck.objects.count() == 2


@pytest.mark.parametrize(
    ("role", "region"),
    [(Role.PPS, given.OTHER_VILLAGE), (Role.WITNESS, given.STATION)],
)
def test_a_stranger_measures_nothing(role, region):
    client = given.signed_in(given.post(role, region))
    assert client.post(STATION + "ukur/", GOOD).status_code == 403
    assert not StationCheck.objects.exists()


@pytest.mark.parametrize("door", ["-1", "2001", "sembilan"])
def test_what_cannot_be_measured_is_refused(pps, door):
    got = given.signed_in(pps).post(STATION + "ukur/", GOOD | {"door": door})
    assert got.status_code == 200
    assert not StationCheck.objects.exists()


def test_a_region_is_not_a_station(pps):
    client = given.signed_in(pps)
    assert client.get(f"/tps-akses/{given.VILLAGE}/ukur/").status_code == 404
    assert Client().get("/tps-akses/nasional/").status_code == 404
    assert Client().get("/tps-akses/").status_code == 200
