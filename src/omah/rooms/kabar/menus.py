"""The menus of the one template: every office has all of them, in this order."""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True, slots=True)
class Way:
    """Where the house itself holds what a menu is about; named by its address."""

    title: str | Promise
    view: str
    of_office: bool = True
    of_year: bool = False


@dataclass(frozen=True, slots=True)
class Menu:
    """A page of the template: its address, its titles, and what belongs on it."""

    slug: str
    title: str
    title_en: str
    asks: str | Promise
    ways: tuple[Way, ...] = ()


NEWS, NEWS_TITLE, NEWS_EN = "berita", "Berita", "News"
MENUS = (
    Menu("profil", "Profil", "Profile", _("Visi, anggota, sekretariat, dan divisi.")),
    Menu("tahapan", "Tahapan", "Stages", _("Jadwal tahapan pemilu dan pemilihan.")),
    Menu(
        "hasil",
        "Hasil",
        "Results",
        _("Tautan ke hasil dan formulir setiap TPS."),
        (Way(_("Hasil dan foto setiap TPS"), "results", of_office=False),),
    ),
    Menu(
        "ppid",
        "PPID",
        "Public information",
        _("Daftar informasi dan cara meminta."),
        (
            Way(_("Daftar informasi publik"), "cases:information"),
            Way(_("Minta informasi publik"), "cases:ask-information"),
            Way(_("Lihat kabar permohonan saya"), "cases:follow", of_office=False),
            Way(_("Laporan layanan informasi"), "cases:annual", of_year=True),
        ),
    ),
    Menu("podcast", "Podcast", "Podcast", _("Acara, episode, dan transkripnya.")),
    Menu("peraturan", "Peraturan", "Regulations", _("Peraturan dan keputusan kantor.")),
    Menu(
        "layanan",
        "Layanan",
        "Services",
        _("Standar, syarat, waktu, dan biaya."),
        (
            Way(_("Semua layanan dan standarnya"), "cases:services"),
            Way(_("Pindah memilih"), "voters:transfer", of_office=False),
            Way(_("Lapor pelanggaran atau kabar bohong"), "cases:report"),
        ),
    ),
    Menu(
        "kontak",
        "Kontak",
        "Contact",
        _("Alamat, telepon, jam layanan, dan peta."),
        (Way(_("Pengaduan layanan"), "cases:complain"),),
    ),
)
ENGLISH = {menu.title: menu.title_en for menu in MENUS} | {NEWS_TITLE: NEWS_EN}


def menu_word(title: str) -> str:
    """Return a title of the template in the language of the page; others as given."""
    return ENGLISH.get(title, title) if get_language() == "en" else title
