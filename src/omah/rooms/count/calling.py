"""Stations that somebody should call: nothing has come, or nothing moves."""

from datetime import datetime

from django.utils import timezone

from omah.adapters.election import NoElectionError
from omah.core.count.contests import Contest
from omah.core.places.regions import Level, level_of
from omah.rooms.count import selectors
from omah.rooms.count.house import house

MISSING, STUCK = "missing", "stuck"
LISTED = 200
"""So many stations stand on one list; whoever has more works by sub-district."""
WIDEST = Level.KABKOTA
"""Offices above this call the offices below them, not stations."""


def stations_to_call(region: str, now: datetime) -> dict[str, str]:
    """Return station to reason; before voting day nothing is missing yet."""
    if level_of(region) < WIDEST:
        return {}
    try:
        here = house()
    except NoElectionError:
        return {}
    found: dict[str, str] = {}
    for contest in here.contests.values():
        stuck = selectors.stuck_sheets(contest.id, region, int(now.timestamp()))
        found |= {sheet.station: STUCK for sheet in stuck}
        if has_voted(contest, now):
            missing = selectors.missing_stations(here, contest.id, region)
            found |= dict.fromkeys(missing, MISSING)
    return dict(sorted(found.items())[:LISTED])


def has_voted(contest: Contest, now: datetime) -> bool:
    """Whether voting day has come; a practice may be held on any day."""
    return contest.invented or contest.date <= timezone.localdate(now).isoformat()
