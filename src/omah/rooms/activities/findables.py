"""What the one search box finds of activities: what anyone may take part in."""

from collections.abc import Iterator

from django.urls import reverse
from django.utils import timezone

from omah.core.office.findable import Findable
from omah.rooms.activities.models import Activity


def findables() -> Iterator[Findable]:
    """Yield each activity with an open registration; nothing else is public."""
    rows = Activity.objects.filter(join_code__isnull=False).prefetch_related("named")
    for row in rows:
        people = (f"{one.name} {one.topic}".strip() for one in row.named.all())
        lines = (row.purpose, row.place, row.channel, *people)
        yield Findable(
            key=f"activities:{row.pk}",
            kind="activity",
            title=row.title,
            text="\n".join(filter(None, lines)),
            url=reverse("activities:join", args=[row.join_code]),
            office=row.office,
            day=timezone.localdate(row.begins_at),
        )
