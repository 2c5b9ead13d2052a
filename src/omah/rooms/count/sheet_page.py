"""What the page of a sheet shows, and what its two forms do."""

from collections.abc import Callable
from datetime import datetime

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from omah.core.count.record import SheetRecord
from omah.core.count.sheet_moves import Move
from omah.core.people.roles import OFFICES, Role
from omah.formats.receipt import Receipt
from omah.rooms.count.actions import NotDoneError
from omah.rooms.count.forms import (
    WHY_HANDED,
    CorrectionForm,
    FiguresForm,
    HandoverForm,
    named,
)
from omah.rooms.count.handing import handovers_of, readers_of
from omah.rooms.count.house import house
from omah.rooms.count.models import Capture
from omah.rooms.count.notes import notes_of
from omah.rooms.count.queue_page import moment
from omah.rooms.count.selectors import SheetView, sheet_for
from omah.rooms.count.words import words_of
from omah.rooms.people.doors import post_of
from omah.rooms.people.models import Post


def post_here(request: HttpRequest) -> Post:
    """Return the post that opened this page's door."""
    return Post.objects.get(pk=post_of(request).id)


def view_of(request: HttpRequest, contest: str, station: str) -> SheetView:
    """Return the sheet as the post of this request may see it."""
    try:
        return sheet_for(house(), post_here(request), contest, station)
    except LookupError:
        raise Http404 from None


def settling(view: SheetView, data: QueryDict | None) -> FiguresForm | None:
    """Return the form of the fields that this post is asked for, if any."""
    if Move.ENTER not in view.allowed or not view.wanted:
        return None
    return FiguresForm(data, contest=view.contest, names=view.wanted)


def correcting(view: SheetView, data: QueryDict | None) -> CorrectionForm | None:
    """Return the form that changes accepted figures, if this post may."""
    if Move.CORRECT not in view.allowed:
        return None
    standing = view.sheet.figures()
    return CorrectionForm(data, contest=view.contest, names=standing, initial=standing)


def render_sheet(
    request: HttpRequest,
    view: SheetView,
    *,
    settle: FiguresForm | None = None,
    correct: CorrectionForm | None = None,
    handing_over: HandoverForm | None = None,
    status: int = 200,
) -> HttpResponse:
    photographs = Capture.objects.filter(
        contest=view.contest.id, station=view.station
    ).order_by("page", "seq")
    words = {
        "view": view,
        "state": view.sheet.state.name,
        "figures": list(named(view.shown, view.contest)),
        "photographs": photographs,
        "history": history(view),
        "settle": settle,
        "correct": correct,
        "handing_over": handing_over or may_hand_over(request, view),
        "handovers": handovers_of(view.contest.id, view.station),
        "handed_why": WHY_HANDED,
        "notes": notes_of(view.contest.id, view.station),
    }
    return render(request, "count/sheet.html", words, status=status)


def may_hand_over(request: HttpRequest, view: SheetView) -> HandoverForm | None:
    """Return the form that hands the sheet to another reader, if this post may."""
    if post_of(request).role not in OFFICES | {Role.OPERATOR}:
        return None
    return HandoverForm(None, readers=readers_of(view.station))


def history(view: SheetView) -> list[tuple[datetime, str]]:
    """Return who has spoken of the sheet, and when; not what they said."""
    with house().fold() as fold:
        record = fold.sheet(view.contest.id, view.station)
    if record is None:
        return []
    return [(moment(at), what) for at, what in sorted(spoken(record))]


def spoken(record: SheetRecord) -> list[tuple[int, str]]:
    return [
        *((r.at, _("Pembacaan mesin")) for r in record.readings),
        *((e.at, _("Pembacaan orang: %s") % e.post) for e in record.entries),
        *(
            (c.at, _("Koreksi: %(post)s, %(why)s") % {"post": c.post, "why": c.reason})
            for c in record.corrections
        ),
    ]


def done(
    request: HttpRequest, view: SheetView, act: Callable[[Post], Receipt]
) -> HttpResponse:
    """Do it as the post that opened the door, and say what came of it."""
    try:
        receipt = act(post_here(request))
    except NotDoneError as problem:
        words = words_of(problem.why)
        is_english = (get_language() or "id").startswith("en")
        messages.error(request, words.en if is_english else words.id)
    else:
        messages.success(
            request, _("Tercatat, tanda terima %s.") % receipt.statement[:12]
        )
    return redirect("count:sheet", view.contest.id, view.station)
