"""What rosters and broadcasts ask of people today."""

from collections.abc import Iterator, Sequence
from datetime import datetime
from zoneinfo import ZoneInfo

from django.urls import reverse
from django.utils.translation import gettext as _

from omah.core.people.access import PostHeld
from omah.core.people.duties import Duty
from omah.core.service.zones import zone_of
from omah.rooms.field import selectors
from omah.rooms.field.calling import call_list
from omah.rooms.field.selectors import MyDay, Received


def duties_of(posts: Sequence[PostHeld], now: datetime) -> list[Duty]:
    """Return what these posts have to read and attend, and whom they must call."""
    days = [selectors.my_day(post, now) for post in posts]
    return [duty for day in days for duty in duties_in(day, now)]


def duties_in(day: MyDay, now: datetime) -> Iterator[Duty]:
    yield from (to_read(day, got) for got in day.unread)
    yield from turn_now(day, now)
    if day.sends:
        yield from to_call(day.post, now)


def to_read(day: MyDay, got: Received) -> Duty:
    sent, zone = got.broadcast, ZoneInfo(day.zone)
    region = day.post.region
    return Duty(
        what=_("Baca siaran: %(title)s") % {"title": sent.title},
        why=_("Kantor pengirim menunggu tanda baca Anda."),
        url=reverse("field:read", args=[region, sent.pk]),
        office=region,
        due=sent.confirm_by.astimezone(zone).date() if sent.confirm_by else None,
    )


def turn_now(day: MyDay, now: datetime) -> Iterator[Duty]:
    """Yield the turn that runs, unless they are there or need not come yet."""
    running = any(turn.shift.begins <= now < turn.shift.ends for turn in day.turns)
    if running and day.stay is None:
        yield Duty(
            what=_("Catat hadir di sekretariat"),
            why=_("Giliran piket Anda sudah mulai."),
            url=reverse("field:home"),
            office=day.post.region,
            due=now.astimezone(ZoneInfo(day.zone)).date(),
        )


def to_call(post: PostHeld, now: datetime) -> Iterator[Duty]:
    waiting = [row for row in call_list(post.region, now) if row.last is None]
    if waiting:
        yield Duty(
            what=_("Telepon %(n)s orang") % {"n": len(waiting)},
            why=_("Ada yang belum datang, belum membaca, atau TPS-nya belum mengirim."),
            url=reverse("field:calls", args=[post.region]),
            office=post.region,
            due=now.astimezone(ZoneInfo(zone_of(post.region))).date(),
        )
