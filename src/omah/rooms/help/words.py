"""What people read for the codes of this room."""

from django.utils.translation import gettext_lazy as _

from omah.core.office.tickets import Ending, Move, Refused, Topic, Urgency

TOPICS = {
    Topic.FIGURES: _("Foto dan angka formulir"),
    Topic.ACCESS: _("Masuk, perangkat, dan aplikasi"),
    Topic.BODIES: _("Jabatan, piket, dan kehadiran"),
    Topic.SUPPLIES: _("Formulir, logistik, dan keuangan"),
    Topic.RULES: _("Aturan, saksi, dan keberatan"),
}
URGENCIES = {
    Urgency.STOPPED: _("Pekerjaan berhenti; dijawab dalam 15 menit"),
    Urgency.TODAY: _("Perlu hari ini; dijawab dalam 4 jam"),
    Urgency.CALM: _("Tidak mendesak; dijawab dalam 1 hari"),
}
STATES = {
    "asked": _("menunggu"),
    "taken": _("dikerjakan"),
    "answered": _("terjawab"),
    "closed": _("selesai"),
}
MOVES = {
    Move.TAKE: _("Saya kerjakan"),
    Move.ANSWER: _("Kirim jawaban"),
    Move.HAND_OVER: _("Serahkan ke divisi lain"),
    Move.CLIMB: _("Naikkan ke kantor di atas"),
    Move.HELPED: _("Terbantu, selesai"),
    Move.ASK_AGAIN: _("Belum terbantu, tanya lagi"),
    Move.WITHDRAW: _("Tidak perlu lagi"),
}
SAID = {
    "": _("bertanya"),
    Move.TAKE: _("mengerjakan"),
    Move.ANSWER: _("menjawab"),
    Move.HAND_OVER: _("menyerahkan ke divisi lain"),
    Move.CLIMB: _("menaikkan ke kantor di atas"),
    Move.HELPED: _("terbantu"),
    Move.ASK_AGAIN: _("bertanya lagi"),
    Move.WITHDRAW: _("menarik pertanyaan"),
}
ENDINGS = {
    Ending.HELPED: _("penanya terbantu"),
    Ending.LAPSED: _("tidak ada kabar 3 hari setelah jawaban"),
    Ending.WITHDRAWN: _("ditarik penanya"),
}
REFUSALS = {
    Refused.NOT_YOUR_MOVE: _("Langkah ini bukan untuk jabatan Anda."),
    Refused.NOT_NOW: _(
        "Keadaan pertanyaan sudah berubah; lihat yang terbaru di bawah."
    ),
    Refused.AT_THE_TOP: _("Tidak ada kantor di atas kantor ini."),
}
FACTS = {
    "screen": _("Layar"),
    "contest": _("Pemilihan"),
    "station": _("TPS"),
    "region": _("Wilayah"),
    "page": _("Halaman"),
    "online": _("Jaringan"),
    "unsent": _("Belum terkirim"),
    "version": _("Versi aplikasi"),
}
"""What a question carries along, by the names of `help.context`."""
SCREENS = {
    "awal": _("Rekam hasil"),
    "foto": _("Rekam hasil: foto lembar"),
    "angka": _("Rekam hasil: isi angka"),
    "catatan": _("Rekam hasil: kejadian dan keberatan"),
    "periksa": _("Rekam hasil: periksa dan tanda tangani"),
    "titip": _("Rekam hasil: titip tanpa jaringan"),
    "terima": _("Rekam hasil: terima titipan"),
    "hp": _("Rekam hasil: HP ini"),
}
"""Screens of the offline application."""
ROOMS = {
    "capture": _("Rekam hasil"),
    "count": _("Hitung"),
    "practice": _("Latihan"),
    "posts": _("Jabatan"),
    "field": _("Piket dan siaran"),
    "help": _("Bantuan"),
    "people": _("Akun saya"),
    "account": _("Masuk"),
    "mfa": _("Masuk"),
    "cases": _("Layanan"),
    "assignments": _("Penugasan"),
    "activities": _("Kegiatan"),
    "agreements": _("Perjanjian"),
    "voters": _("Pemilih"),
    "notices": _("Kabar saya"),
    "home": _("Beranda dan tugas"),
}
"""Rooms of the house, where a page's own name says too little."""
