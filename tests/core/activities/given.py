"""An invented activity with everything recorded, to be thinned by each test."""

from dataclasses import replace
from datetime import date, datetime, timedelta, timezone

from omah.core.activities.facts import (
    Activity,
    FollowUp,
    Kind,
    Letter,
    Mode,
    Part,
    Party,
    Speaker,
)

WIB = timezone(timedelta(hours=7), "WIB")
FULL = Activity(
    kind=Kind.MEETING,
    title="Rapat Koordinasi Layanan Pindah Memilih",
    office="KPU Kota Tirtawening",
    begins=datetime(2027, 1, 13, 9, tzinfo=WIB),
    ends=datetime(2027, 1, 13, 11, 45, tzinfo=WIB),
    mode=Mode.HYBRID,
    place="Aula KPU Kota Tirtawening",
    channel="Zoom",
    purpose="menyamakan cara melayani pemilih yang pindah memilih",
    summary="PPK melaporkan kesiapan sekretariat.\n\nPPS meminta contoh pengumuman.",
    letter=Letter("KPU Provinsi Contoh", "7/I/2027", date(2027, 1, 4), "layanan"),
    speakers=(
        Speaker("Sari Melati", Part.LEADER, "Ketua", words="Kita layani semua."),
        Speaker("Bayu Randu", Part.SPEAKER, "Ombudsman Contoh", topic="mutu layanan"),
    ),
    parties=(Party("PPK Waru", ("Rara", "Jaka")), Party("Bawaslu Tirtawening")),
    decisions=("Pengumuman ditempel di semua PPS", "Jam layanan sampai 16.00."),
    follow_ups=(FollowUp("Cetak pengumuman", "Jaka", date(2027, 1, 20)),),
    pictures=1,
)


def thinned(**fields: object) -> Activity:
    return replace(FULL, **fields)
