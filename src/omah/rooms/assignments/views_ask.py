"""Pages of the office that asks: choose a template, write, send."""

from datetime import timedelta
from uuid import UUID, uuid4

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from omah.core.office.assignments import ASKERS, NotAskable
from omah.core.people.access import Reach
from omah.core.places.regions import Level, level_of
from omah.rooms.assignments import actions, selectors
from omah.rooms.assignments.forms import AskForm
from omah.rooms.assignments.models import Answer
from omah.rooms.assignments.templates_of_work import said, templates
from omah.rooms.assignments.words import ADDRESSEES, NOT_ASKABLE
from omah.rooms.people.addresses import region_in_address
from omah.rooms.people.doors import door, post_of
from omah.rooms.people.offices import bodies_below, name_of
from omah.rooms.people.times import in_local_time

USUAL_DAYS = timedelta(days=7)


@door(*ASKERS, region=region_in_address, reach=Reach.OWN)
def choose(request: HttpRequest, region: str) -> HttpResponse:
    """Which kind of assignment."""
    words = {
        "region": region,
        "name": name_of(region),
        "templates": templates().values(),
    }
    return render(request, "assignments/choose.html", words)


@door(*ASKERS, region=region_in_address, reach=Reach.OWN)
@in_local_time
def ask(request: HttpRequest, region: str, template: str) -> HttpResponse:
    """Ask offices or bodies below for something by a day."""
    kind = templates().get(template)
    levels = levels_below(region)
    if kind is None or not levels:
        raise Http404
    level = level_asked(request, levels)
    above = answer_above(request, region)
    bodies = bodies_below(region, level)
    first = {
        "id": uuid4(),
        "title": above.assignment.title if above else said(kind.title),
        "text": above.assignment.text if above else said(kind.asks),
        "evidence": said(kind.evidence_words),
        "due": first_due(region, above),
        "addressees": [code for code, _name in bodies],
    }
    form = AskForm(request.POST or None, bodies=bodies, initial=first)
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        try:
            made = actions.give(
                post_of(request),
                id_=given["id"],
                template=template,
                above=above,
                **{key: given[key] for key in ASKED},
            )
        except actions.AnotherAssignmentError as used:
            raise Http404 from used
        if not isinstance(made, NotAskable):
            messages.success(request, _("Terkirim. Papan ini menunjukkan jawabannya."))
            return redirect("assignments:board", region, made.pk)
        form.add_error(None, NOT_ASKABLE[made])
    words = {
        "region": region,
        "name": name_of(region),
        "template": kind,
        "form": form,
        "level": level,
        "levels": [(each, ADDRESSEES[each]) for each in levels],
        "above": above,
        "chain": selectors.chain(above.assignment) if above else [],
    }
    return render(request, "assignments/ask.html", words)


ASKED = ("title", "text", "evidence", "due", "letter", "addressees")


def levels_below(region: str) -> list[Level]:
    """Return the levels whose bodies can be asked from here, the nearest first."""
    return [level for level in ADDRESSEES if level > level_of(region)]


def level_asked(request: HttpRequest, levels: list[Level]) -> Level:
    wanted = request.GET.get("tingkat", "")
    return next((level for level in levels if str(level.value) == wanted), levels[0])


def answer_above(request: HttpRequest, region: str) -> Answer | None:
    """Return what this office was asked and now hands down, if the address names it."""
    wanted = request.GET.get("dari", "")
    if not wanted:
        return None
    try:
        found = selectors.answer_of(region, UUID(wanted))
    except ValueError:
        found = None
    if found is None:
        raise Http404
    return found


def first_due(region: str, above: Answer | None) -> object:
    usual = actions.today_at(region) + USUAL_DAYS
    return min(usual, above.assignment.due) if above else usual
