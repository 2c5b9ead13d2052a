"""Writes of this room: say when a region votes, record what was measured."""

from collections.abc import Mapping
from datetime import date

from django.utils import timezone

from omah.core.people.access import PostHeld
from omah.core.service.transfer import ElectionKind
from omah.rooms.voters.models import StationCheck, VotingDay


def set_voting_day(
    post: PostHeld, *, name: str, kind: ElectionKind, day: date
) -> VotingDay:
    """Say on which day the post's own region votes."""
    row, _made = VotingDay.objects.update_or_create(
        region=post.region,
        name=name,
        defaults={"kind": kind, "day": day, "made_by_id": int(post.id)},
    )
    return row


def record_check(
    post: PostHeld, station: str, answers: Mapping[str, int | None], note: str
) -> StationCheck:
    """Keep what was measured at a station; earlier looks stay."""
    return StationCheck.objects.create(
        station=station,
        answers=dict(answers),
        note=note,
        at=timezone.now(),
        by_id=int(post.id),
    )
