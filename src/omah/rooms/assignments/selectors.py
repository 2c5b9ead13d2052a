"""Reads of this room: an office sees what it asked and what was asked of it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Q, QuerySet

from omah.core.office import assignments
from omah.core.office.assignment_templates import (
    Question,
    Scores,
    Sum,
    Template,
    Value,
    scores,
    sums,
)
from omah.core.office.assignments import (
    Accepted,
    Answered,
    Progress,
    days_late,
    last_day,
    progress,
    sources,
)
from omah.rooms.assignments.models import Answer, Assignment, Evidence, Step
from omah.rooms.assignments.templates_of_work import templates
from omah.rooms.people.offices import names_of


@dataclass(frozen=True, slots=True)
class Row:
    """One addressee's answer and how it stands today."""

    answer: Answer
    state: assignments.State
    last_day: date
    days_late: int
    scores: Scores | None

    @property
    def is_handed_in(self) -> bool:
        return isinstance(self.state, Answered | Accepted)

    @property
    def tile(self) -> str:
        """How its tile is drawn: late where nothing lies with the asker in time."""
        if self.days_late and not self.is_handed_in:
            return "late"
        return self.state.name


@dataclass(frozen=True, slots=True)
class Board:
    """What the asker sees of an assignment."""

    assignment: Assignment
    template: Template
    rows: tuple[Row, ...]
    progress: Progress
    sums: tuple[Sum, ...]

    @property
    def missing(self) -> list[Row]:
        """Those who owe an answer or a repair."""
        return [row for row in self.rows if not row.is_handed_in]

    @property
    def waiting(self) -> list[Row]:
        """Those whose answer waits for the asker."""
        return [row for row in self.rows if isinstance(row.state, Answered)]


@dataclass(frozen=True, slots=True)
class Source:
    """A letter on the way down, and which office sent it."""

    name: str
    assignment: assignments.Assignment


def asked_by(office: str) -> QuerySet[Assignment]:
    """Return what an office itself has asked."""
    return Assignment.objects.filter(office=office).order_by("-asked_at")


def asked_of(office: str) -> QuerySet[Answer]:
    """Return what an office itself must answer."""
    rows = Answer.objects.filter(office=office).select_related("assignment")
    return rows.order_by("assignment__due", "pk")


def answer_of(office: str, assignment: UUID) -> Answer | None:
    """Return what an office itself must answer for an assignment."""
    return asked_of(office).filter(assignment=assignment).first()


def answer_to(office: str, assignment: UUID, of: str) -> Answer | None:
    """Return another's answer, for the office that asked it."""
    rows = Answer.objects.filter(assignment=assignment, assignment__office=office)
    return rows.select_related("assignment").filter(office=of).first()


def evidence_for(office: str, pk: int) -> Evidence | None:
    """Return a file for the office that handed it in or the one that asked for it."""
    own = Q(step__answer__office=office) | Q(step__answer__assignment__office=office)
    return Evidence.objects.filter(own, pk=pk).first()


def row_of(answer: Answer, today: date) -> Row:
    due, state = answer.assignment.due, answer.value()
    template = templates()[answer.assignment.template]
    handed_in = isinstance(state, Answered | Accepted)
    counted = scores(template, answer.values, answer.review)
    return Row(
        answer,
        state,
        last_day(due, state),
        days_late(due, state, today=today),
        counted if template.scored and handed_in else None,
    )


def lines(answer: Answer) -> list[tuple[Question, Value | None, Value | None]]:
    """Return each question with what was answered and what the reviewer gave."""
    template = templates()[answer.assignment.template]
    return [
        (question, answer.values.get(question.id), answer.review.get(question.id))
        for question in template.questions
    ]


def board(assignment: Assignment, today: date) -> Board:
    """Return how an assignment stands, addressees in order of code."""
    found = assignment.answers.select_related("assignment").order_by("office")
    rows = tuple(row_of(answer, today) for answer in found)
    template = templates()[assignment.template]
    return Board(
        assignment,
        template,
        rows,
        progress(assignment.due, [row.state for row in rows], today=today),
        sums(template, [r.answer.values if r.is_handed_in else {} for r in rows]),
    )


def boards(found: Iterable[Assignment], today: date) -> list[Board]:
    return [board(assignment, today) for assignment in found]


def chain(assignment: Assignment) -> list[Source]:
    """Return the letters that lead to an assignment, from the top down."""
    steps = sources(assignment.value())
    names = names_of(step.office for step in steps)
    return [Source(names[step.office], step) for step in steps]


def latest_evidence(answer: Answer) -> list[Evidence]:
    """Return the files of what was handed in last."""
    last = answer.steps.filter(move=assignments.Move.ANSWER).last()
    return list(last.evidence.all()) if last else []


def history(answer: Answer) -> QuerySet[Step]:
    """Return every step of an answer, the first one first."""
    return answer.steps.select_related("by__holder").prefetch_related("evidence")


def handed_down(answer: Answer) -> QuerySet[Assignment]:
    """Return what this office itself asked below to answer what it was asked."""
    return asked_by(answer.office).filter(above=answer.assignment)
