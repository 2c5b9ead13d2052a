"""What is added to an activity and made of it, each with one press of a button."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from omah.core.people.access import Reach
from omah.rooms.activities import actions, joining
from omah.rooms.activities.parts import PARTS, form_of
from omah.rooms.activities.views import RECORDERS, activity_or_404, words_of
from omah.rooms.people.addresses import region_in_address
from omah.rooms.people.doors import door, post_of
from omah.rooms.people.times import in_local_time


@require_POST
@door(*RECORDERS, region=region_in_address, reach=Reach.OWN)
@in_local_time
def add(request: HttpRequest, region: str, id_: UUID, part: str) -> HttpResponse:
    """Add one thing; a fault is shown where it was typed."""
    row = activity_or_404(region, id_)
    if part not in PARTS:
        raise Http404
    form = form_of(row, part, request.POST, request.FILES)
    if not form.is_valid():
        words = words_of(row, {part: form}) | {"faulty": part}
        return render(request, "activities/activity.html", words)
    PARTS[part].add(row, form.cleaned_data)
    messages.success(request, _("Tersimpan."))
    return back(region, id_, part)


def back(region: str, id_: UUID, part: str = "") -> HttpResponse:
    answer = redirect("activities:activity", region, id_)
    if part:
        answer["Location"] += f"#{part}"
    return answer


@require_POST
@door(*RECORDERS, region=region_in_address, reach=Reach.OWN)
def take_away(
    request: HttpRequest, region: str, id_: UUID, part: str, pk: int
) -> HttpResponse:
    """Take one thing off the record."""
    if not actions.take_away(activity_or_404(region, id_), part, pk):
        raise Http404
    messages.success(request, _("Dihapus dari catatan."))
    return back(region, id_, part)


@require_POST
@door(*RECORDERS, region=region_in_address, reach=Reach.OWN)
def finish(request: HttpRequest, region: str, id_: UUID, pk: int) -> HttpResponse:
    """A task is done."""
    row = activity_or_404(region, id_)
    if actions.finish_task(post_of(request), row, pk):
        messages.success(request, _("Tugas selesai."))
    return back(region, id_, "tugas")


@require_POST
@door(*RECORDERS, region=region_in_address, reach=Reach.OWN)
def came(_request: HttpRequest, region: str, id_: UUID, pk: int) -> HttpResponse:
    """Somebody who registered has come."""
    joining.mark_came(activity_or_404(region, id_), pk)
    return back(region, id_, "hadir")


@require_POST
@door(*RECORDERS, region=region_in_address, reach=Reach.OWN)
def open_registration(_request: HttpRequest, region: str, id_: UUID) -> HttpResponse:
    joining.open_registration(activity_or_404(region, id_))
    return back(region, id_, "hadir")


@require_POST
@door(*RECORDERS, region=region_in_address, reach=Reach.OWN)
def news(request: HttpRequest, region: str, id_: UUID) -> HttpResponse:
    """Lay a draft of the news on the desk of the office's site."""
    made = actions.make_news(activity_or_404(region, id_))
    if made is None:
        messages.error(request, _("Kantor ini belum punya situs."))
    elif made.is_new:
        messages.success(request, _("Draf berita ada di meja redaksi."))
    else:
        messages.info(request, _("Draf berita sudah ada; tidak ada yang ditimpa."))
    return back(region, id_, "hasil")


@require_POST
@door(*RECORDERS, region=region_in_address, reach=Reach.OWN)
@in_local_time
def evidence(
    request: HttpRequest, region: str, id_: UUID, assignment: UUID
) -> HttpResponse:
    """Answer an assignment with the report of this activity."""
    row = activity_or_404(region, id_)
    if actions.answer_with_report(post_of(request), row, assignment):
        messages.success(request, _("Tugas dijawab dengan laporan kegiatan ini."))
        return back(region, id_, "hasil")
    messages.warning(
        request,
        _("Tugas ini menanyakan hal lain juga: isi di sini dan unggah laporannya."),
    )
    return redirect("assignments:answer", region, assignment)


@require_POST
@door(*RECORDERS, region=region_in_address, reach=Reach.OWN)
@in_local_time
def send_report(request: HttpRequest, region: str, id_: UUID) -> HttpResponse:
    """Seal the report and send it to the office above."""
    row = activity_or_404(region, id_)
    if not row.office:
        raise Http404
    actions.send_report(row)
    messages.success(request, _("Laporan terkirim ke kantor di atas."))
    return back(region, id_, "hasil")
