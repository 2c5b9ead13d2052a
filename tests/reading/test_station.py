"""Several photographs become one reading; doubt is withheld, never averaged."""

import pytest

from omah.core.count.figures import Mark
from omah.reading.decide import FieldReading
from omah.reading.read import LEGIBLE_P, PageReading, Status
from omah.reading.station import read_sheet


def page(number: int, **values: tuple[int | None, float]) -> PageReading:
    fields = tuple(
        FieldReading(name, value, p, (Mark.BLANK,))
        for name, (value, p) in values.items()
    )
    return PageReading("form", number, Status.REVIEW, None, fields)


def test_pages_of_a_station_become_one_reading():
    got = read_sheet([page(1, a=(7, 0.999)), page(2, b=(0, 0.99))], ["a", "b", "c"])
    assert got.figures == {"a": 7, "b": 0, "c": None}
    assert got.ppm == {"a": 999_000, "b": 990_000}
    assert got.legible


@pytest.mark.parametrize(
    ("p", "value"), [(LEGIBLE_P, 7), (LEGIBLE_P - 0.001, None), (0.0, None)]
)
def test_a_doubtful_figure_is_withheld(p, value):
    assert read_sheet([page(1, a=(7, p))], ["a"]).figures == {"a": value}


def test_a_sure_photograph_is_not_spoilt_by_a_doubtful_one():
    got = read_sheet([page(1, a=(7, 0.5)), page(1, a=(1, 0.999))], ["a"])
    assert got.figures == {"a": 1}


def test_two_sure_photographs_that_differ_wait_for_a_person():
    got = read_sheet([page(1, a=(7, 0.999)), page(1, a=(1, 0.999))], ["a"])
    assert got.figures == {"a": None}


def test_fields_of_another_contest_are_left_out():
    assert read_sheet([page(1, z=(7, 0.999))], ["a"]).figures == {"a": None}


def test_nothing_read_is_not_legible():
    assert not read_sheet([], ["a"]).legible
