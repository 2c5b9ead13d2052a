"""People of an invented kabupaten, with their posts, signed in."""

from datetime import date

from django.test import Client

from omah.core.people.access import PostHeld
from omah.core.people.roles import Role
from omah.rooms.people.models import Person, Post

KABKOTA, OTHER_KABKOTA = "9971", "9972"
KECAMATAN, OTHER_KECAMATAN = "997101", "997102"
VILLAGE, OTHER_VILLAGE = "9971011001", "9971021001"
STATION = "9971011001001"
NAMES = {
    Role.KPPS: "Rara Ketapang",
    Role.PPS: "Bayu Randu",
    Role.PPK: "Sinta Waru",
    Role.KPU_KABKOTA: "Jaka Trembesi",
}


def post(role: Role, region: str, name: str = "", **more: object) -> Post:
    """A person with one post, named after both."""
    count = Person.objects.count()
    person = Person.objects.create_person(
        f"{role}-{region or 'ri'}-{count}", name or NAMES.get(role, "Contoh"), "x"
    )
    return Post.objects.create(
        role=role, region=region, holder=person, since=date(2026, 1, 1), **more
    )


def held(row: Post) -> PostHeld:
    return row.held()


def signed_in(row: Post, *, language: str = "id") -> Client:
    client = Client(headers={"accept-language": language})
    client.force_login(row.holder, "django.contrib.auth.backends.ModelBackend")
    return client
