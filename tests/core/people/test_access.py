"""One rule for every door, tested at each of its borders."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from omah.core.people.access import Access, PostHeld, Reach, Refusal, Visitor, may_pass
from omah.core.people.roles import Role

TODAY = "2024-02-15"
KECAMATAN, STATION, ELSEWHERE = "351709", "3517092003001", "3517102003001"


def post(role=Role.PPK, region=KECAMATAN, since="2024-01-01", until="") -> PostHeld:
    return PostHeld(f"{role}-{region}", role, region, since, until)


def visitor(*posts: PostHeld, second_factor: bool = False) -> Visitor:
    return Visitor(signed_in=True, posts=posts, second_factor=second_factor)


DOOR = Access(roles=frozenset({Role.PPK}))


def test_a_public_door_is_open_to_anyone():
    anyone = Visitor(signed_in=False)
    assert may_pass(anyone, Access(public=True), region="", today=TODAY) is None


def test_whoever_is_not_signed_in_is_asked_to():
    got = may_pass(Visitor(signed_in=False), DOOR, region=STATION, today=TODAY)
    assert got is Refusal.SIGN_IN


def test_a_door_without_roles_asks_only_to_sign_in():
    assert may_pass(visitor(), Access(), region=STATION, today=TODAY) is None


def test_the_wrong_role_is_refused_even_in_its_own_region():
    got = may_pass(visitor(post(Role.WITNESS)), DOOR, region=STATION, today=TODAY)
    assert got is Refusal.NO_POST


def test_a_neighbouring_region_is_refused():
    got = may_pass(visitor(post()), DOOR, region=ELSEWHERE, today=TODAY)
    assert got is Refusal.NOT_YOUR_REGION


def test_the_region_above_is_refused():
    got = may_pass(visitor(post()), DOOR, region="3517", today=TODAY)
    assert got is Refusal.NOT_YOUR_REGION


def test_own_reach_stops_at_the_regions_border():
    door = Access(roles=frozenset({Role.PPK}), reach=Reach.OWN)
    assert may_pass(visitor(post()), door, region=KECAMATAN, today=TODAY) == post()
    got = may_pass(visitor(post()), door, region=STATION, today=TODAY)
    assert got is Refusal.NOT_YOUR_REGION


def test_the_second_factor_is_asked_for_before_the_post_is_looked_at():
    door = Access(roles=frozenset({Role.PPK}), second_factor=True)
    got = may_pass(visitor(post()), door, region=STATION, today=TODAY)
    assert got is Refusal.SECOND_FACTOR
    with_it = visitor(post(), second_factor=True)
    assert may_pass(with_it, door, region=STATION, today=TODAY) == post()


@pytest.mark.parametrize(
    ("since", "until", "open_"),
    [
        ("2024-02-15", "", True),
        ("2024-02-16", "", False),
        ("2024-01-01", "2024-02-15", True),
        ("2024-01-01", "2024-02-14", False),
    ],
)
def test_a_post_counts_from_its_first_day_to_its_last(since, until, open_):
    held = post(since=since, until=until)
    got = may_pass(visitor(held), DOOR, region=STATION, today=TODAY)
    assert got == (held if open_ else Refusal.NO_POST)


def test_the_post_nearest_to_the_matter_is_the_one_used():
    province = post(region="35")
    here = post(region=KECAMATAN)
    assert may_pass(visitor(province, here), DOOR, region=STATION, today=TODAY) == here


codes = st.sampled_from(["", "35", "3517", "351709", "3517092003", STATION, ELSEWHERE])


@given(st.sets(st.sampled_from(Role)), codes, codes, st.sampled_from(Role))
def test_nobody_passes_outside_the_region_of_a_fitting_post(roles, held, door, role):
    asked = Access(roles=frozenset(roles | {Role.AUDITOR}))
    got = may_pass(visitor(post(role, held)), asked, region=door, today=TODAY)
    allowed = role in asked.roles and door.startswith(held)
    assert isinstance(got, PostHeld) == allowed
