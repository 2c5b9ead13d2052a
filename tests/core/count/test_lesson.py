"""Practice sheets: how far someone is, what was wrong, when it came."""

import pytest

from omah.core.count.lesson import Mistake, Step, by_slot, lesson, mistakes

TRUTH = {"valid": 48, "invalid": 2, "total": None}


@pytest.mark.parametrize(
    ("keyed", "has_photograph", "step"),
    [
        (None, False, Step.BEGIN),
        (None, True, Step.PHOTOGRAPHED),
        (TRUTH, False, Step.KEYED_IN),
        (TRUTH, True, Step.DONE),
    ],
)
def test_a_lesson_is_as_far_as_what_was_sent(keyed, has_photograph, step):
    assert lesson("1", TRUTH, keyed, has_photograph=has_photograph).step is step


def test_before_signing_no_mistake_is_told():
    assert lesson("1", TRUTH, None, has_photograph=True).mistakes == ()


def test_unknown_is_not_zero_and_a_field_left_out_is_a_mistake():
    found = mistakes(TRUTH, {"valid": 48, "total": 0})
    assert found == (Mistake("invalid", 2, None), Mistake("total", None, 0))
    assert lesson("1", TRUTH, {"valid": 48}, has_photograph=True).right == 1


def test_slots_reach_from_the_first_moment_to_now():
    assert by_slot([], 600, 1_000) == []
    assert by_slot([599, 600, 601], 600, 1_800) == [1, 2, 0, 0]
    assert sum(by_slot(range(5_000), 600, 4_000)) == 5_000
