"""Word from an office to the bodies below, and who has read it."""

from datetime import timedelta
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from omah.core.people.access import Reach
from omah.core.people.roles import OF_PEOPLE, OFFICES
from omah.rooms.field import actions, selectors
from omah.rooms.field.forms import BroadcastForm
from omah.rooms.people.addresses import region_in_address
from omah.rooms.people.doors import door, post_of
from omah.rooms.people.offices import names_of
from omah.rooms.people.times import in_local_time


@door(*OFFICES, region=region_in_address, reach=Reach.OWN)
@in_local_time
def sent(request: HttpRequest, region: str) -> HttpResponse:
    """What this office has sent; a new broadcast is written here."""
    today = timezone.localdate()
    reached = selectors.audience(post_of(request), region, today)
    form = BroadcastForm(request.POST or None, audience=reached)
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        hours = timedelta(hours=given.pop("confirm_hours"))
        made = actions.send_broadcast(
            post_of(request),
            region=region,
            confirm_by=timezone.now() + hours,
            **given,
        )
        messages.success(request, _("Siaran terkirim."))
        return redirect("field:receipts", region, made.pk)
    words = {
        "region": region,
        "form": form,
        "broadcasts": selectors.broadcasts_from(region)[:50],
    }
    return render(request, "field/sent.html", words)


@door(*OFFICES, region=region_in_address, reach=Reach.OWN)
@in_local_time
def receipts(request: HttpRequest, region: str, id_: UUID) -> HttpResponse:
    """Who has read a broadcast and who has not."""
    broadcast = get_object_or_404(selectors.broadcasts_from(region), pk=id_)
    found = selectors.readers(broadcast, timezone.localdate())
    words = {
        "region": region,
        "broadcast": broadcast,
        "readers": found,
        "names": names_of({reader.post.region for reader in found}),
        "unread": sum(reader.read_at is None for reader in found),
    }
    return render(request, "field/receipts.html", words)


@door(*OF_PEOPLE, region=region_in_address, reach=Reach.OWN)
@in_local_time
def inbox(request: HttpRequest, region: str) -> HttpResponse:
    """What was sent to my post."""
    words = {
        "region": region,
        "broadcasts": selectors.broadcasts_for(post_of(request)),
    }
    return render(request, "field/inbox.html", words)


@door(*OF_PEOPLE, region=region_in_address, reach=Reach.OWN)
@in_local_time
def read(request: HttpRequest, region: str, id_: UUID) -> HttpResponse:
    """Read a broadcast and say so."""
    received = selectors.broadcast_for(post_of(request), id_)
    if received is None:
        raise Http404
    if request.method == "POST":
        actions.confirm_broadcast(post_of(request), received.broadcast)
        messages.success(request, _("Kantor pengirim tahu bahwa Anda sudah membaca."))
        return redirect("field:inbox", region)
    words = {"region": region, "received": received}
    return render(request, "field/read.html", words)
