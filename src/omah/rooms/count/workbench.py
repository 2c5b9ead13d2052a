"""The workbench: the fields in doubt of one sheet after another, by keyboard.

Whoever works here sees the paper and not what was read or keyed in: their reading
is blind and counts as another independent one.
"""

import statistics
import time
from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import urlencode

from django.contrib import messages
from django.core import signing
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from omah.core.count.sheet_states import Differs, InReview, SecondReading
from omah.core.people.roles import COUNTERS
from omah.formats.receipt import Receipt
from omah.rooms.count import actions
from omah.rooms.count.addresses import region_in, station_in
from omah.rooms.count.crops import Place, crop, place_of
from omah.rooms.count.forms import FiguresForm, name_of
from omah.rooms.count.house import House, house
from omah.rooms.count.models import Sheet
from omah.rooms.count.selectors import SheetView, sheet_for
from omah.rooms.count.sheet_page import post_here, settling, view_of
from omah.rooms.people.doors import door
from omah.rooms.people.models import Post

IN_DOUBT = (SecondReading.name, Differs.name, InReview.name)
LOOKED_THROUGH = 500
"""So many of the oldest sheets in doubt are put in order for one person."""
PACE, LAST = "workbench-seconds", "workbench-last"
AT_WORK_S = 120
"""Longer than this nobody works on one sheet: it does not count for the pace."""


@dataclass(frozen=True, slots=True)
class Doubt:
    """A field in doubt, where it stands, and where it is keyed in."""

    field: str
    name: str
    place: Place | None
    input: object


def queue(house: House, post: Post, contest: str, region: str) -> Iterator[SheetView]:
    """Yield the sheets of a region that this post can settle, quickest first.

    A sheet with one field in doubt is settled by one answer; it comes before
    sheets that need more. Among equals the oldest comes first.
    """
    rows = Sheet.objects.filter(
        contest=contest, station__startswith=region, state__in=IN_DOUBT
    ).order_by("changed_at")[:LOOKED_THROUGH]
    by_effort = sorted(rows, key=lambda row: len({*row.differing, *row.unconfirmed}))
    for row in by_effort:
        view = sheet_for(house, post, contest, row.station)
        if view.wanted:
            yield view


@door(*sorted(COUNTERS), region=region_in)
@require_safe
def bench(request: HttpRequest, contest: str, region: str) -> HttpResponse:
    """The next sheet in doubt; ``?lewati=`` names stations to leave for later."""
    here = house()
    if contest not in here.contests:
        raise Http404
    later = request.GET.getlist("lewati")
    waiting = list(queue(here, post_here(request), contest, region_in(region=region)))
    view = next((v for v in waiting if v.station not in later), None)
    words = {
        "contest": here.contests[contest],
        "region": region,
        "waiting": len(waiting),
        "later": later,
        "pace": pace(request),
        "done": len(request.session.get(PACE, ())),
        "last": last_done(request, contest),
    }
    if view is None:
        return render(request, "count/workbench_empty.html", words)
    form = settling(view, None)
    shown = words | in_doubt(here, view, form) | {"began": signing.dumps(time.time())}
    return render(request, "count/workbench.html", shown)


@door(*sorted(COUNTERS), region=station_in, second_factor=True)
@require_POST
def decide(request: HttpRequest, contest: str, station: str) -> HttpResponse:
    """Put the keyed-in figures on record and go to the next sheet."""
    here, view = house(), view_of(request, contest, station)
    form = settling(view, request.POST)
    region = str(request.POST.get("wilayah", ""))
    if not region or not station.startswith(region_in(region=region)):
        region = station[:10]  # whatever else was sent
    if form is None:
        messages.info(request, _("Lembar ini sudah selesai; tidak ada yang hilang."))
        return next_sheet(request, contest, region)
    if not form.is_valid():
        later = request.POST.getlist("lewati")
        words = {"contest": view.contest, "region": region, "later": later}
        shown = words | in_doubt(here, view, form)
        shown |= {"began": request.POST.get("mulai", "")}
        return render(request, "count/workbench.html", shown, status=422)
    try:
        receipt: Receipt = actions.settle(
            here,
            post_here(request),
            contest=contest,
            station=station,
            figures=form.figures(),
        )
    except actions.NotDoneError:
        messages.error(
            request,
            _("Belum tercatat: lembar berubah sementara Anda mengetik. Ulangi."),
        )
    else:
        note_pace(request)
        request.session[LAST] = [contest, station]
        messages.success(
            request, _("Tercatat, tanda terima %s.") % receipt.statement[:12]
        )
    return next_sheet(request, contest, region)


def next_sheet(request: HttpRequest, contest: str, region: str) -> HttpResponse:
    """Go to the next sheet; what was left for later stays so."""
    bench = reverse("count:workbench", args=(contest, region))
    later = urlencode([("lewati", one) for one in request.POST.getlist("lewati")])
    return redirect(f"{bench}?{later}" if later else bench)


@door(*sorted(COUNTERS), region=station_in)
@require_safe
def cut(request: HttpRequest, contest: str, station: str, field: str) -> HttpResponse:
    """One figure of a sheet, cut from the public copy of its photograph."""
    here, view = house(), view_of(request, contest, station)
    place = seen_at(here, view, field)
    if place is None:
        raise Http404
    copy = here.public.get(place.public_sha256)
    answer = HttpResponse(crop(place, copy), content_type="image/jpeg")
    answer["Cache-Control"] = "private, max-age=3600"
    return answer


def in_doubt(
    here: House, view: SheetView, form: FiguresForm | None
) -> dict[str, object]:
    """Return what the page shows of a sheet: its doubtful fields and their pages."""
    doubts = [
        Doubt(
            field,
            name_of(field, view.contest),
            seen_at(here, view, field),
            form[field] if form else None,
        )
        for field in view.wanted
    ]
    copies = dict.fromkeys(d.place.public_sha256 for d in doubts if d.place)
    return {"view": view, "form": form, "doubts": doubts, "copies": list(copies)}


def seen_at(here: House, view: SheetView, field: str) -> Place | None:
    with here.fold() as fold:
        record = fold.sheet(view.contest.id, view.station)
    return place_of(view.contest, record, field)


def note_pace(request: HttpRequest) -> None:
    """Remember how long this sheet took, in this person's session only."""
    try:
        began = float(signing.loads(str(request.POST.get("mulai", ""))))
    except (signing.BadSignature, ValueError):
        return
    seconds = time.time() - began
    if 0 < seconds <= AT_WORK_S:
        request.session[PACE] = [*request.session.get(PACE, ())[-199:], seconds]


def last_done(request: HttpRequest, contest: str) -> str | None:
    """Return the station settled last: whoever mistyped it finds it again."""
    of, station = request.session.get(LAST, ("", None))
    return station if of == contest else None


def pace(request: HttpRequest) -> float | None:
    """Return the median of this person's seconds a sheet, today's session."""
    taken = request.session.get(PACE)
    return statistics.median(taken) if taken else None
