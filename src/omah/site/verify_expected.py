"""What every marked figure must be, computed anew from the record.

The marks are those of ``omah.site.marks``. Totals come from the definition in
``omah.core.count.recap``, not from the running totals that made the pages, so that a
slip in either shows.
"""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from omah.core.count.contests import Contest
from omah.core.count.recap import (
    FieldTotal,
    Standing,
    Total,
    Totals,
    path_of,
    recap,
    sheets_of,
)
from omah.core.count.record import Record, SheetRecord, SheetStatus
from omah.core.count.rules import Finding, Instance, find
from omah.core.places.regions import Level, level_of
from omah.site.fields import choices
from omah.site.marks import COUNT, mark, per_mille
from omah.site.tallies import NEEDS_PERSON, STANDING

DONE = (SheetStatus.ACCEPTED, SheetStatus.CORRECTED)


class UnknownMarkError(Exception):
    """The mark names a figure that the record does not have."""


@dataclass
class Expected:
    """The figures of one contest: ask for any by its mark."""

    contest: Contest
    fields: Sequence[str]
    record: Record
    stations: Sequence[str]
    instances: tuple[Instance, ...]
    _sheets: dict[str, SheetRecord] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self._sheets = {
            sheet.station: sheet
            for sheet in self.record.sheets.values()
            if sheet.contest == self.contest.id
        }

    def value(self, code: str, name: str, state: str) -> int | None:
        """Return the figure (None: unknown), or raise `UnknownMarkError`."""
        try:
            if state == COUNT:
                return self._count(code, name)
            if level_of(code) is Level.STATION:
                return self._of_station(self._sheets[code], name, state.split("."))
            return _of_total(self._totals[Standing(state), code], name)
        except (KeyError, ValueError, IndexError):
            raise UnknownMarkError(f"{code}/{name}/{state}") from None

    def required(self) -> Iterator[str]:
        """Yield the marks of the figures that the pages may not leave out."""
        summed = {choice.field for choice in choices(self.contest)}
        summed |= {name for name in self.fields if not name.startswith("votes.")}
        for standing, code in self._totals:
            if code.startswith(self.contest.region):
                is_station = level_of(code) is Level.STATION
                for name in self.fields if is_station else summed:
                    yield mark(self.contest.id, code, name, standing)

    @cached_property
    def _totals(self) -> Totals:
        return _Totals(recap(sheets_of(self.record, self.contest.id)))

    @cached_property
    def _findings(self) -> dict[str, tuple[Finding, ...]]:
        return {
            station: find(self.instances, sheet.figures)
            for station, sheet in self._sheets.items()
            if sheet.status in STANDING
        }

    @cached_property
    def _counts(self) -> Mapping[str, Counter[str]]:
        counts: dict[str, Counter[str]] = {}
        for station in self.stations:
            names = self._counted(station)
            for code in path_of(station)[1:]:
                counts.setdefault(code, Counter()).update(names)
        return counts

    def _counted(self, station: str) -> list[str]:
        """Return every name of a count to which this station adds one."""
        sheet = self._sheets.get(station)
        status = sheet.status if sheet else SheetStatus.MISSING
        names = ["stations", f"stations.{status}"]
        names += ["stations.done"] if status in DONE else []
        names += ["stations.attention"] if status in NEEDS_PERSON else []
        codes = {finding.code for finding in self._findings.get(station, ())}
        names += [f"findings.{code}" for code in codes]
        return names + (["findings"] if codes else [])

    def _count(self, code: str, name: str) -> int:
        if not name.startswith(("stations", "findings")):
            raise KeyError(name)
        return self._counts.get(code, Counter())[name]

    def _of_station(
        self, sheet: SheetRecord, name: str, state: Sequence[str]
    ) -> int | None:
        match state:
            case ["reading", number] if name.startswith("ppm."):
                ppm = sheet.readings[_place(number)].ppm
                return ppm.get(name.removeprefix("ppm."), 0) // 1000
            case ["reading", number]:
                return sheet.readings[_place(number)].figures.get(name)
            case ["entry", number]:
                return sheet.entries[_place(number)].figures.get(name)
            case ["correction", number, ("old" | "new") as side]:
                change = sheet.corrections[_place(number)].changes[name]
                return change[side == "new"]
            case ["finding", number, side]:
                return self._of_finding(sheet.station, name, number, side)
            case [standing] if STANDING.get(sheet.status) == standing:
                self._check_field(name)
                return sheet.figures.get(name)
            case _:
                raise KeyError(name)

    def _of_finding(self, station: str, code: str, number: str, side: str) -> int:
        finding = self._findings[station][_place(number)]
        if finding.code != code:
            raise KeyError(code)
        return finding.numbers[_place(side)]

    def _check_field(self, name: str) -> None:
        if name not in self.fields:
            raise KeyError(name)


class _Totals(dict[tuple[Standing, str], Total]):
    """Totals by standing and region; one without sheets is empty, not absent."""

    def __missing__(self, key: tuple[Standing, str]) -> Total:
        return Total()


def _of_total(total: Total, name: str) -> int | None:
    if name == "sheets":
        return total.sheets
    kind, colon, group = name.partition(":")
    if colon:
        return _of_turnout(total, kind, group)
    kind, _, field_id = name.partition(".")
    if kind == "unknown":
        return total.unknown(field_id)
    if kind == "share":
        votes = _sum(total, field_id)
        return None if votes is None else per_mille(votes, _sum(total, "valid") or 0)
    return _sum(total, name)


def _of_turnout(total: Total, kind: str, group: str) -> int | None:
    turnout = total.turnout.get(group)
    if turnout is None or not turnout.sheets:
        return None
    figures = {
        "voters": turnout.voters,
        "users": turnout.users,
        "rate": turnout.per_mille,
    }
    return figures[kind]


def _sum(total: Total, name: str) -> int | None:
    known = total.fields.get(name, FieldTotal())
    return known.value if known.known else None


def _place(number: str) -> int:
    """Return a place counted from 0; Python's own counting from the end is out."""
    if not (number.isascii() and number.isdigit()):
        raise ValueError(number)
    return int(number)
