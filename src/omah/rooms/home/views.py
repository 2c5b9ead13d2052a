"""The front room's pages: a citizen's first page, search, tasks, posts and looks."""

from urllib.parse import urlencode

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from omah.core.people.access import Reach
from omah.core.people.roles import Role
from omah.rooms.home import demo_people, finding
from omah.rooms.home.duties import stretches, tasks_of
from omah.rooms.home.kinds import in_shown_order, kind_of
from omah.rooms.home.looks import COOKIE, LASTS_S, LOOKS, looks_of, turned
from omah.rooms.home.posts import act_as, acting_post, held_today
from omah.rooms.home.sources import OUTSIDE
from omah.rooms.home.specimens import icon_names, specimens
from omah.rooms.home.tiles import TILES, workrooms
from omah.rooms.people.doors import door, public, signed_in
from omah.rooms.people.selectors import visitor_of

NEWEST = 3
MOST_PAGES = 500


@public
@require_safe
def citizen(request: HttpRequest) -> HttpResponse:
    """The first page: one search box, and a door for each thing people come for."""
    words = {
        "tiles": TILES,
        "news": finding.newest("news", NEWEST),
        "podcasts": finding.newest("podcast", 1),
        "demo_people": demo_people.people() if demo_people.is_demo() else [],
    }
    return render(request, "home/citizen.html", words)


@public
@require_safe
def search(request: HttpRequest) -> HttpResponse:
    """Find public things of every room; without a question, look around a kind."""
    question = request.GET.get("q", "")[: finding.LONGEST_QUESTION]
    kind = request.GET.get("jenis", "")[:20]
    page = page_of(request)
    if question.strip():
        found = finding.find(question, kind=kind, page=page)
    else:
        groups = [finding.listed(kind, page)] if kind else []
        found = finding.Found("", groups, counts={})
    total = found.groups[0].total if len(found.groups) == 1 else 0
    words = {
        "found": found,
        "kind": kind,
        "kinds": [
            (code, kind_of(code), found.counts[code], asking(question, code))
            for code in in_shown_order(list(found.counts))
        ],
        "all": asking(question, ""),
        "earlier": asking(question, kind, page - 1) if kind and page > 1 else "",
        "more": asking(question, kind, page + 1)
        if kind and total > page * finding.PAGE
        else "",
    }
    return render(request, "home/search.html", words)


def page_of(request: HttpRequest) -> int:
    """Return the page that the address asks for, from 1 on."""
    asked = request.GET.get("hal", "")
    is_number = asked.isascii() and asked.isdigit() and len(asked) < 4
    return min(max(int(asked), 1), MOST_PAGES) if is_number else 1


def asking(question: str, kind: str, page: int = 1) -> str:
    parts = {"q": question, "jenis": kind, "hal": str(page) if page > 1 else ""}
    return "?" + urlencode({name: value for name, value in parts.items() if value})


@signed_in
@require_safe
def tasks(request: HttpRequest) -> HttpResponse:
    """What must I do today, by when, why."""
    posts = held_today(request)
    chosen = acting_post(request, posts)
    now = timezone.now()
    counted = [chosen] if chosen else posts
    found = tasks_of([post.held() for post in counted], now, timezone.localdate(now))
    words = {
        "stretches": stretches(found),
        "total": len(found),
        "late": sum(task.when == "late" for task in found),
        "posts": posts,
        "chosen": chosen,
        "rooms": workrooms(visitor_of(request), timezone.localdate(now).isoformat()),
    }
    return render(request, "home/tasks.html", words)


@require_POST
@signed_in
def choose_post(request: HttpRequest) -> HttpResponse:
    """Act in another of my posts from now on."""
    if not act_as(request, request.POST.get("jabatan", "")):
        messages.error(request, _("Jabatan itu tidak Anda pegang hari ini."))
    return redirect(way_back(request))


@require_POST
@public
def choose_look(request: HttpRequest) -> HttpResponse:
    """Switch one look on or off for this browser."""
    answer = redirect(way_back(request))
    look = request.POST.get("tampilan", "")
    if look in LOOKS:
        answer.set_cookie(
            COOKIE,
            turned(looks_of(request), look),
            max_age=LASTS_S,
            samesite="Lax",
            secure=request.is_secure(),
            httponly=True,
        )
    return answer


def way_back(request: HttpRequest) -> str:
    """Return the page a button was pressed on, if it lies in this house."""
    asked = request.POST.get("next", "")
    is_ours = url_has_allowed_host_and_scheme(asked, allowed_hosts=None)
    return asked if is_ours and asked.startswith("/") else "/"


@public
@require_safe
def style(request: HttpRequest) -> HttpResponse:
    """Every component of the design system, beside the code that makes it."""
    words = {"specimens": specimens(), "icons": icon_names()}
    return render(request, "home/style.html", words)


def is_of_the_whole_house(request: HttpRequest) -> bool:
    whole = {Role.ADMINISTRATOR, Role.KPU_RI}
    return any(post.role in whole and not post.region for post in held_today(request))


@door(Role.ADMINISTRATOR, Role.KPU_RI, Role.KPU_PROVINSI, reach=Reach.ANYWHERE)
@require_safe
def outside(request: HttpRequest) -> HttpResponse:
    """Services outside the house: which are called, and what stands in for others."""
    services = [one for services_of in OUTSIDE.values() for one in services_of()]
    if not is_of_the_whole_house(request):
        services = [service.uncounted() for service in services]
    return render(request, "home/outside.html", {"services": services})
