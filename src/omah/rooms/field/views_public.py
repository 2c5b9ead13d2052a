"""For everyone: who is on duty now, and when a secretariat is open."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from omah.rooms.field import selectors
from omah.rooms.people.doors import public
from omah.rooms.people.times import in_local_time

SHOWN = 50


@public
def find(request: HttpRequest) -> HttpResponse:
    """Find a secretariat by village, address or code."""
    words = request.GET.get("cari", "").strip()[:80]
    found = list(selectors.secretariats_named(words)[: SHOWN + 1])
    return render(
        request,
        "field/find.html",
        {"words": words, "found": found[:SHOWN], "is_more": len(found) > SHOWN},
    )


@public
@in_local_time
def on_duty_now(request: HttpRequest, region: str) -> HttpResponse:
    """Roles and hours of those who are there; a name only with consent."""
    place = selectors.secretariat_of(region)
    if place is None:
        raise Http404
    now = timezone.now()
    today = timezone.localdate(now)
    hours = selectors.hours_on(place, today)
    words = {
        "place": place,
        "on_duty": selectors.on_duty(region, now),
        "hours": hours,
        "is_open": any(window.holds(now) for window in hours),
        "now": now,
    }
    return render(request, "field/on_duty.html", words)
