"""A body's week at its counter, for rooms that print it."""

from datetime import date

from django.utils import timezone

from omah.core.service.zones import zone_of
from omah.rooms.field import selectors
from omah.rooms.people.counters import Counter, OpenDay, Turn


def counter_of(region: str, monday: date) -> Counter | None:
    """Return hours and turns of a week; names of those alone who agreed."""
    place = selectors.secretariat_of(region)
    if place is None:
        return None
    with timezone.override(zone_of(region)):
        days = selectors.week_of(region, monday, timezone.now())
    return Counter(
        place.name,
        place.address,
        tuple(OpenDay(d.date, w.begins, w.ends) for d in days for w in d.hours),
        tuple(
            Turn(
                turn.shift.begins,
                turn.shift.ends,
                turn.shift.post.role,
                selectors.public_name(turn.shift.post),
            )
            for d in days
            for turn in d.turns
        ),
    )
