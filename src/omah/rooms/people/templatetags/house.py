"""Words for codes: roles, divisions and regions as people say them."""

from collections.abc import Mapping
from typing import Protocol

from django import template
from django.utils.translation import gettext, gettext_lazy

from omah.core.people.access import Division
from omah.core.people.roles import Role
from omah.core.places.regions import Level, ancestor, level_of

register = template.Library()


class Seated(Protocol):
    """What a post must say to be named."""

    @property
    def role(self) -> str: ...
    @property
    def region(self) -> str: ...
    @property
    def division(self) -> str: ...


ROLES = {
    Role.KPPS: gettext_lazy("KPPS"),
    Role.PPS: gettext_lazy("PPS"),
    Role.PPK: gettext_lazy("PPK"),
    Role.OPERATOR: gettext_lazy("Operator"),
    Role.KPU_KABKOTA: gettext_lazy("KPU kabupaten/kota"),
    Role.KPU_PROVINSI: gettext_lazy("KPU provinsi"),
    Role.KPU_RI: gettext_lazy("KPU RI"),
    Role.WITNESS: gettext_lazy("Saksi"),
    Role.SUPERVISOR: gettext_lazy("Pengawas"),
    Role.OBSERVER: gettext_lazy("Pemantau"),
    Role.AUDITOR: gettext_lazy("Auditor"),
    Role.ADMINISTRATOR: gettext_lazy("Pengelola sistem"),
}
DIVISIONS = {
    Division.CHAIR: gettext_lazy("Ketua"),
    Division.FINANCE: gettext_lazy("Keuangan, Umum, dan Logistik"),
    Division.VOTERS_DATA: gettext_lazy("Perencanaan, Data, dan Informasi"),
    Division.TECHNICAL: gettext_lazy("Teknis Penyelenggaraan"),
    Division.OUTREACH: gettext_lazy("Sosialisasi dan SDM"),
    Division.LAW: gettext_lazy("Hukum dan Pengawasan"),
}
LEVELS = {
    Level.PROVINSI: gettext_lazy("Provinsi"),
    Level.KABKOTA: gettext_lazy("Kabupaten/kota"),
    Level.KECAMATAN: gettext_lazy("Kecamatan"),
    Level.KELDES: gettext_lazy("Kelurahan/desa"),
}


@register.filter
def role(code: str) -> str:
    """Return what a role is called."""
    return str(ROLES.get(Role(code), code))


@register.filter
def division(code: str) -> str:
    """Return what a division is called; nothing for none."""
    return str(DIVISIONS[Division(code)]) if code else ""


@register.filter
def place(region: str) -> str:
    """Return the level and the code of a region."""
    level = level_of(region)
    if level is Level.NASIONAL:
        return gettext("Nasional")
    if level is Level.STATION:
        village = ancestor(region, Level.KELDES)
        return gettext("TPS %(number)s, %(village)s") % {
            "number": region[-3:],
            "village": f"{LEVELS[Level.KELDES]} {village}",
        }
    return f"{LEVELS[level]} {region}"


@register.filter
def named(post: Seated, names: Mapping[str, str]) -> str:
    """Return who a post makes its holder, with the names that a list has fetched."""
    return seat_at(post, names.get(post.region) or place(post.region))


def seat_at(post: Seated, where: str) -> str:
    """Return a post's seat or role, and where, unless the place says that already."""
    seat = division(post.division) or role(post.role)
    return where if where.startswith(seat) else f"{seat}, {where}"


@register.filter
def telephone(number: str) -> str:
    """Return a number as a telephone dials it."""
    return "".join(sign for sign in number if sign.isdigit() or sign == "+")
