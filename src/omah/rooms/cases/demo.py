"""Invented cases, standards and lists for the demonstration; made once."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from uuid import NAMESPACE_URL, UUID, uuid5

from django.db import transaction

from omah.core.people.access import PostHeld
from omah.core.service.cases import CaseType, Move
from omah.core.service.cases_report import Matter
from omah.core.service.clocks import Clock, count, rule_on
from omah.core.service.services import Component
from omah.core.service.zones import fixed_zone_of
from omah.formats.clocks_toml import clock_rules
from omah.formats.services_toml import catalogue
from omah.rooms.cases import actions, actions_office, selectors
from omah.rooms.cases.actions import Filing, ReportGiven
from omah.rooms.cases.calendar import take_calendar
from omah.rooms.cases.models import Case, InformationItem, ServiceStandard
from omah.rooms.people.models import Post

NOT_READY = "transfer"
"""The one service whose standard the first regency has not written yet."""


@dataclass(frozen=True, slots=True)
class Wish:
    """A case to be invented."""

    filing: Filing
    days_ago: int


def furnish(offices: Sequence[str], today: date) -> None:
    """Fill the desks of a province's offices; a second call changes nothing."""
    for year in range(today.year - 1, today.year + 2):
        take_calendar(year)
    for office in offices:
        post = desk_post(office)
        if post is not None:
            furnish_office(office, post, today, first=office in offices[1:2])
    furnish_cases(offices[1] if len(offices) > 1 else offices[0], today)


def desk_post(office: str) -> PostHeld | None:
    row: Post | None = selectors.desk_posts(office).first()
    return row.held() if row else None


@transaction.atomic
def furnish_office(office: str, post: PostHeld, today: date, *, first: bool) -> None:
    if not ServiceStandard.objects.filter(office=office).exists():
        for service in catalogue().services:
            if not (first and service.code == NOT_READY):
                actions_office.save_standard(
                    post, service.code, STANDARD, publish=True, today=today
                )
        starts = today + timedelta(days=9)
        actions_office.set_stages(post, name="Pemilu rekaan", starts=starts)
        for day in range(7):
            actions_office.answer_survey(
                office, "information", [4, 4, 3, 4, 3, 4, 4, 3, 3 + day % 2],
                today=today - timedelta(days=day),
            )  # fmt: skip
    if not InformationItem.objects.filter(office=office).exists():
        for title, info_class, summary in INFORMATION:
            actions_office.add_information(
                post, title=title, info_class=info_class, summary=summary,
                held_by="Subbagian Hukum dan SDM", made_on=today, link="",
                consequence_test="1/2026" if info_class == "dikecualikan" else "",
            )  # fmt: skip


STANDARD = {
    Component.REQUIREMENTS: "Nama dan cara menghubungi Anda. Tidak perlu datang.",
    Component.STEPS: "1. Isi formulir.\n2. Simpan kode.\n3. Lihat jawabannya.",
    Component.TIME: "Sesuai batas hukum yang tertera pada setiap permohonan",
    Component.COST: "Gratis",
    Component.PRODUCT: "Jawaban tertulis beserta berkasnya",
    Component.COMPLAINT: "Melalui halaman pengaduan kantor ini",
}
INFORMATION = (
    ("Rencana kerja dan anggaran 2026", "berkala", "Rincian kegiatan dan pagu."),
    ("Laporan layanan informasi publik", "berkala", "Angka setahun dan rata-rata."),
    ("Perubahan lokasi TPS akibat banjir", "serta-merta", "Lokasi baru dan petanya."),
    ("Berita acara pleno rekapitulasi", "setiap-saat", "Salinan beserta lampiran."),
    ("Salinan data pribadi pemilih", "dikecualikan", "Rahasia pribadi pemilih."),
)


def furnish_cases(office: str, today: date) -> None:
    """File a request near its last day, an objection's seed, and a hoax report."""
    for wish in wishes(office, today):
        if Case.objects.filter(pk=wish.filing.id).exists():
            continue
        case = actions.file_case(wish.filing)
        morning = datetime.combine(
            today - timedelta(days=wish.days_ago), time(9, 20),
            tzinfo=fixed_zone_of(office),
        )  # fmt: skip
        Case.objects.filter(pk=case.pk).update(filed_at=morning)
    answer_one(office)


def wishes(office: str, today: date) -> list[Wish]:
    def id_(name: str) -> UUID:
        return uuid5(NAMESPACE_URL, f"omah:demo:{office}:{name}")

    return [
        Wish(
            Filing(
                id_("budget"), CaseType.INFORMATION, office,
                "Rincian anggaran sosialisasi pemilih pemula",
                "Mohon rincian kegiatan dan biayanya per kecamatan.",
                purpose="Tugas kuliah", name="Rara Ketapang", address="Sukacontoh",
            ),
            days_to_almost_due(office, today),
        ),
        Wish(
            Filing(
                id_("stations"), CaseType.INFORMATION, office,
                "Jumlah TPS yang mudah dijangkau kursi roda",
                "Berapa TPS yang sudah diukur pintunya?", is_election=True,
                name="Damar Jati",
            ),
            1,
        ),
        Wish(
            Filing(
                id_("hoax"), CaseType.REPORT, office,
                "Pesan berantai: hari pemungutan suara dimajukan",
                "Beredar pesan bahwa pemungutan suara dimajukan dua hari.",
                report=ReportGiven(
                    Matter.HOAX, today, "akun yang tidak dikenal", "tadi pagi",
                    "grup pesan warga Sukacontoh",
                ),
            ),
            0,
        ),
        Wish(
            Filing(
                id_("desk"), CaseType.COMPLAINT, office, "Meja layanan kosong",
                "Pukul 10.00 tidak ada petugas di meja layanan.", service="roll",
            ),
            3,
        ),
        Wish(
            Filing(
                id_("minutes"), CaseType.INFORMATION, office,
                "Salinan berita acara pleno", "Mohon salinan lengkapnya.",
                name="Sinta Waru",
            ),
            6,
        ),
    ]  # fmt: skip


def days_to_almost_due(office: str, today: date) -> int:
    """Return how long ago a request was filed whose last day is nearly here."""
    rule = rule_on(clock_rules(), "information.answer", today)
    calendar = selectors.all_days_off()
    for ago in range(8, 40):
        filed = datetime.combine(
            today - timedelta(days=ago), time(9), tzinfo=fixed_zone_of(office)
        )
        due = count(Clock(rule, filed, office), calendar).due
        if due is not None and (due - today).days <= 1:
            return ago if due >= today else ago - 1
    return 14


def answer_one(office: str) -> None:
    """Answer the request for minutes, so that one case shows its answer."""
    post = desk_post(office)
    case = Case.objects.filter(office=office, subject="Salinan berita acara pleno")
    row = case.first()
    if post is not None and row is not None and not row.events.exists():
        actions.take_step(
            row.pk, Move.ANSWER, post=post, outcome="granted",
            text="Salinan dapat diambil di meja layanan atau diunduh di daftar kami.",
        )  # fmt: skip
