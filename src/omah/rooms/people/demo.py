"""Invented offices and people of the demo; every other room finds them by post."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.db import transaction

from omah.core.news.offices import OfficeEntry
from omah.core.people.access import Acting, Division
from omah.core.people.roles import Role
from omah.rooms.people.models import Person, Post
from omah.rooms.people.offices import open_body

PROVINCE = "98"
ENTRIES = (
    OfficeEntry(PROVINCE, "Nusa Rekaan"),
    OfficeEntry("9801", "Wanasekar"),
    OfficeEntry("9802", "Girilaras"),
    OfficeEntry("9871", "Kota Tirtawening"),
)
BODIES = (
    ("987101", "PPK Tirtawening Lor"),
    ("9871011001", "PPS Kembangmelati"),
)
SERVED_FOR = timedelta(days=300)
PREFIX = "contoh-"
"""Handles of invented people begin with this; nobody in a real house is named so."""


@dataclass(frozen=True, slots=True)
class Holder:
    """An invented person and the posts they hold."""

    handle: str
    name: str
    posts: tuple[tuple[Role, str, str], ...]
    acting: Acting = Acting.NO


P, K = Role.KPU_PROVINSI, Role.KPU_KABKOTA
HOLDERS = (
    Holder("provinsi", "Ratih Pandanwangi", ((P, "98", Division.CHAIR),)),
    Holder("kota", "Wahyu Tirtaningrat", ((K, "9871", Division.CHAIR),)),
    Holder(
        "divisi", "Laras Kencanasari",
        ((K, "9871", Division.OUTREACH), (K, "9871", Division.VOTERS_DATA)),
    ),
    Holder("kabupaten", "Bima Wanasaputra", ((K, "9801", Division.CHAIR),)),
    Holder("giri", "Endah Girisukma", ((K, "9802", Division.CHAIR),), Acting.PLT),
    Holder("ppk", "Sinta Lintangsari", ((Role.PPK, "987101", ""),)),
    Holder("pps", "Bayu Kembangjati", ((Role.PPS, "9871011001", ""),)),
    Holder("kpps", "Rara Melatiningsih", ((Role.KPPS, "9871011001001", ""),)),
    Holder("operator", "Jati Wening", ((Role.OPERATOR, "9871", ""),)),
    Holder("saksi", "Gilang Rekaputra", ((Role.WITNESS, "9871011001001", ""),)),
    Holder("pengelola", "Nara Omahwati", ((Role.ADMINISTRATOR, "", ""),)),
    Holder("teknis", "Panji Rekananta", ((P, "98", Division.TECHNICAL),)),
    Holder("hukum", "Galuh Sendangsari", ((K, "9871", Division.LAW),)),
)  # fmt: skip


@transaction.atomic
def furnish(offices: Sequence[str], today: date) -> None:
    """Open the invented offices and bodies, and give their posts to people."""
    since = today - SERVED_FOR
    names = {entry.code: entry.name for entry in ENTRIES if entry.code in offices}
    for code, name in [*names.items(), *BODIES]:
        open_body(code, name, since=since)
    for holder in HOLDERS:
        person = person_named(PREFIX + holder.handle, holder.name)
        for role, region, division in holder.posts:
            give(person, role, region, division, since, holder.acting)


def person_named(handle: str, name: str) -> Person:
    person = Person.objects.filter(handle=handle).first()
    if person is None:
        person = Person(handle=handle, name=name)
        person.set_unusable_password()
        person.save()
    return person


def give(
    person: Person, role: Role, region: str, division: str, since: date, acting: Acting
) -> None:
    """Seat a person on an empty post, or on a new one."""
    fits = Post.objects.filter(role=role, region=region, division=division)
    if fits.filter(holder=person).exists():
        return
    post = fits.filter(holder=None).first()
    post = post or Post(role=role, region=region, division=division, since=since)
    post.holder, post.acting = person, acting
    post.save()
