"""Reads of this room: a person sees their own notices alone."""

from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Q, QuerySet

from omah.rooms.notices.models import (
    Channel,
    MailAddress,
    MessageNumber,
    Notice,
    PushPlace,
    Sending,
)
from omah.rooms.people.models import Person

SHOWN = 100


def stream_of(person: Person) -> QuerySet[Notice]:
    """Return the newest notices of a person."""
    return Notice.objects.filter(person=person)[:SHOWN]


def unread_by(person: Person) -> int:
    return Notice.objects.filter(person=person, read_at=None).count()


def address_of(person: Person) -> MailAddress | None:
    return MailAddress.objects.filter(person=person).first()


def places_of(person: Person) -> QuerySet[PushPlace]:
    """Return the browsers that get this person's notices."""
    return PushPlace.objects.filter(person=person)


def number_of(person: Person) -> MessageNumber | None:
    return MessageNumber.objects.filter(person=person).first()


@dataclass(frozen=True, slots=True)
class Traffic:
    """How many went out on a channel, could not, and have not been tried."""

    sent: int
    failed: int
    waiting: int


def traffic_on(channel: Channel) -> Traffic:
    return traffic_of(Sending.objects.filter(channel=channel))


def traffic_of(letters: QuerySet[Any]) -> Traffic:
    """Count rows that carry ``sent_at`` and ``failure``."""
    found = letters.aggregate(
        sent=Count("pk", filter=Q(sent_at__isnull=False)),
        failed=Count("pk", filter=Q(sent_at=None) & ~Q(failure="")),
        waiting=Count("pk", filter=Q(sent_at=None, failure="")),
    )
    return Traffic(**found)
