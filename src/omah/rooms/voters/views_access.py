"""Accessible polling stations: what the law asks, what was measured."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from omah.core.people.roles import Role
from omah.core.places.regions import Level, level_of
from omah.formats.accessible_toml import checklist
from omah.rooms.people.addresses import region_in_address
from omah.rooms.people.doors import door, post_of, public
from omah.rooms.people.offices import name_of
from omah.rooms.people.times import in_local_time
from omah.rooms.voters import actions, selectors
from omah.rooms.voters.forms import StationForm

MEASURERS = (Role.KPPS, Role.PPS, Role.PPK, Role.KPU_KABKOTA)


@public
@require_safe
def access(request: HttpRequest) -> HttpResponse:
    """What makes a station one that everyone can reach, and whom to ask."""
    return render(request, "voters/access.html", {"items": checklist()})


@public
@in_local_time
@require_safe
def access_at(request: HttpRequest, region: str) -> HttpResponse:
    """The stations of a region as they were last measured; no person is named."""
    if level_of(region) < Level.KABKOTA:
        raise Http404
    stations = selectors.looks_below(region)
    page = {
        "region": region,
        "place": name_of(region),
        "stations": stations,
        "reachable": sum(look.is_reachable for look in stations),
        "is_station": level_of(region) is Level.STATION,
    }
    return render(request, "voters/access_at.html", page)


@door(*MEASURERS, region=region_in_address)
@in_local_time
def measure(request: HttpRequest, region: str) -> HttpResponse:
    """Measure a station; what lacks comes with what to do about it."""
    if level_of(region) is not Level.STATION:
        raise Http404
    known = selectors.last_look(region)
    form = StationForm(request.POST or None, initial=known.row.answers if known else {})
    if request.method == "POST" and form.is_valid():
        note = form.cleaned_data["note"]
        actions.record_check(post_of(request), region, form.answers, note)
        messages.success(request, _("Hasil ukur tersimpan."))
        return redirect("voters:access-at", region)
    page = {"form": form, "region": region, "place": name_of(region)}
    return render(request, "voters/measure.html", page)
