"""Pages of the host: call for signatures, the live board, the sealed set."""

import csv
import io
import zipfile
from datetime import datetime, timedelta
from uuid import UUID, uuid4

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from omah.core.people.access import Reach
from omah.core.people.roles import OFFICES, Role
from omah.core.places.regions import Level, level_of
from omah.rooms.agreements import actions, selectors
from omah.rooms.agreements.forms import CallForm
from omah.rooms.agreements.models import Round
from omah.rooms.agreements.papers import authority, papers, sealed_papers
from omah.rooms.people.addresses import region_in_address
from omah.rooms.people.doors import door, post_of
from omah.rooms.people.offices import bodies_below, name_of
from omah.rooms.people.times import in_local_time

HOUR = timedelta(hours=1)


@door(*OFFICES, region=region_in_address, reach=Reach.OWN)
@in_local_time
def call(request: HttpRequest, region: str) -> HttpResponse:
    """Call this office and those below to sign at one hour."""
    bodies = bodies_below(region, Level(level_of(region) + 1))
    begins = next_hour(timezone.localtime())
    first = {
        "id": uuid4(),
        "title": _("Penandatanganan Perjanjian Kinerja"),
        "year": begins.year,
        "papers": list(papers()),
        "opens_at": begins,
        "closes_at": begins + HOUR,
        "needs_second_factor": True,
        "offices": [code for code, _name in bodies],
    }
    form = CallForm(request.POST or None, bodies=bodies, initial=first)
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        try:
            made = actions.call(post_of(request), id_=given.pop("id"), **given)
        except actions.AnotherRoundError as used:
            raise Http404 from used
        messages.success(request, _("Kantor-kantor dipanggil. Tampilkan papan ini."))
        return redirect("agreements:board", region, made.pk)
    words = {"region": region, "name": name_of(region), "form": form}
    return render(request, "agreements/call.html", words)


def next_hour(now: datetime) -> datetime:
    return now.replace(minute=0, second=0, microsecond=0) + HOUR


def round_of(region: str, id_: UUID) -> Round:
    return get_object_or_404(selectors.hosted_by(region), pk=id_)


@require_GET
@door(*OFFICES, Role.OPERATOR, region=region_in_address, reach=Reach.OWN)
@in_local_time
def board(request: HttpRequest, region: str, id_: UUID) -> HttpResponse:
    """Who has signed, live; a part of the page is asked for again and again."""
    words = {
        "region": region,
        "board": selectors.board(round_of(region, id_)),
        "now": timezone.now(),
    }
    is_part = request.GET.get("bagian") == "papan"
    page = "agreements/board_part.html" if is_part else "agreements/board.html"
    answer = render(request, page, words)
    answer["Cache-Control"] = "no-store"
    return answer


@require_GET
@door(*OFFICES, Role.OPERATOR, region=region_in_address, reach=Reach.OWN)
@in_local_time
def sealed_set(_request: HttpRequest, region: str, id_: UUID) -> HttpResponse:
    """Every sealed paper, the list of them, and the authority's certificate."""
    made = round_of(region, id_)
    actions.seal_pending(made)
    answer = HttpResponse(zipped(made), "application/zip")
    answer["Content-Disposition"] = f'attachment; filename="perjanjian-{made.year}.zip"'
    answer["Cache-Control"] = "private, no-store"
    return answer


def cell(text: str) -> str:
    """Return a name for a spreadsheet, which must take no text for a formula."""
    return f"'{text}" if text.startswith(("=", "+", "-", "@")) else text


def zipped(made: Round) -> bytes:
    listed = io.StringIO()
    table = csv.writer(listed)
    table.writerow(["kode", "kantor", "nama", "jabatan", "waktu", "sha256"])
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as file:
        for row in selectors.signatures(made):
            office = row.party.office or "nasional"
            one = f"-{row.party_id}" if made.is_for_all else ""
            file.writestr(f"{office}{one}.pdf", sealed_papers().get(row.sealed_sha256))
            said = [row.party.name, row.text["name"], row.text["post"]]
            table.writerow([
                row.party.office, *map(cell, said), row.at.isoformat(),
                row.sealed_sha256,
            ])  # fmt: skip
        file.writestr("daftar.csv", listed.getvalue())
        file.writestr("otoritas.crt", authority().root)
    return out.getvalue()
