"""Reads of this room; every fetch for a person takes that person."""

from django.db.models import Q, QuerySet
from django.http import HttpRequest
from django.utils import timezone

from omah.core.people.access import Visitor
from omah.rooms.people.models import Device, Person, Post

ACTING_AS = "acting_as"
"""In the session: the post that the person chose to act in."""


def visitor_of(request: HttpRequest) -> Visitor:
    """Return who comes, with every post granted to them."""
    person = request.user
    if not isinstance(person, Person):
        return Visitor(signed_in=False)
    posts = tuple(post.held() for post in posts_of(person))
    return Visitor(
        signed_in=True,
        posts=posts,
        second_factor=shown_second_factor(request),
        acting_as=str(request.session.get(ACTING_AS, "")),
    )


def posts_of(person: Person) -> QuerySet[Post]:
    return Post.objects.filter(holder=person).order_by("since", "pk")


def posts_today(person: Person) -> QuerySet[Post]:
    """Return the posts that a person holds today, first and last day included."""
    today = timezone.localdate()
    begun = Post.objects.filter(holder=person, since__lte=today)
    return begun.filter(Q(until__isnull=True) | Q(until__gte=today))


def devices_of(person: Person) -> QuerySet[Device]:
    return Device.objects.filter(post__holder=person).select_related("post")


def shown_second_factor(request: HttpRequest) -> bool:
    """Whether this session signed in with a passkey or a one-time code."""
    methods = request.session.get("account_authentication_methods", [])
    return any(entry.get("method") == "mfa" for entry in methods)
