"""Pages of the asker: the board, one answer, the table and the printed report."""

import csv
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from omah.core.office.assignments import ASKERS, Move, Refused, allowed
from omah.core.people.access import Reach
from omah.core.people.roles import Role
from omah.formats.assignment_report import render_assignment_report
from omah.rooms.assignments import actions, selectors
from omah.rooms.assignments.actions import today_at
from omah.rooms.assignments.forms import REVIEW_PREFIX, JudgeForm, VisitForm
from omah.rooms.assignments.models import Answer
from omah.rooms.assignments.report import report_of, table_rows
from omah.rooms.assignments.templates_of_work import templates
from omah.rooms.assignments.words import REFUSED
from omah.rooms.people.addresses import region_in_address
from omah.rooms.people.doors import door, post_of
from omah.rooms.people.times import in_local_time

VIEWERS = (*ASKERS, Role.OPERATOR)


def board_for(region: str, id_: UUID) -> selectors.Board:
    """Return an assignment's board for the office that asked, or nothing at all."""
    found = get_object_or_404(selectors.asked_by(region), pk=id_)
    return selectors.board(found, today_at(region))


@require_GET
@door(*VIEWERS, region=region_in_address, reach=Reach.OWN)
@in_local_time
def board(request: HttpRequest, region: str, id_: UUID) -> HttpResponse:
    """How far they are: the share, the missing by name, who is late."""
    found = board_for(region, id_)
    words = {
        "region": region,
        "board": found,
        "chain": selectors.chain(found.assignment),
    }
    return render(request, "assignments/board.html", words)


@require_GET
@door(*VIEWERS, region=region_in_address, reach=Reach.OWN)
@in_local_time
def table(_request: HttpRequest, region: str, id_: UUID) -> HttpResponse:
    """The board as a table for a spreadsheet."""
    answer = HttpResponse(content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="penugasan-{id_}.csv"'
    csv.writer(answer).writerows(table_rows(board_for(region, id_)))
    return answer


@require_GET
@door(*VIEWERS, region=region_in_address, reach=Reach.OWN)
@in_local_time
def report(_request: HttpRequest, region: str, id_: UUID) -> HttpResponse:
    """The board as a printed report."""
    drawn = report_of(board_for(region, id_), today_at(region))
    answer = HttpResponse(render_assignment_report(drawn), "application/pdf")
    answer["Content-Disposition"] = f'inline; filename="penugasan-{id_}.pdf"'
    return answer


def answer_for(region: str, id_: UUID, of: str) -> Answer:
    found = selectors.answer_to(region, id_, of)
    if found is None:
        raise Http404
    return found


@door(*ASKERS, region=region_in_address, reach=Reach.OWN)
@in_local_time
def review(request: HttpRequest, region: str, id_: UUID, of: str) -> HttpResponse:
    """One answer with its evidence; accept it or return it."""
    row = answer_for(region, id_, of)
    template = templates()[row.assignment.template]
    first = {REVIEW_PREFIX + line: points for line, points in row.review.items()}
    form = JudgeForm(template, request.POST or None, initial=first)
    if request.method == "POST" and form.is_valid() and judged(request, form, row):
        messages.success(request, _("Tersimpan. Penjawab sudah diberi tahu."))
        return redirect("assignments:board", region, id_)
    row.refresh_from_db()
    words = {
        "region": region,
        "answer": row,
        "row": selectors.row_of(row, today_at(region)),
        "template": template,
        "lines": selectors.lines(row),
        "form": form,
        "moves": [m for m in allowed(row.value()) if m is not Move.ANSWER],
        "visit_form": VisitForm(initial={"visit_at": row.visit_at}),
        "files": selectors.latest_evidence(row),
        "history": selectors.history(row),
    }
    return render(request, "assignments/review.html", words)


def judged(request: HttpRequest, form: JudgeForm, row: Answer) -> bool:
    """Make the move that a button names; if not, say why on the form."""
    wanted = request.POST.get("move", "")
    if wanted not in {Move.ACCEPT, Move.RETURN}:
        form.add_error(None, _("Tekan salah satu tombol di bawah."))
        return False
    done = actions.judge(
        post_of(request),
        row.pk,
        Move(wanted),
        reason=form.cleaned_data["reason"],
        repair_by=form.cleaned_data["repair_by"],
        scores=form.scores,
    )
    if isinstance(done, Refused):
        line = "repair_by" if done is Refused.REPAIR_IN_THE_PAST else "reason"
        form.add_error(None if done is Refused.NOT_NOW else line, REFUSED[done])
        return False
    return True


@require_POST
@door(*ASKERS, region=region_in_address, reach=Reach.OWN)
@in_local_time
def visit(request: HttpRequest, region: str, id_: UUID, of: str) -> HttpResponse:
    """Set the hour of the reviewers' visit."""
    row = answer_for(region, id_, of)
    form = VisitForm(request.POST)
    if form.is_valid():
        actions.set_visit(post_of(request), row.pk, form.cleaned_data["visit_at"])
        messages.success(request, _("Jadwal kunjungan disimpan."))
    else:
        messages.error(request, _("Jadwal ini tidak terbaca; belum ada yang berubah."))
    return redirect("assignments:review", region, id_, of)
