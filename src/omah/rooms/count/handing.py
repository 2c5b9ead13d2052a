"""Handing a sheet to someone else: who asked whom, why, and when stays on record."""

from collections.abc import Iterable, Sequence

from django.db.models import QuerySet
from django.utils import timezone

from omah.core.people.access import PostHeld
from omah.core.people.roles import COUNTERS
from omah.core.places.regions import Level, ancestor, level_of
from omah.rooms.count.models import Handover, Sheet
from omah.rooms.count.selectors import WAITING
from omah.rooms.people.bodies import posts_below
from omah.rooms.people.models import Post


class NotTheirsError(Exception):
    """The post does not read sheets of this station today."""


def readers_of(station: str) -> QuerySet[Post]:
    """Return the posts in force that may read a station's sheet, nearest first."""
    above = [ancestor(station, level) for level in Level if level <= level_of(station)]
    today = timezone.localdate()
    held = posts_below("", today, sorted(COUNTERS)).filter(region__in=above)
    return held.order_by("-region", "since", "pk")


def hand_over(
    by: PostHeld, *, contest: str, station: str, to: Post, reason: str
) -> Handover:
    """Ask another post to see to a sheet; earlier hand-overs stay on record."""
    if not readers_of(station).filter(pk=to.pk).exists():
        raise NotTheirsError
    return Handover.objects.create(
        contest=contest,
        station=station,
        to=to,
        by_id=int(by.id),
        reason=reason,
        at=timezone.now(),
    )


def held_by(contest: str, stations: Iterable[str]) -> dict[str, Handover]:
    """Return the last hand-over of each station that has one."""
    rows = Handover.objects.filter(contest=contest, station__in=list(stations))
    found = rows.select_related("to__holder", "by__holder").order_by("at", "pk")
    return {row.station: row for row in found}


def handovers_of(contest: str, station: str) -> QuerySet[Handover]:
    """Return every hand-over of a sheet, the last first."""
    rows = Handover.objects.filter(contest=contest, station=station)
    return rows.select_related("to__holder", "by__holder").order_by("-at", "-pk")


def handed_to(posts: Sequence[PostHeld]) -> list[Handover]:
    """Return what lies with these posts and still needs a person."""
    mine = {post.id for post in posts}
    asked = Handover.objects.filter(to_id__in=[int(id_) for id_ in mine])
    places = sorted(set(asked.values_list("contest", "station")))
    last = [held_by(contest, [station])[station] for contest, station in places]
    return [
        row
        for row in last
        if str(row.to_id) in mine and waits(row.contest, row.station)
    ]


def waits(contest: str, station: str) -> bool:
    rows = Sheet.objects.filter(contest=contest, station=station)
    found = rows.first()
    return found is None or found.state in WAITING
