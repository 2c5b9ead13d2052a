"""The demo's doors: anyone may be an invented person; in a real house, nobody."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST

from omah.rooms.home import demo_people
from omah.rooms.people.doors import public


def only_in_a_demo() -> None:
    if not demo_people.is_demo():
        raise Http404


@public
def by_link(request: HttpRequest, token: str) -> HttpResponse:
    """A printed link: works once, on a press, so that a preview does not spend it."""
    only_in_a_demo()
    person = demo_people.person_of(token)
    if person is None:
        return render(request, "home/demo_spent.html", status=410)
    if request.method == "POST":
        demo_people.enter(request, person)
        return redirect("home:tasks")
    return render(request, "home/demo_door.html", {"person": person})


@require_POST
@public
def be(request: HttpRequest) -> HttpResponse:
    """A button on the first page: look at the house from inside."""
    only_in_a_demo()
    handle = request.POST.get("orang", "")
    person = get_object_or_404(demo_people.people(), handle=handle)
    demo_people.enter(request, person)
    return redirect("home:tasks")
