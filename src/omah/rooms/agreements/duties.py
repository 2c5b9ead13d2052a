"""What agreements ask of people: the head of an office signs while the hour lasts."""

from collections.abc import Iterator, Sequence
from datetime import date, datetime
from zoneinfo import ZoneInfo

from django.urls import reverse
from django.utils.translation import gettext as _

from omah.core.access import PostHeld
from omah.core.agreements import Standing
from omah.core.duties import Duty
from omah.core.regions import Level, level_of
from omah.core.zones import zone_of
from omah.rooms.agreements import selectors
from omah.rooms.people.offices import head


def duties_of(posts: Sequence[PostHeld], now: datetime) -> list[Duty]:
    """Return what these posts sign today for their offices."""
    return [duty for post in posts for duty in of_post(post, now)]


def of_post(post: PostHeld, now: datetime) -> Iterator[Duty]:
    today = now.astimezone(ZoneInfo(zone_of(post.region))).date()
    owed = [
        party
        for party in selectors.asked_of(post.region).filter(round__closes_at__gt=now)
        if party.standing is Standing.MISSING
    ]
    if not owed or not signs(post, today):
        return
    for party in owed:
        yield Duty(
            what=_("Tanda tangani: %(title)s") % {"title": party.round.title},
            why=_("Semua kantor menandatangani pada jam yang sama."),
            url=reverse("agreements:sign", args=[post.region, party.round_id]),
            office=post.region,
            due=party.round.closes_at.astimezone(ZoneInfo(zone_of(post.region))).date(),
        )


def signs(post: PostHeld, today: date) -> bool:
    """Whether this post signs for its office or body today."""
    if level_of(post.region) is Level.STATION:
        return False
    signer = head(post.region, today)
    return signer is not None and str(signer.pk) == post.id
