"""Reads of this room. Whatever is fetched for a post is fetched through that post."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.db.models import QuerySet

from omah.core.office import tickets
from omah.core.office.tickets import ANSWERERS, Service
from omah.core.people.access import PostHeld
from omah.rooms.help.models import CannedAnswer, KnownProblem, Message, Ticket

SHOWN = 500
"""So many of the oldest waiting tickets are looked through for a desk."""
COUNTED_DAYS = 30


@dataclass(frozen=True, slots=True)
class Shown:
    """A ticket and how it stands now."""

    row: Ticket
    now: tickets.Ticket
    is_overdue: bool

    @property
    def state(self) -> str:
        return self.now.state.name


def shown(row: Ticket, now: datetime) -> Shown:
    stands = tickets.as_of(row.value(), now)
    due_at = stands.due_at
    return Shown(
        row, stands, stands.climbs > 0 or (due_at is not None and due_at <= now)
    )


def with_people(rows: QuerySet[Ticket]) -> QuerySet[Ticket]:
    return rows.select_related("asker__holder", "taken_by__holder")


def tickets_of(posts: Iterable[PostHeld], now: datetime) -> list[Shown]:
    """Return what these posts have asked, newest first."""
    rows = Ticket.objects.filter(asker_id__in=[int(post.id) for post in posts])
    return [shown(row, now) for row in with_people(rows).order_by("-asked_at")[:SHOWN]]


def last_answers(rows: Iterable[Ticket]) -> dict[UUID, str]:
    """Return what the desks said last, by ticket."""
    said = Message.objects.filter(ticket__in=list(rows), move=tickets.Move.ANSWER)
    return dict(said.order_by("at", "pk").values_list("ticket_id", "text"))


def ticket_for(post: PostHeld, region: str, id_: UUID) -> Ticket | None:
    """Return a ticket for whoever asked it, or for an office it lies below."""
    row = with_people(Ticket.objects.filter(pk=id_, region=region)).first()
    if row is None or str(row.asker_id) == post.id:
        return row
    is_below = row.region.startswith(post.region)
    return row if post.role in ANSWERERS and is_below else None


@dataclass(frozen=True, slots=True)
class Desk:
    """What waits at an office, and what waits below it."""

    mine: list[Shown]
    below: list[Shown]
    answered: list[Shown]


def desk_of(region: str, now: datetime, division: str = "") -> Desk:
    """Return an office's tickets: nearest to their time first."""
    rows = Ticket.objects.filter(region__startswith=region, ending="")
    if division:
        rows = rows.filter(division=division)
    found = [shown(row, now) for row in with_people(rows).order_by("asked_at")[:SHOWN]]
    waiting = [ticket for ticket in found if ticket.now.due_at is not None]
    waiting.sort(key=lambda ticket: (ticket.now.due_at or now, ticket.row.asked_at))
    return Desk(
        mine=[ticket for ticket in waiting if ticket.now.desk == region],
        below=[
            ticket
            for ticket in waiting
            if ticket.now.desk != region and ticket.now.desk.startswith(region)
        ],
        answered=[ticket for ticket in found if ticket.state == "answered"],
    )


def canned_for(region: str) -> QuerySet[CannedAnswer]:
    """Return the answers of an office and of those above it."""
    above = [region[:digits] for digits in range(len(region) + 1)]
    offered = CannedAnswer.objects.filter(region__in=above, retired_at=None)
    return offered.order_by("title", "pk")


def problems_at(regions: Iterable[str]) -> QuerySet[KnownProblem]:
    """Return what is known to be broken for people of these regions."""
    above = {region[:digits] for region in regions for digits in range(len(region) + 1)}
    return KnownProblem.objects.filter(region__in=above, over_at=None).order_by("since")


def problems_of(region: str) -> QuerySet[KnownProblem]:
    """Return what this office has announced, what is not over first."""
    known = KnownProblem.objects.filter(region=region).select_related("made_by__holder")
    return known.order_by("over_at", "-since")


@dataclass(frozen=True, slots=True)
class Statistics:
    """How the desks of a region served lately."""

    whole: Service
    by_topic: list[tuple[str, Service]]
    screens: list[tuple[str, int]]


def statistics(region: str, now: datetime) -> Statistics:
    """Return the service of the last days, in all and by topic, and where from."""
    since = now - timedelta(days=COUNTED_DAYS)
    rows = list(Ticket.objects.filter(region__startswith=region, asked_at__gte=since))
    topics = sorted({row.topic for row in rows})
    screens = Counter(row.context.get("screen", "") for row in rows)
    return Statistics(
        whole=service(rows, now),
        by_topic=[
            (topic, service([r for r in rows if r.topic == topic], now))
            for topic in topics
        ],
        screens=[pair for pair in screens.most_common(10) if pair[0]],
    )


def service(rows: Iterable[Ticket], now: datetime) -> Service:
    return tickets.service(
        (tickets.as_of(row.value(), now), waited(row)) for row in rows
    )


def waited(row: Ticket) -> timedelta | None:
    return row.first_answer_at - row.asked_at if row.first_answer_at else None
