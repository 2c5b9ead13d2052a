"""What the kinds of findable things are called, and which picture they have."""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of findable thing: its name, its icon."""

    name: str | Promise
    icon: str


KINDS = {
    "service": Kind(_("Layanan"), "ask"),
    "results": Kind(_("Hasil"), "results"),
    "office": Kind(_("Siapa melayani saya"), "place"),
    "site": Kind(_("Situs kantor"), "house"),
    "news": Kind(_("Berita"), "read"),
    "podcast": Kind(_("Podcast"), "listen"),
    "activity": Kind(_("Kegiatan"), "calendar"),
    "information": Kind(_("Informasi publik"), "paper"),
    "regulation": Kind(_("Peraturan"), "paper"),
    "page": Kind(_("Halaman"), "paper"),
}
"""In the order in which they are shown; a kind that is not here comes last."""
OTHER = Kind(_("Lainnya"), "paper")


def kind_of(code: str) -> Kind:
    return KINDS.get(code, OTHER)


def in_shown_order(kinds: list[str]) -> list[str]:
    """Return kinds as they are shown, unknown ones last."""
    known = list(KINDS)
    return sorted(
        kinds, key=lambda kind: known.index(kind) if kind in KINDS else len(known)
    )
