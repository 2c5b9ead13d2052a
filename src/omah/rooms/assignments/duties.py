"""What assignments ask of people: to answer in time, and to look at what came in."""

from collections.abc import Iterator, Sequence
from datetime import datetime
from zoneinfo import ZoneInfo

from django.urls import reverse
from django.utils.translation import gettext as _

from omah.core.office.assignments import ANSWERERS, ASKERS, Answered, Returned
from omah.core.people.access import PostHeld
from omah.core.people.duties import Duty
from omah.core.service.zones import zone_of
from omah.rooms.assignments import selectors


def duties_of(posts: Sequence[PostHeld], now: datetime) -> list[Duty]:
    """Return what these posts' offices must answer, and what they must examine."""
    return [*of_addressees(posts, now), *of_askers(posts)]


def of_addressees(posts: Sequence[PostHeld], now: datetime) -> Iterator[Duty]:
    offices = {post.region for post in posts if post.role in ANSWERERS}
    for office in sorted(offices):
        today = now.astimezone(ZoneInfo(zone_of(office))).date()
        for answer in selectors.asked_of(office):
            row = selectors.row_of(answer, today)
            if row.is_handed_in:
                continue
            is_repair = isinstance(row.state, Returned)
            what = _("Perbaiki: %(title)s") if is_repair else _("Jawab: %(title)s")
            yield Duty(
                what=what % {"title": answer.assignment.title},
                why=answer.reason or source_of(answer.assignment.letter_number),
                url=reverse("assignments:answer", args=[office, answer.assignment_id]),
                office=office,
                due=row.last_day,
            )


def source_of(letter: str) -> str:
    if not letter:
        return _("Diminta oleh kantor di atas.")
    return _("Tindak lanjut surat %(number)s.") % {"number": letter}


def of_askers(posts: Sequence[PostHeld]) -> Iterator[Duty]:
    offices = {post.region for post in posts if post.role in ASKERS}
    for office in sorted(offices):
        for assignment in selectors.asked_by(office):
            waiting = assignment.answers.filter(state=Answered.name).count()
            if waiting:
                yield Duty(
                    what=_("Periksa %(n)s jawaban: %(title)s")
                    % {"n": waiting, "title": assignment.title},
                    why=_("Penjawab menunggu diterima atau dikembalikan."),
                    url=reverse("assignments:board", args=[office, assignment.pk]),
                    office=office,
                )
