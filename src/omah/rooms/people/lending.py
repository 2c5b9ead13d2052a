"""Accounts of one region, lent to a laptop that works without the office."""

from collections.abc import Iterable

from allauth.mfa.models import Authenticator
from django.core import serializers
from django.db import transaction
from django.db.models import Model, Q

from omah.rooms.people.models import Body, Person, Post

LENT_MODELS = {"people.person", "people.body", "people.post", "mfa.authenticator"}


class NotLentError(Exception):
    """The file holds something else than accounts."""


def lent_accounts(region: str) -> str:
    """Return the posts of a region and above it, with those who hold them.

    An account takes its password and second factor along, or nobody could sign in.
    """
    above = [region[:length] for length in (0, 2, 4, 6, 10) if length < len(region)]
    of_region = Q(region__startswith=region) | Q(region__in=above)
    posts = Post.objects.filter(of_region)
    holders = Person.objects.filter(posts__in=posts).distinct()
    rows: Iterable[Model] = [
        *Body.objects.filter(of_region),
        *holders,
        *posts,
        *Authenticator.objects.filter(user__in=holders),
    ]
    text: str = serializers.serialize("json", rows, ensure_ascii=False)
    return text


@transaction.atomic
def take_accounts(text: str) -> int:
    """Put lent accounts into an empty house; return how many rows there were."""
    rows = list(serializers.deserialize("json", text))
    if any(row.object._meta.label_lower not in LENT_MODELS for row in rows):
        raise NotLentError("the file holds something else than accounts")
    for row in rows:
        if isinstance(row.object, Person):
            row.m2m_data = {}  # groups of the editors' desk do not exist there
        row.save()
    return len(rows)
