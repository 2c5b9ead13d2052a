"""DPD, president and regional heads, at their borders."""

from fractions import Fraction

import pytest

from omah.core.seats.dpd import elect_highest
from omah.core.seats.president import elect_president
from omah.core.seats.regional_head import Condition, elect_regional_head
from omah.core.seats.rules import (
    HighestRules,
    PresidentRules,
    RegionalHeadRules,
    Source,
)
from omah.core.seats.ties import Decision
from omah.core.seats.votes import DistrictVotes, VoteLine

SOURCE = Source("x", "x", "x", "2024-02-14", ())
DPD = HighestRules(SOURCE, 4, 4)
PRESIDENT = PresidentRules(
    SOURCE, Fraction(1, 2), Fraction(1, 5), Fraction(1, 2), frozenset({"luar negeri"})
)
HEAD = RegionalHeadRules(
    SOURCE, Fraction(1, 2), frozenset({"jakarta"}), frozenset({"kolom kosong"})
)


def region(name, **votes):
    lines = tuple(VoteLine("", who, count) for who, count in votes.items())
    return DistrictVotes(name, None, lines)


# --- DPD


def test_four_highest_are_elected_and_four_follow():
    votes = {f"c{n}": 100 - n for n in range(10)}
    result = elect_highest(region("P", **votes), DPD)
    assert result.ranking.elected == ("c0", "c1", "c2", "c3")
    assert [r.name for r in result.replacements] == ["c4", "c5", "c6", "c7"]


def test_tie_for_fourth_waits_and_a_decision_settles_it():
    votes = {"a": 9, "b": 8, "c": 7, "d": 5, "e": 5, "f": 1}
    tie = elect_highest(region("P", **votes), DPD).ranking.tie
    assert tie is not None
    assert (tie.tied, tie.seat) == (("d", "e"), 4)
    decided = Decision("P", frozenset("de"), ("e",), "BA")
    result = elect_highest(region("P", **votes), DPD, [decided])
    assert result.ranking.elected == ("a", "b", "c", "e")
    assert [r.name for r in result.replacements] == ["d", "f"]


def test_a_tie_for_third_fills_both_places():
    votes = {"a": 9, "b": 8, "c": 7, "d": 7, "e": 5}
    assert elect_highest(region("P", **votes), DPD).ranking.tie is None


# --- President


def provinces(*rows):
    return [region(f"P{n}", **row) for n, row in enumerate(rows)]


def test_majority_and_reach_elect():
    result = elect_president(provinces(*[{"a": 6, "b": 2, "c": 2}] * 4), PRESIDENT)
    assert result.elected == "a"


@pytest.mark.parametrize(("votes", "elected"), [(500, None), (501, "a")])
def test_half_is_not_more_than_half(votes, elected):
    rows = provinces({"a": votes, "b": 900 - votes, "c": 100})
    result = elect_president(rows, PRESIDENT)
    assert result.valid_votes == 1000
    assert result.elected == elected


@pytest.mark.parametrize(
    ("reached", "of", "elected"), [(19, 38, None), (20, 38, "a"), (2, 3, "a")]
)
def test_reach_needs_more_than_half_of_the_provinces(reached, of, elected):
    rows = [{"a": 1000, "b": 1, "c": 1}] * reached
    rows += [{"a": 1, "b": 9, "c": 9}] * (of - reached)
    result = elect_president(provinces(*rows), PRESIDENT)
    assert result.pairs[0].has_majority
    assert result.elected == elected
    assert result.provinces_needed == of // 2 + 1


@pytest.mark.parametrize(("votes", "reached"), [(19, 0), (20, 1), (21, 1)])
def test_a_fifth_is_enough_in_a_province(votes, reached):
    rows = provinces({"a": votes, "b": 50, "c": 50 - votes})
    assert elect_president(rows, PRESIDENT).pairs[0].provinces_reached == reached


def test_votes_from_abroad_count_but_are_no_province():
    home = provinces({"a": 3, "b": 3, "c": 3})
    abroad = region("Luar Negeri", a=90, b=0, c=0)
    result = elect_president([*home, abroad], PRESIDENT)
    assert (result.provinces, result.pairs[0].provinces_reached) == (1, 1)
    assert result.elected == "a"


def test_a_province_without_votes_is_reached_by_nobody():
    result = elect_president(
        provinces({"a": 9, "b": 1, "c": 1}, {"a": 0, "b": 0, "c": 0}), PRESIDENT
    )
    assert result.pairs[0].provinces_reached == 1
    assert result.elected is None


