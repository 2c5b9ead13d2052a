import json
from fractions import Fraction

import pytest

from omah.core.seats.rules import Divisors
from omah.core.seats.sainte_lague import allocate
from omah.core.seats.ties import Decision, DecisionError

PRESS = {"A": 30000, "B": 20000, "C": 15000, "D": 7000, "E": 5000}


def test_seats_follow_the_quotients_in_order():
    got = allocate(PRESS, 6)
    assert [a.party for step in got.steps for a in step.awards] == list("ABCADB")
    assert got.seats == {"A": 2, "B": 2, "C": 1, "D": 1, "E": 0}
    assert got.tie is None


def test_the_third_quotient_divides_the_votes_not_the_second_quotient():
    seventh = allocate(PRESS, 7).steps[-1]
    assert [(a.party, a.divisor, a.quotient) for a in seventh.awards] == [
        ("A", 5, Fraction(6000))
    ]


def test_tie_for_the_last_seat_waits():
    got = allocate(PRESS, 8, district="Dapil 1")
    assert sum(got.seats.values()) == 7
    assert got.tie is not None
    assert (got.tie.tied, got.tie.seat, got.tie.places) == (("C", "E"), 8, 1)
    assert got.tie.amount == 5000


def test_tie_between_first_and_second_quotient_waits():
    got = allocate({"A": 9000, "B": 3000, "C": 1200}, 2)
    assert got.seats == {"A": 1, "B": 0, "C": 0}
    assert got.tie is not None
    assert got.tie.tied == ("A", "B")


def test_equal_quotients_with_seats_for_all_are_no_tie():
    got = allocate({"A": 100, "B": 100}, 2)
    assert got.tie is None
    assert (got.steps[0].first, got.steps[0].last) == (1, 2)


def test_three_for_two_seats_wait_together():
    got = allocate({"A": 10, "B": 10, "C": 10}, 2)
    assert got.tie is not None
    assert (got.tie.seat, got.tie.places) == (1, 2)
    assert sum(got.seats.values()) == 0


def test_a_decision_settles_exactly_its_tie():
    decided = Decision("Dapil 1", frozenset("CE"), ("E",), "BA 12/2024")
    got = allocate(PRESS, 8, district="Dapil 1", decisions=[decided])
    assert got.tie is None
    assert got.seats["E"] == 1
    assert got.steps[-1].decision == decided


@pytest.mark.parametrize(
    "other",
    [
        Decision("Dapil 2", frozenset("CE"), ("E",), "BA"),
        Decision("Dapil 1", frozenset("CDE"), ("E",), "BA"),
        Decision("Dapil 1", frozenset("CE"), ("E",), "BA", party="C"),
    ],
)
def test_a_decision_about_another_tie_changes_nothing(other):
    got = allocate(PRESS, 8, district="Dapil 1", decisions=[other])
    assert got.tie is not None


@pytest.mark.parametrize("chosen", [(), ("C", "E"), ("A",), ("E", "E")])
def test_a_decision_that_does_not_fit_is_refused(chosen):
    wrong = Decision("", frozenset("CE"), chosen, "BA")
    with pytest.raises(DecisionError):
        allocate(PRESS, 8, decisions=[wrong])


def test_two_decisions_about_one_tie_are_refused():
    one = Decision("", frozenset("CE"), ("E",), "BA 1")
    two = Decision("", frozenset("CE"), ("C",), "BA 2")
    with pytest.raises(DecisionError):
        allocate(PRESS, 8, decisions=[one, two])


def test_a_party_without_votes_never_takes_a_seat():
    assert allocate({"A": 5, "B": 0}, 3).seats == {"A": 3, "B": 0}


def test_seats_without_any_vote_stay_vacant():
    got = allocate({"A": 0, "B": 0}, 3)
    assert (got.seats, got.vacant) == ({"A": 0, "B": 0}, 3)


def test_no_seats_no_steps():
    assert allocate(PRESS, 0).steps == ()


@pytest.mark.parametrize(("votes", "seats"), [({"A": -1}, 1), ({"A": 1}, -1)])
def test_negative_numbers_are_refused(votes, seats):
    with pytest.raises(ValueError, match="negative"):
        allocate(votes, seats)


def test_votes_beyond_floating_point_stay_exact():
    huge = 10**17
    got = allocate({"A": 3 * huge + 1, "B": huge}, 2)
    assert got.seats == {"A": 2, "B": 0}
    assert allocate({"A": 3 * huge, "B": huge}, 2).tie is not None


def test_another_divisor_sequence_is_another_rule():
    modified = allocate({"A": 600, "B": 100}, 4, divisors=Divisors(1, 1))
    assert modified.seats == {"A": 4, "B": 0}
    assert allocate({"A": 600, "B": 100}, 4).seats == {"A": 3, "B": 1}


def bounds(got):
    tied = got.tie.tied if got.tie else ()
    return {p: range(n, n + 1 + (p in tied)) for p, n in got.seats.items()}


@pytest.mark.real
def test_every_published_vector_agrees(real_data):
    cases = json.loads((real_data / "vectors" / "sainte-lague.json").read_text())
    assert len(cases) == 28
    for case in cases:
        got = allocate(dict(enumerate(case["votes"])), case["seats"])
        assert (got.tie is not None) == case["unresolved_tie"], case["name"]
        for party, expected in enumerate(case["saintelague"]):
            assert expected in bounds(got)[party], case["name"]


@pytest.mark.real
def test_dutch_vectors_transfer_where_only_divisors_decide(real_data):
    """Five of eighteen are pure D'Hondt; the rest add Dutch remainder rules."""
    cases = json.loads(
        (real_data / "vectors" / "abacus-apportionment.json").read_text()
    )
    pure = [c for c in cases if c["line"] in {2154, 2214, 2243}]
    assert len(pure) == 3
    for case in pure:
        votes = dict(enumerate(case["votes"]))
        got = allocate(votes, case["seats"], divisors=Divisors(1, 1))
        for party, expected in enumerate(case["dhondt"]):
            assert expected in bounds(got)[party], case["test"]
        assert case["dhondt"] in case["expected"]
