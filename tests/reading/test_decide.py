"""What the ink says becomes a number; rules move confidence, never the value."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from omah.core.contests import ContestKind
from omah.core.figures import Mark
from omah.core.rules import expand
from omah.formats.rules_toml import load_rules
from omah.reading.decide import (
    FieldReading,
    decide_number,
    value_of,
    weigh_rules,
    with_bubbles,
)
from omah.reading.digits import MARKS

RULES = load_rules("2019-04-17", ContestKind.PRESIDENT)
VOTES = ("votes.1", "votes.2", "valid", "invalid", "total")


def boxes(marks: str, sure: float = 0.99) -> np.ndarray:
    rows = np.full((len(marks), len(MARKS)), (1 - sure) / (len(MARKS) - 1), np.float32)
    for row, mark in zip(rows, marks, strict=True):
        row[MARKS.index(Mark(mark))] = sure
    return rows


def bubbles(digits: str) -> np.ndarray:
    return np.stack([np.eye(10, dtype=np.float32)[int(d)] for d in digits])


@pytest.mark.parametrize(
    ("marks", "value"),
    [
        ("123", 123),
        ("X23", 23),
        ("_-7", 7),
        ("007", 7),
        ("XX0", 0),
        ("XXX", 0),
        ("_-_", 0),
        ("---", 0),
        ("___", None),
        ("X__", None),
        ("15_", None),
        ("1X5", None),
        ("1?5", None),
        ("", None),
    ],
)
def test_marks_stand_for_a_number_or_for_nothing_known(marks, value):
    assert value_of(tuple(map(Mark, marks))) == value


def test_marks_stay_distinct_though_their_value_is_the_same():
    readings = [decide_number("valid", boxes(marks)) for marks in ("X12", "012", "_12")]
    assert {reading.value for reading in readings} == {12}
    assert ["".join(reading.marks) for reading in readings] == ["X12", "012", "_12"]


def test_leading_x_or_zero_is_no_doubt_about_the_value():
    unsure = boxes("X12")
    unsure[0] = 0
    unsure[0, [0, MARKS.index(Mark.X)]] = 0.5
    assert decide_number("valid", unsure).p == pytest.approx(0.99**2, abs=1e-3)


def test_all_boxes_blank_is_unknown_not_zero():
    reading = decide_number("invalid", boxes("___"))
    assert reading.value is None
    assert reading.p == pytest.approx(0.99**3, abs=1e-3)


def test_agreeing_bubbles_make_a_reading_surer():
    seen = boxes("X42", sure=0.9)
    assert decide_number("votes.1", with_bubbles(seen, bubbles("042"))).p > 0.99


def test_a_bubble_against_a_digit_leaves_doubt():
    reading = decide_number("votes.1", with_bubbles(boxes("142"), bubbles("147")))
    assert reading.value in {142, 147}
    assert reading.p < 0.98


@pytest.mark.parametrize("column", [np.zeros(10), np.ones(10), np.eye(10)[3] * 0.4])
def test_a_column_without_one_black_bubble_says_nothing(column):
    seen = boxes("7", sure=0.8)
    told = with_bubbles(seen, column[None, :].astype(np.float32))
    np.testing.assert_allclose(told, seen / seen.sum(axis=1, keepdims=True), rtol=1e-5)


def sheet(values: tuple[int, ...], p: float = 0.95) -> list[FieldReading]:
    return [
        FieldReading(field, value, p, ())
        for field, value in zip(VOTES, values, strict=True)
    ]


def weigh(readings: list[FieldReading]) -> tuple[FieldReading, ...]:
    return weigh_rules(readings, expand(RULES, VOTES))


def test_rules_that_hold_raise_and_rules_that_break_lower():
    holds, breaks = (
        weigh(sheet((20, 128, 148, 5, 153))),
        weigh(sheet((20, 128, 149, 5, 153))),
    )
    assert all(reading.p > 0.98 for reading in holds)
    assert all(reading.p < 0.95 for reading in breaks)


def test_a_broken_rule_over_clear_ink_stays_legible():
    """The paper itself may be wrong; it is shown as written, with the finding."""
    assert all(r.p > 0.98 for r in weigh(sheet((20, 128, 149, 5, 153), p=0.9999)))


def test_an_unknown_figure_lends_nothing():
    readings = sheet((20, 128, 148, 5, 153))
    readings[2] = FieldReading("valid", None, 0.9, ())
    assert [reading.p for reading in weigh(readings)] == pytest.approx(
        [reading.p for reading in readings]
    )


@given(
    st.tuples(*[st.integers(0, 300)] * 5),
    st.floats(0.01, 0.9999),
)
def test_no_rule_ever_changes_a_value(values, p):
    readings = sheet(values, p)
    assert [r.value for r in weigh(readings)] == [r.value for r in readings]
    assert all(0 <= r.p <= 1 for r in weigh(readings))