def test_without_majority_the_two_best_meet_again():
    result = elect_president(provinces({"a": 4, "b": 3, "c": 2}), PRESIDENT)
    assert (result.elected, result.second_round) == (None, ("a", "b"))


def test_two_equal_at_the_top_both_meet_again():
    result = elect_president(provinces({"a": 4, "b": 2, "c": 4}), PRESIDENT)
    assert (result.second_round, result.tie) == (("a", "c"), None)


def test_three_equal_at_the_top_wait():
    result = elect_president(provinces({"a": 4, "b": 4, "c": 4}), PRESIDENT)
    assert result.tie is not None
    assert (result.tie.seat, result.tie.places) == (1, 2)
    assert result.second_round == ()


def test_a_tie_for_second_waits_for_a_decision():
    rows = provinces({"a": 4, "b": 3, "c": 3})
    tie = elect_president(rows, PRESIDENT).tie
    assert tie is not None
    assert (tie.tied, tie.seat) == (("b", "c"), 2)
    decided = Decision("", frozenset("bc"), ("c",), "BA")
    result = elect_president(rows, PRESIDENT, [decided])
    assert (result.second_round, result.decision) == (("a", "c"), decided)


def test_with_two_pairs_most_votes_decide_whatever_the_reach():
    rows = provinces({"a": 99, "b": 1}, *[{"a": 0, "b": 1}] * 5)
    result = elect_president(rows, PRESIDENT)
    assert not result.pairs[0].has_reach
    assert result.elected == "a"


def test_two_equal_pairs_wait():
    result = elect_president(provinces({"a": 5, "b": 5}), PRESIDENT)
    assert (result.elected, result.second_round) == (None, ())
    assert result.tie is not None


@pytest.mark.parametrize("rows", [[{"a": 5}], [{"a": 0, "b": 0}], []])
def test_nothing_to_choose_between_is_refused(rows):
    with pytest.raises(ValueError, match="two pairs"):
        elect_president(provinces(*rows), PRESIDENT)


# --- Regional heads


def test_most_votes_elect_without_a_majority():
    result = elect_regional_head(region("Kota", a=40, b=35, c=25), HEAD)
    assert (result.elected, result.condition) == ("a", Condition.MOST_VOTES)


def test_equal_votes_at_the_top_wait():
    rows = region("Kota", a=40, b=40, c=20)
    tie = elect_regional_head(rows, HEAD).tie
    assert tie is not None
    assert tie.tied == ("a", "b")
    decided = Decision("Kota", frozenset("ab"), ("b",), "BA")
    result = elect_regional_head(rows, HEAD, [decided])
    assert (result.elected, result.decision) == ("b", decided)


@pytest.mark.parametrize(("votes", "elected"), [(50, None), (51, "a")])
def test_jakarta_needs_more_than_half_or_the_best_two_meet(votes, elected):
    result = elect_regional_head(region("JAKARTA", a=votes, b=95 - votes, c=5), HEAD)
    assert result.valid_votes == 100
    assert result.elected == elected
    assert bool(result.run_off) is (elected is None)


def test_jakarta_tie_for_second_waits():
    result = elect_regional_head(region("Jakarta", a=40, b=30, c=30), HEAD)
    assert (result.elected, result.run_off) == (None, ())
    assert result.tie is not None
    assert result.tie.tied == ("b", "c")


@pytest.mark.parametrize(("votes", "elected"), [(49, None), (50, None), (51, "a")])
def test_a_single_pair_needs_more_than_half(votes, elected):
    rows = region("Kota", **{"a": votes, "KOLOM KOSONG - ": 100 - votes})
    result = elect_regional_head(rows, HEAD)
    assert (result.elected, result.condition) == (elected, Condition.SINGLE_PAIR)
    assert result.run_off == ()


@pytest.mark.parametrize(
    "votes", [{"a": 5}, {"a": 5, "b": 4, "Kolom Kosong": 3}, {"Kolom Kosong": 3}]
)
def test_the_empty_column_stands_against_one_pair_only(votes):
    with pytest.raises(ValueError, match="empty column"):
        elect_regional_head(region("Kota", **votes), HEAD)


def test_a_region_without_votes_is_refused():
    with pytest.raises(ValueError, match="no votes"):
        elect_regional_head(region("Kota", a=0, b=0), HEAD)


def test_two_lines_of_one_name_are_refused():
    lines = (VoteLine("P", "a", 1), VoteLine("Q", "a", 2))
    with pytest.raises(ValueError, match="same name"):
        elect_regional_head(DistrictVotes("Kota", None, lines), HEAD)
