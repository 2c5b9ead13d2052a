"""The doors of a citizen's first page: few words, one picture, one address each."""

from dataclasses import dataclass

from django.urls import reverse_lazy
from django.utils.functional import Promise
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True, slots=True)
class Tile:
    """A large door with a picture."""

    name: str | Promise
    what: str | Promise
    icon: str
    url: str | Promise


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
    Tile(_("Penugasan"), "", "letter", reverse_lazy("assignments:mine")),
    Tile(_("Kegiatan"), "", "calendar", reverse_lazy("activities:index")),
    Tile(_("Perjanjian"), "", "sign", reverse_lazy("agreements:mine")),
    Tile(_("Layanan"), "", "ask", SERVICES),
    Tile(_("Situs"), "", "read", reverse_lazy("wagtailadmin_home")),
    Tile(_("Hitung"), "", "results", reverse_lazy("count:start")),
    Tile(_("Piket"), "", "person", reverse_lazy("field:home")),
    Tile(_("Bantuan"), "", "help", reverse_lazy("help:mine")),
)
