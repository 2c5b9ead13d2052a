"""What must I do today, by when, why: gathered from every room."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.utils.translation import gettext_lazy as _

from omah.core.people.access import PostHeld
from omah.core.people.duties import Duty, in_order
from omah.rooms.home.sources import DUTIES

SOON_DAYS = 7
HEADINGS = {
    "late": _("Terlambat"),
    "today": _("Hari ini"),
    "soon": _("Tujuh hari ini"),
    "later": _("Nanti"),
    "open": _("Tanpa tanggal"),
}


@dataclass(frozen=True, slots=True)
class Task:
    """A duty and how near its day is."""

    duty: Duty
    days_left: int | None

    @property
    def when(self) -> str:
        if self.days_left is None:
            return "open"
        if self.days_left <= 0:
            return "late" if self.days_left < 0 else "today"
        return "soon" if self.days_left <= SOON_DAYS else "later"

    @property
    def days_late(self) -> int:
        return -(self.days_left or 0)


@dataclass(frozen=True, slots=True)
class Stretch:
    """Tasks of about the same time, under one heading."""

    when: str
    heading: str
    tasks: list[Task]


def tasks_of(posts: Sequence[PostHeld], now: datetime, today: date) -> list[Task]:
    """Return what these posts must do in all rooms, the nearest day first."""
    if not posts:
        return []
    found = [duty for duties_of in DUTIES.values() for duty in duties_of(posts, now)]
    return [Task(duty, duty.days_left(today)) for duty in in_order(found)]


def stretches(tasks: Sequence[Task]) -> list[Stretch]:
    """Return tasks under the headings that have any."""
    return [
        Stretch(when, str(heading), some)
        for when, heading in HEADINGS.items()
        if (some := [task for task in tasks if task.when == when])
    ]
