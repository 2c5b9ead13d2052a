"""Broadcasts with receipts, and the list of those to call."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from tests.rooms import given

from omah.core.people.roles import Role
from omah.rooms.field import actions
from omah.rooms.field.models import Broadcast, Call, ReadReceipt, Shift
from omah.rooms.people.offices import open_body

pytestmark = pytest.mark.django_db
WORDS = {"title": "Rapat besok", "text": "Pukul delapan di balai.", "confirm_hours": 24}


@pytest.fixture
def office():
    return given.post(Role.KPU_KABKOTA, given.KABKOTA)


@pytest.fixture
def pps():
    return given.post(Role.PPS, given.VILLAGE)


def send(office, *roles: Role, region=given.KABKOTA) -> Broadcast:
    words = WORDS | {"roles": [str(role) for role in roles]}
    got = given.signed_in(office).post(f"/lapangan/{region}/siaran/", words)
    assert got.status_code == 302
    return Broadcast.objects.latest("sent_at")


def test_the_bodies_below_read_it_and_the_office_sees_who_has(office, pps):
    broadcast = send(office, Role.PPS, Role.PPK)
    ppk = given.post(Role.PPK, given.KECAMATAN)
    reader = given.signed_in(pps)
    assert "Rapat besok" in reader.get("/lapangan/").content.decode()
    address = f"/lapangan/{given.VILLAGE}/dari-atas/{broadcast.pk}/"
    assert "Pukul delapan" in reader.get(address).content.decode()
    assert not ReadReceipt.objects.exists(), "opening it is not reading it"
    reader.post(address)
    reader.post(address)
    assert ReadReceipt.objects.count() == 1
    receipts = f"/lapangan/{given.KABKOTA}/siaran/{broadcast.pk}/"
    page = given.signed_in(office).get(receipts).content.decode()
    assert "1 dari 2 belum membaca" in page
    assert ppk.holder.name in page


def test_the_outbox_confirms_once(office, pps):
    broadcast = send(office, Role.PPS)
    address = f"/api/lapangan/{given.VILLAGE}/dari-atas/{broadcast.pk}/dibaca/"
    client = given.signed_in(pps)
    first, again = client.post(address), client.post(address)
    assert first.json() == again.json()
    assert ReadReceipt.objects.count() == 1


@pytest.mark.parametrize(
    ("role", "region"),
    [
        (Role.PPS, given.OTHER_KABKOTA + "011001"),  # another kabupaten
        (Role.KPPS, given.STATION),  # not among the roles
    ],
)
def test_it_is_not_for_others(office, role, region):
    broadcast = send(office, Role.PPS)
    client = given.signed_in(given.post(role, region))
    address = f"/lapangan/{region}/dari-atas/{broadcast.pk}/"
    assert client.get(address).status_code == 404
    assert client.post(address).status_code == 404
    assert client.post(f"/api{address}dibaca/").status_code == 404
    assert "Rapat" not in client.get(f"/lapangan/{region}/dari-atas/").content.decode()


def test_an_office_never_sees_anothers_broadcasts(office):
    broadcast = send(office, Role.PPS)
    other = given.signed_in(given.post(Role.KPU_KABKOTA, given.OTHER_KABKOTA))
    for region in (given.KABKOTA, given.OTHER_KABKOTA):
        page = other.get(f"/lapangan/{region}/siaran/{broadcast.pk}/")
        assert page.status_code in {403, 404}
    assert other.get(f"/lapangan/{given.KABKOTA}/siaran/").status_code == 403
    page = other.get(f"/lapangan/{given.OTHER_KABKOTA}/siaran/")
    assert "Rapat" not in page.content.decode()


def test_an_office_addresses_the_bodies_below_and_who_else_is_there(office, pps):
    given.post(Role.OPERATOR, given.KABKOTA)
    page = given.signed_in(office).get(f"/lapangan/{given.KABKOTA}/siaran/")
    offered = dict(page.context["form"].fields["roles"].choices)
    assert offered == {
        Role.KPPS: "KPPS (0 orang)",
        Role.PPS: "PPS (1 orang)",
        Role.PPK: "PPK (0 orang)",
        Role.OPERATOR: "Operator (1 orang)",
    }, "no office above, nobody who is not there, not the sender"
    words = WORDS | {"roles": [str(Role.KPU_RI)]}
    address = f"/lapangan/{given.KABKOTA}/siaran/"
    assert given.signed_in(office).post(address, words).status_code == 200
    assert not Broadcast.objects.exists()


def test_lists_of_people_say_where_by_name_in_one_query(
    office, pps, django_assert_max_num_queries
):
    open_body(given.VILLAGE, "PPS Desa Rekaan", since=timezone.localdate())
    broadcast = send(office, Role.PPS)
    reader = given.signed_in(office)
    address = f"/lapangan/{given.KABKOTA}/siaran/{broadcast.pk}/"
    page = reader.get(address).content.decode()
    assert "PPS Desa Rekaan" in page
    assert "PPS, PPS" not in page
    with CaptureQueriesContext(connection) as few:
        reader.get(address)
    for _ in range(5):
        given.post(Role.PPS, given.VILLAGE)
    with django_assert_max_num_queries(len(few)):
        reader.get(address)


def test_a_body_below_sends_nothing(pps):
    got = given.signed_in(pps).post(f"/lapangan/{given.VILLAGE}/siaran/", WORDS)
    assert got.status_code == 403


def late_shift(row) -> None:
    now = timezone.now()
    Shift.objects.create(region=row.region, post=row, made_by=row,
                         begins=now - timedelta(hours=1),
                         ends=now + timedelta(hours=3))  # fmt: skip


def test_the_call_list_has_the_late_and_those_who_have_not_read(office, pps):
    late_shift(pps)
    broadcast = send(office, Role.PPS)
    Broadcast.objects.update(confirm_by=timezone.now() - timedelta(minutes=1))
    actions.keep_card(pps.holder, phone="0812 0000 0001", name_public=False)
    client = given.signed_in(office)
    address = f"/lapangan/{given.KABKOTA}/panggil/"
    page = client.get(address).content.decode()
    assert "belum datang" in page
    assert "siaran belum dibaca" in page
    assert "0812 •••• 01" in page
    assert "081200000001" not in page.replace(" ", "")
    client.post(address, {"post": pps.pk, "outcome": "shown"})
    assert 'href="tel:081200000001"' in client.get(address).content.decode()
    other = given.signed_in(given.post(Role.OPERATOR, given.KABKOTA))
    assert "0812 •••• 01" in other.get(address).content.decode()
    client.post(address, {"post": pps.pk, "outcome": "no-answer"})
    assert [call.by for call in Call.objects.all()] == [office, office]
    assert "Tidak diangkat, " in client.get(address).content.decode()
    actions.confirm_broadcast(pps.held(), broadcast)
    assert "siaran belum dibaca" not in client.get(address).content.decode()


def test_nobody_calls_into_another_region(office):
    stranger = given.post(Role.PPS, given.OTHER_KABKOTA + "011001")
    late_shift(stranger)
    client = given.signed_in(office)
    address = f"/lapangan/{given.KABKOTA}/panggil/"
    assert "Tidak ada yang perlu ditelepon" in client.get(address).content.decode()
    got = client.post(address, {"post": stranger.pk, "outcome": "reached"})
    assert got.status_code == 404
    assert not Call.objects.exists()


@pytest.mark.parametrize("sent", ["x", "", "9" * 30])
def test_a_malformed_call_is_not_noted(office, sent):
    client = given.signed_in(office)
    got = client.post(f"/lapangan/{given.KABKOTA}/panggil/", {"post": sent})
    assert got.status_code == 404
