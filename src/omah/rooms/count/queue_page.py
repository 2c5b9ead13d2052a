"""What the page of a region's queue shows: how far it is, and what needs whom."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.utils import timezone

from omah.rooms.count import selectors
from omah.rooms.count.handing import held_by
from omah.rooms.count.house import House
from omah.rooms.count.models import Handover, Sheet
from omah.rooms.count.selectors import Progress

SHOWN = 100


@dataclass(frozen=True, slots=True)
class Row:
    """A station that needs someone, and who was asked to see to it."""

    station: str
    name: str
    state: str
    since: datetime | None
    handed: Handover | None


def queue_words(house: House, contest: str, region: str) -> dict[str, object]:
    """Return what the template of a region's queue needs."""
    parts = list(selectors.progress(house, contest, region))
    differing = selectors.conflicting_sheets(contest, region)
    stuck = selectors.stuck_sheets(contest, region, house.election.clock())
    missing = selectors.missing_stations(house, contest, region)
    return {
        "parts": parts,
        "whole": whole_of(house, region, parts),
        "conflicting": rows_of(house, contest, differing),
        "stuck": rows_of(house, contest, stuck),
        "missing": missing_rows(house, contest, missing[:SHOWN]),
        "missing_count": len(missing),
    }


def whole_of(house: House, region: str, parts: Iterable[Progress]) -> Progress:
    """Return the progress of a region from that of its parts."""
    states: Counter[str] = Counter()
    stations = 0
    for part in parts:
        states.update(part.states)
        stations += part.stations
    return Progress(region, house.register.name_of(region), stations, states)


def rows_of(house: House, contest: str, sheets: Iterable[Sheet]) -> list[Row]:
    found = list(sheets)
    handed = held_by(contest, (sheet.station for sheet in found))
    return [
        Row(
            sheet.station,
            house.register.name_of(sheet.station),
            sheet.state,
            moment(sheet.changed_at),
            handed.get(sheet.station),
        )
        for sheet in found
    ]


def missing_rows(house: House, contest: str, stations: Iterable[str]) -> list[Row]:
    found = list(stations)
    handed = held_by(contest, found)
    return [
        Row(code, house.register.name_of(code), "missing", None, handed.get(code))
        for code in found
    ]


def moment(seconds: int) -> datetime:
    return datetime.fromtimestamp(seconds, tz=timezone.get_current_timezone())
