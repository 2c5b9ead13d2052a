"""What people read for the codes of this room."""

from django.utils.translation import gettext_lazy as _

from omah.core.office.assignment_templates import Evidence, Lack
from omah.core.office.assignments import Move, NotAskable, Refused
from omah.core.places.regions import Level
from omah.formats.evidence import Refusal

STATES = {
    "asked": _("belum menjawab"),
    "answered": _("menunggu diperiksa"),
    "returned": _("diperbaiki"),
    "accepted": _("diterima"),
    "late": _("terlambat"),
}
MOVES = {
    Move.ANSWER: _("menyerahkan jawaban"),
    Move.ACCEPT: _("menerima jawaban"),
    Move.RETURN: _("mengembalikan untuk diperbaiki"),
}
REFUSED = {
    Refused.NOT_YOURS: _("Langkah ini milik kantor lain."),
    Refused.NOT_NOW: _("Keadaannya sudah berubah; lihat yang terbaru."),
    Refused.NO_REASON: _("Tulis apa yang harus diperbaiki."),
    Refused.REPAIR_IN_THE_PAST: _("Batas perbaikan sudah lewat; pilih hari lain."),
}
NOT_ASKABLE = {
    NotAskable.NOBODY: _("Pilih paling sedikit satu penerima."),
    NotAskable.NOT_BELOW: _("Penerima harus berada di bawah kantor ini."),
    NotAskable.NOT_A_BODY: _("TPS tidak menjawab surat; pilih PPS."),
    NotAskable.DUE_HAS_PASSED: _("Batas waktu sudah lewat; pilih hari lain."),
    NotAskable.LATER_THAN_ABOVE: _(
        "Surat di atas meminta jawaban lebih awal; majukan batas waktunya."
    ),
    NotAskable.NOT_ASKED_ABOVE: _("Surat di atas tidak ditujukan ke kantor ini."),
}
LACKS = {
    Lack.BLANK: _("Isi bagian ini."),
    Lack.NOT_WHOLE: _("Tulis angka bulat, misalnya 1.250.000."),
    Lack.TOO_HIGH: _("Nilainya lebih dari nilai tertinggi."),
    Lack.NO_CHOICE: _("Pilih salah satu."),
    Lack.NO_EVIDENCE: _("Tambahkan paling sedikit satu bukti."),
    Lack.UNKNOWN: _("Bagian ini tidak dikenal."),
}
FILES = {
    Refusal.EMPTY: _("berkasnya kosong"),
    Refusal.TOO_LARGE: _("berkasnya lebih dari 10 MB"),
    Refusal.UNKNOWN: _("bukan PDF, foto, dokumen kantor, atau tabel CSV"),
    Refusal.MACROS: _("dokumen ini berisi makro; simpan tanpa makro"),
    Refusal.BROKEN: _("berkasnya rusak"),
}
EVIDENCE = {
    Evidence.NONE: _("Tidak perlu bukti."),
    Evidence.WELCOME: _("Bukti boleh ditambahkan."),
    Evidence.NEEDED: _("Bukti wajib ditambahkan."),
}
ADDRESSEES = {
    Level.PROVINSI: _("KPU provinsi"),
    Level.KABKOTA: _("KPU kabupaten/kota"),
    Level.KECAMATAN: _("PPK"),
    Level.KELDES: _("PPS"),
}
