"""The same two acts for an app's outbox: JSON in, JSON out, sent twice is once."""

import json
from uuid import UUID

from django.http import HttpRequest, JsonResponse
from django.views.decorators.http import require_POST

from omah.core.office.roster import ATTENDERS, Way
from omah.core.people.access import Reach
from omah.core.people.roles import OF_PEOPLE
from omah.rooms.field import actions, selectors
from omah.rooms.field.forms import MarkForm
from omah.rooms.people.addresses import region_in_address
from omah.rooms.people.doors import door, post_of


@require_POST
@door(*ATTENDERS, region=region_in_address, reach=Reach.OWN)
def mark(request: HttpRequest, region: str) -> JsonResponse:
    """Keep ``{"id", "way", "claimed_at"}``; the answer is the outbox's receipt."""
    try:
        said = json.loads(request.body)
    except (ValueError, RecursionError):
        said = None
    form = MarkForm(said if isinstance(said, dict) else {})
    if not form.is_valid() or not said.get("claimed_at"):
        return JsonResponse({"refused": "malformed"}, status=400)
    given = form.cleaned_data
    try:
        kept = actions.mark(
            post_of(request),
            id_=given["id"],
            way=Way(given["way"]),
            claimed_at=given["claimed_at"],
        )
    except actions.AnotherMarkError:
        return JsonResponse({"refused": "id-used"}, status=409)
    return JsonResponse(
        {"id": str(kept.pk), "region": region, "received_at": kept.received_at}
    )


@require_POST
@door(*OF_PEOPLE, region=region_in_address, reach=Reach.OWN)
def confirm(request: HttpRequest, region: str, id_: UUID) -> JsonResponse:
    """Say that this post has read a broadcast."""
    received = selectors.broadcast_for(post_of(request), id_)
    if received is None:
        return JsonResponse({"refused": "not-for-you"}, status=404)
    receipt = actions.confirm_broadcast(post_of(request), received.broadcast)
    return JsonResponse({"id": str(id_), "region": region, "read_at": receipt.read_at})
