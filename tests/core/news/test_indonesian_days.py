"""Numbers and days in words, at the borders where Indonesian changes its words."""

from datetime import date, datetime, timedelta, timezone

import pytest

from omah.core.news.indonesian_days import hours_words, joined, news_day, spelled
from omah.core.people.masked import masked_name

WIT = timezone(timedelta(hours=9), "WIT")
SPELLED = {
    0: "nol", 1: "satu", 9: "sembilan", 10: "sepuluh", 11: "sebelas",
    12: "dua belas", 19: "sembilan belas", 20: "dua puluh", 21: "dua puluh satu",
    100: "seratus", 101: "seratus satu", 111: "seratus sebelas", 200: "dua ratus",
    999: "sembilan ratus sembilan puluh sembilan", 1000: "seribu", 1001: "seribu satu",
    2000: "dua ribu", 2027: "dua ribu dua puluh tujuh", 11_000: "sebelas ribu",
    100_000: "seratus ribu", 999_999: "sembilan ratus sembilan puluh sembilan ribu "
    "sembilan ratus sembilan puluh sembilan",
}  # fmt: skip


@pytest.mark.parametrize(("number", "words"), SPELLED.items())
def test_a_number_in_words(number, words):
    assert spelled(number) == words


def test_no_two_numbers_share_their_words():
    assert len({spelled(number) for number in range(5000)}) == 5000


@pytest.mark.parametrize("number", [-1, 1_000_000])
def test_a_number_beyond_is_refused(number):
    with pytest.raises(ValueError, match="0 to 999,999"):
        spelled(number)


def test_hours_over_midnight_name_the_second_day():
    night = hours_words(
        datetime(2027, 2, 14, 22, tzinfo=WIT), datetime(2027, 2, 15, 2, tzinfo=WIT)
    )
    assert night == "pukul 22.00 WIT sampai Senin, 15 Februari 2027 02.00"


def test_days_and_lists():
    assert news_day(date(2027, 1, 3)) == "Minggu (03/01/2027)"
    assert joined(()) == ""
    assert joined(("PPK",)) == "PPK"


def test_a_masked_name_tells_neither_letters_nor_length():
    assert masked_name("Sari") == masked_name("Suryaningsih") == "S***"
    assert masked_name("  ") == ""
