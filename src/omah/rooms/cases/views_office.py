"""What an office says of itself: services, standards, lists, calendar, the year."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from omah.core.people.access import Reach
from omah.core.places.regions import Level, level_of
from omah.core.service.services import Component
from omah.core.service.services_survey import Satisfaction
from omah.formats.services_toml import catalogue
from omah.rooms.cases import actions, actions_office, selectors_office, store
from omah.rooms.cases.forms_office import (
    StagesForm,
    StandardForm,
    SurveyForm,
)
from omah.rooms.cases.selectors import DESK
from omah.rooms.cases.selectors_office import Offered
from omah.rooms.cases.views_filing import desk_post
from omah.rooms.people.addresses import region_in_address
from omah.rooms.people.doors import door, post_of, public
from omah.rooms.people.offices import bodies_below, name_of
from omah.rooms.people.times import in_local_time

desk_door = door(*DESK, region=region_in_address, reach=Reach.OWN)
DEEPEST = Level.KABKOTA
"""Ad hoc bodies have no desk of their own: their office answers."""


@public
@require_safe
def start(request: HttpRequest) -> HttpResponse:
    """Choose an office, or go on with a receipt."""
    wanted = request.GET.get("cari", "").strip()[:80].lower()
    offices = [("", name_of("")), *bodies_below("", Level.PROVINSI)]
    if wanted:
        everywhere = [*offices, *bodies_below("", Level.KABKOTA)]
        offices = [pair for pair in everywhere if wanted in pair[1].lower()]
    words = {"offices": offices[:60], "wanted": wanted}
    return render(request, "cases/start.html", words)


def office_here(region: str) -> str:
    if level_of(region) > DEEPEST:
        raise Http404
    return name_of(region)


@public
@in_local_time
@require_safe
def services(request: HttpRequest, region: str) -> HttpResponse:
    """An office's services and where to ask for them."""
    today = actions.office_day(region)
    is_desk = desk_post(request, region) is not None
    words = {
        "region": region,
        "office": office_here(region),
        "services": [(o, address_of(o, region)) for o in offered(region)],
        "is_desk": is_desk,
        "readiness": selectors_office.readiness_of(region, today) if is_desk else None,
        "offices": bodies_below(region, Level(level_of(region) + 1))
        if level_of(region) < DEEPEST
        else [],
        "year": today.year,
    }
    return render(request, "cases/services.html", words)


def offered(region: str) -> list[Offered]:
    return selectors_office.offered(region, actions.office_day(region))


def address_of(offer: Offered, region: str) -> str:
    """Return where a service is asked for; empty where it is given at the desk."""
    name = offer.service.door
    if not name:
        return ""
    return reverse(name, args=[region] if name.startswith("cases:") else [])


def offer_of(region: str, service: str) -> Offered:
    office_here(region)
    found = (o for o in offered(region) if o.service.code == service)
    offer = next(found, None)
    if offer is None:
        raise Http404
    return offer


@public
@in_local_time
@require_safe
def standard(request: HttpRequest, region: str, service: str) -> HttpResponse:
    """The standard of one service, and what its visitors say of it."""
    offer = offer_of(region, service)
    found = selectors_office.surveyed(region, service, actions.office_day(region))
    is_enough = isinstance(found, Satisfaction)
    words = {
        "region": region,
        "office": name_of(region),
        "offer": offer,
        "address": address_of(offer, region),
        "satisfaction": found if is_enough else None,
        "elements": (
            list(zip(catalogue().elements, found.elements, strict=True))
            if isinstance(found, Satisfaction)
            else []
        ),
    }
    return render(request, "cases/standard.html", words)


@desk_door
@in_local_time
def edit_standard(request: HttpRequest, region: str, service: str) -> HttpResponse:
    """Write a standard; publish it when it is whole."""
    offer = offer_of(region, service)
    said = {c.value: text for c, text in offer.says}
    form = StandardForm(request.POST or None, initial=said)
    if request.method == "POST" and form.is_valid():
        row = actions_office.save_standard(
            post_of(request),
            service,
            {c: form.cleaned_data[c.value] for c in Component},
            publish="publish" in request.POST,
            today=actions.office_day(region),
        )
        said_so = _("Standar terbit.") if row.published_on else _("Draf tersimpan.")
        messages.success(request, said_so)
        return redirect("cases:readiness", region)
    words = {
        "region": region,
        "office": name_of(region),
        "offer": offer,
        "form": form,
    }
    return render(request, "cases/edit_standard.html", words)


@desk_door
@in_local_time
def readiness(request: HttpRequest, region: str) -> HttpResponse:
    """Which standards still lack before the stages start."""
    today = actions.office_day(region)
    form = StagesForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        actions_office.set_stages(post_of(request), **form.cleaned_data)
        return redirect("cases:readiness", region)
    words = {
        "region": region,
        "office": office_here(region),
        "found": selectors_office.readiness_of(region, today),
        "stages": selectors_office.next_stages(region, today),
        "services": offered(region),
        "form": form,
        "intake": store.bawaslu().name,
    }
    return render(request, "cases/readiness.html", words)


@public
@in_local_time
def survey(request: HttpRequest, region: str, service: str) -> HttpResponse:
    """Rate a service; once a session."""
    offer = offer_of(region, service)
    done = f"rated:{region}:{service}"
    form = SurveyForm(request.POST or None)
    if request.method == "POST" and form.is_valid() and not request.session.get(done):
        today = actions.office_day(region)
        actions_office.answer_survey(region, service, form.ratings, today=today)
        request.session[done] = True
        messages.success(request, _("Terima kasih. Penilaian Anda tersimpan."))
        return redirect("cases:standard", region, service)
    words = {
        "region": region,
        "office": name_of(region),
        "offer": offer,
        "form": form,
        "is_done": request.session.get(done, False),
    }
    return render(request, "cases/survey.html", words)
