"""Dates in old news: as printed, and as believed for a stated reason.

Nothing printed is repaired. A date is believed when the print and its surroundings
leave exactly one day; otherwise it stays unknown and a person decides.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

WEEKDAYS = ("senin", "selasa", "rabu", "kamis", "jumat", "sabtu", "minggu")
MONTHS = (
    "januari", "februari", "maret", "april", "mei", "juni", "juli", "agustus",
    "september", "oktober", "november", "desember",
)  # fmt: skip
SPELLINGS = {"jum'at": "jumat", "jum’at": "jumat", "ahad": "minggu"}
SLIP = timedelta(days=3)
"""How far a weekday may lie from a wrong day of the month to explain it."""
FIRST_SITES = 2003
"""No office had a site before; "UUD 1945" dates no article."""
AD_HOC_TERMS = {2024: (date(2023, 1, 4), date(2024, 4, 4))}
"""Days on which PPK and PPS of an election were in office (PKPU 8/2022)."""

_DAY = "|".join((*WEEKDAYS, *SPELLINGS))
_MENTION = re.compile(
    rf"(?:\b(?P<weekday>{_DAY})\b[\s,]*)?"
    r"(?:"
    r"(?P<open>\(\s*)?(?P<d>\d{1,2})/(?P<m>\d{1,2})(?:/(?P<y>\d{4}|\d{2}))?(?!\d|/)"
    r"(?(open)\s*\))"
    rf"|(?P<d2>\d{{1,2}})\s+(?P<m2>{'|'.join(MONTHS)})\b(?:\s+(?P<y2>\d{{4}}))?"
    r")",
    re.IGNORECASE,
)
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_AD_HOC = re.compile(r"\b(?:PPK|PPS)\b")
_ELECTION = re.compile(r"\bpemilu(?:\s+tahun)?\s+(20\d\d)\b", re.IGNORECASE)


class Basis(StrEnum):
    """Why a date is believed."""

    PRINTED = "printed"  # whole, and the weekday agrees where one is printed
    NEIGHBOURS = "neighbours"  # the one year or day that its page allows
    WEEKDAY = "weekday"  # the one year, among those the page names, that fits
    TERM = "term"  # the one year in which the bodies it names were in office
    NONE = "none"


@dataclass(frozen=True, slots=True)
class PrintedDate:
    """A date as it stands in a text; ``year`` is 0 where none is printed."""

    text: str
    day: int
    month: int
    year: int = 0
    weekday: int | None = None
    year_digits: int = 0

    def on(self, year: int) -> date | None:
        """Return the day in ``year``, or ``None`` if the calendar has none."""
        try:
            return date(year, self.month, self.day)
        except ValueError:
            return None

    def fits(self, day: date | None) -> bool:
        """Whether the printed weekday is that day's, or none is printed."""
        return day is not None and self.weekday in {None, day.weekday()}

    @property
    def is_impossible(self) -> bool:
        """Whether no such day exists, or its weekday is another.

        Examples
        --------
        >>> read_dates("Rabu (11/01/2022)")[0].is_impossible
        True
        """
        years = [self.year] if self.year else range(1996, 2024)
        return not any(self.fits(self.on(year)) for year in years)


