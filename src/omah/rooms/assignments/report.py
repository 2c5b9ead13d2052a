"""An assignment's board as rows of a table and as a printed report."""

from collections.abc import Iterator
from datetime import date

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from omah.core.office.assignment_templates import Kind, Question, Value
from omah.formats.assignment_report import AssignmentReport, ReportRow
from omah.rooms.assignments.models import Assignment
from omah.rooms.assignments.selectors import Board, Row, chain
from omah.rooms.assignments.templates_of_work import said
from omah.rooms.assignments.templatetags.assignments import grouped, percent
from omah.rooms.assignments.words import STATES
from omah.rooms.people.offices import name_of

FORMULA = ("=", "+", "-", "@", "\t", "\r")


def table_rows(board: Board) -> Iterator[list[object]]:
    """Yield the head and one row for each addressee; unknown is empty, not zero."""
    questions = board.template.questions
    head = [_("Kode"), _("Nama"), _("Keadaan"), _("Diserahkan"), _("Hari terlambat")]
    yield [*head, *(said(question.label) for question in questions)]
    for row in board.rows:
        values = row.answer.values if row.is_handed_in else {}
        yield [
            row.answer.office,
            cell(row.answer.name),
            str(STATES[row.state.name]),
            row.answer.handed_in_on or "",
            row.days_late,
            *(cell(values.get(question.id, "")) for question in questions),
        ]


def cell(value: Value) -> Value:
    """Return a value for a spreadsheet, which must take no text for a formula."""
    return (
        f"'{value}" if isinstance(value, str) and value.startswith(FORMULA) else value
    )


def report_of(board: Board, today: date) -> AssignmentReport:
    """Return the report of an assignment as it stands on a day."""
    assignment, now = board.assignment, board.progress
    return AssignmentReport(
        office=name_of(assignment.office),
        title=assignment.title,
        asks=assignment.text,
        letters=tuple(letter_lines(assignment)),
        due=long_day(assignment.due),
        day=long_day(today),
        handed_in=now.handed_in,
        asked=now.asked,
        accepted=now.accepted,
        percent=percent(now.share_done),
        missing=tuple(row.answer.name for row in board.missing),
        sums=tuple(
            (said(s.question.label), shown(s.question, s.total) if s.known else "—",
             _("dari %(known)s; %(unknown)s belum diketahui")
             % {"known": s.known, "unknown": s.unknown})
            for s in board.sums
        ),
        rows=tuple(report_row(row) for row in board.rows),
    )  # fmt: skip


def letter_lines(assignment: Assignment) -> Iterator[str]:
    for source in chain(assignment):
        letter = source.assignment.letter
        if letter is None:
            yield source.name
            continue
        yield _("%(office)s, surat %(number)s tanggal %(date)s") % {
            "office": source.name,
            "number": letter.number,
            "date": long_day(letter.date),
        }


def report_row(row: Row) -> ReportRow:
    day = row.answer.handed_in_on
    return ReportRow(
        code=row.answer.office,
        name=row.answer.name,
        state=str(STATES[row.state.name]),
        day=date_format(day, "j/n/Y") if day else "",
        late=str(row.days_late) if row.days_late else "",
    )


def shown(question: Question, value: int) -> str:
    text = grouped(value)
    return f"Rp{text}" if question.kind is Kind.RUPIAH else text


def long_day(day: date) -> str:
    return date_format(day, "j F Y")
