"""The menus of the one template: every office has all of them, in this order."""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True, slots=True)
class Menu:
    """A page of the template: its address, its titles, and what belongs on it."""

    slug: str
    title: str
    title_en: str
    asks: str | Promise


NEWS, NEWS_TITLE, NEWS_EN = "berita", "Berita", "News"
MENUS = (
    Menu("profil", "Profil", "Profile", _("Visi, anggota, sekretariat, dan divisi.")),
    Menu("tahapan", "Tahapan", "Stages", _("Jadwal tahapan pemilu dan pemilihan.")),
    Menu("hasil", "Hasil", "Results", _("Tautan ke hasil dan formulir setiap TPS.")),
    Menu("ppid", "PPID", "Public information", _("Daftar informasi dan cara meminta.")),
    Menu("podcast", "Podcast", "Podcast", _("Acara, episode, dan transkripnya.")),
    Menu("peraturan", "Peraturan", "Regulations", _("Peraturan dan keputusan kantor.")),
    Menu("layanan", "Layanan", "Services", _("Standar, syarat, waktu, dan biaya.")),
    Menu("kontak", "Kontak", "Contact", _("Alamat, telepon, jam layanan, dan peta.")),
)
ENGLISH = {menu.title: menu.title_en for menu in MENUS} | {NEWS_TITLE: NEWS_EN}


def menu_word(title: str) -> str:
    """Return a title of the template in the language of the page; others as given."""
    return ENGLISH.get(title, title) if get_language() == "en" else title
