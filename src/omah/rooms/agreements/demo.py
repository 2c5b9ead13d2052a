"""An invented round of signing in the demo: open for a month, half signed."""

from collections.abc import Sequence
from datetime import date, datetime, time, timedelta
from uuid import UUID
from zoneinfo import ZoneInfo

from omah.core.office.agreements import Refused, Target
from omah.core.service.zones import zone_of
from omah.rooms.agreements import actions, selectors
from omah.rooms.agreements.models import Round
from omah.rooms.agreements.papers import papers
from omah.rooms.people.models import Post
from omah.rooms.people.offices import head

ID = UUID("5b0c3f0a-9f2e-4a7e-8f59-1f6c0a7a9802")
PACT = UUID("5b0c3f0a-9f2e-4a7e-8f59-1f6c0a7a9803")
OPEN_FOR = timedelta(days=30)
TARGETS = (
    Target("Layanan informasi yang cepat", "Permintaan dijawab tepat waktu", "100 %"),
    Target("Badan ad hoc yang tertib", "Laporan kinerja diterima", "95 %"),
    Target("Keterbukaan hasil", "Formulir TPS terbit dengan fotonya", "100 %"),
)


def furnish(offices: Sequence[str], today: date) -> None:
    """Call the province's offices, and a city's employees, to sign; some have; once."""
    province, first, second, city = offices
    host = head(province, today)
    if host is None or Round.objects.filter(pk=ID).exists():
        return
    opens = datetime.combine(today, time(), tzinfo=ZoneInfo(zone_of(province)))
    actions.call(
        host.held(),
        id_=ID,
        title=f"Penandatanganan Perjanjian Kinerja {today.year}",
        year=today.year,
        papers=list(papers()),
        targets=TARGETS,
        opens_at=opens,
        closes_at=opens + OPEN_FOR,
        needs_second_factor=False,
        offices=offices,
    )
    for office in (first, second):
        signer = head(office, today)
        if signer is not None:
            sign(signer, ID)
    call_employees(city, opens)


def call_employees(city: str, opens: datetime) -> None:
    """Let every employee of the city sign the pact; its head has signed."""
    chair = head(city, opens.date())
    if chair is None:
        return
    actions.call(
        chair.held(),
        id_=PACT,
        title=f"Pakta Integritas Pegawai {opens.year}",
        year=opens.year,
        papers=["pakta-integritas", "bebas-benturan"],
        targets=(),
        opens_at=opens,
        closes_at=opens + OPEN_FOR,
        needs_second_factor=False,
        offices=[],
        is_for_all=True,
    )
    sign(chair, PACT)


def sign(signer: Post, round_: UUID) -> None:
    party = selectors.party_of(signer.region, round_, signer.holder_id)
    if party is None:
        return
    text = actions.text_for(party, signer)
    done = actions.sign(
        signer.held(), round_, shown_sha256=actions.hash_of(text), second_factor=False
    )
    if not isinstance(done, Refused):
        actions.seal(done)
