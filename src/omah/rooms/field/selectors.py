"""Reads of this room. Whatever is fetched for a post is fetched through that post."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from uuid import UUID, uuid4

from django.db.models import Count, Q, QuerySet
from django.utils import timezone

from omah.core.office import roster
from omah.core.office.offices import roles_below
from omah.core.office.roster import Attendance, Finding, Stay, Window
from omah.core.people.access import PostHeld
from omah.core.people.roles import OFFICES, Role
from omah.core.service.zones import zone_of
from omah.rooms.field.models import (
    Broadcast,
    Mark,
    ReadReceipt,
    Secretariat,
    Shift,
)
from omah.rooms.people.bodies import posts_below
from omah.rooms.people.models import Post

KEPT = 200
"""So many of the newest broadcasts are looked through for one post."""
MARKS_REACH = roster.FORGOTTEN_AFTER
"""Marks this long before and after a day still say who was there on it."""


def secretariat_of(region: str) -> Secretariat | None:
    return Secretariat.objects.filter(region=region).first()


def hours_on(place: Secretariat | None, day: date) -> list[Window]:
    """Return when a secretariat is open on a day, in the current time zone."""
    if place is None:
        return []
    return [
        Window(moment(day, hours.opens), moment(day, hours.closes))
        for hours in place.hours.all()
        if hours.weekday == day.weekday()
    ]


def moment(day: date, clock: time) -> datetime:
    return timezone.make_aware(datetime.combine(day, clock))


@dataclass(frozen=True, slots=True)
class Turn:
    """A shift, whose it is, and whether they came."""

    shift: Shift
    attendance: Attendance

    @property
    def state(self) -> str:
        return self.attendance.name

    @property
    def stay(self) -> Stay | None:
        return getattr(self.attendance, "stay", None)


@dataclass(frozen=True, slots=True)
class Day:
    """A day of a roster."""

    date: date
    hours: list[Window]
    turns: list[Turn]
    gaps: list[roster.Gap]


def shifts_of(region: str, begins: datetime, ends: datetime) -> QuerySet[Shift]:
    """Return the standing shifts of one body that meet a stretch of time."""
    return standing_shifts(begins, ends).filter(region=region)


def standing_shifts(begins: datetime, ends: datetime) -> QuerySet[Shift]:
    found = Shift.objects.filter(withdrawn_at=None, begins__lt=ends, ends__gt=begins)
    return found.select_related("post__holder").order_by("begins", "post_id")


def stays_by_post(
    marks: QuerySet[Mark], begins: datetime, ends: datetime
) -> dict[int, tuple[Stay, ...]]:
    """Return who was there around a stretch of time."""
    near = marks.filter(
        claimed_at__gte=begins - MARKS_REACH, claimed_at__lt=ends + MARKS_REACH
    )
    marked: defaultdict[int, list[roster.Mark]] = defaultdict(list)
    for mark in near:
        marked[mark.post_id].append(mark.value())
    return {post: roster.stays(found) for post, found in marked.items()}


def turns_of(
    shifts: Iterable[Shift], there: Mapping[int, tuple[Stay, ...]], now: datetime
) -> list[Turn]:
    return [
        Turn(
            shift,
            roster.attendance(shift.value(), there.get(shift.post_id, ()), now=now),
        )
        for shift in shifts
    ]


def week_of(region: str, monday: date, now: datetime) -> list[Day]:
    """Return the seven days of a body's roster from ``monday`` on."""
    begins = moment(monday, time.min)
    ends = moment(monday + timedelta(days=7), time.min)
    place = secretariat_of(region)
    shifts = list(shifts_of(region, begins, ends))
    there = stays_by_post(Mark.objects.filter(region=region), begins, ends)
    turns = turns_of(shifts, there, now)
    values = [shift.value() for shift in shifts]
    needed = place.needed if place else 1
    days = []
    for step in range(7):
        day = monday + timedelta(days=step)
        hours = hours_on(place, day)
        gaps = [g for w in hours for g in roster.gaps(w, values, needed=needed)]
        own = [t for t in turns if timezone.localdate(t.shift.begins) == day]
        days.append(Day(day, hours, own, gaps))
    return days


def load_findings(days: Iterable[Day]) -> list[tuple[Finding, Post]]:
    """Return what weighs too much on one person in a week, with that post."""
    shifts = [turn.shift for day in days for turn in day.turns]
    posts = {str(shift.post_id): shift.post for shift in shifts}
    return [
        (found, posts[found.post])
        for found in roster.review((), [shift.value() for shift in shifts])
        if not isinstance(found, roster.Gap)
    ]


@dataclass(frozen=True, slots=True)
class OnDuty:
    """Someone who is there now: their post, since when, and until when planned."""

    post: Post
    since: datetime
    until: datetime | None
    name: str


