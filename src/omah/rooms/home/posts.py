"""The post a person acts in: shown on every page, opens nothing by itself."""

from django.http import HttpRequest

from omah.rooms.people.models import Person, Post
from omah.rooms.people.selectors import ACTING_AS, posts_today


def held_today(request: HttpRequest) -> list[Post]:
    person = request.user
    return (
        list(posts_today(person).order_by("pk")) if isinstance(person, Person) else []
    )


def acting_post(request: HttpRequest, posts: list[Post]) -> Post | None:
    """Return the chosen post while it is held; with one post there is no choice."""
    if len(posts) == 1:
        return posts[0]
    chosen = str(request.session.get(ACTING_AS, ""))
    return next((post for post in posts if str(post.pk) == chosen), None)


def act_as(request: HttpRequest, chosen: str) -> bool:
    """Choose a post that is held today, or with an empty word all of them."""
    if not chosen:
        request.session.pop(ACTING_AS, None)
        return True
    if chosen not in {str(post.pk) for post in held_today(request)}:
        return False
    request.session[ACTING_AS] = chosen
    return True
