"""Reads of this room; all of it is public but who measured a station."""

from dataclasses import dataclass
from datetime import date, timedelta

from django.utils import timezone

from omah.core.places.regions import Level, level_of
from omah.core.service.accessible import Checked, checked, is_reachable
from omah.core.service.clocks import local_day
from omah.core.service.transfer import (
    Deadline,
    ElectionKind,
    TransferRules,
    deadlines,
    rules_for,
)
from omah.formats.accessible_toml import checklist
from omah.formats.transfer_toml import transfer_rules
from omah.rooms.people.counters import Counter, counter_of
from omah.rooms.people.offices import bodies_below
from omah.rooms.voters.models import StationCheck, VotingDay

FOUND = 60
SHOWN_DAYS = 6


def today_at(region: str) -> date:
    return local_day(timezone.now(), region)


def next_voting_day(region: str, today: date) -> VotingDay | None:
    """Return the next day on which a region votes, or the last one that was."""
    above = [region[:digits] for digits in range(len(region) + 1)]
    known = VotingDay.objects.filter(region__in=above)
    coming = known.filter(day__gte=today).order_by("day", "-region").first()
    return coming or known.order_by("-day").first()


def coming_voting_days(today: date) -> list[VotingDay]:
    """Return the days on which some region votes, the nearest first."""
    return list(VotingDay.objects.filter(day__gte=today).order_by("day")[:SHOWN_DAYS])


@dataclass(frozen=True, slots=True)
class Transfer:
    """All that a page or a print says of voting elsewhere in one place.

    Attributes
    ----------
    vote, last_days
        ``None`` and empty where no voting day is known yet.
    """

    region: str
    rules: TransferRules
    vote: VotingDay | None
    last_days: tuple[Deadline, ...]
    counter: Counter | None
    monday: date
    today: date


def transfer_at(region: str) -> Transfer:
    """Return what holds in a region today."""
    today = today_at(region)
    vote = next_voting_day(region, today)
    kind = ElectionKind(vote.kind) if vote else ElectionKind.PEMILU
    rules = rules_for(transfer_rules(), kind, vote.day if vote else today)
    monday = today - timedelta(days=today.weekday())
    is_body = level_of(region) in {Level.KECAMATAN, Level.KELDES}
    return Transfer(
        region,
        rules,
        vote,
        deadlines(rules, vote.day) if vote else (),
        counter_of(region, monday) if is_body else None,
        monday,
        today,
    )


def pps_named(words: str) -> list[tuple[str, str]]:
    """Return the PPS whose name or code has some words in it."""
    wanted = words.strip().lower()
    if not wanted:
        return []
    return [
        (code, name)
        for code, name in bodies_below("", Level.KELDES)
        if wanted in name.lower() or code == wanted
    ][:FOUND]


@dataclass(frozen=True, slots=True)
class Look:
    """A station as it was last measured."""

    row: StationCheck
    found: tuple[Checked, ...]

    @property
    def is_reachable(self) -> bool:
        return is_reachable(self.found)

    @property
    def gaps(self) -> int:
        return sum(each.verdict == "gap" for each in self.found)


def last_look(station: str) -> Look | None:
    row = StationCheck.objects.filter(station=station).first()
    return look(row) if row else None


def look(row: StationCheck) -> Look:
    return Look(row, checked(checklist(), row.answers))


def looks_below(region: str) -> list[Look]:
    """Return the last look at each station of a region, in order of code."""
    rows: dict[str, StationCheck] = {}
    for row in StationCheck.objects.filter(station__startswith=region):
        rows.setdefault(row.station, row)
    return [look(rows[station]) for station in sorted(rows)]
