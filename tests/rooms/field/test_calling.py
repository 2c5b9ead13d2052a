"""Whom to call about stations from which nothing has come."""

import pytest
from django.utils import timezone
from tests.rooms import given

from omah.core.people.roles import Role
from omah.rooms.field import calling

NEIGHBOUR = f"{given.VILLAGE}002"


@pytest.fixture
def quiet(db, monkeypatch):
    """Two stations are silent; one of them has no KPPS with an account."""
    silent = {given.STATION: "missing", NEIGHBOUR: "stuck"}
    monkeypatch.setattr(calling, "stations_to_call", lambda _region, _now: silent)


def listed():
    rows = calling.call_list(given.KABKOTA, timezone.now())
    return {row.post.role: (row.reasons, row.stations) for row in rows}


def test_a_station_s_own_kpps_is_called_and_else_the_village_s_pps(quiet):
    given.post(Role.KPPS, given.STATION)
    given.post(Role.PPS, given.VILLAGE)
    assert listed() == {
        Role.KPPS: (["missing"], [given.STATION]),
        Role.PPS: (["stuck"], [NEIGHBOUR]),
    }


def test_one_person_stands_once_with_all_their_stations(quiet):
    given.post(Role.PPS, given.VILLAGE)
    assert listed() == {
        Role.PPS: (["missing", "stuck"], [given.STATION, NEIGHBOUR]),
    }


def test_a_number_that_is_too_short_to_mask_tells_nothing(quiet):
    row = calling.ToCall(given.post(Role.PPS, given.VILLAGE), [], [])
    assert row.phone == ""
