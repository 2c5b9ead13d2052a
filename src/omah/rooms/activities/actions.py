"""Writes of this room: one function for each thing a person means to do."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import Model
from django.urls import reverse
from django.utils import timezone
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from omah.core.activities.facts import Part
from omah.core.activities.news import news_of
from omah.core.office.assignments import Refused
from omah.core.people.access import PostHeld
from omah.core.people.roles import OFFICES
from omah.core.places.regions import parent
from omah.formats.evidence import PDF
from omah.rooms.activities import papers, selectors
from omah.rooms.activities.models import (
    Activity,
    Document,
    FollowUp,
    Named,
    Participant,
    Photo,
)
from omah.rooms.assignments.actions import hand_in
from omah.rooms.assignments.files import Paper, blobs
from omah.rooms.assignments.selectors import answer_of, latest_evidence
from omah.rooms.kabar.actions import NewsMade, Shown, draft_news
from omah.rooms.notices.actions import notify
from omah.rooms.people.bodies import members_of
from omah.rooms.people.models import Person, Post

ANSWER_IN_WORDS = "answer"
"""The one line of an ordinary letter; whatever asks for figures is answered there."""


class AnotherActivityError(Exception):
    """This id was used before, by another office."""


@transaction.atomic
def record(post: PostHeld, *, id_: UUID, fields: Mapping[str, Any]) -> Activity:
    """Record what an office held; once for each id."""
    row = Activity.objects.filter(pk=id_).first()
    if row is None:
        return Activity.objects.create(
            id=id_, office=post.region, made_by_id=int(post.id), **fields
        )
    if row.office != post.region:
        raise AnotherActivityError
    return row


def change(row: Activity, fields: Mapping[str, Any]) -> None:
    """Write down more of it, or write it down better."""
    for name, value in fields.items():
        setattr(row, name, value)
    row.save(update_fields=list(fields))


def name_person(row: Activity, *, name: str, part: Part, **more: str) -> Named:
    return Named.objects.create(activity=row, name=name, part=part, **more)


@transaction.atomic
def add_task(
    row: Activity,
    *,
    what: str,
    post: Post | None = None,
    who: str = "",
    due: date | None = None,
) -> FollowUp:
    """Give a task that follows to a post of the office, and tell its holder."""
    task = FollowUp.objects.create(activity=row, what=what, post=post, who=who, due=due)
    if post is not None and post.holder is not None:
        words = format_lazy(_("Tugas baru dari kegiatan: {title}"), title=row.title)
        notify([post.holder], words, url_of(row))
    return task


def url_of(row: Activity) -> str:
    return reverse("activities:activity", args=[row.office, row.pk])


def finish_task(post: PostHeld, row: Activity, pk: int) -> bool:
    """Note that a task is done; False if it was, or is none of this activity."""
    waiting = row.follow_ups.filter(pk=pk, done_at=None)
    return waiting.update(done_at=timezone.now(), done_by_id=int(post.id)) == 1


def add_photo(row: Activity, *, content: bytes, alt: str, caption: str) -> Photo:
    """Keep a photograph whose metadata is gone; the same one twice is one."""
    photo, _made = Photo.objects.get_or_create(
        activity=row,
        sha256=blobs().put(content),
        defaults={"alt": alt, "caption": caption},
    )
    return photo


def add_document(row: Activity, paper: Paper) -> Document:
    return Document.objects.create(
        activity=row,
        sha256=blobs().put(paper.content),
        name=paper.name,
        ending=paper.kind.ending,
    )


def take_away(row: Activity, part: str, pk: int) -> bool:
    """Take a named person, a task, a photograph or a paper off the record."""
    model = TAKEN_AWAY.get(part)
    if model is None:
        return False
    return bool(model._default_manager.filter(activity=row, pk=pk).delete()[0])


TAKEN_AWAY: dict[str, type[Model]] = {
    "tokoh": Named,
    "tugas": FollowUp,
    "foto": Photo,
    "dokumen": Document,
    "hadir": Participant,
}


@transaction.atomic
def make_news(row: Activity) -> NewsMade | None:
    """Draft the news in the office's site, once; None where there is no site."""
    told = news_of(selectors.value_of(row))
    pictures = [
        Shown(blobs().get(photo.sha256), photo.alt, photo.caption)
        for photo in row.photos.all()
    ]
    made = draft_news(site_code(row.office), f"kegiatan:{row.pk}", told, pictures)
    if made is not None and made.page != row.news_page:
        row.news_page = made.page
        row.save(update_fields=["news_page"])
    return made


def site_code(office: str) -> str:
    """Return the office on whose site a body's news stands: an ad hoc body has none."""
    return office[:4]


@transaction.atomic
def send_report(row: Activity) -> list[Person]:
    """Seal the report as it stands and tell the office above; return who was told."""
    above = parent(row.office)
    row.report_sha256 = blobs().put(papers.report_pdf(row))
    row.reported_at = timezone.now()
    row.save(update_fields=["report_sha256", "reported_at"])
    told = people_at(above, OFFICES)
    words = format_lazy(_("Laporan kegiatan baru: {title}"), title=row.title)
    notify(told, words, reverse("activities:reports", args=[above]))
    return told


def answer_with_report(post: PostHeld, row: Activity, assignment: UUID) -> bool:
    """Answer an assignment with the report; False if it asks for more than that."""
    answer = answer_of(row.office, assignment)
    if answer is None:
        return False
    paper = Paper("laporan-kegiatan.pdf", PDF, papers.report_pdf(row))
    said = {ANSWER_IN_WORDS: papers.evidence_words(row)}
    handed = hand_in(
        post,
        answer.pk,
        values=answer.values or said,
        papers=[paper],
        kept=[file.pk for file in latest_evidence(answer)],
    )
    return not isinstance(handed, Refused | dict)


def people_at(office: str, roles: Iterable[str]) -> list[Person]:
    held = members_of(office, timezone.localdate(), roles)
    return [post.holder for post in held if post.holder is not None]
