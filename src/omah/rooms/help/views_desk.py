"""Pages of those who answer: the desk, canned answers, known problems, statistics."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from omah.core.office.tickets import ANSWERERS
from omah.core.people.access import Division, Reach
from omah.core.people.roles import OFFICES
from omah.rooms.help import actions, selectors
from omah.rooms.help.forms import CannedForm, ProblemForm
from omah.rooms.people.addresses import region_in_address
from omah.rooms.people.doors import door, post_of
from omah.rooms.people.times import in_local_time

ALL = "semua"


@door(*ANSWERERS, region=region_in_address)
@in_local_time
def desk(request: HttpRequest, region: str) -> HttpResponse:
    """What waits here, nearest to its time first."""
    asked = request.GET.get("divisi", post_of(request).division)
    division = asked if asked in set(Division) else ""
    words = {
        "region": region,
        "desk": selectors.desk_of(region, timezone.now(), division),
        "division": division,
        "divisions": list(Division),
        "all": ALL,
    }
    return render(request, "help/desk.html", words)


@door(*ANSWERERS, region=region_in_address, reach=Reach.OWN)
@in_local_time
def canned(request: HttpRequest, region: str) -> HttpResponse:
    """The answers that this office gives again and again."""
    retired = request.POST.get("retire", "")
    form = CannedForm(request.POST if request.POST and not retired else None)
    if retired:
        actions.retire_canned(region, row_number(retired))
        messages.success(request, _("Jawaban tidak lagi ditawarkan."))
        return redirect("help:canned", region)
    if request.method == "POST" and form.is_valid():
        actions.add_canned(post_of(request), region, **form.cleaned_data)
        messages.success(request, _("Jawaban disimpan."))
        return redirect("help:canned", region)
    words = {"region": region, "form": form, "answers": selectors.canned_for(region)}
    return render(request, "help/canned.html", words)


@door(*OFFICES, region=region_in_address, reach=Reach.OWN)
@in_local_time
def problems(request: HttpRequest, region: str) -> HttpResponse:
    """What is broken for many, said on every page of the region."""
    over = request.POST.get("over", "")
    form = ProblemForm(request.POST if request.POST and not over else None)
    if over:
        actions.end_problem(region, row_number(over))
        messages.success(request, _("Pengumuman gangguan diturunkan."))
        return redirect("help:problems", region)
    if request.method == "POST" and form.is_valid():
        actions.announce_problem(post_of(request), region, **form.cleaned_data)
        messages.success(request, _("Gangguan diumumkan di semua halaman wilayah ini."))
        return redirect("help:problems", region)
    words = {"region": region, "form": form, "problems": selectors.problems_of(region)}
    return render(request, "help/problems.html", words)


def row_number(text: str) -> int:
    """Return the number of a row as it came in a form, or 0."""
    return int(text) if text.isascii() and text.isdigit() and len(text) < 19 else 0


@door(*ANSWERERS, region=region_in_address)
@in_local_time
def statistics(request: HttpRequest, region: str) -> HttpResponse:
    """How the desks of a region have served."""
    words = {
        "region": region,
        "days": selectors.COUNTED_DAYS,
        "statistics": selectors.statistics(region, timezone.now()),
    }
    return render(request, "help/statistics.html", words)
