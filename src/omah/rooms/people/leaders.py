"""The seats of an office and who holds them today, as its door says to anyone."""

from dataclasses import dataclass
from datetime import date

from omah.core.office.offices import divisions_of, leading_role
from omah.core.people.access import Acting, Division
from omah.rooms.people.bodies import members_of


@dataclass(frozen=True, slots=True)
class Seat:
    """A division's seat; ``holder`` is empty where nobody holds it today."""

    division: Division
    holder: str
    acting: Acting


def leaders_of(region: str, today: date) -> list[Seat]:
    """Return the chair and the divisions; who stands in comes before the holder."""
    held = list(members_of(region, today, (leading_role(region),)))
    held.sort(key=lambda post: (not post.acting, post.since, post.pk))
    seats = []
    for division in divisions_of(region):
        post = next((p for p in held if p.division == division), None)
        name = post.holder.name if post is not None and post.holder else ""
        seats.append(Seat(division, name, Acting(post.acting if post else "")))
    return seats
