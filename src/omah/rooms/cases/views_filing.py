"""For everyone: ask, report, complain; without an account."""

from datetime import date
from uuid import NAMESPACE_URL, uuid4, uuid5

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from omah.core.people.access import PostHeld, posts_on
from omah.core.service.cases import CaseType
from omah.formats.report_form import render_report_form
from omah.formats.services_toml import catalogue
from omah.rooms.cases import actions, selectors
from omah.rooms.cases.actions import Filing, ReportGiven
from omah.rooms.cases.forms import (
    ComplaintForm,
    FilingForm,
    InformationForm,
    ReportForm,
)
from omah.rooms.cases.paper import paper_of
from omah.rooms.cases.templatetags.layanan import title
from omah.rooms.cases.views_follow import remember
from omah.rooms.people.doors import public
from omah.rooms.people.offices import name_of
from omah.rooms.people.selectors import visitor_of
from omah.rooms.people.times import in_local_time


def desk_post(request: HttpRequest, office: str) -> PostHeld | None:
    """Return the visitor's post at exactly this office's case desk, if there is one."""
    held = posts_on(visitor_of(request).posts, timezone.localdate().isoformat())
    at_desk = (p for p in held if p.role in selectors.DESK and p.region == office)
    return next(at_desk, None)


@public
@in_local_time
def ask_information(request: HttpRequest, region: str) -> HttpResponse:
    """Ask for public information."""
    form = InformationForm(
        request.POST or None, request.FILES or None, initial=new_id()
    )
    return filing(request, region, form, CaseType.INFORMATION)


@public
@in_local_time
def report(request: HttpRequest, region: str) -> HttpResponse:
    """Report a violation or a hoax; we hand it over to Bawaslu."""
    today = actions.office_day(region)
    first = new_id() | {"known_on": today.isoformat()}
    form = ReportForm(
        request.POST or None, request.FILES or None, initial=first, today=today
    )
    return filing(request, region, form, CaseType.REPORT, windows=windows(form, region))


@public
@in_local_time
@require_safe
def paper(request: HttpRequest, region: str) -> HttpResponse:
    """The empty form of a report, for those without a network."""
    url = request.build_absolute_uri(reverse("cases:report", args=[region]))
    return HttpResponse(
        render_report_form(paper_of(region, url)),
        content_type="application/pdf",
        headers={"Content-Disposition": 'inline; filename="formulir-laporan.pdf"'},
    )


@public
@in_local_time
def complain(request: HttpRequest, region: str) -> HttpResponse:
    """Complain about one of the office's services."""
    services = [(s.code, title(s)) for s in catalogue().services]
    first = new_id() | {"service": request.GET.get("layanan", "")}
    form = ComplaintForm(
        request.POST or None, request.FILES or None, initial=first, services=services
    )
    return filing(request, region, form, CaseType.COMPLAINT)


@public
@require_safe
def worker(_request: HttpRequest) -> HttpResponse:
    """The service worker that keeps an office's forms on a citizen's device."""
    script = render_to_string("cases/sw.js", {"static_root": settings.STATIC_URL})
    return HttpResponse(script, content_type="text/javascript; charset=utf-8")


def new_id() -> dict[str, object]:
    return {"id": uuid4()}


def windows(form: ReportForm, region: str) -> object:
    """Return the last days to report for the day that the form names."""
    if form.is_bound and form.is_valid():
        known_on: date = form.cleaned_data["known_on"]
    else:
        known_on = form.today
    return selectors.reporting_windows(known_on, region)


def filing(
    request: HttpRequest,
    region: str,
    form: FilingForm,
    type_: CaseType,
    **more: object,
) -> HttpResponse:
    post = desk_post(request, region)
    if request.method == "POST" and form.is_valid():
        try:
            case = actions.file_case(filing_of(form, region, type_), taken_in_by=post)
        except actions.AnotherCaseError as used:
            raise Http404 from used
        remember(request, case)
        return redirect("cases:receipt", case.pk)
    words = {
        "form": form,
        "region": region,
        "office": name_of(region),
        "type": type_,
        "is_desk": post is not None,
    }
    return render(request, "cases/file.html", words | more)


def filing_of(form: FilingForm, region: str, type_: CaseType) -> Filing:
    """Return what a form files; its case's id tells nobody the id of the device.

    Whoever sends that id again gets the case again, so an office must not know it.
    """
    given = dict(form.cleaned_data)
    given["id"] = uuid5(NAMESPACE_URL, f"omah:case:{given['id']}")
    files = given.pop("evidence")
    report_given = None
    if type_ is CaseType.REPORT:
        parts = ("matter", "known_on", "reported", "happened", "place")
        report_given = ReportGiven(**{part: given.pop(part) for part in parts})
    return Filing(type=type_, office=region, files=files, report=report_given, **given)
