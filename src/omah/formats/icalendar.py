"""A calendar of whole days as iCalendar (RFC 5545)."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

LINE_OCTETS = 75
_ESCAPES = str.maketrans({"\\": "\\\\", ";": "\\;", ",": "\\,", "\n": "\\n", "\r": ""})


@dataclass(frozen=True, slots=True)
class Happening:
    """Something that was or will be held on one day."""

    uid: str
    day: date
    title: str
    changed: datetime
    place: str = ""
    address: str = ""


def write_calendar(name: str, happenings: Iterable[Happening]) -> bytes:
    r"""Return a calendar whose lines end as the standard asks.

    Examples
    --------
    >>> one = Happening("1@contoh", date(2026, 2, 1), "Rapat; terbuka",
    ...     datetime(2026, 1, 31, tzinfo=UTC))
    >>> b"SUMMARY:Rapat\\; terbuka\r\n" in write_calendar("KPU Contoh", [one])
    True
    """
    lines = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//Omah//Kabar//ID",
        f"X-WR-CALNAME:{name.translate(_ESCAPES)}",
    ]
    for happening in happenings:
        lines += _event(happening)
    lines.append("END:VCALENDAR")
    return b"".join(_fold(line) + b"\r\n" for line in lines)


def _event(happening: Happening) -> list[str]:
    after = happening.day + timedelta(days=1)
    return [
        "BEGIN:VEVENT",
        f"UID:{happening.uid}",
        f"DTSTAMP:{happening.changed.astimezone(UTC):%Y%m%dT%H%M%SZ}",
        f"DTSTART;VALUE=DATE:{happening.day:%Y%m%d}",
        f"DTEND;VALUE=DATE:{after:%Y%m%d}",
        f"SUMMARY:{happening.title.translate(_ESCAPES)}",
        *(
            [f"LOCATION:{happening.place.translate(_ESCAPES)}"]
            if happening.place
            else []
        ),
        *([f"URL:{happening.address}"] if happening.address else []),
        "END:VEVENT",
    ]


def _fold(line: str) -> bytes:
    """Break a line at 75 octets, never inside a letter."""
    pieces, room = [b""], LINE_OCTETS
    for sign in line:
        octets = sign.encode()
        if len(pieces[-1]) + len(octets) > room:
            pieces.append(b"")
            room = LINE_OCTETS - 1
        pieces[-1] += octets
    return b"\r\n ".join(pieces)
