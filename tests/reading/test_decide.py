"""What the ink in its boxes says becomes a number, or stays unknown."""

import numpy as np
import pytest

from omah.core.count.figures import Mark
from omah.reading.decide import (
    boxes_say,
    bubbles_say,
    decide_number,
    value_of,
    with_bubbles,
)
from omah.reading.digits import MARKS


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


def test_a_digit_between_crosses_is_read_as_the_likeliest_number_it_can_be():
    unsure = boxes("X4X")
    unsure[1] = 0
    unsure[1, [4, MARKS.index(Mark.X)]] = 0.7, 0.3
    reading = decide_number("invalid", unsure)
    assert (reading.value, "".join(reading.marks)) == (0, "X4X")
    assert reading.p == pytest.approx(0.3, abs=0.01)


def test_a_number_without_its_last_digit_stays_unknown():
    assert decide_number("invalid", boxes("15_")).value is None


@pytest.mark.parametrize("value", [0, 7, 42, 305, 999])
def test_boxes_give_each_number_what_its_marks_are_worth(value):
    seen = boxes(str(value).rjust(3, "X"))
    assert boxes_say(seen)[value] == pytest.approx(
        decide_number("total", seen).p, abs=1e-6
    )
    assert 0.98 < boxes_say(seen).sum() <= 1


def test_an_overwritten_box_may_hold_any_digit():
    likely = dict(decide_number("total", boxes("1&5", sure=0.999)).likely)
    assert {105 + 10 * digit for digit in range(10)} <= set(likely)
    assert max(likely.values()) < 0.6


def test_what_the_ink_may_say_adds_up_to_no_more_than_one():
    for marks in ("123", "X&?", "___", "4X7"):
        assert sum(p for _, p in decide_number("total", boxes(marks)).likely) <= 1


def test_bubbles_say_a_number_only_where_each_column_has_one_black():
    value, p = bubbles_say(bubbles("042"))
    assert (value, p) == (42, pytest.approx(0.99**3))
    doubled = bubbles("042")
    doubled[1, 7] = 0.9
    assert bubbles_say(doubled) is None
    assert bubbles_say(np.zeros((3, 10), np.float32)) is None
