"""What an office asks and what is asked of it; and the files, for those two alone."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from omah.core.office.assignments import ANSWERERS, ASKERS
from omah.core.people.access import Reach
from omah.formats.evidence import KINDS
from omah.rooms.assignments import selectors
from omah.rooms.assignments.actions import today_at
from omah.rooms.assignments.files import blobs
from omah.rooms.people.addresses import region_in_address
from omah.rooms.people.bodies import posts_held_by
from omah.rooms.people.doors import door, post_of
from omah.rooms.people.models import Person
from omah.rooms.people.offices import name_of, names_of
from omah.rooms.people.times import in_local_time

MEDIA_TYPES = {kind.ending: kind.media_type for kind in KINDS}
SHOWN = 50


@door(*ANSWERERS, reach=Reach.ANYWHERE)
def mine(request: HttpRequest) -> HttpResponse:
    """The offices and bodies for which I answer; one is opened at once."""
    if not isinstance(request.user, Person):
        raise TypeError("the door let someone in who has not signed in")
    held = posts_held_by(request.user, timezone.localdate())
    offices = sorted({post.region for post in held if post.role in ANSWERERS})
    if len(offices) == 1:
        return redirect("assignments:office", offices[0])
    words = {"offices": names_of(offices).items()}
    return render(request, "assignments/mine.html", words)


@door(*ANSWERERS, region=region_in_address, reach=Reach.OWN)
@in_local_time
def office(request: HttpRequest, region: str) -> HttpResponse:
    """What this office must answer, and what it has asked."""
    today = today_at(region)
    rows = [
        selectors.row_of(answer, today) for answer in selectors.asked_of(region)[:SHOWN]
    ]
    words = {
        "region": region,
        "name": name_of(region),
        "today": today,
        "owed": [row for row in rows if not row.is_handed_in],
        "handed_in": [row for row in rows if row.is_handed_in],
        "boards": selectors.boards(selectors.asked_by(region)[:SHOWN], today),
        "may_ask": post_of(request).role in ASKERS,
    }
    return render(request, "assignments/office.html", words)


@door(*ANSWERERS, region=region_in_address, reach=Reach.OWN)
def evidence(_request: HttpRequest, region: str, pk: int) -> HttpResponse:
    """A file, for the office that handed it in and the one that asked for it."""
    file = selectors.evidence_for(region, pk)
    if file is None:
        raise Http404
    answer = HttpResponse(blobs().get(file.sha256), MEDIA_TYPES[file.ending])
    name = f"bukti-{file.pk}.{file.ending}"
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    answer["Content-Security-Policy"] = "sandbox; default-src 'none'"
    answer["Cache-Control"] = "private, no-store"
    return answer
