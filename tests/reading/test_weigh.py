"""Rules move how credible a figure is, never the figure."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from omah.core.count.contests import ContestKind
from omah.core.count.rules import expand
from omah.formats.rules_toml import load_rules
from omah.reading.decide import CONTRADICTED_P, FieldReading
from omah.reading.weigh import weigh_rules

RULES = load_rules("2019-04-17", ContestKind.PRESIDENT)
VOTES = ("votes.1", "votes.2", "valid", "invalid", "total")
LEGIBLE_P = 0.98


def sheet(values: tuple[int, ...], p: float = 0.95) -> list[FieldReading]:
    return [
        FieldReading(field, value, p, ())
        for field, value in zip(VOTES, values, strict=True)
    ]


def weigh(readings: list[FieldReading]) -> tuple[FieldReading, ...]:
    fields = tuple(reading.field for reading in readings)
    return weigh_rules(readings, expand(RULES, fields))


def test_sums_that_hold_make_every_figure_surer():
    assert all(r.p > LEGIBLE_P for r in weigh(sheet((20, 128, 148, 5, 153))))


@pytest.mark.parametrize("p", [0.95, 0.9999])
def test_the_figure_that_breaks_two_sums_is_in_doubt_and_no_other(p):
    weighed = {r.field: r.p for r in weigh(sheet((20, 128, 149, 5, 153), p))}
    assert weighed.pop("valid") < 0.01
    assert min(weighed.values()) > LEGIBLE_P


@pytest.mark.parametrize("p", [0.9, 0.99, 0.9999])
def test_a_broken_sum_waits_for_a_person_however_clear_the_ink(p):
    """Sure misreadings are about as frequent as sums that are wrong on paper."""
    one, two, valid, invalid, total = weigh(sheet((20, 128, 148, 5, 157), p))
    assert max(invalid.p, total.p) < LEGIBLE_P
    assert min(one.p, two.p, valid.p) > min(p, LEGIBLE_P)


def test_a_figure_is_not_blamed_for_its_neighbour_s_second_thought():
    readings = sheet((27, 196, 223, 8, 231), p=0.99)
    readings[0] = FieldReading("votes.1", 77, 0.95, (), likely=((77, 0.95), (27, 0.03)))
    readings[1] = FieldReading("votes.2", 196, 0.95, ())
    misread, right, *_ = weigh(readings)
    assert (misread.value, right.value) == (77, 196)
    assert misread.p < 0.2
    assert right.p > LEGIBLE_P


@pytest.mark.parametrize(("others", "is_sure"), [((230, 0), False), ((217, 13), True)])
def test_a_figure_repeated_by_the_same_hand_says_less_than_a_sum(others, is_sure):
    valid, invalid = others
    readings = [
        FieldReading("valid", valid, 0.99, ()),
        FieldReading("invalid", invalid, 0.99, ()),
        FieldReading("total", 230, 0.8, ()),
    ]
    assert (weigh(readings)[2].p > LEGIBLE_P) is is_sure


def test_where_two_inks_differ_a_person_looks_though_the_sums_hold():
    readings = sheet((20, 128, 148, 5, 153))
    told = (("tally", 20, 0.99), ("words", 21, 0.99))
    doubted = replace(readings[0], p=CONTRADICTED_P, witnesses=told, likely=())
    weighed = weigh([doubted, *readings[1:]])
    assert (weighed[0].value, weighed[0].p) == (20, CONTRADICTED_P)
    agreeing = replace(doubted, witnesses=told[:1])
    assert weigh([agreeing, *readings[1:]])[0].p > LEGIBLE_P


def test_sums_say_nothing_of_figures_that_are_not_read_in_their_boxes():
    readings = sheet((20, 128, 148, 5, 153), p=0.5)
    readings[2] = replace(readings[2], placed=False)
    assert all(r.p > LEGIBLE_P for r in weigh(sheet((20, 128, 148, 5, 153), p=0.5)))
    assert [r.p for r in weigh(readings)] == [0.5] * len(VOTES)


def test_an_unknown_figure_lends_nothing():
    readings = sheet((20, 128, 148, 5, 153))
    readings[2] = FieldReading("valid", None, 0.9, ())
    assert [reading.p for reading in weigh(readings)] == [r.p for r in readings]


@settings(deadline=None)
@given(
    st.tuples(*[st.integers(0, 300)] * 5),
    st.floats(0, 1),
    st.lists(st.tuples(st.integers(0, 999), st.floats(1e-4, 0.1)), max_size=5),
)
def test_no_rule_ever_changes_a_value(values, p, likely):
    readings = sheet(values, p)
    readings[2] = FieldReading(
        "valid", values[2], p, (), likely=(*likely, (values[2], p / 2))
    )
    assert [r.value for r in weigh(readings)] == [r.value for r in readings]
    assert all(0 <= r.p <= 1 for r in weigh(readings))


def test_what_is_copied_from_a_figure_in_doubt_is_in_doubt_too():
    """A hand's odd 0 is read as 6 twice: 106 + 3 = 109 becomes 166 + 3 = 169."""
    readings = sheet((23, 83, 166, 3, 169), p=0.998)
    for k, other in ((2, 106), (4, 109)):
        field, value = readings[k].field, readings[k].value
        likely = ((value, 0.992), (other, 0.0003))
        readings[k] = FieldReading(field, value, 0.998, (), likely=likely)
    one, two, valid, _, total = weigh(readings)
    assert max(valid.p, total.p) < 0.9 < min(one.p, two.p)
