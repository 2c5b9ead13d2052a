"""Offices as partitions: who leads them, which seats they have, who signs today."""

import pytest

from omah.core.office.offices import divisions_of, head_of, leading_role
from omah.core.people.access import Acting, Division, PostHeld
from omah.core.people.roles import Role

OFFICE = "3517"


def post(id_: str, since="2026-01-01", until="", **more) -> PostHeld:
    given = {"role": Role.KPU_KABKOTA, "region": OFFICE, "division": Division.CHAIR}
    return PostHeld(id=id_, since=since, until=until, **(given | more))


@pytest.mark.parametrize(
    ("region", "role", "seats"),
    [
        ("", Role.KPU_RI, 6),
        ("35", Role.KPU_PROVINSI, 6),
        ("3517", Role.KPU_KABKOTA, 6),
        ("351709", Role.PPK, 0),
        ("3517092003", Role.PPS, 0),
    ],
)
def test_every_level_has_its_role_and_seats(region, role, seats):
    assert leading_role(region) is role
    assert len(divisions_of(region)) == seats


def test_a_station_has_no_office():
    with pytest.raises(ValueError, match="station"):
        leading_role("3517092003001")


def test_the_chair_signs_before_a_member_without_division():
    found = head_of(OFFICE, [post("2", division=""), post("1")], today="2026-02-01")
    assert found.id == "1"


def test_a_stand_in_signs_on_the_days_of_the_appointment_alone():
    away = post("2", "2026-03-01", "2026-03-07", acting=Acting.PLH)
    days = ("2026-02-28", "2026-03-01", "2026-03-07", "2026-03-08")
    found = [head_of(OFFICE, [post("1"), away], today=day).id for day in days]
    assert found == ["1", "2", "2", "1"]


@pytest.mark.parametrize(
    "wrong",
    [
        {"region": "3518"},
        {"region": "351709"},
        {"region": "35"},
        {"role": Role.OPERATOR},
        {"role": Role.KPU_PROVINSI},
        {"division": Division.LAW},
        {"until": "2026-01-31"},
        {"since": "2026-02-02"},
    ],
)
def test_nobody_else_signs(wrong):
    assert head_of(OFFICE, [post("1", **wrong)], today="2026-02-01") is None
