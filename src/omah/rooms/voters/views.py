"""Pages for voters."""

from django.http import HttpRequest, HttpResponse

from omah.rooms.people.doors import public


@public
def transfer(request: HttpRequest) -> HttpResponse:
    """How to vote elsewhere."""
    return HttpResponse("")
