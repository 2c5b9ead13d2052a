"""What the house's rules rest on, for everyone to see and for officers to settle."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from omah.core.service.legal_basis import Area, unread
from omah.formats.legal_bases import legal_bases
from omah.rooms.cases.words import LAW_AREAS
from omah.rooms.people.doors import public


@public
@require_safe
def law(request: HttpRequest) -> HttpResponse:
    """Every rule with its article; those whose wording nobody has seen come first."""
    bases = legal_bases()
    words = {
        "unread": unread(bases),
        "count": len(bases),
        "areas": [
            (LAW_AREAS[area], [basis for basis in bases if basis.area is area])
            for area in Area
        ],
    }
    return render(request, "cases/law.html", words)
