"""An office's activities, and the one page on which all of it stands."""

from uuid import UUID, uuid4

from django import forms
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from omah.core.activities.news import gaps_of
from omah.core.office.assignments import ANSWERERS
from omah.core.people.access import Reach
from omah.rooms.activities import actions, selectors
from omah.rooms.activities.forms import NewForm, WholeForm, first_words
from omah.rooms.activities.models import Activity
from omah.rooms.activities.parts import blank_forms
from omah.rooms.activities.words import GAPS
from omah.rooms.assignments.selectors import asked_of
from omah.rooms.kabar.actions import news_state
from omah.rooms.people.addresses import region_in_address
from omah.rooms.people.bodies import posts_held_by
from omah.rooms.people.doors import door, post_of, public
from omah.rooms.people.models import Person
from omah.rooms.people.offices import name_of, names_of
from omah.rooms.people.times import in_local_time

RECORDERS = ANSWERERS
"""Whoever answers for an office or body records what it held."""
SHOWN = 100


@public
def index(request: HttpRequest) -> HttpResponse:
    """What anyone may take part in; and my offices, for whoever has a post."""
    words = {
        "open": selectors.open_to_join(timezone.now())[:SHOWN],
        "offices": names_of(my_offices(request)).items(),
    }
    return render(request, "activities/index.html", words)


def my_offices(request: HttpRequest) -> list[str]:
    if not isinstance(request.user, Person):
        return []
    held = posts_held_by(request.user, timezone.localdate())
    return sorted({post.region for post in held if post.role in RECORDERS})


@door(*RECORDERS, region=region_in_address, reach=Reach.OWN)
@in_local_time
def office(request: HttpRequest, region: str) -> HttpResponse:
    """What this office has recorded, the newest first."""
    words = {
        "region": region,
        "name": name_of(region),
        "activities": selectors.activities_of(region)[:SHOWN],
        "reports": len(selectors.reports_to(region)),
    }
    return render(request, "activities/office.html", words)


@door(*RECORDERS, region=region_in_address, reach=Reach.OWN)
@in_local_time
def record(request: HttpRequest, region: str) -> HttpResponse:
    """Record an activity: what, when, where; all else can follow."""
    now = timezone.localtime()
    first = {"id": uuid4(), "day": now.date(), "begins": now.replace(minute=0)}
    form = NewForm(request.POST or None, initial=first)
    if request.method == "POST" and form.is_valid():
        fields = form.fields_of_row()
        try:
            row = actions.record(post_of(request), id_=fields.pop("id"), fields=fields)
        except actions.AnotherActivityError as used:
            raise Http404 from used
        return redirect("activities:activity", region, row.pk)
    words = {"region": region, "name": name_of(region), "form": form}
    return render(request, "activities/record.html", words)


def activity_or_404(region: str, id_: UUID) -> Activity:
    row = selectors.activity_for(region, id_)
    if row is None:
        raise Http404
    return row


@door(*RECORDERS, region=region_in_address, reach=Reach.OWN)
@in_local_time
def activity(request: HttpRequest, region: str, id_: UUID) -> HttpResponse:
    """Everything of one activity, and what can be made of it."""
    row = activity_or_404(region, id_)
    return render(request, "activities/activity.html", words_of(row))


def words_of(
    row: Activity, bound: dict[str, forms.Form] | None = None
) -> dict[str, object]:
    value = selectors.value_of(row)
    return {
        "region": row.office,
        "row": row,
        "value": value,
        "gaps": [GAPS[gap] for gap in gaps_of(value)],
        "tasks": selectors.tasks_of(row),
        "forms": blank_forms(row) | (bound or {}),
        "news": news_state(row.news_page) if row.news_page else "",
        "has_above": bool(row.office),
        "asked": [a for a in asked_of(row.office)[:SHOWN] if a.handed_in_on is None],
        "certified": row.kind in selectors.CERTIFIED,
        "participants": row.participants.all(),
    }


@door(*RECORDERS, region=region_in_address, reach=Reach.OWN)
@in_local_time
def change(request: HttpRequest, region: str, id_: UUID) -> HttpResponse:
    """Tell more of an activity, or tell it better."""
    row = activity_or_404(region, id_)
    form = WholeForm(request.POST or None, initial=first_words(row))
    if request.method == "POST" and form.is_valid():
        actions.change(row, form.fields_of_row())
        return redirect("activities:activity", region, id_)
    words = {"region": region, "row": row, "form": form}
    return render(request, "activities/change.html", words)


@door(*RECORDERS, region=region_in_address, reach=Reach.OWN)
@in_local_time
def reports(request: HttpRequest, region: str) -> HttpResponse:
    """What offices and bodies directly below have reported."""
    rows = selectors.reports_to(region)
    names = names_of({row.office for row in rows})
    words = {
        "region": region,
        "name": name_of(region),
        "reports": [(row, names[row.office]) for row in rows],
    }
    return render(request, "activities/reports.html", words)
