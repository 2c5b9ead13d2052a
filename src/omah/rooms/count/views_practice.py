"""Pages of a practice: the lesson, who has practised, and how a rehearsal goes."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from omah.core.count.lesson import Step, by_slot
from omah.core.people.masked import masked_name
from omah.core.people.roles import OFFICES, Role
from omah.rooms.count import selectors
from omah.rooms.count.addresses import region_in, station_in
from omah.rooms.count.forms import name_of
from omah.rooms.count.house import House, house
from omah.rooms.count.models import Statement
from omah.rooms.count.practice import (
    is_practice,
    lesson_of,
    pages_of,
    photograph_file,
    practised,
    truths,
)
from omah.rooms.count.practice_paper import certificate_pdf, confirmed, proved
from omah.rooms.count.queue_page import whole_of
from omah.rooms.people.doors import door, post_of, public, signed_in
from omah.rooms.people.models import Person, Post
from omah.rooms.people.selectors import posts_today

SLOT_S = 600
SLOTS = 144
TRAINERS = OFFICES | {Role.PPS, Role.OPERATOR, Role.ADMINISTRATOR}


def practice_house() -> House:
    if not is_practice():
        raise Http404
    return house()


@signed_in
@require_safe
def practice(request: HttpRequest) -> HttpResponse:
    """My practice sheet: photograph it, key it in, see what was wrong."""
    if not is_practice():
        return render(request, "count/no_practice.html")
    here, person = house(), request.user
    mine = posts_today(person) if isinstance(person, Person) else Post.objects.none()
    contest = next(iter(here.contests.values()))
    lessons = [
        {
            "post": post,
            "lesson": its,
            "pages": pages_of(here, post.region),
            "mistakes": [(name_of(m.field, contest), m) for m in its.mistakes],
            "is_done": its.step is Step.DONE,
        }
        for post in mine
        if (its := lesson_of(here, post, truths(here))) is not None
    ]
    trains = [post for post in mine if post.role in TRAINERS]
    words = {"contest": contest, "lessons": lessons, "trains": trains}
    return render(request, "count/practice.html", words)


@door(Role.KPPS, *sorted(TRAINERS), region=station_in)
@require_safe
def paper(request: HttpRequest, station: str, page: int) -> HttpResponse:
    """A page of a practice sheet, to show on another screen or to print."""
    path = photograph_file(practice_house().election.folder, station, page)
    if not station.isdigit() or not path.is_file():
        raise Http404
    return HttpResponse(path.read_bytes(), content_type="image/jpeg")


@door(Role.KPPS, *sorted(TRAINERS), region=station_in)
@require_safe
def certificate(request: HttpRequest, station: str, post: int) -> HttpResponse:
    """The certificate of a post: its own, or printed for it by those who train."""
    here, held = practice_house(), post_of(request)
    row = get_object_or_404(Post, pk=post, region=station)
    is_own = held.id == str(row.pk)
    proof = proved(here, row) if is_own or held.role in TRAINERS else None
    if proof is None:
        raise Http404
    title = next(iter(here.contests.values())).title_id
    content = certificate_pdf(proof, title, f"{request.scheme}://{request.get_host()}")
    name = f'inline; filename="latihan-{proof.number}.pdf"'
    return HttpResponse(
        content,
        content_type="application/pdf",
        headers={"Content-Disposition": name, "Cache-Control": "private, no-store"},
    )


@public
@require_safe
def proof(request: HttpRequest, number: str) -> HttpResponse:
    """Whether a certificate of practice is ours, with the name masked."""
    found = confirmed(practice_house(), number)
    words = {
        "number": number,
        "proof": found,
        "name": masked_name(found.name) if found else "",
    }
    status = 200 if found else 404
    return render(request, "count/practice_proof.html", words, status=status)


@door(*sorted(TRAINERS), region=region_in)
@require_safe
def who_practised(request: HttpRequest, region: str) -> HttpResponse:
    """The poll workers of a region: who has practised, with how many mistakes."""
    here, code = practice_house(), region_in(region=region)
    rows = practised(here, code, timezone.localdate())
    words = {
        "contest": next(iter(here.contests.values())),
        "region": code,
        "name": here.register.name_of(code) or "Indonesia",
        "rows": rows,
        "done": sum(row.is_done for row in rows),
    }
    return render(request, "count/practised.html", words)


@door(*sorted(TRAINERS), region=region_in)
@require_safe
def rehearsal(request: HttpRequest, region: str) -> HttpResponse:
    """How a rehearsal goes: what comes in, by ten minutes, and who is silent."""
    here, code = practice_house(), region_in(region=region)
    contest = next(iter(here.contests.values()))
    if code not in here.register:
        raise Http404
    now = here.election.clock()
    since = now - SLOT_S * SLOTS
    came = Statement.objects.filter(received_at__gte=since).values_list("received_at")
    slots = by_slot((at for (at,) in came), SLOT_S, now)
    parts = list(selectors.progress(here, contest.id, code))
    words = {
        "contest": contest,
        "region": code,
        "name": here.register.name_of(code) or "Indonesia",
        "whole": whole_of(here, code, parts),
        "silent": [part for part in parts if part.missing],
        "slots": list(enumerate(slots)),
        "highest": max(slots, default=1),
        "now": timezone.localtime(),
        "last_hour": sum(slots[-6:]),
    }
    return render(request, "count/rehearsal.html", words)
