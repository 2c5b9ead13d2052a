"""The words of the demo's sites; every name and place is invented."""

from dataclasses import dataclass

INTRODUCTION = (
    "%s melayani pemilih, peserta pemilu, dan siapa pun yang bertanya. "
    "Situs ini peragaan: semua nama, tempat, dan angka rekaan."
)
INTRODUCTION_EN = (
    "%s serves voters, contestants and anyone who asks. This site is a demonstration: "
    "every name, place and number is invented."
)
ADDRESS, TELEPHONE = "Jalan Contoh 1", "(000) 123 456"
HOURS = "Senin–Jumat 08.00–16.00"
MENU_BODIES = {
    "profil": (
        ["Ketua dan empat anggota memimpin lima divisi; sekretariat mendukungnya."],
        ["A chair and four members lead five divisions, with a secretariat."],
    ),
    "tahapan": (
        ["Tahapan dimulai 20 bulan sebelum hari pemungutan suara."],
        ["The stages begin 20 months before polling day."],
    ),
    "layanan": (
        [
            "Pindah memilih: bawa KTP-el dan bukti alasannya ke PPS atau PPK.",
            "Semua layanan tanpa biaya. Ruang layanan dapat dimasuki kursi roda.",
        ],
        [
            "Voting elsewhere: bring your identity card and a proof of the reason.",
            "Every service is free. A wheelchair can enter the counter.",
        ],
    ),
    "kontak": (
        ["Datang, telepon, atau tulis surel; kami menjawab pada hari kerja."],
        ["Come, call or write; we answer on working days."],
    ),
}


@dataclass(frozen=True, slots=True)
class Story:
    """An invented news item."""

    slug: str
    title: str
    days_ago: int
    paragraphs: tuple[str, ...]
    quote: str
    speaker: str
    participants: tuple[str, ...]
    is_published: bool = True


def stories(office: str) -> tuple[Story, ...]:
    return (
        Story(
            "pengumuman-pindah-memilih",
            "Pengumuman Pindah Memilih Kini Ditempel di Setiap PPS",
            3,
            (
                f"{office} membagikan lembar pengumuman pindah memilih ke semua PPS.",
                "Lembar itu memuat alasan, syarat, tenggat, dan petugas yang piket.",
            ),
            "Warga membaca langsung di dinding, tanpa harus bertanya.",
            "Laras Kencanasari",
            ("PPK dan PPS sewilayah",),
        ),
        Story(
            "latihan-rekapitulasi",
            "Latihan Rekapitulasi Digelar Bersama Saksi dan Pengawas",
            9,
            (
                f"{office} menggelar latihan rekapitulasi dengan formulir rekaan.",
                "Setiap angka dibaca dua orang, lalu dicocokkan dengan hasil mesin.",
            ),
            "Lebih baik keliru hari ini daripada pada malam penghitungan.",
            "Sinta Lintangsari",
            ("Saksi peserta pemilu", "Pengawas kecamatan", "Pemantau"),
        ),
        Story(
            "kunjungan-sekolah",
            "Siswa Sekolah Menengah Belajar Membaca Hasil TPS",
            1,
            ("Siswa mencoba mencari hasil TPS dan memeriksa penjumlahannya sendiri.",),
            "Ternyata kami bisa memeriksanya sendiri.",
            "seorang siswa",
            (),
            is_published=False,
        ),
    )


@dataclass(frozen=True, slots=True)
class EpisodeWords:
    """An invented episode."""

    title: str
    host: str
    guest: str
    summary: str
    seconds: int
    transcript: str


SHOW = "Omah Bicara"
SHOW_IS = (
    "Bincang pendek tentang pemilu dengan bahasa sehari-hari. Suara di peragaan ini "
    "nada rekaan; transkripnya dapat dibaca dan dicari."
)
EPISODES = (
    EpisodeWords(
        "Pindah memilih tanpa bingung",
        "Laras Kencanasari",
        "Bayu Kembangjati, PPS Kembangmelati",
        "Siapa boleh pindah memilih, sampai kapan, dan surat suara apa yang didapat.",
        24,
        """\
0:00 Laras Kencanasari: Selamat datang di Omah Bicara.
0:03 Laras Kencanasari: Hari ini kita bicara tentang pindah memilih.
0:07 Bayu Kembangjati: Bawa KTP elektronik dan bukti alasannya.
0:12 Bayu Kembangjati: Sebagian alasan sampai tiga puluh hari sebelumnya, \
sebagian sampai tujuh hari.
0:18 Laras Kencanasari: Tenggatnya tertempel di kantor PPS. Terima kasih.
""",
    ),
    EpisodeWords(
        "Mengapa foto formulir dibuka untuk umum",
        "Laras Kencanasari",
        "Jati Wening, operator",
        "Dari foto formulir sampai angka di layar: siapa memeriksa, apa yang terlihat.",
        20,
        """\
0:00 Laras Kencanasari: Mengapa foto formulir harus dibuka?
0:04 Jati Wening: Supaya siapa pun dapat mencocokkan angka dengan kertasnya.
0:10 Jati Wening: Kertas tetap yang benar; layar hanya mencatatnya.
0:15 Laras Kencanasari: Kalau berbeda, semua orang dapat melihatnya.
""",
    ),
)
