"""Who may end an account and invite anew: every role, at every place."""

import pytest

from omah.core.people.access import PostHeld
from omah.core.people.reinviting import may_reinvite
from omah.core.people.roles import COUNTERS, OF_PEOPLE, OFFICES, Role

HERE, BELOW, BESIDE, ABOVE = "3517", "351709", "3518", "35"


def office(role: Role, region: str = HERE) -> PostHeld:
    return PostHeld("1", role, region, "2026-01-01")


@pytest.mark.parametrize("actor", OF_PEOPLE)
@pytest.mark.parametrize("role", OF_PEOPLE)
def test_an_office_invites_those_who_count_below_it_and_its_own_helpers(actor, role):
    is_office, counts = actor in OFFICES, role in COUNTERS
    assert may_reinvite(office(actor), role, BELOW) == (is_office and counts)
    helps = counts and role not in OFFICES
    assert may_reinvite(office(actor), role, HERE) == (is_office and helps)
    assert not may_reinvite(office(actor), role, BESIDE)
    assert not may_reinvite(office(actor), role, ABOVE)
