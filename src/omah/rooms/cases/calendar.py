"""The calendar of days off: copied from the library, changed by decree, with dates."""

from datetime import date

from django.db import transaction
from django.utils import timezone

from omah.adapters.calendar import SOURCE, national_days_off
from omah.core.people.access import PostHeld
from omah.core.service.clocks import Off
from omah.rooms.cases.models import CalendarYear, DayOff


@transaction.atomic
def take_calendar(year: int) -> int:
    """Copy the library's days of a year, once; return how many changed.

    Days that a newer version of the library adds or drops are known, or struck out,
    from now on: what they move, they move with a date. Days that an officer entered
    are left alone.
    """
    kept = CalendarYear.objects.filter(pk=year).first()
    if kept is not None and kept.source == SOURCE:
        return 0
    now = timezone.now() if kept is not None else None
    listed = {off.day: off for off in national_days_off(year)}
    ours = DayOff.objects.filter(day__year=year, region="", struck_at=None)
    standing = dict(ours.values_list("day", "pk"))
    made = DayOff.objects.bulk_create(
        DayOff(
            day=off.day,
            name=off.name,
            kind=off.kind,
            source=off.source,
            known_since=now,
        )
        for off in listed.values()
        if off.day not in standing
    )
    dropped = [pk for day, pk in standing.items() if day not in listed]
    struck = ours.filter(pk__in=dropped, made_by=None).update(struck_at=timezone.now())
    CalendarYear.objects.update_or_create(pk=year, defaults={"source": SOURCE})
    return len(made) + struck


@transaction.atomic
def add_day_off(
    post: PostHeld, *, day: date, name: str, kind: Off, source: str
) -> DayOff | None:
    """Enter a day off for the post's own region from now on; None if it is one."""
    take_calendar(day.year)
    above = [post.region[:digits] for digits in range(len(post.region) + 1)]
    if DayOff.objects.filter(day=day, region__in=above, struck_at=None).exists():
        return None
    return DayOff.objects.create(
        day=day,
        name=name,
        kind=kind,
        region=post.region,
        source=source,
        known_since=timezone.now(),
        made_by_id=int(post.id),
    )


def strike_day_off(post: PostHeld, pk: int) -> bool:
    """Strike out a day off of the post's own region from now on; it stays visible."""
    standing = DayOff.objects.filter(pk=pk, region=post.region, struck_at=None)
    return standing.update(struck_at=timezone.now()) == 1
