"""Writes of this room: one function for each thing a person means to do."""

from collections.abc import Mapping
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from omah.core.office import tickets
from omah.core.office.tickets import (
    ANSWERERS,
    Actor,
    Answered,
    Move,
    Refused,
    Topic,
    Urgency,
)
from omah.core.people.access import PostHeld
from omah.rooms.help.models import CannedAnswer, KnownProblem, Message, Ticket
from omah.rooms.people.bodies import is_staffed


class AnotherTicketError(Exception):
    """This id was used before, by another post."""


@transaction.atomic
def ask(
    post: PostHeld,
    *,
    id_: UUID,
    subject: str,
    text: str,
    topic: Topic,
    urgency: Urgency,
    context: Mapping[str, str],
) -> Ticket:
    """Put a question on the nearest desk where someone sits; once for each id."""
    row = Ticket.objects.filter(pk=id_).first()
    if row is not None:
        if row.asker_id != int(post.id):
            raise AnotherTicketError
        return row
    now = timezone.now()
    asked = tickets.ask(
        asker=post.id,
        region=post.region,
        desk=staffed_desk(post.region),
        topic=topic,
        urgency=urgency,
        now=now,
    )
    row = Ticket(
        id=id_,
        asker_id=int(post.id),
        region=post.region,
        subject=subject,
        topic=topic,
        urgency=urgency,
        context=dict(context),
        asked_at=now,
    )
    row.become(asked)
    row.save(force_insert=True)
    say(row, post, text)
    return row


def staffed_desk(region: str) -> str:
    """Return the nearest desk with someone at it; the nearest of all if none is."""
    chain = tickets.desks(region)
    today = timezone.localdate()
    return next((d for d in chain if is_staffed(d, today, ANSWERERS)), chain[0])


def say(row: Ticket, post: PostHeld, text: str, move: str = "") -> Message:
    return Message.objects.create(
        ticket=row, by_id=int(post.id), move=move, text=text, at=timezone.now()
    )


@transaction.atomic
def make(
    post: PostHeld, id_: UUID, move: Move, *, text: str = "", division: str = ""
) -> Ticket | Refused:
    """Make a move, if the ticket takes it; what was said is kept with it."""
    row = Ticket.objects.select_for_update().get(pk=id_)
    now = timezone.now()
    moved = tickets.make(row.value(), move, actor(post), now=now, division=division)
    if isinstance(moved, Refused):
        return moved
    if isinstance(moved.state, Answered) and row.first_answer_at is None:
        row.first_answer_at = now
    row.become(moved)
    row.save()
    say(row, post, text, move)
    return row


def actor(post: PostHeld) -> Actor:
    return Actor(post.id, post.region, at_desk=post.role in ANSWERERS)


def add_canned(post: PostHeld, region: str, *, title: str, text: str) -> CannedAnswer:
    """Keep an answer for this office and all below it."""
    return CannedAnswer.objects.create(
        region=region, title=title, text=text, made_by_id=int(post.id)
    )


def retire_canned(region: str, pk: int) -> bool:
    """Stop offering an answer; False if this office has none such."""
    offered = CannedAnswer.objects.filter(pk=pk, region=region, retired_at=None)
    return offered.update(retired_at=timezone.now()) == 1


def announce_problem(
    post: PostHeld, region: str, *, title: str, text: str
) -> KnownProblem:
    """Say on every page of a region that something is broken."""
    return KnownProblem.objects.create(
        region=region,
        title=title,
        text=text,
        made_by_id=int(post.id),
        since=timezone.now(),
    )


def end_problem(region: str, pk: int) -> bool:
    """Take the banner down; False if there is none such."""
    known = KnownProblem.objects.filter(pk=pk, region=region, over_at=None)
    return known.update(over_at=timezone.now()) == 1
