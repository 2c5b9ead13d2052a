"""One contest as its pages see it: totals, statuses and findings of every region.

A tally starts with every station missing. ``put`` replaces one station's sheet and
touches only the way from that station to the top, so publishing after one change
costs the same in a town and in the nation.
"""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from typing import Protocol

from omah.core.count.contests import Contest
from omah.core.count.recap import Sheet, Standing, Total, change, path_of
from omah.core.count.record import SheetRecord, SheetStatus
from omah.core.count.rules import Finding
from omah.core.places.regions import DIGITS, Level, level_of

STANDING = {
    SheetStatus.ACCEPTED: Standing.ACCEPTED,
    SheetStatus.CORRECTED: Standing.ACCEPTED,
    SheetStatus.UNCONFIRMED: Standing.UNCONFIRMED,
}
NEEDS_PERSON = (
    SheetStatus.DIFFERS,
    SheetStatus.WAITING,
    SheetStatus.REJECTED,
    SheetStatus.UNCONFIRMED,
)
"""What waits for a person, the most doubtful first."""

Check = Callable[[SheetRecord], tuple[Finding, ...]]


class Register(Protocol):
    """The names and the order of regions and stations."""

    def name_of(self, code: str) -> str: ...

    def parts_of(self, code: str) -> tuple[str, ...]: ...


class Tally:
    """What stands for one contest, by region code."""

    def __init__(self, contest: Contest, register: Register, check: Check) -> None:
        self.contest = contest
        self.register = register
        self.sheets: dict[str, SheetRecord] = {}
        self.findings: dict[str, tuple[Finding, ...]] = {}
        self.totals: dict[tuple[Standing, str], Total] = {}
        self.statuses: dict[str, Counter[SheetStatus]] = {}
        self.broken: dict[str, Counter[str]] = {}
        self.with_findings: Counter[str] = Counter()
        self.changed_at: dict[str, int] = {}
        self._check = check
        self._start(contest.region)

    def _start(self, code: str) -> int:
        """Count the stations below a region; all are missing so far."""
        if level_of(code) is Level.STATION:
            return 1
        stations = sum(self._start(child) for child in self.register.parts_of(code))
        self.statuses[code] = Counter({SheetStatus.MISSING: stations})
        self.broken[code] = Counter()
        return stations

    def status(self, station: str) -> SheetStatus:
        sheet = self.sheets.get(station)
        return sheet.status if sheet else SheetStatus.MISSING

    def stations(self, code: str) -> int:
        return self.statuses[code].total()

    def total(self, standing: Standing, code: str) -> Total:
        return self.totals.get((standing, code), Total())

    def put(self, sheet: SheetRecord) -> tuple[str, ...]:
        """Replace one station's sheet; return the regions whose pages change."""
        station, before = sheet.station, self.sheets.get(sheet.station)
        regions = self.regions_above(station)
        old_status, old_findings = self.status(station), self.findings.get(station, ())
        self.sheets[station] = sheet
        self.findings[station] = self._check(sheet) if sheet.status in STANDING else ()
        self.totals.update(change(self.totals, _standing(before), _standing(sheet)))
        at = last_change(sheet)
        for code in regions:
            self.statuses[code][old_status] -= 1
            self.statuses[code][sheet.status] += 1
            self.broken[code] -= Counter({f.code for f in old_findings})
            self.broken[code] += Counter({f.code for f in self.findings[station]})
            self.with_findings[code] += _one(self.findings[station]) - _one(
                old_findings
            )
            self.changed_at[code] = max(self.changed_at.get(code, 0), at)
        return regions

    def regions_above(self, station: str) -> tuple[str, ...]:
        """The regions of this contest that hold a station, the smallest first."""
        top = len(self.contest.region)
        found = tuple(code for code in path_of(station)[1:] if len(code) >= top)
        if not found or found[0] not in self.statuses:
            raise ValueError(f"station {station} is not in contest {self.contest.id}")
        return found

    def regions(self, code: str | None = None) -> Iterator[str]:
        """Every region that has a page: the top first, villages last."""
        code = self.contest.region if code is None else code
        yield code
        if level_of(code) < Level.KELDES:
            for child in self.register.parts_of(code):
                yield from self.regions(child)

    def needing_person(self, code: str) -> int:
        return sum(self.statuses[code][status] for status in NEEDS_PERSON)

    def waiting(self, code: str) -> list[SheetRecord]:
        """The sheets below a region that a person must look at, doubtful first."""
        found = sorted(self._waiting(code), key=lambda sheet: sheet.station)
        return sorted(found, key=lambda sheet: NEEDS_PERSON.index(sheet.status))

    def _waiting(self, code: str) -> Iterator[SheetRecord]:
        """Go down only where something waits."""
        if level_of(code) is Level.STATION:
            if self.status(code) in NEEDS_PERSON:
                yield self.sheets[code]
        elif self.needing_person(code):
            for child in self.register.parts_of(code):
                yield from self._waiting(child)


def stations_of(register: Register, code: str) -> Iterator[str]:
    """Every station below a region, in order."""
    if len(code) == DIGITS[Level.STATION]:
        yield code
        return
    for child in register.parts_of(code):
        yield from stations_of(register, child)


def _one(findings: tuple[Finding, ...]) -> int:
    return 1 if findings else 0


def last_change(sheet: SheetRecord) -> int:
    parts = (sheet.captures, sheet.readings, sheet.entries, sheet.corrections)
    return max((item.at for part in parts for item in part), default=0)


def _standing(sheet: SheetRecord | None) -> Sheet | None:
    if sheet is None or sheet.status not in STANDING:
        return None
    return Sheet(sheet.station, sheet.figures, STANDING[sheet.status])


Tallies = Mapping[str, Tally]
"""Contest id to its tally."""
