"""Invented activities of the demo: an assembly with tasks, a meeting, a webinar."""

from collections.abc import Sequence
from datetime import date, datetime, time, timedelta
from uuid import NAMESPACE_URL, uuid5
from zoneinfo import ZoneInfo

from django.db import transaction

from omah.core.activities.facts import Kind, Mode, Part
from omah.core.service.zones import zone_of
from omah.rooms.activities import actions, joining
from omah.rooms.activities.models import Activity
from omah.rooms.people.bodies import members_of
from omah.rooms.people.models import Post

SUMMARY = """\
PPK melaporkan kesiapan sekretariat dan jadwal piket.
PPS meminta contoh pengumuman pindah memilih yang dapat ditempel."""
NAMES = [("Sari Rekawati", "PPS Kembangmelati"), ("Danu Contohadi", "PPK Rekaan")]


@transaction.atomic
def furnish(offices: Sequence[str], today: date) -> None:
    """Record three activities of the last office, once."""
    office = offices[-1]
    members = list(members_of(office, today))
    if not members or Activity.objects.filter(office=office).exists():
        return
    assembly(members, today)
    actions.make_news(meeting(members[0], today))
    webinar(members[0], today)


def record(post: Post, key: str, day: date, clock: time, **fields: object) -> Activity:
    begins = datetime.combine(day, clock, ZoneInfo(zone_of(post.region)))
    return actions.record(
        post.held(),
        id_=uuid5(NAMESPACE_URL, f"omah:{post.region}:{key}"),
        fields={"begins_at": begins, "ends_at": begins + timedelta(hours=2), **fields},
    )


def assembly(members: Sequence[Post], today: date) -> None:
    """The assembly of the last Monday, and the tasks that were given in it."""
    monday = today - timedelta(days=today.weekday())
    row = record(
        members[0], "apel", monday, time(8), kind=Kind.ASSEMBLY, mode=Mode.HYBRID,
        title="Apel Senin pagi", place="Halaman kantor", channel="Zoom",
        summary="Pemimpin apel mengingatkan pekerjaan yang belum selesai.",
        parties="Ketua dan anggota\nSekretariat",
    )  # fmt: skip
    actions.name_person(
        row,
        name="Wahyu Tirtaningrat",
        part=Part.LEADER,
        affiliation="Ketua",
        words="Selesaikan tepat waktu.",
    )
    tasks = ("Cetak pengumuman pindah memilih", "Susun jadwal piket bulan depan")
    for number, what in enumerate(tasks):
        post = members[number % len(members)]
        actions.add_task(row, what=what, post=post, due=today + timedelta(days=2))


def meeting(post: Post, today: date) -> Activity:
    row = record(
        post, "rapat", today - timedelta(days=4), time(9), kind=Kind.MEETING,
        mode=Mode.IN_PERSON, title="Rapat koordinasi layanan pindah memilih",
        place="Aula kantor", summary=SUMMARY,
        purpose="menyamakan cara melayani pemilih yang pindah memilih",
        parties="PPK Tirtawening Lor: Sinta Lintangsari\nPPS Kembangmelati",
        decisions="Pengumuman ditempel di semua PPS\nPiket dibuka sampai pukul 16.00",
        letter_sender="KPU Provinsi Nusa Rekaan", letter_number="12/REKAAN",
        letter_day=today - timedelta(days=10), letter_about="layanan pindah memilih",
    )  # fmt: skip
    actions.name_person(
        row,
        name="Laras Kencanasari",
        part=Part.LEADER,
        words="Pengumuman di dinding menjawab sebelum ditanya.",
    )
    joining.note_present(row, NAMES)
    return row


def webinar(post: Post, today: date) -> None:
    row = record(
        post, "webinar", today + timedelta(days=5), time(13), kind=Kind.WEBINAR,
        mode=Mode.ONLINE, title="Memeriksa hasil TPS sendiri", series="I",
        channel="Zoom", purpose="Siapa pun dapat mencocokkan angka dengan fotonya.",
    )  # fmt: skip
    actions.name_person(row, name="Jati Wening", part=Part.SPEAKER,
                        affiliation="Operator", topic="Dari foto ke angka")  # fmt: skip
    joining.open_registration(row)
    joining.register(row, name="Sari Rekawati", body="Warga Tirtawening")
