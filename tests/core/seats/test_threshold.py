from fractions import Fraction

import pytest

from omah.core.seats.threshold import apply_threshold

FOUR_PERCENT = Fraction(4, 100)


@pytest.mark.parametrize(
    ("votes", "passes"), [(39_999, False), (40_000, True), (40_001, True)]
)
def test_the_border_is_exact(votes, passes):
    result = apply_threshold([{"A": 1_000_000 - votes, "B": votes}], FOUR_PERCENT)
    assert ("B" in result.admitted) is passes


def test_parties_that_fail_still_count_in_the_whole():
    result = apply_threshold([{"A": 96, "B": 3, "C": 1}], FOUR_PERCENT)
    assert result.valid_votes == 100
    assert result.admitted == {"A"}


def test_districts_are_added_up():
    result = apply_threshold([{"A": 48, "B": 2}, {"A": 48, "B": 2}], FOUR_PERCENT)
    assert result.admitted == {"A", "B"}


def test_no_votes_have_no_share():
    with pytest.raises(ValueError, match="no valid votes"):
        apply_threshold([{"A": 0}], FOUR_PERCENT)
