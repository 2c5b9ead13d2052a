"""What the frame of every page needs: the post one acts in, the looks, help."""

from typing import Any

from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject

from omah.rooms.home.demo_people import is_demo
from omah.rooms.home.hints import hint_for
from omah.rooms.home.looks import LOOKS, looks_of
from omah.rooms.home.posts import acting_post, held_today


def shell(request: HttpRequest) -> dict[str, Any]:
    """For every template; nothing is fetched before a page shows it."""
    match = request.resolver_match
    chosen = looks_of(request)
    posts = SimpleLazyObject(lambda: held_today(request))
    return {
        "looks": chosen,
        "look_choices": [(look, word, look in chosen) for look, word in LOOKS.items()],
        "my_posts": posts,
        "acting": SimpleLazyObject(lambda: acting_post(request, list(posts))),
        "hint": hint_for(match.view_name if match else ""),
        "is_demo": is_demo(),
    }