def on_duty(region: str, now: datetime) -> list[OnDuty]:
    """Return who is at a secretariat now; names of those alone who agreed."""
    there = stays_by_post(Mark.objects.filter(region=region), now, now)
    here = {post: s[-1] for post, s in there.items() if s and s[-1].is_open(now)}
    until = {
        s.post_id: s.ends for s in shifts_of(region, now, now + timedelta(seconds=1))
    }
    posts = posts_below(region, timezone.localdate(now)).filter(pk__in=here)
    return [
        OnDuty(post, here[post.pk].came.at, until.get(post.pk), public_name(post))
        for post in posts.select_related("holder__card")
    ]


def public_name(post: Post) -> str:
    """Return the holder's name if they agreed that the public sees it."""
    card = getattr(post.holder, "card", None)
    agreed = card is not None and card.name_public_since is not None
    return post.holder.name if agreed and post.holder else ""


def secretariats_named(words: str) -> QuerySet[Secretariat]:
    """Return secretariats by name, address or code."""
    found = Secretariat.objects.order_by("name", "region")
    if not words:
        return found.none()
    return found.filter(
        Q(name__icontains=words) | Q(address__icontains=words) | Q(region=words)
    )


@dataclass(frozen=True, slots=True)
class Received:
    """A broadcast as one addressee has it."""

    broadcast: Broadcast
    read_at: datetime | None


def broadcasts_for(post: PostHeld) -> list[Received]:
    """Return what was sent to a post, newest first."""
    above = [post.region[:digits] for digits in range(len(post.region) + 1)]
    sent = Broadcast.objects.filter(region__in=above).exclude(sender_id=int(post.id))
    receipts = ReadReceipt.objects.filter(post_id=int(post.id))
    read_at = dict(receipts.values_list("broadcast_id", "read_at"))
    return [
        Received(broadcast, read_at.get(broadcast.pk))
        for broadcast in sent.select_related("sender").order_by("-sent_at")[:KEPT]
        if post.role in broadcast.roles
    ]


def broadcast_for(post: PostHeld, id_: UUID) -> Received | None:
    """Return a broadcast if it was sent to this post."""
    found = (got for got in broadcasts_for(post) if got.broadcast.pk == id_)
    return next(found, None)


def broadcasts_from(region: str) -> QuerySet[Broadcast]:
    """Return what this office has sent, each with its number of receipts."""
    sent = Broadcast.objects.filter(region=region).select_related("sender")
    return sent.annotate(read=Count("receipts")).order_by("-sent_at")


def addressees(broadcast: Broadcast, today: date) -> QuerySet[Post]:
    """Return the posts that a broadcast is for today: who came later reads it too."""
    below = posts_below(broadcast.region, today, broadcast.roles)
    return below.exclude(pk=broadcast.sender_id).select_related("holder__card")


def audience(sender: PostHeld, region: str, today: date) -> dict[Role, int]:
    """Return whom this office may address: bodies below it, and who else is there.

    With each, how many it reaches today; a body that is not yet filled counts none,
    and reads what was sent once it is.
    """
    here = posts_below(region, today).exclude(pk=int(sender.id))
    held = Counter(Role(code) for code in here.values_list("role", flat=True))
    return {role: held[role] for role in roles_below(region) | held.keys()}


@dataclass(frozen=True, slots=True)
class ReadBy:
    """An addressee and when they confirmed."""

    post: Post
    read_at: datetime | None


def readers(broadcast: Broadcast, today: date) -> list[ReadBy]:
    """Return every addressee, those who have not confirmed first."""
    when = dict(broadcast.receipts.values_list("post_id", "read_at"))
    found = [ReadBy(p, when.get(p.pk)) for p in addressees(broadcast, today)]
    return sorted(found, key=lambda reader: reader.read_at is not None)


@dataclass(frozen=True, slots=True)
class MyDay:
    """What one of my posts has before it."""

    post: PostHeld
    unread: list[Received]
    turns: list[Turn]
    stay: Stay | None
    mark_id: UUID = field(default_factory=uuid4)

    @property
    def zone(self) -> str:
        return zone_of(self.post.region)

    @property
    def can_check_in(self) -> bool:
        return self.post.role in roster.ATTENDERS

    @property
    def keeps_roster(self) -> bool:
        return self.post.role in roster.KEEPERS

    @property
    def sends(self) -> bool:
        return self.post.role in OFFICES


def my_day(post: PostHeld, now: datetime) -> MyDay:
    """Return a post's unread broadcasts, its next turns, and whether it is there."""
    shifts = [
        shift
        for shift in shifts_of(post.region, now, now + timedelta(days=7))
        if shift.post_id == int(post.id)
    ]
    marks = Mark.objects.filter(post_id=int(post.id))
    there = stays_by_post(marks, now, now)
    here = [s for s in there.get(int(post.id), ()) if s.is_open(now)]
    unread = [got for got in broadcasts_for(post) if got.read_at is None]
    turns = turns_of(shifts, there, now)
    return MyDay(post, unread, turns, here[-1] if here else None)


def described(place: Secretariat) -> dict[str, object]:
    """Return a secretariat as its form shows it."""
    hours = list(place.hours.all())
    return {
        "name": place.name,
        "address": place.address,
        "needed": place.needed,
        "weekdays": [h.weekday for h in hours],
        "opens": hours[0].opens if hours else None,
        "closes": hours[0].closes if hours else None,
    }
