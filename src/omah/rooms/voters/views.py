"""Voting elsewhere: the page, the print of each PPS, which ballots."""

from datetime import date

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import get_language, override
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from omah.core.people.access import Reach
from omah.core.people.roles import Role
from omah.core.places.regions import Level, level_of
from omah.core.service.transfer import Answer, Given, ballots_between, ballots_given
from omah.formats.dapil_tsv import packaged_dapil
from omah.formats.transfer_notice import Sheet, render_notice
from omah.rooms.people.addresses import region_in_address
from omah.rooms.people.doors import door, post_of, public
from omah.rooms.people.offices import name_of
from omah.rooms.people.times import in_local_time
from omah.rooms.voters import actions, places, selectors
from omah.rooms.voters.forms import BallotsForm, VotingDayForm
from omah.rooms.voters.notice import notice_of

OFFICES = (Role.KPU_KABKOTA, Role.KPU_PROVINSI, Role.KPU_RI)
LANGUAGES = ("id", "en")


@public
@require_safe
def transfer(request: HttpRequest) -> HttpResponse:
    """How to vote elsewhere; choose a village for its counter and its print."""
    words = request.GET.get("cari", "")[:80]
    found = selectors.transfer_at("")
    page = {
        "found": found,
        "searched": words,
        "villages": selectors.pps_named(words),
        "coming": [] if found.vote else selectors.coming_voting_days(found.today),
        "is_easy": "mudah" in request.GET,
    }
    return render(request, "voters/transfer.html", page)


@public
@in_local_time
@require_safe
def transfer_at(request: HttpRequest, region: str) -> HttpResponse:
    """The notice of one place, with who is on duty there."""
    found = selectors.transfer_at(region)
    sheet = Sheet.EASY if "mudah" in request.GET else Sheet.A4
    url = request.build_absolute_uri(reverse("voters:transfer-at", args=[region]))
    page = {
        "found": found,
        "region": region,
        "place": name_of(region),
        "notice": notice_of(found, sheet, url),
        "is_easy": sheet is Sheet.EASY,
        "has_print": level_of(region) in {Level.KECAMATAN, Level.KELDES},
        "has_duty": found.counter is not None,
    }
    return render(request, "voters/transfer.html", page)


@public
@in_local_time
@require_safe
def notice_pdf(request: HttpRequest, region: str) -> HttpResponse:
    """The print of one PPS: A4, A3, large print, easy reading; two languages."""
    wanted = request.GET.get("ukuran", Sheet.A4.value)
    language = request.GET.get("bahasa", get_language() or "id")
    if wanted not in set(Sheet) or language not in LANGUAGES:
        raise Http404
    url = request.build_absolute_uri(reverse("voters:transfer-at", args=[region]))
    with override(language):
        found = selectors.transfer_at(region)
        pdf = render_notice(notice_of(found, Sheet(wanted), url), Sheet(wanted))
    name = f"pindah-memilih-{region or 'nasional'}-{wanted}-{language}.pdf"
    return HttpResponse(
        pdf,
        content_type="application/pdf",
        headers={"Content-Disposition": f'inline; filename="{name}"'},
    )


@public
@require_safe
def ballots(request: HttpRequest) -> HttpResponse:
    """Which ballots somebody gets at their destination: by places, or by answers."""
    rules = selectors.transfer_at("").rules
    asked = request.GET
    ends = [
        places.end_of(name, asked.get(name, ""), asked.get(f"cari_{name}", ""))
        for name in ("dari", "ke")
    ]
    home, destination = (end.place for end in ends)
    answers = BallotsForm(request.GET if request.GET else None, rules=rules)
    given: tuple[Given, ...] = ()
    if home and destination:
        dapil = packaged_dapil()
        given = ballots_between(rules, home.code, destination.code, dapil)
    elif not any(end.place or end.words or end.choices for end in ends):
        given = ballots_given(rules, answers.shares) if answers.is_valid() else ()
    page = {
        "ends": ends,
        "form": answers,
        "given": given,
        "count": sum(each.answer is Answer.YES for each in given),
        "has_unknown": any(each.answer is Answer.UNKNOWN for each in given),
        "rules": rules,
        "dapil_since": date.fromisoformat(packaged_dapil().version),
    }
    return render(request, "voters/ballots.html", page)


@door(*OFFICES, region=region_in_address, reach=Reach.OWN)
@in_local_time
def voting_day(request: HttpRequest, region: str) -> HttpResponse:
    """Say when this region votes; every notice below counts from it."""
    form = VotingDayForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        actions.set_voting_day(post_of(request), **form.cleaned_data)
        messages.success(request, _("Tersimpan. Semua pengumuman dihitung ulang."))
        return redirect("voters:voting-day", region)
    page = {
        "form": form,
        "region": region,
        "place": name_of(region),
        "vote": selectors.next_voting_day(region, selectors.today_at(region)),
    }
    return render(request, "voters/voting_day.html", page)
