"""Offices and ad hoc bodies of the house: their names, and the posts they have."""

from collections.abc import Iterable
from datetime import date
from functools import cache
from importlib.resources import files

from django.db import transaction
from django.db.models import Q
from django.db.models.functions import Length

from omah.core.news.offices import OfficeRegister
from omah.core.office.offices import divisions_of, head_of, leading_role
from omah.core.places.regions import DIGITS, Level, level_of
from omah.formats.offices_tsv import read_offices
from omah.rooms.people.bodies import members_of
from omah.rooms.people.models import Body, Post
from omah.rooms.people.templatetags.house import place


@cache
def register() -> OfficeRegister:
    """Return the commission's offices: nation, provinces, kabupaten/kota."""
    return read_offices((files("omah") / "data" / "offices.tsv").read_bytes())


def name_of(region: str) -> str:
    """Return what an office or body is called; its level and code where unknown."""
    return names_of([region])[region]


def names_of(regions: Iterable[str]) -> dict[str, str]:
    """Return what offices and bodies are called."""
    wanted = list(regions)
    own = Body.objects.filter(region__in=wanted).values_list("region", "name")
    known = dict(own)
    return {code: known.get(code) or registered_name(code) for code in wanted}


def registered_name(region: str) -> str:
    entry = register().by_code.get(region)
    return entry.name if entry else place(region)


def bodies_below(region: str, level: Level) -> list[tuple[str, str]]:
    """Return (code, name) of each office or body of a level within a region."""
    fits = Q(region__startswith=region, digits=DIGITS[level])
    digits = Length("region")
    bodies = Body.objects.alias(digits=digits).filter(fits)
    named = dict(bodies.values_list("region", "name"))
    for entry in register().below(region):
        if level_of(entry.code) is level:
            named.setdefault(entry.code, entry.name)
    posts = Post.objects.alias(digits=digits).filter(fits)
    for code in posts.values_list("region", flat=True):
        named.setdefault(code, place(code))
    return sorted(named.items())


@transaction.atomic
def open_body(region: str, name: str, *, since: date) -> bool:
    """Give an office or body its name and its empty posts; False if it had them."""
    body, is_new = Body.objects.get_or_create(region=region, defaults={"name": name})
    if not is_new and body.name != name:
        body.name = name
        body.save(update_fields=["name"])
    made = [seat(region, division, since) for division in divisions_of(region)]
    return is_new or any(made)


def seat(region: str, division: str, since: date) -> bool:
    """Make a post without holder for a division that has none; say whether it did."""
    role = leading_role(region)
    if Post.objects.filter(region=region, role=role, division=division).exists():
        return False
    Post.objects.create(region=region, role=role, division=division, since=since)
    return True


def head(region: str, today: date) -> Post | None:
    """Return the held post that signs for an office or body today, if there is one."""
    held = {str(post.pk): post for post in members_of(region, today)}
    found = head_of(
        region, [post.held() for post in held.values()], today=today.isoformat()
    )
    return held[found.id] if found else None
