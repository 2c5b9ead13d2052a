"""Operators' pages: what is missing, stuck or in conflict; and a sheet's review.

Reading needs a post; signing on these pages, where the house keeps the key, needs
a second factor as well. A device with a key of its own uses the API.
"""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from omah.adapters.election import NoElectionError
from omah.core.people.roles import COUNTERS, OFFICES, Role
from omah.rooms.count import actions, handing
from omah.rooms.count.addresses import NATION, region_in, station_in
from omah.rooms.count.forms import HandoverForm
from omah.rooms.count.house import house
from omah.rooms.count.models import Capture
from omah.rooms.count.queue_page import queue_words
from omah.rooms.count.sheet_page import (
    correcting,
    done,
    render_sheet,
    settling,
    view_of,
)
from omah.rooms.people.doors import door, post_of, signed_in
from omah.rooms.people.models import Person, Post
from omah.rooms.people.selectors import posts_today

LOOKERS = (*sorted(COUNTERS), Role.SUPERVISOR, Role.AUDITOR, Role.ADMINISTRATOR)
CALLERS = OFFICES | {Role.OPERATOR}


@signed_in
@require_safe
def start(request: HttpRequest) -> HttpResponse:
    """Go to the queue of the widest region that I look after."""
    person = request.user
    mine = posts_today(person) if isinstance(person, Person) else Post.objects.none()
    regions = [post.region for post in mine if post.role in LOOKERS]
    try:
        here = house()
    except NoElectionError:
        return render(request, "count/no_region.html", {"is_closed": True})
    counted = [code for code in regions if not code or code in here.register]
    if not counted or not here.contests:
        return render(request, "count/no_region.html", {"is_closed": bool(regions)})
    return redirect("count:queue", next(iter(here.contests)), min(counted) or NATION)


@door(*LOOKERS, region=region_in)
@require_safe
def queue(request: HttpRequest, contest: str, region: str) -> HttpResponse:
    """The progress of a region, and which of its stations need someone."""
    here, code = house(), region_in(region=region)
    if contest not in here.contests or code not in here.register:
        raise Http404
    words = {
        "contests": here.contests.values(),
        "contest": here.contests[contest],
        "region": code,
        "path": [
            above
            for above in here.register.path_to(code)
            if above.code.startswith(post_of(request).region)
        ],
        "name": here.register.name_of(code) or "Indonesia",
        "can_call": post_of(request).role in CALLERS,
        **queue_words(here, contest, code),
    }
    return render(request, "count/queue.html", words)


@door(*LOOKERS, region=station_in)
@require_safe
def sheet(request: HttpRequest, contest: str, station: str) -> HttpResponse:
    """A sheet: its photographs, its figures, and what this post may do."""
    view = view_of(request, contest, station)
    return render_sheet(
        request, view, settle=settling(view, None), correct=correcting(view, None)
    )


@door(*sorted(COUNTERS), region=station_in, second_factor=True)
@require_POST
def settle(request: HttpRequest, contest: str, station: str) -> HttpResponse:
    """Key in the fields in doubt as a third person, or a first or second one."""
    view = view_of(request, contest, station)
    form = settling(view, request.POST)
    if form is None or not form.is_valid():
        return render_sheet(request, view, settle=form, status=422)
    return done(
        request,
        view,
        lambda post: actions.settle(
            house(), post, contest=contest, station=station, figures=form.figures()
        ),
    )


@door(*sorted(OFFICES), region=station_in, second_factor=True)
@require_POST
def correct(request: HttpRequest, contest: str, station: str) -> HttpResponse:
    """Change accepted figures, with a reason; the old ones stay on record."""
    view = view_of(request, contest, station)
    form = correcting(view, request.POST)
    if form is None or not form.is_valid():
        return render_sheet(request, view, correct=form, status=422)
    return done(
        request,
        view,
        lambda post: actions.correct(
            house(),
            post,
            contest=contest,
            station=station,
            changes=form.changes(view.sheet.figures()),
            reason=form.cleaned_data["reason"],
        ),
    )


@door(*sorted(CALLERS), region=station_in)
@require_POST
def hand_over(request: HttpRequest, contest: str, station: str) -> HttpResponse:
    """Ask someone else to see to this sheet."""
    view = view_of(request, contest, station)
    form = HandoverForm(request.POST, readers=handing.readers_of(station))
    if not form.is_valid():
        return render_sheet(request, view, handing_over=form, status=422)
    given = handing.hand_over(
        post_of(request), contest=contest, station=station, **form.cleaned_data
    )
    name = given.to.holder.name if given.to.holder else ""
    messages.success(request, _("Diserahkan kepada %(name)s.") % {"name": name})
    return redirect("count:sheet", contest, station)


@door(*LOOKERS, region=station_in)
@require_safe
def photo(
    request: HttpRequest, contest: str, station: str, sha256: str
) -> HttpResponse:
    """The public copy of a photograph; originals are never served."""
    captures = Capture.objects.filter(
        contest=contest, station=station, public_sha256=sha256, reason=""
    )
    if not sha256 or not captures.exists():
        raise Http404
    answer = HttpResponse(house().public.get(sha256), content_type="image/jpeg")
    answer["Cache-Control"] = "private, max-age=31536000, immutable"
    answer["Content-Security-Policy"] = "default-src 'none'; sandbox"
    return answer
