"""What an office lists: public information by class, days off, its year in figures."""

import csv

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from omah.rooms.cases import actions, actions_office, selectors, selectors_office
from omah.rooms.cases.calendar import add_day_off, strike_day_off
from omah.rooms.cases.forms_office import DayOffForm, InformationItemForm
from omah.rooms.cases.views_filing import desk_post
from omah.rooms.cases.views_office import desk_door, office_here
from omah.rooms.people.doors import post_of, public
from omah.rooms.people.times import in_local_time


@public
@in_local_time
@require_safe
def information(request: HttpRequest, region: str) -> HttpResponse:
    """An office's list of public information by class."""
    items = selectors_office.information_of(region)
    if request.GET.get("bentuk") == "csv":
        answer = HttpResponse(
            content_type="text/csv; charset=utf-8",
            headers={"Content-Disposition": f'attachment; filename="dip-{region}.csv"'},
        )
        rows = csv.writer(answer)
        rows.writerow(["golongan", "nama", "ringkasan", "penguasa", "dibuat", "tautan"])
        for item in items:
            made_on = item.made_on.isoformat()
            rows.writerow([item.info_class, item.title, item.summary, item.held_by,
                           made_on, item.link])  # fmt: skip
        return answer
    words = {
        "region": region,
        "office": office_here(region),
        "items": items,
        "is_desk": desk_post(request, region) is not None,
    }
    return render(request, "cases/information.html", words)


@desk_door
@in_local_time
def edit_information(request: HttpRequest, region: str) -> HttpResponse:
    """Put a line on the list, or take one off."""
    post = post_of(request)
    retired = request.POST.get("retire", "")
    first = {"made_on": actions.office_day(region)}
    form = InformationItemForm(None if retired else request.POST or None, initial=first)
    if retired:
        actions_office.retire_information(post, row_number(retired))
        return redirect("cases:edit-information", region)
    if request.method == "POST" and form.is_valid():
        actions_office.add_information(post, **form.cleaned_data)
        messages.success(request, _("Informasi masuk daftar."))
        return redirect("cases:edit-information", region)
    words = {
        "region": region,
        "office": office_here(region),
        "form": form,
        "items": selectors_office.information_of(region),
    }
    return render(request, "cases/edit_information.html", words)


def row_number(text: str) -> int:
    """Return the number of a row as it came in a form, or 0."""
    return int(text) if text.isascii() and text.isdigit() and len(text) < 19 else 0


@public
@in_local_time
@require_safe
def calendar(request: HttpRequest, region: str, year: int) -> HttpResponse:
    """The days off by which this office's clocks count, with what was changed."""
    words = {
        "region": region,
        "office": office_here(region),
        "year": year,
        "days": selectors_office.days_off_of(region, year),
        "is_desk": desk_post(request, region) is not None,
    }
    return render(request, "cases/calendar.html", words)


@desk_door
@in_local_time
def edit_calendar(request: HttpRequest, region: str) -> HttpResponse:
    """Enter or strike out a day off of one's own region; deadlines move at once."""
    post = post_of(request)
    struck = request.POST.get("strike", "")
    form = DayOffForm(None if struck else request.POST or None)
    if struck and strike_day_off(post, row_number(struck)):
        messages.success(request, _("Hari libur dicoret; tenggat dihitung ulang."))
        return redirect("cases:edit-calendar", region)
    if request.method == "POST" and not struck and form.is_valid():
        added = add_day_off(post, **form.cleaned_data)
        if added is not None:
            messages.success(request, _("Hari libur masuk; tenggat dihitung ulang."))
            return redirect("cases:edit-calendar", region)
        form.add_error("day", _("Hari ini sudah libur dalam kalender."))
    today = actions.office_day(region)
    words = {
        "region": region,
        "office": office_here(region),
        "form": form,
        "year": today.year,
        "days": selectors_office.days_off_of(region, today.year),
    }
    return render(request, "cases/edit_calendar.html", words)


@public
@in_local_time
@require_safe
def annual(request: HttpRequest, region: str, year: int) -> HttpResponse:
    """The year of an office's information service in figures; no person in it."""
    words = {
        "region": region,
        "office": office_here(region),
        "year": year,
        "report": selectors.annual_report(region, year),
        "at": timezone.now(),
    }
    return render(request, "cases/annual.html", words)
