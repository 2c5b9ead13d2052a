"""Rosters, check-in and the list of attendance, through the pages."""

from datetime import timedelta
from uuid import uuid4
from zoneinfo import ZoneInfo

import pypdfium2
import pytest
from django.test import Client
from django.utils import timezone
from tests.rooms import given

from omah.core.people.roles import Role
from omah.rooms.field.models import Mark, Secretariat, Shift

pytestmark = pytest.mark.django_db
HERE = f"/lapangan/{given.VILLAGE}"
API = f"/api/lapangan/{given.VILLAGE}/hadir/"


@pytest.fixture
def pps():
    return given.post(Role.PPS, given.VILLAGE)


def open_every_day(client, region=given.VILLAGE, **more):
    words = {"name": "Sekretariat PPS Sukacontoh", "address": "Jalan Waru 1",
             "weekdays": list(range(7)), "opens": "00:00", "closes": "23:59",
             "needed": 1} | more  # fmt: skip
    return client.post(f"/lapangan/{region}/sekretariat/", words)


def add_shift(client, row, begins="00:00", ends="23:59", region=given.VILLAGE):
    day = timezone.localdate().isoformat()
    words = {"post": row.pk, "date": day, "begins": begins, "ends": ends}
    return client.post(f"/lapangan/{region}/piket/", words, follow=True)


def test_a_member_fills_the_roster_and_the_gap_closes(pps):
    client = given.signed_in(pps)
    open_every_day(client)
    assert client.get(f"{HERE}/piket/").content.decode().count("Kosong") == 7
    page = add_shift(client, pps).content.decode()
    assert page.count("Kosong") == 6
    assert "Bayu Randu" in page


def test_the_same_turn_twice_is_one(pps):
    client = given.signed_in(pps)
    add_shift(client, pps)
    add_shift(client, pps)
    assert Shift.objects.count() == 1


def test_a_withdrawn_turn_stays_on_record(pps):
    client = given.signed_in(pps)
    add_shift(client, pps)
    shift = Shift.objects.get()
    page = client.post(f"{HERE}/piket/{shift.pk}/batal/", follow=True)
    assert "dibatalkan" in page.content.decode()
    assert Shift.objects.get().withdrawn_at is not None


def test_nobody_from_another_body_is_put_on_the_roster(pps):
    stranger = given.post(Role.PPS, given.OTHER_VILLAGE)
    page = add_shift(given.signed_in(pps), stranger)
    assert Shift.objects.count() == 0
    assert "errorlist" in page.content.decode()


def test_a_night_turn_ends_on_the_next_day(pps):
    add_shift(given.signed_in(pps), pps, "20:00", "04:00")
    shift = Shift.objects.get()
    assert shift.ends - shift.begins == timedelta(hours=8)


def test_hours_in_papua_are_papuas():
    village = "9171011001"
    pps = given.post(Role.PPS, village)
    add_shift(given.signed_in(pps), pps, "08:00", "12:00", region=village)
    begins = Shift.objects.get().begins.astimezone(ZoneInfo("Asia/Jayapura"))
    assert begins.hour == 8


def test_coming_and_going_by_the_button(pps):
    client = given.signed_in(pps)
    page = client.get("/lapangan/")
    assert "Saya hadir" in page.content.decode()
    said = {"id": str(uuid4()), "way": "in"}
    page = client.post(f"{HERE}/hadir/", said, follow=True).content.decode()
    assert "Tercatat: Anda datang" in page
    assert "Saya pulang" in page


def test_the_outbox_may_send_a_mark_again_and_again(pps):
    client = given.signed_in(pps)
    said = {"id": str(uuid4()), "way": "in", "claimed_at": "2026-11-22T01:00:00Z"}
    first = client.post(API, said, "application/json")
    again = client.post(API, said, "application/json")
    assert first.status_code == 200
    assert first.json() == again.json()
    assert Mark.objects.count() == 1


def test_one_id_is_one_mark_and_no_other(pps):
    client = given.signed_in(pps)
    said = {"id": str(uuid4()), "way": "in", "claimed_at": "2026-11-22T01:00:00Z"}
    client.post(API, said, "application/json")
    got = client.post(API, said | {"way": "out"}, "application/json")
    assert (got.status_code, got.json()) == (409, {"refused": "id-used"})


