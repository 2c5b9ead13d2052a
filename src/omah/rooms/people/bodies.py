"""Who belongs to a body, and which bodies lie below an office."""

from collections.abc import Iterable
from datetime import date

from django.db.models import Q, QuerySet

from omah.core.people.access import PostHeld
from omah.core.people.roles import Role
from omah.rooms.people.models import Person, Post


def posts_below(region: str, today: date, roles: Iterable[str] = ()) -> QuerySet[Post]:
    """Return the held posts in force in a region and all below it."""
    held = Post.objects.filter(
        Q(until__isnull=True) | Q(until__gte=today),
        region__startswith=region,
        since__lte=today,
        holder__isnull=False,
        holder__is_active=True,
    )
    chosen = list(roles)
    fitting = held.filter(role__in=chosen) if chosen else held
    return fitting.select_related("holder").order_by("region", "since", "pk")


def members_of(region: str, today: date, roles: Iterable[str] = ()) -> QuerySet[Post]:
    """Return the posts of exactly this body."""
    return posts_below(region, today, roles).filter(region=region)


def posts_held_by(person: Person, today: date) -> QuerySet[Post]:
    """Return the posts that a person holds today."""
    return posts_below("", today).filter(holder=person)


def is_staffed(region: str, today: date, roles: Iterable[Role]) -> bool:
    """Return whether anyone holds one of these roles in exactly this region."""
    return members_of(region, today, roles).exists()


def row_of(held: PostHeld) -> Post:
    """Return the stored post that opened a door."""
    return Post.objects.select_related("holder").get(pk=held.id)
