"""An invented voting day and one measured station for the demonstration."""

from collections.abc import Sequence
from datetime import date, timedelta

from omah.core.people.roles import Role
from omah.core.service.transfer import ElectionKind
from omah.rooms.people.bodies import posts_below
from omah.rooms.voters import actions
from omah.rooms.voters.models import StationCheck, VotingDay

MEASURED = {"flat": 1, "path": 1, "door": 82, "box": 35, "knees": 76, "top": 95,
            "braille": 1, "companion": None, "turning": 1}  # fmt: skip
DAYS_AHEAD = 45


def furnish(offices: Sequence[str], today: date) -> None:
    """Say when the province votes, and measure one station; once."""
    heads = posts_below(offices[0], today, (Role.KPU_PROVINSI, Role.KPU_KABKOTA))
    head = heads.first()
    if head is not None and not VotingDay.objects.filter(region=head.region).exists():
        day = today + timedelta(days=DAYS_AHEAD)
        actions.set_voting_day(
            head.held(), name="Pemilu rekaan", kind=ElectionKind.PEMILU, day=day
        )
    village = posts_below(offices[0], today, (Role.PPS,)).first()
    if village is None:
        return
    station = f"{village.region}001"
    if not StationCheck.objects.filter(station=station).exists():
        actions.record_check(village.held(), station, MEASURED, "Pintu kelas sempit.")
