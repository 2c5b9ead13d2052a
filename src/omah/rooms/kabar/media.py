"""Pictures of the sites; documents go through Wagtail, which asks who may see them."""

from django.conf import settings
from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.views.static import serve

from omah.rooms.people.doors import public

OPEN_FOLDERS = ("images/",)


@public
def picture(request: HttpRequest, path: str) -> HttpResponseBase:
    """A rendition of a picture; nothing else that was uploaded."""
    if not path.startswith(OPEN_FOLDERS):
        raise Http404
    return serve(request, path, document_root=str(settings.MEDIA_ROOT))
