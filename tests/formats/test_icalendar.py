"""Calendars that any calendar program reads."""

from datetime import UTC, date, datetime

from omah.formats.icalendar import Happening, write_calendar

WHEN = datetime(2026, 1, 31, 1, 2, 3, tzinfo=UTC)


def lines(**fields) -> list[bytes]:
    one = Happening("1@contoh", date(2026, 1, 31), changed=WHEN, **fields)
    return write_calendar("KPU Contoh", [one]).split(b"\r\n")


def test_a_day_ends_on_the_next():
    assert b"DTEND;VALUE=DATE:20260201" in lines(title="Rapat")


def test_marks_of_the_format_are_escaped():
    assert rb"SUMMARY:Satu\, dua\; tiga\nBEGIN:VEVENT" in lines(
        title="Satu, dua; tiga\nBEGIN:VEVENT"
    )


def test_long_lines_are_folded_between_letters():
    content = write_calendar("KPU", [Happening("1", date(2026, 1, 1), "é" * 200, WHEN)])
    assert max(map(len, content.split(b"\r\n"))) <= 75
    assert content.replace(b"\r\n ", b"").decode().count("é") == 200
