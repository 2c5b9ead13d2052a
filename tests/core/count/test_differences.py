"""Every kind of slip between two statements of one number, and of one sheet."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from omah.core.count.differences import Slip, slip_between, slips_on_sheet

FIELDS = ("votes.1", "votes.2", "valid")


@pytest.mark.parametrize(
    ("one", "other", "slip"),
    [
        (0, 123, Slip.ZERO),
        (132, 123, Slip.TRANSPOSED),
        (123, 173, Slip.ONE_DIGIT),
        (85, 850, Slip.SHIFTED),
        (85, 185, Slip.DROPPED),
        (128, 1228, Slip.DROPPED),
        (123, 321, Slip.OTHER),
        (12, 1234, Slip.OTHER),
        (85, 917, Slip.OTHER),
        (123, 145, Slip.OTHER),
    ],
)
def test_a_slip_is_named_and_has_no_direction(one, other, slip):
    assert slip_between(one, other) is slip
    assert slip_between(other, one) is slip


@pytest.mark.parametrize(("one", "other"), [(7, 7), (-1, 7)])
def test_only_two_different_numbers_have_a_slip(one, other):
    with pytest.raises(ValueError, match="not two different numbers"):
        slip_between(one, other)


@given(one=st.integers(0, 999), other=st.integers(0, 999))
def test_every_pair_of_different_numbers_has_a_kind(one, other):
    if one != other:
        assert slip_between(one, other) is slip_between(other, one)


def sheet(*numbers):
    return dict(zip(FIELDS, numbers, strict=True))


def test_the_same_sheet_has_no_slips():
    assert slips_on_sheet(sheet(1, 2, 3), sheet(1, 2, 3), FIELDS) == ()


@pytest.mark.parametrize("empty", [None, 0])
def test_a_sheet_that_one_source_lacks_is_one_slip(empty):
    found = slips_on_sheet(sheet(60, 9, 69), sheet(empty, empty, empty), FIELDS)
    assert found == ((Slip.NO_SHEET, FIELDS),)


def test_two_swapped_figures_are_one_slip():
    found = slips_on_sheet(sheet(60, 9, 69), sheet(9, 60, 68), FIELDS)
    assert found == (
        (Slip.SWAPPED, ("votes.1", "votes.2")),
        (Slip.ONE_DIGIT, ("valid",)),
    )


def test_an_unknown_figure_is_not_a_zero():
    found = slips_on_sheet(sheet(60, None, 69), sheet(0, 9, 69), FIELDS)
    assert found == ((Slip.ZERO, ("votes.1",)), (Slip.NO_FIGURE, ("votes.2",)))


def test_two_wrong_figures_are_two_slips_unless_swapped():
    found = slips_on_sheet(sheet(60, 9, 69), sheet(61, 8, 69), FIELDS)
    assert [slip for slip, _ in found] == [Slip.ONE_DIGIT, Slip.ONE_DIGIT]


def test_three_figures_in_a_circle_are_not_swapped_twice():
    found = slips_on_sheet(sheet(1, 2, 1), sheet(2, 1, 2), FIELDS)
    assert [slip for slip, _ in found] == [Slip.SWAPPED, Slip.ONE_DIGIT]
