"""Who leads an office, for anyone: commissioners by name, nobody else."""

from datetime import date, timedelta

import pytest
from django.test import Client
from django.utils import timezone
from tests.rooms import given

from omah.core.people.access import Acting, Division
from omah.core.people.roles import Role
from omah.rooms.home import finding, indexing
from omah.rooms.people.leaders import leaders_of
from omah.rooms.people.offices import open_body

pytestmark = pytest.mark.django_db
OFFICE = "9971"


@pytest.fixture
def office():
    open_body(OFFICE, "KPU Kabupaten Sukacontoh", since=date(2026, 1, 1))
    open_body("9971011001", "PPS Warujaya", since=date(2026, 1, 1))


def seat(division: Division, name: str, **more):
    return given.post(Role.KPU_KABKOTA, OFFICE, name, division=division, **more)


def test_anyone_reads_who_leads_and_what_is_empty(office):
    seat(Division.CHAIR, "Jaka Trembesi")
    page = Client().get(f"/kantor/{OFFICE}/").content.decode()
    assert "Jaka Trembesi" in page
    assert page.count("belum terisi") == 5


def test_who_stands_in_is_named_so_until_the_last_day(office):
    today = timezone.localdate()
    seat(Division.CHAIR, "Jaka Trembesi")
    seat(Division.CHAIR, "Wulan Gading", acting=Acting.PLH, until=today)
    assert "Plh. Wulan Gading" in Client().get(f"/kantor/{OFFICE}/").content.decode()
    after = leaders_of(OFFICE, today + timedelta(days=1))
    assert after[0].holder == "Jaka Trembesi"


def test_members_of_bodies_and_operators_are_not_named_to_the_public(office):
    given.post(Role.OPERATOR, OFFICE, "Rahasia Operator")
    given.post(Role.PPS, "9971011001", "Rahasia Anggota")
    assert "Rahasia" not in Client().get(f"/kantor/{OFFICE}/").content.decode()
    assert Client().get("/kantor/9971011001/").status_code == 404
    assert Client().get("/kantor/9972/").status_code == 404
    indexing.index_room("people")
    assert finding.find("rahasia").total == 0


def test_the_one_search_finds_who_leads_by_name_and_by_office(office):
    seat(Division.LAW, "Endah Kemuning")
    indexing.index_room("people")
    for question in ("endah kemuning", "ketua sukacontoh"):
        (group,) = finding.find(question).groups
        assert group.hits[0].url == f"/kantor/{OFFICE}/"
