"""Service standards before the stages start; the satisfaction index."""

from datetime import date, timedelta
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from omah.core.service.services import Component, Standard, readiness
from omah.core.service.services_survey import (
    ELEMENTS,
    FEWEST,
    Mark,
    Satisfaction,
    TooFew,
    hundredths,
    mark_of,
    satisfaction,
)
from omah.formats.services_toml import catalogue, read_catalogue

SERVICES = catalogue().services
STARTS = date(2026, 6, 14)
EVE = date(2026, 6, 13)
EARLY = date(2026, 6, 1)


def standard(code: str, published_on: date | None = EARLY, **changed: str) -> Standard:
    says = dict.fromkeys(Component, "ada") | {
        Component(k): v for k, v in changed.items()
    }
    return Standard(code, says, published_on)


def whole() -> list[Standard]:
    return [standard(service.code) for service in SERVICES]


def test_on_the_eve_one_service_without_its_standard_is_told():
    found = readiness(SERVICES, whole()[:-1], starts=STARTS, today=EVE)
    assert not found.is_ready
    assert found.days_left == 1
    assert (found.ready, found.needed) == (len(SERVICES) - 1, len(SERVICES))
    (gap,) = found.gaps
    assert gap.service is SERVICES[-1]
    assert gap.missing == tuple(Component)


@pytest.mark.parametrize("component", Component)
def test_one_empty_component_is_enough_to_be_not_ready(component):
    faulty = standard(SERVICES[0].code, **{component.value: "  "})
    found = readiness(SERVICES, [*whole()[1:], faulty], starts=STARTS, today=EVE)
    assert [gap.missing for gap in found.gaps] == [(component,)]


@pytest.mark.parametrize(
    ("published_on", "is_ready"),
    [(None, False), (STARTS, False), (EVE, True), (EVE - timedelta(days=9), True)],
)
def test_what_the_public_cannot_read_is_not_ready(published_on, is_ready):
    one = standard(SERVICES[0].code, published_on)
    found = readiness(SERVICES, [*whole()[1:], one], starts=STARTS, today=EVE)
    assert found.is_ready == is_ready


@pytest.mark.parametrize(("today", "left"), [(12, 2), (13, 1), (14, 0), (15, -1)])
def test_days_left_until_the_stages(today, left):
    found = readiness(SERVICES, whole(), starts=STARTS, today=date(2026, 6, today))
    assert (found.is_ready, found.days_left) == (True, left)


def test_few_answers_are_not_shown():
    assert satisfaction([[4] * ELEMENTS] * (FEWEST - 1)) == TooFew()
    assert isinstance(satisfaction([[4] * ELEMENTS] * FEWEST), Satisfaction)


@pytest.mark.parametrize(
    ("index", "mark"),
    [("100", "A"), ("88.31", "A"), ("88.30", "B"), ("88.304", "B"), ("76.61", "B"),
     ("76.60", "C"), ("65", "C"), ("64.99", "D"), ("25", "D")],
)  # fmt: skip
def test_marks_at_their_borders(index, mark):
    assert mark_of(Fraction(index)) is Mark(mark)


@pytest.mark.parametrize("answer", [[4] * 8, [4] * 10, [0] * 9, [5] * 9])
def test_an_answer_out_of_range_is_refused(answer):
    with pytest.raises(ValueError, match="nine ratings"):
        satisfaction([answer] * FEWEST)


@given(
    st.lists(
        st.lists(st.integers(1, 4), min_size=ELEMENTS, max_size=ELEMENTS),
        min_size=FEWEST,
        max_size=20,
    )
)
def test_the_index_lies_between_25_and_100(answers):
    found = satisfaction(answers)
    assert 25 <= found.index <= 100
    assert found.elements[found.weakest] == min(found.elements)
    assert found == satisfaction(answers[::-1])


def test_numbers_are_written_with_two_decimals():
    assert hundredths(Fraction(100)) == "100,00"
    assert hundredths(Fraction(2, 3)) == "0,67"


def test_every_service_speaks_both_languages_and_stands_once():
    assert len(catalogue().elements) == ELEMENTS
    for service in SERVICES:
        assert service.title_id != service.title_en
        assert service.says_id != service.says_en
    row = '[[service]]\ncode="a"\ntitle_id="a"\ntitle_en="b"\nid="c"\nen="d"\n'
    with pytest.raises(ValueError, match="twice"):
        read_catalogue(("element = []\n" + row + row).encode())
