"""Papers and photographs of an activity, for its own office; reports for the next."""

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404

from omah.core.people.access import Reach
from omah.formats.evidence import KINDS
from omah.rooms.activities import papers, selectors
from omah.rooms.activities.models import Document, Photo
from omah.rooms.activities.views import RECORDERS, activity_or_404
from omah.rooms.assignments.files import blobs
from omah.rooms.people.addresses import region_in_address
from omah.rooms.people.doors import door
from omah.rooms.people.times import in_local_time

MEDIA_TYPES = {kind.ending: kind.media_type for kind in KINDS}


def sent(content: bytes, media_type: str, name: str, *, inline: bool) -> HttpResponse:
    way = "inline" if inline else "attachment"
    return HttpResponse(
        content,
        content_type=media_type,
        headers={
            "Content-Disposition": f'{way}; filename="{name}"',
            "Content-Security-Policy": "sandbox; default-src 'none'",
            "Cache-Control": "private, no-store",
        },
    )


def pdf(content: bytes, name: str) -> HttpResponse:
    return HttpResponse(
        content,
        content_type="application/pdf",
        headers={
            "Content-Disposition": f'inline; filename="{name}.pdf"',
            "Cache-Control": "private, no-store",
        },
    )


@door(*RECORDERS, region=region_in_address, reach=Reach.OWN)
def photo(_request: HttpRequest, region: str, id_: UUID, pk: int) -> HttpResponse:
    kept = get_object_or_404(Photo, activity=activity_or_404(region, id_), pk=pk)
    name = f"foto-{kept.pk}.jpg"
    return sent(blobs().get(kept.sha256), "image/jpeg", name, inline=True)


@door(*RECORDERS, region=region_in_address, reach=Reach.OWN)
def document(_request: HttpRequest, region: str, id_: UUID, pk: int) -> HttpResponse:
    kept = get_object_or_404(Document, activity=activity_or_404(region, id_), pk=pk)
    name = f"dokumen-{kept.pk}.{kept.ending}"
    media_type = MEDIA_TYPES[kept.ending]
    return sent(blobs().get(kept.sha256), media_type, name, inline=False)


@door(*RECORDERS, region=region_in_address, reach=Reach.OWN)
@in_local_time
def report(_request: HttpRequest, region: str, id_: UUID) -> HttpResponse:
    """The report as the record stands now."""
    return pdf(papers.report_pdf(activity_or_404(region, id_)), "laporan")


@door(*RECORDERS, region=region_in_address, reach=Reach.OWN)
@in_local_time
def attendance(request: HttpRequest, region: str, id_: UUID) -> HttpResponse:
    """The attendance list, filled or blank."""
    row = activity_or_404(region, id_)
    is_blank = "kosong" in request.GET
    return pdf(papers.attendance_pdf(row, is_blank=is_blank), "daftar-hadir")


@door(*RECORDERS, region=region_in_address, reach=Reach.OWN)
def sent_report(_request: HttpRequest, region: str, id_: UUID) -> HttpResponse:
    """A report as it was sealed and sent to this office."""
    row = selectors.report_to(region, id_)
    if row is None:
        raise Http404
    return pdf(blobs().get(row.report_sha256), "laporan")
