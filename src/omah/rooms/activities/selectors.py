"""Reads of this room. Whatever is fetched for an office is its own."""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID
from zoneinfo import ZoneInfo

from django.db.models import QuerySet
from django.utils import timezone

from omah.core.activities import facts
from omah.core.activities.facts import Kind, Letter, Mode, Part, Speaker
from omah.core.places.regions import parent
from omah.core.service.zones import zone_of
from omah.rooms.activities.models import Activity, FollowUp, Named, Participant
from omah.rooms.people.models import Post
from omah.rooms.people.offices import name_of
from omah.rooms.people.templatetags.house import division

CERTIFIED = frozenset({Kind.WEBINAR, Kind.TRAINING})
SHOWN = 200


def activities_of(office: str) -> QuerySet[Activity]:
    return Activity.objects.filter(office=office).order_by("-begins_at")


def activity_for(office: str, id_: UUID) -> Activity | None:
    """Return an activity of exactly this office."""
    return activities_of(office).filter(pk=id_).first()


def reports_to(office: str) -> list[Activity]:
    """Return the reports that offices and bodies directly below have sent."""
    sent = Activity.objects.filter(reported_at__isnull=False)
    below = sent.filter(office__startswith=office).exclude(office=office)
    rows = below.order_by("-reported_at")[:SHOWN]
    return [row for row in rows if parent(row.office) == office]


def report_to(office: str, id_: UUID) -> Activity | None:
    """Return a report that was sent to exactly this office."""
    row = Activity.objects.filter(pk=id_, reported_at__isnull=False).first()
    if row is None or not row.office or parent(row.office) != office:
        return None
    return row


def value_of(row: Activity) -> facts.Activity:
    """Return an activity as the value that every text is drafted from."""
    zone = ZoneInfo(zone_of(row.office))
    ends = row.ends_at
    return facts.Activity(
        kind=Kind(row.kind),
        title=row.title,
        office=name_of(row.office),
        begins=timezone.localtime(row.begins_at, zone),
        ends=timezone.localtime(ends, zone) if ends else None,
        mode=Mode(row.mode),
        host=row.host,
        division=division(row.division),
        place=row.place,
        channel=row.channel,
        series=row.series,
        purpose=row.purpose,
        summary=row.summary,
        letter=letter_of(row),
        speakers=tuple(speaker_of(one) for one in row.named.all()),
        parties=facts.read_parties(row.parties),
        decisions=lines_of(row.decisions),
        follow_ups=tuple(follow_up_of(task) for task in tasks_of(row)),
        pictures=row.photos.count(),
    )


def letter_of(row: Activity) -> Letter | None:
    if not row.letter_sender:
        return None
    return Letter(
        row.letter_sender, row.letter_number, row.letter_day, row.letter_about
    )


def speaker_of(row: Named) -> Speaker:
    return Speaker(row.name, Part(row.part), row.affiliation, row.topic, row.words)


def lines_of(text: str) -> tuple[str, ...]:
    return tuple(filter(None, (" ".join(line.split()) for line in text.splitlines())))


def tasks_of(row: Activity) -> QuerySet[FollowUp]:
    return row.follow_ups.select_related("post__holder")


def follow_up_of(row: FollowUp) -> facts.FollowUp:
    return facts.FollowUp(
        what=row.what,
        who=holder_name(row.post) or row.who,
        due=row.due,
        is_done=row.done_at is not None,
    )


def holder_name(post: Post | None) -> str:
    return post.holder.name if post and post.holder else ""


def open_tasks(posts: Iterable[int]) -> QuerySet[FollowUp]:
    """Return what these posts have still to do."""
    waiting = FollowUp.objects.filter(post_id__in=list(posts), done_at=None)
    return waiting.select_related("activity").order_by("due", "pk")


def joinable(code: str) -> Activity | None:
    """Return the activity for which this code registers."""
    return Activity.objects.filter(join_code=code.upper()).first()


def open_to_join(now: datetime) -> QuerySet[Activity]:
    """Return what anyone may still register for, the next first."""
    asked = Activity.objects.filter(join_code__isnull=False, begins_at__gte=now)
    return asked.order_by("begins_at")


@dataclass(frozen=True, slots=True)
class Place:
    """A participant's own standing in an activity."""

    row: Participant
    has_certificate: bool


def hash_of(secret: str) -> str:
    return hashlib.sha256(secret.encode()).hexdigest()


def place_of(code: str, secret: str, now: datetime) -> Place | None:
    """Return a participant's own page, for whoever knows its secret."""
    row = (
        Participant.objects.filter(
            activity__join_code=code.upper(), secret_sha256=hash_of(secret)
        )
        .select_related("activity")
        .first()
    )
    return Place(row, is_certified(row, now)) if row else None


def is_certified(row: Participant, now: datetime) -> bool:
    """Whether someone has a certificate: they came, and it is over."""
    over_at = row.activity.ends_at or row.activity.begins_at
    return row.came_at is not None and row.activity.kind in CERTIFIED and over_at <= now


def certificate(number: str, now: datetime) -> Participant | None:
    """Return whose certificate bears a number, if there is one by now."""
    row = (
        Participant.objects.filter(number=number.upper())
        .select_related("activity")
        .first()
    )
    return row if row and is_certified(row, now) else None


def participant_of(row: Activity, pk: int) -> Participant | None:
    return row.participants.filter(pk=pk).first()
