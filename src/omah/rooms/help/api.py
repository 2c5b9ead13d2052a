"""The helpdesk for an app's outbox: a question once, and what is broken."""

import json

from django.http import HttpRequest, JsonResponse
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_POST

from omah.core.people.access import Reach
from omah.core.people.roles import OF_PEOPLE
from omah.rooms.help import actions, selectors
from omah.rooms.help.context import app_context
from omah.rooms.help.forms import AskForm
from omah.rooms.help.views import my_posts
from omah.rooms.people.doors import door, post_of


@require_POST
@door(*OF_PEOPLE, reach=Reach.ANYWHERE)
def ask(request: HttpRequest) -> JsonResponse:
    """Keep ``{"id", "subject", "text", "topic", "urgency", "context"}``."""
    try:
        said = json.loads(request.body)
    except (ValueError, RecursionError):
        said = None
    form = AskForm(said if isinstance(said, dict) else {})
    if not form.is_valid():
        return JsonResponse({"refused": "malformed"}, status=400)
    given = form.cleaned_data
    context = said.get("context")
    try:
        row = actions.ask(
            post_of(request),
            id_=given.pop("id"),
            context=app_context(context if isinstance(context, dict) else {}),
            **given,
        )
    except actions.AnotherTicketError:
        return JsonResponse({"refused": "id-used"}, status=409)
    return JsonResponse(
        {"id": str(row.pk), "code": row.code, "received_at": row.asked_at}
    )


@require_GET
@door(*OF_PEOPLE, reach=Reach.ANYWHERE)
def mine(request: HttpRequest) -> JsonResponse:
    """How my questions stand, by the ids the app gave them, with the last answer."""
    asked = selectors.tickets_of(my_posts(request), timezone.now())
    answers = selectors.last_answers(ticket.row for ticket in asked)
    rows = [
        {
            "id": ticket.row.pk.hex,
            "state": ticket.state,
            "code": ticket.row.code,
            "page": reverse("help:ticket", args=[ticket.row.region, ticket.row.pk]),
            "answer": answers.get(ticket.row.pk, ""),
        }
        for ticket in asked
    ]
    return JsonResponse({"tickets": rows})


@require_GET
@door(*OF_PEOPLE, reach=Reach.ANYWHERE)
def problems(request: HttpRequest) -> JsonResponse:
    """What is known to be broken where this post is held."""
    found = selectors.problems_at([post_of(request).region])
    rows = [{"title": p.title, "text": p.text, "since": p.since} for p in found]
    return JsonResponse({"problems": rows})
