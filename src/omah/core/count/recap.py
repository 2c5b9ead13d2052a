"""Recapitulation: every figure of every sheet, added up the tree of regions.

This module is the definition; ``omah.engine.recap`` gives the same totals at
the size of the nation, and a property test holds the two together.

A total is an element of a commutative group: sheets can be added in any
order, and a changed sheet is its old self taken out and its new self put in.
Unknown is not zero: a total says on how many of its sheets a field is known.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import TypeVar

from omah.core.count.figures import Figures
from omah.core.count.participation import PAIRS, Turnout, turnout_of
from omah.core.count.record import Record, SheetStatus
from omah.core.places.regions import DIGITS, Level, ancestor, level_of


class Standing(StrEnum):
    """Which of the two totals a sheet belongs to; they are never mixed."""

    ACCEPTED = "accepted"
    UNCONFIRMED = "unconfirmed"


_STANDING_OF = {
    SheetStatus.ACCEPTED: Standing.ACCEPTED,
    SheetStatus.CORRECTED: Standing.ACCEPTED,
    SheetStatus.UNCONFIRMED: Standing.UNCONFIRMED,
}


@dataclass(frozen=True, slots=True)
class Sheet:
    """The figures of one station, as far as they stand."""

    station: str
    figures: Figures
    standing: Standing = Standing.ACCEPTED


@dataclass(frozen=True, slots=True)
class FieldTotal:
    """The sum of one field over the sheets on which it is known."""

    value: int = 0
    known: int = 0

    def __add__(self, other: "FieldTotal") -> "FieldTotal":
        return FieldTotal(self.value + other.value, self.known + other.known)

    def __neg__(self) -> "FieldTotal":
        return FieldTotal(-self.value, -self.known)


@dataclass(frozen=True, slots=True)
class Total:
    """All totals of one region and one standing.

    Attributes
    ----------
    sheets
        How many sheets the total covers.
    fields
        Field id to its sum and the number of sheets on which it is known.
    turnout
        Group (``l``, ``p``, ``j``, ``disabled.l`` ...) to voters and users,
        over the sheets that state both.
    """

    sheets: int = 0
    fields: Mapping[str, FieldTotal] = field(default_factory=dict)
    turnout: Mapping[str, Turnout] = field(default_factory=dict)

    def __add__(self, other: "Total") -> "Total":
        return Total(
            self.sheets + other.sheets,
            _merge(self.fields, other.fields, FieldTotal()),
            _merge(self.turnout, other.turnout, Turnout()),
        )

    def __neg__(self) -> "Total":
        return Total(
            -self.sheets,
            {name: -total for name, total in self.fields.items()},
            {group: -turnout for group, turnout in self.turnout.items()},
        )

    def __sub__(self, other: "Total") -> "Total":
        return self + -other

    def unknown(self, name: str) -> int:
        """Return on how many covered sheets the field is not known."""
        return self.sheets - self.fields.get(name, FieldTotal()).known


Part = TypeVar("Part", FieldTotal, Turnout)

Totals = Mapping[tuple[Standing, str], Total]
"""Standing and region code to total; stations are included."""


def sheets_of(record: Record, contest: str) -> Iterator[Sheet]:
    """Yield the sheets of a contest whose figures belong to a total.

    A sheet that is missing, waiting, rejected or read in two different ways
    has no figures that stand: it is in neither total.
    """
    for sheet in record.sheets.values():
        standing = _STANDING_OF.get(sheet.status)
        if sheet.contest == contest and standing is not None:
            yield Sheet(sheet.station, sheet.figures, standing)


def total_of(figures: Figures) -> Total:
    """Return the total of one sheet: what it adds to every region above it.

    Examples
    --------
    >>> total_of({"votes.1": 60, "votes.2": None}).fields["votes.1"]
    FieldTotal(value=60, known=1)
    >>> total_of({"votes.1": 60, "votes.2": None}).unknown("votes.2")
    1
    """
    fields = {
        name: FieldTotal() if value is None else FieldTotal(value, 1)
        for name, value in figures.items()
    }
    return Total(1, fields, {p.group: turnout_of(p, figures) for p in PAIRS})


def path_of(station: str) -> tuple[str, ...]:
    """Return the codes from a station up to the nation.

    Examples
    --------
    >>> path_of("3517092003001")
    ('3517092003001', '3517092003', '351709', '3517', '35', '')
    """
    if level_of(station) is not Level.STATION:
        raise ValueError(f"a sheet belongs to a station, not to {station!r}")
    return tuple(ancestor(station, level) for level in reversed(Level))


def recap(sheets: Iterable[Sheet]) -> dict[tuple[Standing, str], Total]:
    """Return the total of every region that holds a sheet.

    Parameters
    ----------
    sheets
        At most one sheet for each station.

    Raises
    ------
    ValueError
        If a station has two sheets, or a code is not a station's.

    Examples
    --------
    >>> totals = recap([
    ...     Sheet("3517092003001", {"votes.1": 60}),
    ...     Sheet("3517092003002", {"votes.1": 75}),
    ... ])
    >>> totals[Standing.ACCEPTED, "351709"].fields["votes.1"].value
    135

    References
    ----------
    UU 7/2017 Pasal 413 (levels and time limits); PKPU 5/2024 Pasal 4-5.
    """
    totals: dict[tuple[Standing, str], Total] = {}
    seen: set[str] = set()
    for sheet in sheets:
        if sheet.station in seen:
            raise ValueError(f"station {sheet.station} has two sheets")
        seen.add(sheet.station)
        totals.update(change(totals, None, sheet))
    return totals


def change(
    totals: Totals, old: Sheet | None, new: Sheet | None
) -> dict[tuple[Standing, str], Total]:
    """Return the totals that differ once ``old`` is replaced by ``new``.

    Only the way from the station to the nation is touched, so the work does
    not grow with the size of the country.

    Parameters
    ----------
    totals
        The totals before the change.
    old
        The station's sheet as it was counted; None if it was not.
    new
        The sheet as it stands now; None if it no longer counts.

    Examples
    --------
    >>> before = Sheet("3517092003001", {"votes.1": 60})
    >>> after = Sheet("3517092003001", {"votes.1": 66})
    >>> changed = change(recap([before]), before, after)
    >>> changed[Standing.ACCEPTED, ""].fields["votes.1"].value
    66
    """
    changed: dict[tuple[Standing, str], Total] = {}
    for sheet, sign in ((old, -1), (new, 1)):
        if sheet is None:
            continue
        step = total_of(sheet.figures)
        step = step if sign > 0 else -step
        for code in path_of(sheet.station):
            key = sheet.standing, code
            changed[key] = changed.get(key, totals.get(key, Total())) + step
    return changed


def explain(totals: Totals, standing: Standing, code: str) -> dict[str, Total]:
    """Return the totals of the parts whose sum is the total of ``code``.

    Parameters
    ----------
    totals
        What ``recap`` returned.
    standing
        Which total is to be explained.
    code
        A region; a station is its own sheet and has no parts.

    Returns
    -------
    dict
        Code of each part, in order, to its total; they add up to the whole.

    Examples
    --------
    >>> totals = recap([Sheet("3517092003001", {"votes.1": 60})])
    >>> list(explain(totals, Standing.ACCEPTED, "351709"))
    ['3517092003']
    """
    level = level_of(code)
    if level is Level.STATION:
        return {}
    digits = DIGITS[Level(level + 1)]
    parts = sorted(
        part
        for which, part in totals
        if which is standing and len(part) == digits and part.startswith(code)
    )
    return {
        part: totals[standing, part] for part in parts if totals[standing, part].sheets
    }


def _merge(
    ours: Mapping[str, Part], theirs: Mapping[str, Part], zero: Part
) -> dict[str, Part]:
    merged = dict(ours)
    for name, value in theirs.items():
        merged[name] = merged.get(name, zero) + value
    return merged
