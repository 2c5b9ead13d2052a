"""The public site of results from its folder: one machine serves all by itself.

Where traffic is heavy a web server or a CDN stands before the folder instead, and
``OMAH_RESULTS`` names its address.
"""

from django.conf import settings
from django.http import Http404, HttpResponse, HttpResponseBase
from django.http.request import HttpRequest
from django.shortcuts import render
from django.views.decorators.http import require_safe
from django.views.static import serve

from omah.rooms.people.doors import public

INDEX = "index.html"


@public
@require_safe
def results(request: HttpRequest, path: str = "") -> HttpResponseBase:
    """A file of the public site; before the first release, a page that says so."""
    wanted = path + INDEX if path.endswith("/") or not path else path
    try:
        return serve(request, wanted, document_root=str(settings.OMAH_PUBLIC))
    except Http404:
        if wanted != INDEX:
            raise
    return nothing_yet(request)


def nothing_yet(request: HttpRequest) -> HttpResponse:
    return render(request, "count/no_results.html")
