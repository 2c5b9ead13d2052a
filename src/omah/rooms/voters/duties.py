"""What this room asks of people: stations that nobody can reach, before they vote."""

from collections.abc import Sequence
from datetime import datetime

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from omah.core.people.access import PostHeld
from omah.core.people.duties import Duty
from omah.core.people.roles import Role
from omah.core.service.clocks import local_day
from omah.rooms.people.templatetags.house import place
from omah.rooms.voters import selectors

MENDERS = frozenset({Role.PPS})
"""Who mends: the body of the village; those above see it on the page."""


def duties_of(posts: Sequence[PostHeld], now: datetime) -> list[Duty]:
    """Return the stations of these villages that were measured and found lacking."""
    found = []
    for region in sorted({post.region for post in posts if post.role in MENDERS}):
        vote = selectors.next_voting_day(region, local_day(now, region))
        for look in selectors.looks_below(region):
            if not look.gaps:
                continue
            station = look.row.station
            found.append(
                Duty(
                    what=ngettext(
                        "Perbaiki %(n)s hal di %(place)s",
                        "Perbaiki %(n)s hal di %(place)s",
                        look.gaps,
                    )
                    % {"n": look.gaps, "place": place(station)},
                    why=_("Agar setiap pemilih dapat masuk dan memilih sendiri."),
                    url=reverse("voters:access-at", args=[station]),
                    office=region,
                    due=vote.day if vote else None,
                )
            )
    return found
