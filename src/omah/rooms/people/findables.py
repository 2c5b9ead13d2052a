"""Who leads an office, for the one search box: its commissioners by name.

Members of ad hoc bodies, operators and witnesses are found nowhere here.
"""

from collections.abc import Iterator
from datetime import date

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import override

from omah.core.office.findable import Findable
from omah.core.office.offices import WITH_DIVISIONS
from omah.core.places.regions import level_of
from omah.rooms.people.leaders import leaders_of
from omah.rooms.people.models import Body
from omah.rooms.people.templatetags.house import division


def findables() -> Iterator[Findable]:
    """Yield each office that the house has opened, with who leads it today."""
    today = timezone.localdate()
    for body in Body.objects.order_by("region"):
        if level_of(body.region) in WITH_DIVISIONS:
            yield findable(body, today)


def findable(body: Body, today: date) -> Findable:
    with override("id"):
        seats = [
            f"{division(seat.division)}: {seat.holder}"
            for seat in leaders_of(body.region, today)
            if seat.holder
        ]
        url = reverse("people:office", args=[body.region])
    return Findable(
        key=f"people:{body.region or 'nasional'}",
        kind="office",
        title=f"{body.name}: siapa memimpin",
        text=". ".join(["Ketua, anggota, dan divisi kantor ini", *seats]),
        url=url,
        office=body.region,
    )
