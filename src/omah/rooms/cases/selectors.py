"""Reads of cases. An officer's read takes the office, a filer's read takes the code."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from uuid import UUID

from django.db.models import Prefetch, QuerySet
from django.utils import timezone

from omah.core.log.canonical_json import Json, encode
from omah.core.people.access import PostHeld
from omah.core.people.roles import Role
from omah.core.service import cases, cases_annual
from omah.core.service.cases import CaseType, Move, Side, State
from omah.core.service.cases_annual import Annual, Line
from omah.core.service.cases_clocks import (
    CaseClock,
    Standing,
    clocks_of,
    owed,
    window_to_report,
)
from omah.core.service.cases_report import (
    Condition,
    HandedAs,
    ReportFacts,
    handed_as,
    lacks,
)
from omah.core.service.clocks import ClockRule, DayOff, local_day
from omah.core.service.zones import fixed_zone_of
from omah.formats.clocks_toml import clock_rules
from omah.formats.receipt import Receipt
from omah.rooms.cases import models, store
from omah.rooms.cases.models import Case, Event
from omah.rooms.people.bodies import members_of
from omah.rooms.people.models import Post

DESK = frozenset({Role.KPU_KABKOTA, Role.KPU_PROVINSI, Role.KPU_RI})
"""The roles that sit at a case desk: offices, not ad hoc bodies."""


@dataclass(frozen=True, slots=True)
class Shown:
    """A case, how it stands, and its clocks on one day."""

    row: Case
    case: cases.Case
    events: tuple[cases.Event, ...]
    clocks: tuple[CaseClock, ...]
    today: date

    @property
    def owed(self) -> CaseClock | None:
        """The clock by which the office must act now."""
        return owed(self.clocks)

    @property
    def standing(self) -> Standing | None:
        return self.owed.standing(self.today) if self.owed else None

    @property
    def days_left(self) -> int | None:
        return self.owed.counted.days_left(self.today) if self.owed else None

    @property
    def may_object(self) -> bool:
        """Whether the filer may object: an answer is there, or its day is over."""
        if self.case.state is State.ANSWERED:
            return True
        first = self.clocks[0]
        return first.standing(self.today) is Standing.LATE

    @property
    def filers_moves(self) -> tuple[Move, ...]:
        """The steps open to the filer; what can't be taken back comes last."""
        moves = cases.allowed(self.case, Side.FILER)
        open_ = (m for m in moves if m is not Move.OBJECT or self.may_object)
        return tuple(sorted(open_, key=lambda move: move is Move.WITHDRAW))


def all_days_off() -> tuple[DayOff, ...]:
    """Return the whole calendar of the house, struck out days too."""
    return tuple(row.value() for row in models.DayOff.objects.all())


def with_parts(rows: QuerySet[Case]) -> QuerySet[Case]:
    events = Prefetch("events", Event.objects.order_by("seq"))
    return rows.select_related("party", "report").prefetch_related(events)


def shown(row: Case, now: datetime, calendar: Sequence[DayOff]) -> Shown:
    events = tuple(event.value() for event in row.events.all())
    case = cases.fold(row.filed(), events)
    clocks = clocks_of(case, events, clock_rules(), calendar)
    return Shown(row, case, events, clocks, local_day(now, row.office))


def case_at(office: str, id_: UUID) -> Shown | None:
    """Return a case of exactly this office."""
    row = with_parts(Case.objects.filter(pk=id_, office=office)).first()
    return shown(row, timezone.now(), all_days_off()) if row else None


def case_with_code(code_sha256: str) -> Case | None:
    return Case.objects.filter(code_sha256=code_sha256).first()


def filers_case(id_: UUID, known: Iterable[str]) -> Shown | None:
    """Return a case to whoever has shown its code in this session."""
    if str(id_) not in set(known):
        return None
    row = with_parts(Case.objects.filter(pk=id_)).first()
    return shown(row, timezone.now(), all_days_off()) if row else None


@dataclass(frozen=True, slots=True)
class Desk:
    """An office's cases: what it owes by urgency, what waits, what is over."""

    owed: list[Shown]
    waiting: list[Shown]
    over: list[Shown]


SHOWN_OVER = 30


def desk_of(office: str, now: datetime) -> Desk:
    """Return the cases of an office, nearest to their last day first."""
    calendar = all_days_off()
    rows = with_parts(Case.objects.filter(office=office))
    open_ = [
        shown(row, now, calendar) for row in rows.exclude(state__in=list(cases.OVER))
    ]
    over = rows.filter(state__in=list(cases.OVER)).order_by("-filed_at")[:SHOWN_OVER]
    owing = [case for case in open_ if case.owed is not None]
    owing.sort(key=lambda case: (last_day(case), case.row.filed_at))
    return Desk(
        owed=[case for case in owing if case.case.state in cases.OWED],
        waiting=[case for case in open_ if case.case.state not in cases.OWED],
        over=[shown(row, now, calendar) for row in over],
    )


