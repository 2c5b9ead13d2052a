"""What the helpdesk asks of people today: to answer, and to say whether it helped."""

from collections.abc import Iterator, Sequence
from datetime import datetime
from zoneinfo import ZoneInfo

from django.urls import reverse
from django.utils.translation import gettext as _

from omah.core.office.tickets import ANSWERERS
from omah.core.people.access import PostHeld
from omah.core.people.duties import Duty
from omah.core.service.zones import zone_of
from omah.rooms.help import selectors


def duties_of(posts: Sequence[PostHeld], now: datetime) -> list[Duty]:
    """Return the tickets that wait at these posts' desks or for their own word."""
    return [*of_askers(posts, now), *of_desks(posts, now)]


def of_askers(posts: Sequence[PostHeld], now: datetime) -> Iterator[Duty]:
    for ticket in selectors.tickets_of(posts, now):
        if ticket.state == "answered":
            yield Duty(
                what=_("Baca jawaban: %(subject)s") % {"subject": ticket.row.subject},
                why=_("Katakan apakah jawaban itu membantu."),
                url=reverse("help:ticket", args=[ticket.row.region, ticket.row.pk]),
                office=ticket.row.region,
            )


def of_desks(posts: Sequence[PostHeld], now: datetime) -> Iterator[Duty]:
    for post in posts:
        if post.role not in ANSWERERS:
            continue
        waiting = selectors.desk_of(post.region, now, post.division).mine
        if not waiting:
            continue
        first = min(t.now.due_at for t in waiting if t.now.due_at is not None)
        yield Duty(
            what=_("Jawab %(n)s pertanyaan") % {"n": len(waiting)},
            why=_("Bila lewat waktunya, pertanyaan naik ke kantor di atas."),
            url=reverse("help:desk", args=[post.region]),
            office=post.region,
            due=first.astimezone(ZoneInfo(zone_of(post.region))).date(),
        )
