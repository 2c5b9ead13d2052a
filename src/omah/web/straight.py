"""The straight way for what a phone sends: no session, no language, no page.

A statement and a piece of a photograph carry their own signatures, and their doors
are open to anyone. Whoever is signed in, in which language, at which office's site:
nothing of this is asked, and asking would cost as much as the answer.
"""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.urls import resolve

Answer = Callable[[HttpRequest], HttpResponseBase]

STRAIGHT = ("/api/v1/statements", "/api/v1/photos/")
ADDRESSES = "omah.rooms.count.urls"


def straight(answer: Answer) -> Answer:
    """Answer these addresses past all that stands below in ``MIDDLEWARE``."""

    def answered(request: HttpRequest) -> HttpResponseBase:
        if not request.path_info.startswith(STRAIGHT) or is_for_a_site(request):
            return answer(request)
        view, words, named = resolve(request.path_info, ADDRESSES)
        response: HttpResponse = view(request, *words, **named)
        response.headers["Content-Length"] = str(len(response.content))
        return response

    return answered


def is_for_a_site(request: HttpRequest) -> bool:
    """Whether an office's own host is called, which serves its site alone."""
    host = request.get_host().partition(":")[0]
    return host.endswith(f".{settings.OMAH_SITES_DOMAIN}")
