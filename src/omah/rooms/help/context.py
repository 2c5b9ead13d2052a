"""What every page and every ticket carries: known problems, and where one was."""

from collections.abc import Mapping
from typing import Any

from django.http import HttpRequest
from django.urls import Resolver404, resolve
from django.utils import timezone

from omah.core.office.tickets import Topic
from omah.rooms.help.selectors import problems_at
from omah.rooms.people.bodies import posts_held_by
from omah.rooms.people.models import Person

SECRET_PARTS = {"token"}
APP_KEYS = ("screen", "contest", "station", "page", "online", "unsent", "version")
"""What the offline application may say of itself; nothing else is kept."""
LONGEST = 80
TOPIC_OF_ROOM = {
    "count": Topic.FIGURES,
    "capture": Topic.FIGURES,
    "field": Topic.BODIES,
    "account": Topic.ACCESS,
    "people": Topic.ACCESS,
}


def known_problems(request: HttpRequest) -> dict[str, Any]:
    """For every template: what is known to be broken where this person works."""
    person = getattr(request, "user", None)
    if not isinstance(person, Person):
        return {}
    posts = posts_held_by(person, timezone.localdate())
    return {"known_problems": problems_at({post.region for post in posts})}


def screen_context(address: str) -> dict[str, str]:
    """Return the screen behind an address and what it showed, without secrets."""
    try:
        found = resolve(address.partition("?")[0])
    except Resolver404:
        return {}
    parts = {
        name: str(value)[:LONGEST]
        for name, value in found.kwargs.items()
        if name not in SECRET_PARTS
    }
    return {"screen": found.view_name, **parts}


def app_context(said: Mapping[str, object]) -> dict[str, str]:
    """Return what the offline application says of itself, by known names alone."""
    return {
        name: str(said[name])[:LONGEST]
        for name in APP_KEYS
        if isinstance(said.get(name), str | int)
    }


def likely_topic(context: Mapping[str, str]) -> Topic:
    """Return what a question from this screen is probably about."""
    room = context.get("screen", "").partition(":")[0]
    return TOPIC_OF_ROOM.get(room, Topic.ACCESS)
