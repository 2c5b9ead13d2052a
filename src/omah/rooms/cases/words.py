"""What people read for the codes of this room."""

from django.utils.translation import gettext_lazy as _

from omah.core.service.cases import (
    CaseType,
    Ground,
    Move,
    ObjectionGround,
    Outcome,
    Refused,
)
from omah.core.service.cases import State as CaseState
from omah.core.service.cases_clocks import Standing
from omah.core.service.cases_report import Condition, HandedAs, Matter
from omah.core.service.clocks import Off
from omah.core.service.legal_basis import Area
from omah.core.service.services import Component
from omah.rooms.cases.evidence import NOT_A_KIND, TOO_LARGE, TOO_MANY
from omah.rooms.cases.models import InformationClass

TYPES = {
    CaseType.INFORMATION: _("Permohonan informasi"),
    CaseType.REPORT: _("Laporan untuk Bawaslu"),
    CaseType.COMPLAINT: _("Pengaduan layanan"),
}
STATES = {
    CaseState.RECEIVED: _("diterima, sedang dikerjakan"),
    CaseState.WAITING: _("menunggu Anda melengkapi"),
    CaseState.ANSWERED: _("sudah dijawab"),
    CaseState.OBJECTED: _("keberatan sedang diperiksa"),
    CaseState.SETTLED: _("keberatan sudah ditanggapi"),
    CaseState.HANDED_OVER: _("diserahkan ke Bawaslu"),
    CaseState.WITHDRAWN: _("ditarik"),
    CaseState.CLOSED: _("selesai"),
}
MOVES = {
    Move.FILE: _("Diajukan"),
    Move.ASK_FILER: _("Minta dilengkapi"),
    Move.COMPLETE: _("Kirim pelengkap"),
    Move.EXTEND: _("Perpanjang waktu"),
    Move.ANSWER: _("Kirim jawaban"),
    Move.OBJECT: _("Ajukan keberatan"),
    Move.SETTLE: _("Tanggapi keberatan"),
    Move.HAND_OVER: _("Serahkan ke Bawaslu"),
    Move.WITHDRAW: _("Tarik kembali"),
    Move.CLOSE: _("Tutup perkara"),
    Move.MESSAGE: _("Kirim pesan"),
    Move.EVIDENCE: _("Tambah berkas"),
}
OUTCOMES = {
    Outcome.GRANTED: _("Dikabulkan"),
    Outcome.PARTLY: _("Dikabulkan sebagian"),
    Outcome.REFUSED: _("Ditolak"),
    Outcome.ELSEWHERE: _("Ada pada lembaga lain"),
}
GROUNDS = {
    Ground.LAW_ENFORCEMENT: _("Menghambat penegakan hukum"),
    Ground.BUSINESS: _("Persaingan usaha dan hak kekayaan intelektual"),
    Ground.DEFENCE: _("Pertahanan dan keamanan negara"),
    Ground.NATURAL_WEALTH: _("Kekayaan alam"),
    Ground.ECONOMY: _("Ketahanan ekonomi nasional"),
    Ground.FOREIGN: _("Hubungan luar negeri"),
    Ground.PRIVATE_DEED: _("Akta pribadi dan wasiat"),
    Ground.PERSONAL: _("Rahasia pribadi"),
    Ground.INTERNAL: _("Surat antarbadan publik yang dirahasiakan"),
    Ground.OTHER_LAW: _("Dilarang oleh undang-undang lain"),
    Ground.NOT_HELD: _("Belum dikuasai atau tidak ada"),
}
OBJECTION_GROUNDS = {
    ObjectionGround.REFUSED: _("Permohonan saya ditolak"),
    ObjectionGround.PERIODIC_MISSING: _("Informasi berkala tidak disediakan"),
    ObjectionGround.NO_REPLY: _("Permohonan saya tidak ditanggapi"),
    ObjectionGround.NOT_AS_ASKED: _("Jawaban tidak sesuai yang saya minta"),
    ObjectionGround.NOT_FULFILLED: _("Permohonan saya tidak dipenuhi"),
    ObjectionGround.FEE: _("Biayanya tidak wajar"),
    ObjectionGround.LATE: _("Jawaban melewati batas waktu"),
}
STANDINGS = {
    Standing.IN_TIME: _("masih ada waktu"),
    Standing.SOON: _("segera"),
    Standing.LATE: _("terlambat"),
    Standing.STANDS: _("jam berhenti"),
    Standing.MET: _("tepat waktu"),
    Standing.MISSED: _("lewat waktu"),
}
OFFS = {
    Off.WEEKEND: _("akhir pekan"),
    Off.HOLIDAY: _("hari libur"),
    Off.JOINT_LEAVE: _("cuti bersama"),
    Off.PAUSED: _("menunggu pemohon"),
}
REFUSALS = {
    Refused.NOT_THIS_TYPE: _("Perkara jenis ini tidak mengenal langkah itu."),
    Refused.NOT_YOUR_MOVE: _("Langkah ini milik pihak lain."),
    Refused.NOT_NOW: _("Keadaan perkara sudah berubah; lihat yang terbaru di bawah."),
    Refused.ONLY_ONCE: _("Waktu hanya boleh diperpanjang satu kali."),
    Refused.SAY_WHY: _("Lengkapi dulu alasan atau isi langkah ini."),
    Refused.ANOTHER_POST: _("Keberatan ditanggapi jabatan lain, bukan yang menjawab."),
}
MATTERS = {
    Matter.HOAX: _("Kabar bohong tentang pemilu"),
    Matter.MONEY: _("Memberi atau menjanjikan uang atau barang"),
    Matter.INSULT: _("Menghina orang, agama, suku, ras, golongan, calon, atau peserta"),
    Matter.INCITING: _("Menghasut atau mengadu domba"),
    Matter.VIOLENCE: _("Mengancam atau menganjurkan kekerasan"),
    Matter.DISORDER: _("Mengganggu ketertiban umum"),
    Matter.PROPS: _("Merusak alat peraga kampanye"),
    Matter.PLACES: _(
        "Kampanye di tempat ibadah, pendidikan, atau fasilitas pemerintah"
    ),
    Matter.SYMBOLS: _("Memakai tanda gambar peserta lain"),
    Matter.EXCLUDED_PERSONS: _("Melibatkan orang yang dilarang ikut kampanye"),
    Matter.STATE: _("Mempersoalkan dasar negara atau keutuhan NKRI"),
    Matter.OTHER: _("Lainnya"),
}
CONDITIONS = {
    Condition.REPORTER: _("Nama dan alamat pelapor"),
    Condition.REPORTED: _("Siapa yang dilaporkan"),
    Condition.IN_TIME: _("Disampaikan dalam batas waktu"),
    Condition.TIME_AND_PLACE: _("Waktu dan tempat kejadian"),
    Condition.DESCRIPTION: _("Uraian kejadian"),
    Condition.EVIDENCE: _("Bukti"),
}
HANDED = {
    HandedAs.REPORT: _("Laporan: syarat formal dan materiel lengkap"),
    HandedAs.INITIAL_INFORMATION: _("Informasi awal: ada syarat yang belum terpenuhi"),
}
COMPONENTS = {
    Component.REQUIREMENTS: _("Persyaratan"),
    Component.STEPS: _("Langkah"),
    Component.TIME: _("Waktu"),
    Component.COST: _("Biaya"),
    Component.PRODUCT: _("Hasil layanan"),
    Component.COMPLAINT: _("Pengaduan"),
}
CLASSES = {
    InformationClass.PERIODIC: _("Berkala"),
    InformationClass.IMMEDIATE: _("Serta-merta"),
    InformationClass.ANY_TIME: _("Setiap saat"),
    InformationClass.EXCLUDED: _("Dikecualikan"),
}
LAW_AREAS = {
    Area.CLOCKS: _("Batas waktu"),
    Area.TRANSFER: _("Pindah memilih"),
    Area.SEATS: _("Suara menjadi kursi"),
    Area.FIGURES: _("Angka pada formulir"),
}
FILE_FAULTS = {
    TOO_MANY: _("paling banyak 5 berkas"),
    TOO_LARGE: _("lebih besar dari 10 MB"),
    NOT_A_KIND: _("hanya PDF, JPEG, dan PNG yang diterima"),
}
READY_ANSWERS = {
    CaseType.INFORMATION: (
        _("Permohonan Anda kami terima dan sedang kami siapkan."),
        _("Informasi ini sudah terbuka di daftar informasi publik kami."),
        _("Informasi terlampir. Bila belum sesuai, Anda dapat mengajukan keberatan."),
    ),
    CaseType.REPORT: (
        _("Laporan Anda kami teruskan ke Bawaslu; nomornya tercantum di bawah."),
        _("Mohon lengkapi waktu, tempat, dan bukti agar Bawaslu dapat mencatatnya."),
    ),
    CaseType.COMPLAINT: (
        _("Mohon maaf. Layanan sudah kami perbaiki; silakan coba kembali."),
        _("Kami periksa dengan petugas yang bersangkutan dan kami kabari."),
    ),
}