@dataclass(frozen=True, slots=True)
class SettledDate:
    """What an article prints of its date, what is believed, and why.

    Attributes
    ----------
    printed
        The date with its weekday as printed; empty if none is.
    believed
        ISO date, or empty where print and surroundings leave more than one day.
    """

    printed: str = ""
    believed: str = ""
    basis: Basis = Basis.NONE


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What a page tells about the time of its articles.

    Attributes
    ----------
    known
        Days of the page's articles, in page order, that are printed whole and fit;
        ``None`` for the others.
    years
        Every year named anywhere on the page, since offices have had sites.
    latest
        No article is younger than this day.
    """

    known: tuple[date | None, ...]
    years: frozenset[int]
    latest: date


def read_dates(text: str) -> list[PrintedDate]:
    """Return the dates a text prints, in order.

    A day and a month in figures count only with a weekday, a year or brackets.

    Examples
    --------
    >>> [(d.text, d.year) for d in read_dates("Kamis,(25/11), 98 % dan 1/2")]
    [('Kamis,(25/11)', 0)]
    """
    found = (_printed(match) for match in _MENTION.finditer(text))
    return [mention for mention in found if mention is not None]


def _printed(match: re.Match[str]) -> PrintedDate | None:
    part = match.groupdict()
    weekday = part["weekday"]
    if part["d2"]:
        day, month = int(part["d2"]), MONTHS.index(part["m2"].lower()) + 1
        year = part["y2"] or ""
    else:
        day, month, year = int(part["d"]), int(part["m"]), part["y"] or ""
        if not (weekday or part["open"] or year):
            return None
    full = int(year) + (2000 if len(year) == 2 else 0) if year else 0
    number = None
    if weekday:
        word = weekday.lower()
        number = WEEKDAYS.index(SPELLINGS.get(word, word))
    return PrintedDate(match[0].strip(), day, month, full, number, len(year))


def date_of_event(text: str) -> PrintedDate | None:
    """Return the date an article is about: its first one with a weekday, or first."""
    dates = read_dates(text)
    with_weekday = [mention for mention in dates if mention.weekday is not None]
    return next(iter(with_weekday or dates), None)


def whole(mention: PrintedDate | None) -> date | None:
    """Return the day of a date that is printed whole and contradicts nothing."""
    if mention is None or not mention.year or mention.is_impossible:
        return None
    return mention.on(mention.year)


def surroundings_of(texts: Sequence[str], latest: date) -> Surroundings:
    """Return what all articles of a page together tell about time."""
    known = tuple(whole(date_of_event(text)) for text in texts)
    named = {int(year) for text in texts for year in _YEAR.findall(text)}
    years = frozenset(year for year in named if year >= FIRST_SITES)
    return Surroundings(known, years, latest)


def settle(text: str, place: int, around: Surroundings) -> SettledDate:
    """Return the date of the article at ``place`` on its page, as far as it is known.

    Parameters
    ----------
    text
        The whole article.
    place
        Its number on the page, from 0.
    around
        What the page tells.

    Examples
    --------
    >>> page = ["Senin (11/10/2021)", "Selasa (12/10)"]
    >>> settle(page[1], 1, surroundings_of(page, date(2026, 1, 1)))
    SettledDate(printed='Selasa (12/10)', believed='2021-10-12', \
basis=<Basis.NEIGHBOURS: 'neighbours'>)
    """
    mention = date_of_event(text)
    if mention is None:
        return SettledDate()
    day = whole(mention)
    if day is not None:
        return SettledDate(mention.text, day.isoformat(), Basis.PRINTED)
    ways = (
        ((Basis.NEIGHBOURS, _between_neighbours(mention, place, around)),)
        if mention.year
        else (
            (Basis.NEIGHBOURS, _years(mention, _years_around(around), around)),
            (Basis.WEEKDAY, _years_by_weekday(mention, around)),
            (Basis.TERM, _days_in_term(mention, text)),
        )
    )
    for basis, days in ways:
        if len(days) == 1:
            return SettledDate(mention.text, days.pop().isoformat(), basis)
    return SettledDate(mention.text)


def _between_neighbours(
    mention: PrintedDate, place: int, around: Surroundings
) -> set[date]:
    """Days with the printed weekday, near the printed day, in the page's order."""
    printed = mention.on(mention.year)
    if printed is None or mention.weekday is None:
        return set()
    before = [day for day in around.known[:place] if day]
    after = [day for day in around.known[place + 1 :] if day]
    if not before or not after:
        return set()
    first, last = sorted((before[-1], after[0]))
    span = range(-SLIP.days, SLIP.days + 1)
    days = {printed + timedelta(days=step) for step in span}
    return {day for day in days if mention.fits(day) and first <= day <= last}


def _years(
    mention: PrintedDate, years: Iterable[int], around: Surroundings
) -> set[date]:
    days = {mention.on(year) for year in years}
    return {d for d in days if d and mention.fits(d) and d <= around.latest}


def _years_around(around: Surroundings) -> set[int]:
    return {day.year for day in around.known if day}


def _years_by_weekday(mention: PrintedDate, around: Surroundings) -> set[date]:
    """Days on the printed weekday, in the span of years that the page names."""
    if mention.weekday is None or not around.years:
        return set()
    span = range(min(around.years), max(around.years) + 1)
    return _years(mention, span, around)


def _days_in_term(mention: PrintedDate, text: str) -> set[date]:
    """Days on which the ad hoc bodies that the article speaks of were in office."""
    if not _AD_HOC.search(text):
        return set()
    terms = (AD_HOC_TERMS.get(int(year)) for year in _ELECTION.findall(text))
    return {
        day
        for first, last in filter(None, terms)
        for year in range(first.year, last.year + 1)
        if (day := mention.on(year)) and mention.fits(day) and first <= day <= last
    }
