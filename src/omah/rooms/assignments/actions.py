"""Writes of this room: one function for each thing a person means to do."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from typing import TYPE_CHECKING
from uuid import UUID
from zoneinfo import ZoneInfo

from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from omah.core.office import assignments
from omah.core.office.assignment_templates import Lack, Value, lacks
from omah.core.office.assignments import (
    ANSWERERS,
    ASKERS,
    Letter,
    Move,
    NotAskable,
    Refused,
    Returned,
    check_asking,
)
from omah.core.people.access import PostHeld
from omah.core.service.zones import zone_of
from omah.rooms.assignments.files import Paper, blobs
from omah.rooms.assignments.models import Answer, Assignment, Evidence, Step
from omah.rooms.assignments.templates_of_work import templates
from omah.rooms.notices.actions import notify
from omah.rooms.people.bodies import members_of
from omah.rooms.people.models import Person
from omah.rooms.people.offices import names_of

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise


class AnotherAssignmentError(Exception):
    """This id was used before, by another office."""


def today_at(office: str) -> date:
    """Return the day it is where an office stands."""
    return timezone.localdate(timezone=ZoneInfo(zone_of(office)))


@transaction.atomic
def give(
    post: PostHeld,
    *,
    id_: UUID,
    template: str,
    title: str,
    text: str,
    evidence: str,
    due: date,
    addressees: Iterable[str],
    letter: Letter | None = None,
    above: Answer | None = None,
) -> Assignment | NotAskable:
    """Ask offices and bodies below for something by a day; once for each id."""
    before = Assignment.objects.filter(pk=id_).first()
    if before is not None:
        if before.office != post.region:
            raise AnotherAssignmentError
        return before
    if above is not None and above.office != post.region:
        return NotAskable.NOT_ASKED_ABOVE
    row = Assignment(
        id=id_,
        office=post.region,
        made_by_id=int(post.id),
        template=template,
        title=title,
        text=text,
        evidence=evidence,
        due=due,
        letter_number=letter.number if letter else "",
        letter_date=letter.date if letter else None,
        above=above.assignment if above else None,
        asked_at=timezone.now(),
    )
    bodies = sorted(set(addressees))
    refused = check_asking(row.value(), bodies, today=today_at(post.region))
    if refused is not None:
        return refused
    row.save(force_insert=True)
    names = names_of(bodies)
    Answer.objects.bulk_create(
        Answer(assignment=row, office=body, name=names[body]) for body in bodies
    )
    for body in bodies:
        tell_addressee(row, body, _("Tugas baru: {title}"))
    return row


def tell_addressee(row: Assignment, body: str, words: "_StrPromise") -> None:
    url = reverse("assignments:answer", args=[body, row.pk])
    text = format_lazy(words, title=row.title)
    notify(people_at(body, ANSWERERS), text, url)


def people_at(office: str, roles: Iterable[str]) -> list[Person]:
    held = members_of(office, today_at(office), roles)
    return [post.holder for post in held if post.holder is not None]


@transaction.atomic
def hand_in(
    post: PostHeld,
    answer: int,
    *,
    values: Mapping[str, Value],
    papers: Iterable[Paper] = (),
    kept: Iterable[int] = (),
) -> Answer | Refused | dict[str, Lack]:
    """Answer for an office, whole or not at all.

    ``kept`` are files of an earlier answer of the same office that still count.
    """
    row = locked(answer)
    if row.office != post.region:
        return Refused.NOT_YOURS
    papers = list(papers)
    earlier = Evidence.objects.filter(step__answer=row, pk__in=list(kept))
    template = templates()[row.assignment.template]
    lacking = lacks(template, values, files=len(papers) + earlier.count())
    if lacking:
        return lacking
    on = today_at(row.assignment.office)
    moved = assignments.make(row.value(), assignments.Step(Move.ANSWER, on))
    if isinstance(moved, Refused):
        return moved
    row.values, row.review = dict(values), {}
    save(row, moved)
    step = note(row, post, Move.ANSWER, values=values)
    keep_evidence(step, papers, earlier)
    url = reverse(
        "assignments:review",
        args=[row.assignment.office, row.assignment_id, row.office],
    )
    words = format_lazy(
        _("{name} menjawab: {title}"), name=row.name, title=row.assignment.title
    )
    notify(people_at(row.assignment.office, ASKERS), words, url)
    return row


def locked(answer: int) -> Answer:
    rows = Answer.objects.select_for_update(of=("self",))
    return rows.select_related("assignment").get(pk=answer)


def save(row: Answer, state: assignments.State) -> None:
    row.become(state)
    row.save()


def note(
    row: Answer,
    post: PostHeld,
    move: Move,
    *,
    text: str = "",
    values: Mapping[str, Value] | None = None,
) -> Step:
    return Step.objects.create(
        answer=row,
        move=move,
        by_id=int(post.id),
        at=timezone.now(),
        text=text,
        values=dict(values or {}),
    )


def keep_evidence(
    step: Step, papers: Iterable[Paper], earlier: Iterable[Evidence]
) -> None:
    """Keep new files and name the earlier ones again: each step stands by itself."""
    for old in list(earlier):
        Evidence.objects.create(step=step, sha256=old.sha256, name=old.name,
                                ending=old.ending, size=old.size)  # fmt: skip
    for paper in papers:
        Evidence.objects.create(
            step=step,
            sha256=blobs().put(paper.content),
            name=paper.name,
            ending=paper.kind.ending,
            size=len(paper.content),
        )


@transaction.atomic
def judge(
    post: PostHeld,
    answer: int,
    move: Move,
    *,
    reason: str = "",
    repair_by: date | None = None,
    scores: Mapping[str, int] | None = None,
) -> Answer | Refused:
    """Accept an answer or return it to be repaired; only its asker does either."""
    row = locked(answer)
    if row.assignment.office != post.region or move is Move.ANSWER:
        return Refused.NOT_YOURS
    on = today_at(row.assignment.office)
    step = assignments.Step(move, on, reason, repair_by)
    moved = assignments.make(row.value(), step)
    if isinstance(moved, Refused):
        return moved
    row.review = dict(scores or {})
    save(row, moved)
    note(row, post, move, text=reason, values=row.review)
    words = (
        _("Perlu diperbaiki: {title}")
        if isinstance(moved, Returned)
        else _("Diterima: {title}")
    )
    tell_addressee(row.assignment, row.office, words)
    return row


@transaction.atomic
def set_visit(post: PostHeld, answer: int, at: datetime | None) -> Answer | Refused:
    """Set when the reviewers visit an addressee; only the asker does."""
    row = locked(answer)
    if row.assignment.office != post.region:
        return Refused.NOT_YOURS
    row.visit_at = at
    row.save(update_fields=["visit_at"])
    tell_addressee(row.assignment, row.office, _("Jadwal kunjungan: {title}"))
    return row
