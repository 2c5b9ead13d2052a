"""A form as data: fields in the order of the paper, labels that read back."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from omah.core.count.forms import Form, Number, Page, PageLabel, Rect

CELL = Rect(0, 0, 1, 1)
STATION = st.from_regex(r"[0-9]{13}", fullmatch=True)
ID = st.from_regex(r"[a-z0-9-]{1,20}", fullmatch=True)


def page(number, *fields):
    numbers = tuple(Number(field, (CELL,)) for field in fields)
    return Page(number, 10, 10, (), (), numbers, ())


FORM = Form(
    id="f",
    title_id="F",
    title_en="F",
    law="-",
    valid_from="2024-02-14",
    contest_kind="president",
    pages=(page(1, "valid", "invalid"), page(2, "total", "valid")),
)


def test_a_field_that_stands_on_two_pages_is_listed_once():
    assert list(FORM.fields()) == ["valid", "invalid", "total"]


def test_a_number_is_found_by_its_field():
    assert FORM.pages[0].number_of("invalid").field == "invalid"


def test_a_field_of_another_page_is_a_key_error():
    with pytest.raises(KeyError):
        FORM.pages[0].number_of("total")


@given(form=ID, number=st.integers(1, 99), contest=ID, station=STATION)
def test_what_a_label_says_reads_back(form, number, contest, station):
    label = PageLabel(form, number, contest, station)
    assert PageLabel.parse(label.text()) == label


@pytest.mark.parametrize("text", ["OMAH/F/²/K/1", "OMAH/F/123/K/1", "OMAH/F/1/K", ""])
def test_a_page_is_at_most_two_plain_digits(text):
    assert PageLabel.parse(text) is None
