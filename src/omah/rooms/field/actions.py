"""Writes of this room: one function for each thing a person means to do."""

from collections.abc import Collection, Iterable
from datetime import datetime, time
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from omah.core.office.roster import Way, Window
from omah.core.people.access import PostHeld
from omah.rooms.field.models import (
    Broadcast,
    Call,
    Card,
    Mark,
    OpeningHours,
    Outcome,
    ReadReceipt,
    Secretariat,
    Shift,
)
from omah.rooms.people.bodies import members_of
from omah.rooms.people.models import Person


class NotAMemberError(Exception):
    """The post does not belong to this body today."""


class AnotherMarkError(Exception):
    """This id was used before, for another mark."""


@transaction.atomic
def describe_secretariat(
    region: str,
    *,
    name: str,
    address: str,
    needed: int,
    weekdays: Collection[int],
    opens: time,
    closes: time,
) -> Secretariat:
    """Say where a body works and when it is open; what was said before is replaced."""
    place, _ = Secretariat.objects.update_or_create(
        region=region, defaults={"name": name, "address": address, "needed": needed}
    )
    place.hours.all().delete()
    OpeningHours.objects.bulk_create(
        OpeningHours(secretariat=place, weekday=day, opens=opens, closes=closes)
        for day in sorted(weekdays)
    )
    return place


@transaction.atomic
def add_shift(region: str, *, post: str, window: Window, made_by: PostHeld) -> Shift:
    """Put a member of the body on the roster; the same turn twice is one."""
    on_the_day = timezone.localdate(window.begins)
    if not members_of(region, on_the_day).filter(pk=post).exists():
        raise NotAMemberError
    shift, _ = Shift.objects.get_or_create(
        region=region,
        post_id=int(post),
        begins=window.begins,
        ends=window.ends,
        withdrawn_at=None,
        defaults={"made_by_id": int(made_by.id)},
    )
    return shift


def withdraw_shift(region: str, shift: UUID) -> bool:
    """Take a turn off the roster; it stays on record. False if there is none."""
    standing = Shift.objects.filter(pk=shift, region=region, withdrawn_at=None)
    return standing.update(withdrawn_at=timezone.now()) == 1


@transaction.atomic
def mark(post: PostHeld, *, id_: UUID, way: Way, claimed_at: datetime) -> Mark:
    """Note that someone came or went. Sending the same id again changes nothing."""
    kept, is_new = Mark.objects.get_or_create(
        pk=id_,
        defaults={
            "post_id": int(post.id),
            "region": post.region,
            "way": way,
            "claimed_at": claimed_at,
            "received_at": timezone.now(),
        },
    )
    is_same = (kept.post_id, kept.way) == (int(post.id), way)
    if not is_new and not (is_same and kept.claimed_at == claimed_at):
        raise AnotherMarkError
    return kept


def keep_card(person: Person, *, phone: str, name_public: bool) -> Card:
    """Keep a person's number and consent; the day of the consent is kept with it."""
    card, _ = Card.objects.get_or_create(person=person)
    card.phone = phone
    if not name_public:
        card.name_public_since = None
    elif card.name_public_since is None:
        card.name_public_since = timezone.now()
    card.save()
    return card


def send_broadcast(
    sender: PostHeld,
    *,
    region: str,
    roles: Iterable[str],
    title: str,
    text: str,
    confirm_by: datetime | None,
) -> Broadcast:
    """Send word to every post of these roles in a region and below."""
    return Broadcast.objects.create(
        region=region,
        roles=sorted(roles),
        sender_id=int(sender.id),
        title=title,
        text=text,
        sent_at=timezone.now(),
        confirm_by=confirm_by,
    )


def confirm_broadcast(post: PostHeld, broadcast: Broadcast) -> ReadReceipt:
    """Note that a post has read it; the first time counts."""
    receipt, _ = ReadReceipt.objects.get_or_create(
        broadcast=broadcast,
        post_id=int(post.id),
        defaults={"read_at": timezone.now()},
    )
    return receipt


def note_call(by: PostHeld, *, post: int, outcome: Outcome) -> Call:
    """Note that a post was called, and what came of it."""
    return Call.objects.create(
        post_id=post, by_id=int(by.id), outcome=outcome, at=timezone.now()
    )
