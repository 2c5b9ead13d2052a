"""The menus of the one template: every office has all of them, in this order."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Menu:
    """A page of the template: its address, its titles, and what belongs on it."""

    slug: str
    title: str
    title_en: str
    asks: str


NEWS = "berita"
MENUS = (
    Menu("profil", "Profil", "Profile", "Visi, anggota, sekretariat, dan divisi."),
    Menu("tahapan", "Tahapan", "Stages", "Jadwal tahapan pemilu dan pemilihan."),
    Menu("hasil", "Hasil", "Results", "Tautan ke hasil dan formulir setiap TPS."),
    Menu("ppid", "PPID", "Public information", "Daftar informasi dan cara meminta."),
    Menu("podcast", "Podcast", "Podcast", "Acara, episode, dan transkripnya."),
    Menu("peraturan", "Peraturan", "Regulations", "Peraturan dan keputusan kantor."),
    Menu("layanan", "Layanan", "Services", "Standar, syarat, waktu, dan biaya."),
    Menu("kontak", "Kontak", "Contact", "Alamat, telepon, jam layanan, dan peta."),
)