def last_day(case: Shown) -> date:
    due = case.owed.counted.due if case.owed else None
    return due or date.max


def desk_posts(office: str) -> QuerySet[Post]:
    """Return the posts that sit at an office's case desk today."""
    return members_of(office, timezone.localdate(), DESK)


def said(case: Case) -> dict[str, Json]:
    """Return what was filed, as its commitment reads it."""
    party = getattr(case, "party", None)
    report = getattr(case, "report", None)
    words: dict[str, Json] = {
        "case": str(case.pk),
        "type": case.type,
        "subject": case.subject,
        "text": case.text,
        "purpose": case.purpose,
        "evidence": sorted(case.evidence.values_list("sha256", flat=True)),
    }
    if party is not None:
        words |= {"name": party.name, "address": party.address}
        words |= {"contact": party.contact}
    if report is not None:
        words |= {
            "matter": report.matter,
            "reported": report.reported,
            "known_on": report.known_on.isoformat(),
            "happened": report.happened,
            "place": report.place,
        }
    return words


def said_in(event: Event, evidence: Iterable[str]) -> dict[str, Json]:
    """Return what a step says, as its commitment reads it."""
    return {
        "case": str(event.case_id),
        "seq": event.seq,
        "move": event.move,
        "given": dict(event.given),
        "text": event.text,
        "evidence": sorted(evidence),
    }


def receipt_of(case: Case) -> Receipt | None:
    """Return the receipt of a filing, the same each time."""
    entry = case.log_entries.order_by("seq").first()
    if entry is None:
        return None
    return store.case_log().receipt(entry.sha256, entry.received_at)


@dataclass(frozen=True, slots=True)
class Conditions:
    """What a report lacks, as what it goes to Bawaslu, and until when in time."""

    lacking: tuple[Condition, ...]
    handed_as: HandedAs
    windows: tuple[tuple[ClockRule, date], ...]


def conditions(case: Case) -> Conditions:
    """Return the formal and material conditions of a report."""
    report = case.report
    windows = reporting_windows(report.known_on, case.office)
    party = getattr(case, "party", None)
    facts = ReportFacts(
        reporter=party.name if party else "",
        address=party.address if party else "",
        reported=report.reported,
        happened=report.happened,
        place=report.place,
        description=case.text,
        evidence=case.evidence.count(),
        filed_on=local_day(case.filed_at, case.office),
        last_day=windows[0][1],
    )
    return Conditions(lacks(facts), handed_as(facts), windows)


def reporting_windows(
    known_on: date, office: str
) -> tuple[tuple[ClockRule, date], ...]:
    """Return the last days to report what became known on a day, earliest first."""
    noon = datetime.combine(known_on, time(12), tzinfo=fixed_zone_of(office))
    return window_to_report(known_on, office, clock_rules(), all_days_off(), noon=noon)


def package(case: Case) -> bytes:
    """Return what goes to Bawaslu: the words, the conditions, the files' hashes."""
    found = conditions(case)
    receipt = receipt_of(case)
    return encode(
        {
            "office": case.office,
            "received_at": int(case.filed_at.timestamp()),
            "receipt": receipt.statement if receipt else "",
            "handed_as": found.handed_as.value,
            "lacking": [condition.value for condition in found.lacking],
            "said": said(case),
        }
    )


def register(office: str, year: int) -> list[Line]:
    """Return the register of information requests that a year brought."""
    calendar, now = all_days_off(), timezone.now()
    zone = fixed_zone_of(office)
    begins, ends = (datetime(y, 1, 1, tzinfo=zone) for y in (year, year + 1))
    rows = Case.objects.filter(
        office=office,
        type=CaseType.INFORMATION,
        filed_at__gte=begins,
        filed_at__lt=ends,
    ).order_by("filed_at", "pk")
    lines = []
    for number, row in enumerate(with_parts(rows), start=1):
        stands = shown(row, now, calendar)
        lines.append(
            cases_annual.line(
                number,
                row.number,
                stands.case,
                stands.clocks[0],
                today=stands.today,
            )
        )
    return lines


def annual_report(office: str, year: int) -> Annual:
    """Return the year in figures, computed from the register."""
    return cases_annual.annual(year, register(office, year))


def tasks_of(post: PostHeld) -> QuerySet[models.Task]:
    """Return what a post must still do for cases of its own office."""
    open_ = models.Task.objects.filter(
        post_id=int(post.id), case__office=post.region, done_at=None
    )
    return open_.select_related("case")
