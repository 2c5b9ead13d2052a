"""A house with an invented election, people with posts, and their devices."""

from datetime import date

import pytest
from django.core.cache import cache
from tests.rooms.count.houses import Phone, begin

from omah.core.people.roles import Role
from omah.rooms.count import house as houses
from omah.rooms.count import releasing
from omah.rooms.people.models import Person, Post


@pytest.fixture
def house(db, tmp_path, settings):
    """The house of this test, and of nobody else."""
    settings.OMAH_ELECTION = tmp_path / "election"
    settings.OMAH_PUBLIC = tmp_path / "public"
    cache.clear()
    begin(settings.OMAH_ELECTION)
    yield houses.house()
    houses.leave()
    releasing.forget()


@pytest.fixture
def post_of(db):
    """Make someone with a post, who signs in when asked."""

    def make(role: Role, region: str, name: str = "") -> Post:
        handle = name or f"{role}-{region}-{Person.objects.count()}"
        holder = Person.objects.create_person(handle, "Contoh", "x")
        return Post.objects.create(
            role=role, region=region, holder=holder, since=date(2026, 1, 1)
        )

    return make


@pytest.fixture
def phone_of(house, post_of):
    """Make a phone with an enrolled key for a new post."""

    def make(role: Role, region: str) -> Phone:
        return Phone.enrolled(house, post_of(role, region))

    return make
