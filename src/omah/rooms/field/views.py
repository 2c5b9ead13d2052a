"""Pages of a body: its day, its roster, its attendance, whom to call."""

from datetime import date, timedelta
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from omah.core.office.roster import ATTENDERS, KEEPERS, Way
from omah.core.people.access import Reach
from omah.core.people.roles import OFFICES, Role
from omah.formats.attendance_sheet import render_attendance_sheet
from omah.rooms.field import actions, selectors
from omah.rooms.field.attendance import attendance_sheet
from omah.rooms.field.calling import call_list
from omah.rooms.field.forms import CardForm, MarkForm, SecretariatForm, ShiftForm
from omah.rooms.field.models import Outcome
from omah.rooms.people.addresses import region_in_address
from omah.rooms.people.bodies import members_of, posts_below, posts_held_by
from omah.rooms.people.doors import door, post_of, signed_in
from omah.rooms.people.models import Person
from omah.rooms.people.offices import names_of
from omah.rooms.people.times import in_local_time

ROSTER_YEARS = range(2000, 2100)


@signed_in
def home(request: HttpRequest) -> HttpResponse:
    """My day: what was sent to my posts, my turns, and the door to check in."""
    person = person_of(request)
    now = timezone.now()
    days = [
        selectors.my_day(post.held(), now)
        for post in posts_held_by(person, timezone.localdate(now))
    ]
    return render(request, "field/home.html", {"days": days})


def person_of(request: HttpRequest) -> Person:
    if not isinstance(request.user, Person):
        raise TypeError("the door let someone in who has not signed in")
    return request.user


@signed_in
def card(request: HttpRequest) -> HttpResponse:
    """My number and my consent."""
    person = person_of(request)
    kept = getattr(person, "card", None)
    known = kept and {"phone": kept.phone, "name_public": bool(kept.name_public_since)}
    form = CardForm(request.POST or None, initial=known or None)
    if request.method == "POST" and form.is_valid():
        actions.keep_card(person, **form.cleaned_data)
        messages.success(request, _("Kartu disimpan."))
        return redirect("field:card")
    return render(request, "field/card.html", {"form": form, "card": kept})


@require_POST
@door(*ATTENDERS, region=region_in_address, reach=Reach.OWN)
@in_local_time
def mark_here(request: HttpRequest, region: str) -> HttpResponse:
    """I am here, or I go."""
    form = MarkForm(request.POST)
    if not form.is_valid():
        messages.error(request, _("Tanda hadir ini tidak terbaca. Tekan sekali lagi."))
        return redirect("field:home")
    given = form.cleaned_data
    way = Way(given["way"])
    try:
        kept = actions.mark(
            post_of(request), id_=given["id"], way=way, claimed_at=given["claimed_at"]
        )
    except actions.AnotherMarkError:
        # The button was pressed twice on one page; the first press stands.
        return redirect("field:home")
    at = timezone.localtime(kept.received_at).strftime("%H.%M")
    said = (
        _("Tercatat: Anda datang pukul %s.")
        if way is Way.IN
        else _("Tercatat: Anda pulang pukul %s.")
    )
    messages.success(request, said % at)
    return redirect("field:home")


@door(*KEEPERS, region=region_in_address)
@in_local_time
def roster_week(request: HttpRequest, region: str) -> HttpResponse:
    """The roster of a week, with what it leaves open; new turns are added here."""
    now = timezone.now()
    members = members_of(region, timezone.localdate(now))
    form = ShiftForm(request.POST or None, members=members)
    if request.method == "POST" and form.is_valid():
        window = form.window
        post = form.cleaned_data["post"]
        actions.add_shift(
            region, post=str(post.pk), window=window, made_by=post_of(request)
        )
        messages.success(request, _("Giliran ditambahkan."))
        week = monday_of(timezone.localdate(window.begins))
        return redirect(f"{request.path}?minggu={week.isoformat()}")
    monday = monday_asked(request, timezone.localdate(now))
    days = selectors.week_of(region, monday, now)
    words = {
        "region": region,
        "days": days,
        "loads": selectors.load_findings(days),
        "place": selectors.secretariat_of(region),
        "form": form,
        "before": monday - timedelta(days=7),
        "after": monday + timedelta(days=7),
        "last": monday + timedelta(days=6),
        "today": timezone.localdate(now),
    }
    return render(request, "field/roster.html", words)


def monday_asked(request: HttpRequest, today: date) -> date:
    """Return the Monday of the week that the address asks for, or of this one."""
    try:
        asked = date.fromisoformat(request.GET.get("minggu", ""))
    except ValueError:
        asked = today
    return monday_of(asked if asked.year in ROSTER_YEARS else today)


def monday_of(day: date) -> date:
    return day - timedelta(days=day.weekday())


@require_POST
@door(*KEEPERS, region=region_in_address)
def drop_shift(request: HttpRequest, region: str, shift: UUID) -> HttpResponse:
    """Take a turn off the roster."""
    if actions.withdraw_shift(region, shift):
        messages.success(request, _("Giliran dibatalkan; catatannya tetap ada."))
    else:
        messages.info(request, _("Giliran ini sudah dibatalkan."))
    return redirect("field:roster", region)


@door(*KEEPERS, region=region_in_address)
@in_local_time
def secretariat(request: HttpRequest, region: str) -> HttpResponse:
    """Where a body works and when it is open."""
    place = selectors.secretariat_of(region)
    form = SecretariatForm(
        request.POST or None, initial=selectors.described(place) if place else None
    )
    if request.method == "POST" and form.is_valid():
        actions.describe_secretariat(region, **form.cleaned_data)
        messages.success(request, _("Jam buka disimpan dan tampil di halaman umum."))
        return redirect("field:roster", region)
    return render(request, "field/secretariat.html", {"region": region, "form": form})


@require_GET
@door(*KEEPERS, region=region_in_address)
@in_local_time
def sheet(request: HttpRequest, region: str) -> HttpResponse:
    """The attendance list of a week, to print and sign."""
    now = timezone.now()
    monday = monday_asked(request, timezone.localdate(now))
    drawn = attendance_sheet(region, monday, now)
    answer = HttpResponse(render_attendance_sheet(drawn), "application/pdf")
    name = f"daftar-hadir-{region or 'nasional'}-{monday.isoformat()}.pdf"
    answer["Content-Disposition"] = f'inline; filename="{name}"'
    return answer


@door(*OFFICES, Role.OPERATOR, region=region_in_address)
@in_local_time
def calls(request: HttpRequest, region: str) -> HttpResponse:
    """Whom to call, and what came of it."""
    now = timezone.now()
    if request.method == "POST":
        below = posts_below(region, timezone.localdate(now))
        called = get_object_or_404(below, pk=number_in(request.POST.get("post", "")))
        outcome = request.POST.get("outcome", "")
        if outcome in Outcome.values:
            actions.note_call(
                post_of(request), post=called.pk, outcome=Outcome(outcome)
            )
            if outcome != Outcome.SHOWN:
                messages.success(request, _("Panggilan dicatat."))
        return redirect("field:calls", region)
    rows = call_list(region, now, post_of(request))
    names = names_of({row.post.region for row in rows})
    words = {"region": region, "rows": rows, "names": names}
    return render(request, "field/calls.html", words)


def number_in(text: str) -> int:
    """Return the number of a row as it came in a form, or 0."""
    return int(text) if text.isascii() and text.isdigit() and len(text) < 19 else 0
