"""An invented question of the demo that waits at an office's desk."""

from collections.abc import Sequence
from datetime import date
from uuid import NAMESPACE_URL, uuid5

from omah.core.office.tickets import Topic, Urgency
from omah.core.people.roles import Role
from omah.rooms.help import actions
from omah.rooms.people.bodies import posts_below

QUESTION = uuid5(NAMESPACE_URL, "omah:demo:question")


def furnish(offices: Sequence[str], today: date) -> None:
    """Let a village's committee ask its question, once."""
    asker = posts_below(offices[-1], today, [Role.PPS]).first()
    if asker is not None:
        actions.ask(
            asker.held(),
            id_=QUESTION,
            subject="Foto formulir ditolak karena kabur",
            text="Sudah dua kali difoto ulang di bawah lampu.",
            topic=Topic.FIGURES,
            urgency=Urgency.TODAY,
            context={"screen": "capture:shell"},
        )