@pytest.mark.parametrize(
    "body",
    [b"", b"[]", b"null", b"{", b'{"id": 1}', b'{"way": {"$gt": 1}}',
     b'{"id": "x", "way": "in", "claimed_at": "soon"}'],
)  # fmt: skip
def test_a_malformed_mark_is_refused(pps, body):
    got = given.signed_in(pps).post(API, body, "application/json")
    assert got.status_code == 400
    assert Mark.objects.count() == 0


def test_nobody_checks_in_at_another_body(pps):
    other = f"/api/lapangan/{given.OTHER_VILLAGE}/hadir/"
    got = given.signed_in(pps).post(other, {}, "application/json")
    assert got.json() == {"refused": "not-your-region"}


def test_the_public_sees_roles_and_hours_and_a_name_only_with_consent(pps):
    client = given.signed_in(pps)
    open_every_day(client)
    add_shift(client, pps)
    client.post(f"{HERE}/hadir/", {"id": str(uuid4()), "way": "in"})
    page = Client().get(f"/piket/{given.VILLAGE}/").content.decode()
    assert "<strong>PPS</strong>" in page
    assert "Bayu" not in page
    client.post("/lapangan/kartu/", {"phone": "0812 0000 0000", "name_public": "on"})
    page = Client().get(f"/piket/{given.VILLAGE}/").content.decode()
    assert "Bayu Randu" in page
    assert "0812" not in page
    client.post("/lapangan/kartu/", {"phone": "0812 0000 0000"})
    assert "Bayu" not in Client().get(f"/piket/{given.VILLAGE}/").content.decode()


def test_the_public_finds_a_secretariat_by_its_name(pps):
    open_every_day(given.signed_in(pps))
    page = Client().get("/piket/", {"cari": "sukacontoh"}).content.decode()
    assert f'href="/piket/{given.VILLAGE}/"' in page
    assert Client().get("/piket/9971011009/").status_code == 404


def test_a_closing_hour_before_the_opening_hour_is_explained(pps):
    page = open_every_day(given.signed_in(pps), opens="16:00", closes="08:00")
    assert "sesudah jam buka" in page.content.decode()
    assert not Secretariat.objects.exists()


@pytest.mark.parametrize("address", ["piket/", "sekretariat/", "daftar-hadir.pdf"])
@pytest.mark.parametrize(
    ("role", "region", "status"),
    [
        (Role.PPS, given.VILLAGE, 200),
        (Role.PPK, given.KECAMATAN, 200),
        (Role.KPU_KABKOTA, given.KABKOTA, 200),
        (Role.PPS, given.OTHER_VILLAGE, 403),
        (Role.PPK, given.OTHER_KECAMATAN, 403),
        (Role.KPU_KABKOTA, given.OTHER_KABKOTA, 403),
        (Role.WITNESS, given.VILLAGE, 403),
    ],
)
def test_a_roster_is_seen_by_its_body_and_the_offices_above(
    role, region, status, address
):
    client = given.signed_in(given.post(role, region))
    assert client.get(f"{HERE}/{address}").status_code == status


def text_of(pdf: bytes) -> str:
    document = pypdfium2.PdfDocument(pdf)
    text = "".join(page.get_textpage().get_text_range() for page in document)
    document.close()
    return text


def test_the_attendance_list_shows_turns_marks_and_who_came_unplanned(pps):
    client = given.signed_in(pps)
    open_every_day(client)
    add_shift(client, pps)
    other = given.post(Role.PPS, given.VILLAGE, "Wulan Jati")
    now = timezone.now()
    for row, claimed in ((pps, now), (other, now - timedelta(minutes=30))):
        Mark.objects.create(id=uuid4(), post=row, region=given.VILLAGE, way="in",
                            claimed_at=claimed, received_at=now)  # fmt: skip
    got = client.get(f"{HERE}/daftar-hadir.pdf")
    assert got["Content-Type"] == "application/pdf"
    text = text_of(got.content)
    assert "Sekretariat PPS Sukacontoh" in text
    assert "Bayu Randu" in text
    assert "Wulan Jati" in text
    assert "00.00–23.59" in text
    assert "*" in text
    assert client.get(f"{HERE}/daftar-hadir.pdf").content == got.content


def test_a_week_that_no_calendar_has_is_this_week(pps):
    client = given.signed_in(pps)
    for asked in ("x", "9999-12-31", "0001-01-01", "2026-13-01"):
        assert client.get(f"{HERE}/piket/?minggu={asked}").status_code == 200
