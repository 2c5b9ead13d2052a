"""Writes on cases: file, take a step, hand over, give tasks, erase what is personal."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import partial
from uuid import UUID

from django.conf import settings
from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from omah.core.people.access import PostHeld
from omah.core.service import cases, cases_record
from omah.core.service.cases import CaseType, Move, Refused, Side, State
from omah.core.service.cases_report import Matter
from omah.core.service.clocks import local_day
from omah.rooms.cases import letters, selectors, store
from omah.rooms.cases.actions_log import log_step
from omah.rooms.cases.calendar import take_calendar
from omah.rooms.cases.evidence import CheckedFile
from omah.rooms.cases.models import (
    Case,
    Event,
    Evidence,
    Party,
    ReportDetails,
    Task,
)
from omah.rooms.notices.actions import notify
from omah.rooms.people.bodies import members_of


@dataclass(frozen=True, slots=True)
class ReportGiven:
    """What a report says besides its text."""

    matter: Matter
    known_on: date
    reported: str = ""
    happened: str = ""
    place: str = ""


@dataclass(frozen=True, slots=True)
class Filing:
    """What someone files; the device makes the id, so filing twice is once.

    Attributes
    ----------
    paper_on
        The day written on a paper that an officer takes in for someone.
    """

    id: UUID
    type: CaseType
    office: str
    subject: str
    text: str
    is_election: bool = False
    service: str = ""
    purpose: str = ""
    name: str = ""
    address: str = ""
    contact: str = ""
    report: ReportGiven | None = None
    files: Sequence[CheckedFile] = ()
    paper_on: date | None = None


class AnotherCaseError(Exception):
    """This id was used before, with other content."""


@transaction.atomic
def file_case(filing: Filing, *, taken_in_by: PostHeld | None = None) -> Case:
    """Keep a case, log its commitment, and tell the office; once for each id."""
    known = Case.objects.filter(pk=filing.id).first()
    if known is not None:
        if (known.type, known.office, known.text) != (
            filing.type,
            filing.office,
            filing.text,
        ):
            raise AnotherCaseError
        return known
    now = timezone.now()
    for year in (now.year, now.year + 1):
        take_calendar(year)
    case = Case.objects.create(
        id=filing.id,
        type=filing.type,
        office=filing.office,
        service=filing.service,
        is_election=filing.is_election,
        subject=filing.subject,
        text=filing.text,
        purpose=filing.purpose,
        code_sha256=code_hash(follow_up_code(filing.id)),
        filed_at=now,
        taken_in_by_id=int(taken_in_by.id) if taken_in_by else None,
        paper_on=filing.paper_on if taken_in_by else None,
        state=State.RECEIVED,
    )
    keep_parts(case, filing)
    keep_files(case, filing.files, by=None, now=now)
    log_step(case, Move.FILE, selectors.said(case), now)
    tell_office(case, _("Permohonan atau laporan baru menunggu Anda."))
    return case


def keep_parts(case: Case, filing: Filing) -> None:
    if filing.name or filing.address or filing.contact:
        Party.objects.create(
            case=case,
            name=filing.name,
            address=filing.address,
            contact=filing.contact,
        )
    if filing.report is not None:
        given = filing.report
        ReportDetails.objects.create(
            case=case,
            matter=given.matter,
            reported=given.reported,
            known_on=given.known_on,
            happened=given.happened,
            place=given.place,
        )


def follow_up_code(id_: UUID) -> str:
    return cases_record.follow_up_code(settings.SECRET_KEY, str(id_))


def code_hash(code: str) -> str:
    return hashlib.sha256(cases_record.as_typed(code).encode()).hexdigest()


def keep_files(
    case: Case, files: Sequence[CheckedFile], *, by: PostHeld | None, now: datetime
) -> list[str]:
    """Keep files under their hashes; return the hashes."""
    hashes = []
    for file in files:
        sha256 = store.evidence().put(file.content)
        hashes.append(sha256)
        Evidence.objects.get_or_create(
            case=case,
            sha256=sha256,
            defaults={
                "name": file.name,
                "media_type": file.media_type,
                "size": len(file.content),
                "by_id": int(by.id) if by else None,
                "at": now,
            },
        )
    return hashes


@transaction.atomic
def take_step(
    case_id: UUID,
    move: Move,
    *,
    post: PostHeld | None,
    text: str = "",
    files: Sequence[CheckedFile] = (),
    **given: str,
) -> Case | Refused:
    """Make a step if the case takes it; it stands on the record and in the log.

    ``post`` is ``None`` for whoever filed the case.
    """
    row = Case.objects.select_for_update().get(pk=case_id)
    now = timezone.now()
    shown = selectors.shown(row, now, selectors.all_days_off())
    by = post.id if post else ""
    event = cases.Event(move, now, by, {k: v for k, v in given.items() if v})
    moved = cases.make(shown.case, event)
    if isinstance(moved, Refused):
        return moved
    if move is Move.OBJECT and not shown.may_object:
        return Refused.NOT_NOW
    hashes = keep_files(row, files, by=post, now=now)
    kept = Event.objects.create(
        case=row,
        seq=len(shown.events) + 1,
        move=move,
        at=now,
        by_id=int(post.id) if post else None,
        given=dict(event.given),
        text=text,
    )
    row.state = moved.state
    row.save(update_fields=["state"])
    log_step(row, move, selectors.said_in(kept, hashes), now)
    if event.side is Side.FILER:
        tell_office(row, _("Ada kabar baru dalam satu perkara layanan."))
    letters.tell_filer(row, kept)
    return row


@transaction.atomic
def hand_over(case_id: UUID, *, post: PostHeld) -> Case | Refused:
    """Give a report to Bawaslu, as a report or as initial information."""
    row = Case.objects.select_related("report", "party").get(pk=case_id)
    stands = selectors.shown(row, timezone.now(), selectors.all_days_off()).case
    if Move.HAND_OVER not in cases.allowed(stands, Side.OFFICE, post.id):
        return Refused.NOT_NOW
    package = selectors.package(row)
    handed = store.bawaslu().take(package)
    return take_step(
        case_id,
        Move.HAND_OVER,
        post=post,
        reference=handed.reference,
        handed_as=selectors.conditions(row).handed_as,
        stand_in="1" if handed.is_stand_in else "",
    )


def tell_office(case: Case, text: str | Promise) -> None:
    """Tell those who sit at the case desk; nothing of the case leaves the house."""
    desk = selectors.desk_posts(case.office)
    people = [post.holder for post in desk if post.holder is not None]
    notify(people, text, reverse("cases:case", args=[case.office, case.pk]))


def add_task(
    case: Case, *, what: str, post: str, due: date | None, made_by: PostHeld
) -> Task | None:
    """Give an officer of the same office something to do; None if they are not."""
    desk = members_of(case.office, timezone.localdate())
    if not post.isdigit() or not desk.filter(pk=int(post)).exists():
        return None
    return Task.objects.create(
        case=case, what=what, post_id=int(post), due=due, made_by_id=int(made_by.id)
    )


def finish_task(case: Case, pk: int) -> bool:
    open_ = Task.objects.filter(case=case, pk=pk, done_at=None)
    return open_.update(done_at=timezone.now()) == 1


@transaction.atomic
def erase(case_id: UUID, *, post: PostHeld) -> bool:
    """Erase names, words and salt of a case that is over; steps and times remain.

    Its entries in the log stay, and mean nothing any more. False while it is open.
    """
    row = Case.objects.select_for_update().get(pk=case_id)
    if State(row.state) not in cases.OVER or row.office != post.region:
        return False
    Party.objects.filter(case=row).delete()
    ReportDetails.objects.filter(case=row).update(reported="", happened="", place="")
    Event.objects.filter(case=row).update(text="")
    hashes = list(row.evidence.values_list("sha256", flat=True))
    row.evidence.all().delete()
    transaction.on_commit(partial(store.erase_evidence, hashes))
    row.subject = row.text = row.purpose = row.salt = ""
    row.erased_at = timezone.now()
    row.save()
    return True


def office_day(office: str) -> date:
    """Return today as the office's own clocks show it."""
    return local_day(timezone.now(), office)
