"""The citizens' log as plain files, for tools that check it from outside."""

import re

from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from omah.adapters.files import Folder
from omah.adapters.log import MAX_BUNDLE_BYTES
from omah.rooms.cases import store
from omah.rooms.people.doors import public

FILE = re.compile(r"checkpoint|tile/(?:\d|entries)/(?:x\d{3}/)*\d{3}(?:\.p/\d{1,3})?")


@public
@require_safe
def file(request: HttpRequest, name: str) -> HttpResponse:
    """One file of the log: its checkpoint, a tile or a bundle of entries."""
    folder = Folder(store.case_log().public)
    if not FILE.fullmatch(name) or not folder.has(name):
        raise Http404
    content_type = "text/plain" if name == "checkpoint" else "application/octet-stream"
    answer = HttpResponse(folder.get(name, MAX_BUNDLE_BYTES), content_type=content_type)
    is_final = ".p/" not in name and name != "checkpoint"
    answer["Cache-Control"] = "public, max-age=31536000" if is_final else "no-cache"
    return answer
