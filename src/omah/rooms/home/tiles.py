"""The doors of a citizen's first page: few words, one picture, one address each."""

from dataclasses import dataclass

from django.urls import reverse_lazy
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True, slots=True)
class Tile:
    """A large door with a picture."""

    name: str | Promise
    what: str | Promise
    icon: str
    url: str | Promise


RESULTS = reverse_lazy("results")
TILES = (
    Tile(_("Hasil"), _("Foto dan angka setiap TPS"), "results", RESULTS),
    Tile(_("Siapa melayani saya"), _("Petugas dan jam buka di dekat Anda"), "place",
         reverse_lazy("field:find")),
    Tile(_("Pindah memilih"), _("Alasan, syarat, batas waktu"), "transfer",
         "/pindah-memilih/"),
    Tile(_("Tanya dan minta"), _("Informasi publik dan bantuan"), "ask", "/layanan/"),
    Tile(_("Laporkan"), _("Pelanggaran, hoaks, atau keluhan"), "report",
         "/layanan/#lapor"),
    Tile(_("Baca"), _("Berita semua kantor"), "read", "/cari/?jenis=news"),
    Tile(_("Dengarkan"), _("Podcast dengan naskahnya"), "listen",
         "/cari/?jenis=podcast"),
    Tile(_("Situs kantor"), _("Profil, tahapan, peraturan, kontak"), "house",
         "/cari/?jenis=site"),
    Tile(_("Pemilih disabilitas"), _("TPS dan layanan yang ramah"), "access",
         "/cari/?q=disabilitas"),
)  # fmt: skip
WORKROOMS = (
    Tile(_("Penugasan"), "", "letter", "/penugasan/"),
    Tile(_("Kegiatan"), "", "calendar", "/kegiatan/"),
    Tile(_("Perjanjian"), "", "sign", "/perjanjian/"),
    Tile(_("Layanan"), "", "ask", "/layanan/"),
    Tile(_("Situs"), "", "read", "/redaksi/"),
    Tile(_("Hitung"), "", "results", reverse_lazy("count:start")),
    Tile(_("Piket"), "", "person", reverse_lazy("field:home")),
    Tile(_("Bantuan"), "", "help", reverse_lazy("help:mine")),
)
