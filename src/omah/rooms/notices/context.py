"""What every page's header carries: how many notices wait."""

from typing import Any

from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject

from omah.rooms.notices.selectors import unread_by
from omah.rooms.people.models import Person


def unread(request: HttpRequest) -> dict[str, Any]:
    """For every template: the number of unread notices, counted only if shown."""
    person = getattr(request, "user", None)
    if not isinstance(person, Person):
        return {}
    return {"unread_notices": SimpleLazyObject(lambda: unread_by(person))}
