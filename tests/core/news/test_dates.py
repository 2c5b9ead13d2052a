"""Dates as printed and as believed; an impossible one is kept, never repaired."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from omah.core.news.dates import (
    WEEKDAYS,
    Basis,
    date_of_event,
    read_dates,
    settle,
    surroundings_of,
)
from omah.core.news.doubts import SENTENCES, Doubt, DoubtKind

TODAY = date(2026, 11, 22)


def settled(*texts: str, place: int = 0):
    return settle(texts[place], place, surroundings_of(texts, TODAY))


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("Selasa (18/01/2022), rapat", (18, 1, 2022, 1)),
        ("Kamis (13/01/22) melalui", (13, 1, 2022, 3)),
        ("Rabu, 12 Januari 2022 pukul 07.00", (12, 1, 2022, 2)),
        ("rapat,Kamis,(25/11) lalu", (25, 11, 0, 3)),
        ("adhoc (7/9)  tepat", (7, 9, 0, None)),
        ("Jum'at 3 Juni 2022", (3, 6, 2022, 4)),
        ("tanggal 14 Juni 2022", (14, 6, 2022, None)),
    ],
)
def test_every_shape_of_a_date_is_read(text, parts):
    found = date_of_event(text)
    assert (found.day, found.month, found.year, found.weekday) == parts


@pytest.mark.parametrize("text", ["1/2 bagian", "pukul 09.30", "98 %", "PPK/PPS", "("])
def test_figures_that_are_no_date_are_left_alone(text):
    assert read_dates(text) == []


def test_the_date_with_a_weekday_is_the_event_and_not_one_it_speaks_of():
    text = "Menjelang (14/06/2022), rapat Selasa (31/05/2022)"
    assert date_of_event(text).text == "Selasa (31/05/2022)"


def test_a_weekday_that_contradicts_its_date_is_impossible():
    assert date_of_event("Rabu (11/01/2022)").is_impossible
    assert not date_of_event("Selasa (11/01/2022)").is_impossible


def test_no_year_has_thirty_february():
    assert date_of_event("Senin (30/02)").is_impossible
    assert settled("Senin (30/02)").believed == ""


def test_a_date_printed_whole_is_believed_as_printed():
    found = settled("Selasa (18/01/2022)")
    assert (found.believed, found.basis) == ("2022-01-18", Basis.PRINTED)


def test_an_impossible_date_between_two_neighbours_leaves_one_day():
    page = ["Kamis (13/01/2022)", "Rabu (11/01/2022)", "Rabu, 12 Januari 2022"]
    found = settled(*page, place=1)
    assert found.printed == "Rabu (11/01/2022)"
    assert (found.believed, found.basis) == ("2022-01-12", Basis.NEIGHBOURS)


def test_an_impossible_date_alone_stays_unknown():
    assert settled("Rabu (11/01/2022)").believed == ""


def test_a_neighbours_year_is_taken_only_if_the_weekday_agrees():
    assert settled("Selasa (12/10)", "Senin (11/10/2021)").believed == "2021-10-12"
    assert settled("Rabu (12/10)", "Senin (11/10/2021)").believed == ""


def test_a_weekday_settles_the_year_among_those_the_page_names():
    found = settled("Jumat (26/11) menuju Pemilu 2024, seperti 2019 dan UUD 1945")
    assert (found.believed, found.basis) == ("2021-11-26", Basis.WEEKDAY)


def test_two_years_that_fit_settle_nothing():
    assert settled("Jumat (26/11), antara 2010 dan 2024").believed == ""


def test_the_term_of_the_bodies_settles_a_year():
    found = settled("PPK hadir (7/9) pada tahapan pemilu 2024")
    assert (found.believed, found.basis) == ("2023-09-07", Basis.TERM)
    assert settled("rapat (7/9) pada tahapan pemilu 2024").believed == ""


def test_no_article_comes_from_the_future():
    texts = ["Minggu (22/11)", "Pemilu 2024 dan 2029"]
    assert (
        settle(texts[0], 0, surroundings_of(texts, date(2026, 11, 21))).believed == ""
    )


@given(st.dates(date(2003, 1, 1), TODAY), st.booleans())
def test_a_whole_date_is_believed_exactly_where_its_weekday_is_right(day, right):
    name = WEEKDAYS[(day.weekday() + (0 if right else 1)) % 7]
    found = settled(f"{name} ({day:%d/%m/%Y})")
    assert found.believed == (day.isoformat() if right else "")


def test_every_doubt_has_a_sentence_in_both_languages():
    assert set(SENTENCES) == set(DoubtKind)
    for kind in DoubtKind:
        doubt = Doubt(kind, "contoh")
        assert doubt.sentence("id") != doubt.sentence("en")
        assert "{" not in doubt.sentence()
