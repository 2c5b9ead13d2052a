"""The doors of the first page and of the workrooms: a word, a picture, an address."""

from dataclasses import dataclass

from django.urls import resolve, reverse_lazy
from django.utils.functional import Promise
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from omah.core.news.desk import OFFICERS
from omah.core.people.access import Access, Refusal, Visitor, may_pass, posts_on
from omah.core.people.roles import COUNTERS, Role


@dataclass(frozen=True, slots=True)
class Tile:
    """A large door with a picture; ``roles`` where the door itself asks for none."""

    name: str | Promise
    what: str | Promise
    icon: str
    url: str | Promise
    roles: frozenset[Role] = frozenset()


RESULTS, SERVICES = reverse_lazy("results"), reverse_lazy("cases:start")
TILES = (
    Tile(_("Hasil"), _("Foto dan angka setiap TPS"), "results", RESULTS),
    Tile(_("Siapa melayani saya"), _("Petugas dan jam buka di dekat Anda"), "place",
         reverse_lazy("field:find")),
    Tile(_("Pindah memilih"), _("Alasan, syarat, batas waktu"), "transfer",
         reverse_lazy("voters:transfer")),
    Tile(_("Tanya dan minta"), _("Informasi publik dan bantuan"), "ask", SERVICES),
    Tile(_("Laporkan"), _("Pelanggaran, hoaks, atau keluhan"), "report",
         format_lazy("{}#lapor", SERVICES)),
    Tile(_("Baca"), _("Berita semua kantor"), "read", "/cari/?jenis=news"),
    Tile(_("Dengarkan"), _("Podcast dengan naskahnya"), "listen",
         "/cari/?jenis=podcast"),
    Tile(_("Situs kantor"), _("Profil, tahapan, peraturan, kontak"), "house",
         "/cari/?jenis=site"),
    Tile(_("Pemilih disabilitas"), _("TPS dan layanan yang ramah"), "access",
         reverse_lazy("voters:access")),
)  # fmt: skip
WORKROOMS = (
    Tile(_("Rekam hasil"), "", "phone", reverse_lazy("capture:shell"),
         frozenset({Role.KPPS})),
    Tile(_("Penugasan"), "", "letter", reverse_lazy("assignments:mine")),
    Tile(_("Kegiatan"), "", "calendar", reverse_lazy("activities:index")),
    Tile(_("Perjanjian"), "", "sign", reverse_lazy("agreements:mine")),
    Tile(_("Layanan"), "", "ask", SERVICES),
    Tile(_("Situs"), "", "read", reverse_lazy("wagtailadmin_home"),
         OFFICERS | {Role.OPERATOR}),
    Tile(_("Hitung"), "", "results", reverse_lazy("count:start"),
         COUNTERS - {Role.KPPS}),
    Tile(_("Piket"), "", "person", reverse_lazy("field:home")),
    Tile(_("Bantuan"), "", "help", reverse_lazy("help:mine")),
    Tile(_("Layanan di luar"), "", "next", reverse_lazy("home:outside")),
)  # fmt: skip


def workrooms(visitor: Visitor, today: str) -> list[Tile]:
    """Return the rooms that open for someone today: no door here leads to a refusal."""
    held = {post.role for post in posts_on(visitor.posts, today)}
    return [
        room
        for room in WORKROOMS
        if (not room.roles or room.roles & held) and opens(room, visitor, today)
    ]


def opens(room: Tile, visitor: Visitor, today: str) -> bool:
    access = getattr(resolve(str(room.url)).func, "access", None)
    if not isinstance(access, Access):
        return bool(room.roles)  # a library's own page; the tile names who may
    passed = may_pass(visitor, access, region="", today=today)
    return not isinstance(passed, Refusal)
