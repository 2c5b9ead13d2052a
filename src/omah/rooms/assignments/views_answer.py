"""The page of an addressee: what is asked, by when, and the answer."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from omah.core.office.assignments import ANSWERERS, ASKERS, Move, Refused, allowed
from omah.core.people.access import Reach
from omah.core.places.regions import Level, level_of
from omah.rooms.assignments import actions, selectors
from omah.rooms.assignments.forms import AnswerForm, first_values
from omah.rooms.assignments.models import Answer
from omah.rooms.assignments.templates_of_work import templates
from omah.rooms.assignments.words import REFUSED
from omah.rooms.people.addresses import region_in_address
from omah.rooms.people.doors import door, post_of
from omah.rooms.people.times import in_local_time


@door(*ANSWERERS, region=region_in_address, reach=Reach.OWN)
@in_local_time
def answer(request: HttpRequest, region: str, id_: UUID) -> HttpResponse:
    """Answer for this office or body."""
    row = selectors.answer_of(region, id_)
    if row is None:
        raise Http404
    template = templates()[row.assignment.template]
    earlier = selectors.latest_evidence(row)
    form = AnswerForm(
        template,
        earlier,
        request.POST or None,
        request.FILES or None,
        initial=first_values(row.values),
    )
    if request.method == "POST" and form.is_valid() and handed_in(request, form, row):
        messages.success(request, _("Jawaban terkirim. Kantor peminta memeriksanya."))
        return redirect("assignments:answer", region, id_)
    row.refresh_from_db()
    words = {
        "region": region,
        "answer": row,
        "row": selectors.row_of(row, actions.today_at(row.assignment.office)),
        "template": template,
        "lines": selectors.lines(row),
        "form": form,
        "files": earlier,
        "chain": selectors.chain(row.assignment),
        "history": selectors.history(row),
        "may_answer": Move.ANSWER in allowed(row.value()),
        "may_hand_down": post_of(request).role in ASKERS
        and level_of(region) < Level.KELDES,
        "boards": selectors.boards(
            selectors.handed_down(row), actions.today_at(region)
        ),
    }
    return render(request, "assignments/answer.html", words)


def handed_in(request: HttpRequest, form: AnswerForm, row: Answer) -> bool:
    """Hand the answer in; if it is not taken, say why on the form."""
    done = actions.hand_in(
        post_of(request), row.pk, values=form.values, papers=form.papers, kept=form.kept
    )
    if isinstance(done, Refused):
        form.add_error(None, REFUSED[done])
        return False
    if isinstance(done, dict):
        form.complain(done)
        return False
    return True
