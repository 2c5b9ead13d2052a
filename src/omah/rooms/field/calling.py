"""Whom an office should call now, why, and who called them last."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.utils import timezone

from omah.core.office import roster
from omah.core.people.access import PostHeld
from omah.core.people.roles import Role
from omah.core.places.regions import Level, ancestor
from omah.rooms.count.calling import stations_to_call
from omah.rooms.field.models import Broadcast, Call, Mark, Outcome
from omah.rooms.field.selectors import (
    on_duty,
    readers,
    standing_shifts,
    stays_by_post,
    turns_of,
)
from omah.rooms.people.bodies import posts_below
from omah.rooms.people.models import Post

LATE, UNREAD = "late", "unread"
SAME_MATTER = timedelta(hours=12)
"""A call this long ago was about the same."""
SHOWN_FOR = timedelta(minutes=30)
"""So long a number stays open for whoever asked to see it; each look is on record."""
HEAD, TAIL = 4, 2
"""Digits of a masked number that are left to recognise it by."""


@dataclass(slots=True)
class ToCall:
    """Someone whom the office should call: why, and who called them last."""

    post: Post
    reasons: list[str]
    stations: list[str]
    last: Call | None = None
    is_shown: bool = False

    @property
    def number(self) -> str:
        card = getattr(self.post.holder, "card", None)
        return card.phone if card else ""

    @property
    def phone(self) -> str:
        """Return the number for whoever asked to see it, else most of it masked."""
        number = self.number
        if self.is_shown or not number:
            return number
        digits = "".join(sign for sign in number if sign.isdigit())
        return f"{digits[:HEAD]} •••• {digits[-TAIL:]}"


def call_list(
    region: str, now: datetime, caller: PostHeld | None = None
) -> list[ToCall]:
    """Return whom to call below an office: late, late in reading, or not sending.

    Those nobody has called about it stand first.
    """
    found: dict[int, ToCall] = {}
    for reason, post, station in reasons_to_call(region, now):
        row = found.setdefault(post.pk, ToCall(post, [], []))
        if reason not in row.reasons:
            row.reasons.append(reason)
        if station:
            row.stations.append(station)
    add_calls(found, now, caller)
    return sorted(
        found.values(), key=lambda row: (row.last is not None, row.post.region)
    )


def add_calls(
    found: Mapping[int, ToCall], now: datetime, caller: PostHeld | None
) -> None:
    """Note on each row the last call, and whether this caller has its number open."""
    calls = Call.objects.filter(post_id__in=found, at__gte=now - SAME_MATTER)
    for call in calls.select_related("by__holder").order_by("at"):
        row = found[call.post_id]
        if call.outcome != Outcome.SHOWN:
            row.last = call
        elif caller is not None and str(call.by_id) == caller.id:
            row.is_shown = row.is_shown or call.at >= now - SHOWN_FOR


def reasons_to_call(region: str, now: datetime) -> Iterator[tuple[str, Post, str]]:
    """Yield (reason, post, station or nothing)."""
    yield from ((LATE, post, "") for post in late_posts(region, now))
    yield from ((UNREAD, post, "") for post in unread_posts(region, now))
    yield from station_posts(region, now)


def late_posts(region: str, now: datetime) -> list[Post]:
    shifts = list(
        standing_shifts(now, now + timedelta(seconds=1))
        .filter(region__startswith=region)
        .select_related("post__holder__card")
    )
    marks = Mark.objects.filter(post_id__in=[shift.post_id for shift in shifts])
    turns = turns_of(shifts, stays_by_post(marks, now, now), now)
    return [
        turn.shift.post for turn in turns if isinstance(turn.attendance, roster.Late)
    ]


def unread_posts(region: str, now: datetime) -> list[Post]:
    due = Broadcast.objects.filter(region=region, confirm_by__lt=now)
    recent = due.filter(confirm_by__gte=now - timedelta(days=7))
    today = timezone.localdate(now)
    return [
        reader.post
        for broadcast in recent
        for reader in readers(broadcast, today)
        if reader.read_at is None
    ]


def station_posts(region: str, now: datetime) -> Iterator[tuple[str, Post, str]]:
    """Yield whom to call about a station: its own KPPS, else its village's PPS."""
    stations = stations_to_call(region, now)
    if not stations:
        return
    today = timezone.localdate(now)
    below = posts_below(region, today, [Role.KPPS]).select_related("holder__card")
    own = list(below.filter(region__in=stations))
    yield from ((stations[post.region], post, post.region) for post in own)
    for station in sorted(stations.keys() - {post.region for post in own}):
        village = ancestor(station, Level.KELDES)
        for post in village_posts(village, now):
            yield stations[station], post, station


def village_posts(village: str, now: datetime) -> list[Post]:
    """Return who of a village's PPS to call: those on duty now, else all."""
    held = posts_below(village, timezone.localdate(now), [Role.PPS])
    there = {person.post.pk for person in on_duty(village, now)}
    posts = list(held.select_related("holder__card"))
    return [post for post in posts if post.pk in there] or posts
