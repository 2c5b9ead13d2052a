"""Reads of this room; every fetch for a person takes their post."""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from omah.core.count import sheet_moves
from omah.core.count.contests import Contest
from omah.core.count.figures import Figures
from omah.core.count.sheet_moves import MOVERS, Move, Speaker
from omah.core.count.sheet_states import (
    Accepted,
    Agreed,
    Captured,
    Corrected,
    Differs,
    FirstReading,
    InReview,
    Missing,
    SecondReading,
    sheet_of,
)
from omah.core.count.sheet_states import Sheet as SheetNow
from omah.core.log.fold import Fold
from omah.core.people.roles import Role
from omah.core.places.regions import Level, level_of
from omah.rooms.count.devices import post_code
from omah.rooms.count.house import House
from omah.rooms.count.models import Sheet
from omah.rooms.people.models import Post
from omah.site.publish import fields_of

WAITING = (
    Captured.name,
    FirstReading.name,
    SecondReading.name,
    Differs.name,
    InReview.name,
)
"""States in which a sheet still needs a person."""

CONFLICTING = (Differs.name, InReview.name)
STILL = tuple(state for state in WAITING if state not in CONFLICTING)
"""States in which a sheet waits without a conflict; for hours, it is stuck."""
DONE = (Agreed.name, Accepted.name, Corrected.name)
PER_PAGE = 50
STUCK_AFTER_S = 2 * 3600


@dataclass(frozen=True, slots=True)
class SheetView:
    """A sheet as one post may see it."""

    contest: Contest
    station: str
    station_name: str
    sheet: SheetNow
    allowed: frozenset[Move]
    wanted: tuple[str, ...]
    shown: Figures


def sheet_for(house: House, post: Post, contest: str, station: str) -> SheetView:
    """Return a sheet for a post (LookupError outside its region or the contest)."""
    facts = house.contests[contest]
    is_held = station.startswith(facts.region) and station in house.register
    if not is_held or not station.startswith(post.region):
        raise LookupError(station)
    by = Speaker(post_code(post), Role(post.role))
    with house.fold() as fold:
        now = seen(fold, facts, station)
    reads = by.role in MOVERS[Move.ENTER]
    return SheetView(
        facts,
        station,
        house.register.name_of(station),
        now,
        sheet_moves.allowed(now, by),
        sheet_moves.fields_wanted(now, by.source) if reads else (),
        sheet_moves.figures_shown(now, by.source) if reads else now.figures(),
    )


def seen(fold: Fold, facts: Contest, station: str) -> SheetNow:
    now = fold.sheet_now(facts.id, station)
    return now if now is not None else sheet_of(fields_of(facts), None)


def places_for(house: House, post: Post, after: str) -> list[tuple[str, str]]:
    """Return (station, contest) of a post's next sheets, after ``station/contest``.

    A station's own post sees its sheets in any state; an office those in need of
    a person.
    """
    if level_of(post.region) is Level.STATION:
        places = [
            (post.region, contest.id)
            for contest in house.contests.values()
            if post.region.startswith(contest.region)
        ]
        return [place for place in sorted(places) if "/".join(place) > after]
    station, _, contest = after.partition("/")
    rows = Sheet.objects.filter(
        station__startswith=post.region, state__in=WAITING, station__gte=station
    ).order_by("station", "contest")
    named = rows.values_list("station", "contest")[: PER_PAGE + len(house.contests)]
    return [place for place in named if place > (station, contest)][:PER_PAGE]


@dataclass(frozen=True, slots=True)
class Progress:
    """How far the count of one region is."""

    region: str
    name: str
    stations: int
    states: Mapping[str, int]

    @property
    def done(self) -> int:
        return sum(self.states.get(state, 0) for state in DONE)

    @property
    def conflicting(self) -> int:
        return sum(self.states.get(state, 0) for state in CONFLICTING)

    @property
    def missing(self) -> int:
        here = sum(self.states.values()) - self.states.get(Missing.name, 0)
        return self.stations - here

    @property
    def waiting(self) -> int:
        return self.stations - self.done - self.conflicting - self.missing

    @property
    def come(self) -> int:
        """Stations from which something has come."""
        return self.stations - self.missing

    @property
    def calm(self) -> int:
        """Those of them whose readings do not differ."""
        return self.come - self.conflicting


def progress(house: House, contest: str, region: str) -> Iterator[Progress]:
    """Yield the progress of each part of a region, in the order of codes."""
    parts = house.register.parts_of(region)
    width = len(parts[0]) if parts else 0
    counts: dict[str, Counter[str]] = {}
    rows = Sheet.objects.filter(contest=contest, station__startswith=region)
    for station, state in rows.values_list("station", "state").iterator():
        counts.setdefault(station[:width], Counter())[state] += 1
    for part in parts:
        name = house.register.name_of(part)
        yield Progress(part, name, stations_in(house, part), counts.get(part, {}))


def stations_in(house: House, region: str) -> int:
    if level_of(region) is Level.STATION:
        return 1
    return len(house.register.within(region, Level.STATION))


def missing_stations(house: House, contest: str, region: str) -> list[str]:
    """Return the stations of a region from which nothing has come."""
    rows = Sheet.objects.filter(contest=contest, station__startswith=region)
    here = set(rows.exclude(state=Missing.name).values_list("station", flat=True))
    return [s for s in house.register.within(region, Level.STATION) if s not in here]


def waiting_counts(house: House, contest: str, region: str, now: int) -> dict[str, int]:
    """Return how many sheets of a region differ, are stuck, and are missing."""
    rows = Sheet.objects.filter(contest=contest, station__startswith=region)
    here = rows.exclude(state=Missing.name).count()
    long_ago = now - STUCK_AFTER_S
    return {
        "conflicting": rows.filter(state__in=CONFLICTING).count(),
        "stuck": rows.filter(state__in=STILL, changed_at__lt=long_ago).count(),
        "missing": stations_in(house, region) - here,
    }


def sheet_at(house: House, contest: Contest, station: str) -> SheetNow:
    """Return a station's sheet as the ledger has it; a missing one has all to say."""
    with house.fold() as fold:
        return seen(fold, contest, station)


def conflicting_sheets(contest: str, region: str) -> list[Sheet]:
    return list(
        Sheet.objects.filter(
            contest=contest, station__startswith=region, state__in=CONFLICTING
        ).order_by("station")[: 4 * PER_PAGE]
    )


def stuck_sheets(contest: str, region: str, now: int) -> list[Sheet]:
    """Return sheets that need a person and have not moved for hours."""
    return list(
        Sheet.objects.filter(
            contest=contest,
            station__startswith=region,
            state__in=STILL,
            changed_at__lt=now - STUCK_AFTER_S,
        ).order_by("changed_at")[: 4 * PER_PAGE]
    )
