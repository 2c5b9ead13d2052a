"""What agreements ask of people: to sign while the hour lasts."""

from collections.abc import Iterator, Sequence
from datetime import datetime
from zoneinfo import ZoneInfo

from django.urls import reverse
from django.utils.translation import gettext as _

from omah.core.office.agreements import Standing
from omah.core.people.access import PostHeld
from omah.core.people.duties import Duty
from omah.core.places.regions import Level, level_of
from omah.core.service.zones import zone_of
from omah.rooms.agreements import selectors
from omah.rooms.agreements.models import Party
from omah.rooms.people.bodies import row_of
from omah.rooms.people.models import Post
from omah.rooms.people.offices import head


def duties_of(posts: Sequence[PostHeld], now: datetime) -> list[Duty]:
    """Return what these posts sign today for their offices."""
    found = (duty for post in posts for duty in of_post(post, now))
    return list({duty.url: duty for duty in found}.values())


def of_post(post: PostHeld, now: datetime) -> Iterator[Duty]:
    if level_of(post.region) is Level.STATION:
        return
    who = row_of(post)
    asked = selectors.asked_of(post.region, who.holder_id)
    owed = [
        party
        for party in asked.filter(round__closes_at__gt=now)
        if party.standing is Standing.MISSING and signs(who, party, now)
    ]
    for party in owed:
        yield Duty(
            what=_("Tanda tangani: %(title)s") % {"title": party.round.title},
            why=_("Semua kantor menandatangani pada jam yang sama."),
            url=reverse("agreements:sign", args=[post.region, party.round_id]),
            office=post.region,
            due=party.round.closes_at.astimezone(ZoneInfo(zone_of(post.region))).date(),
        )


def signs(who: Post, party: Party, now: datetime) -> bool:
    """Whether a post signs here today: for its holder, or as head of the office."""
    if party.person_id is not None:
        return True
    today = now.astimezone(ZoneInfo(zone_of(who.region))).date()
    return head(who.region, today) == who
