"""What this room asks of people: cases by their last day, standards that lack."""

from collections.abc import Iterator, Sequence
from datetime import date, datetime

from django.urls import reverse
from django.utils.translation import gettext as _

from omah.core.people.access import PostHeld
from omah.core.people.duties import Duty
from omah.core.service.clocks import local_day
from omah.rooms.cases import selectors, selectors_office
from omah.rooms.cases.templatetags.layanan import says, title, word


def duties_of(posts: Sequence[PostHeld], now: datetime) -> list[Duty]:
    """Return what these posts owe: each office's cases once, tasks, standards."""
    desk = [post for post in posts if post.role in selectors.DESK]
    offices = sorted({post.region for post in desk})
    return [
        *(duty for office in offices for duty in of_office(office, now)),
        *(duty for post in desk for duty in of_tasks(post)),
    ]


def of_office(office: str, now: datetime) -> Iterator[Duty]:
    for shown in selectors.desk_of(office, now).owed:
        if shown.owed is None:
            continue
        kind = word(shown.row.type, "type")
        yield Duty(
            what=f"{kind}: {shown.row.subject or shown.row.number}",
            why=says(shown.owed.rule),
            url=reverse("cases:case", args=[office, shown.row.pk]),
            office=office,
            due=shown.owed.counted.due,
        )
    yield from of_standards(office, local_day(now, office))


def of_standards(office: str, today: date) -> Iterator[Duty]:
    found = selectors_office.readiness_of(office, today)
    if found is None or found.days_left < 0:
        return
    for gap in found.gaps:
        name = title(gap.service)
        yield Duty(
            what=_("Lengkapi standar layanan: %(name)s") % {"name": name},
            why=_("Semua layanan siap sebelum tahapan mulai."),
            url=reverse("cases:edit-standard", args=[office, gap.service.code]),
            office=office,
            due=found.starts,
        )


def of_tasks(post: PostHeld) -> Iterator[Duty]:
    for task in selectors.tasks_of(post):
        yield Duty(
            what=task.what,
            why=_("Tugas dalam perkara %(number)s.") % {"number": task.case.number},
            url=reverse("cases:case", args=[post.region, task.case_id]),
            office=post.region,
            due=task.due,
        )
