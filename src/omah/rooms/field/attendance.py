"""A body's attendance of one week, as the sheet that is printed and signed."""

from collections.abc import Iterator, Mapping
from datetime import date, datetime, time, timedelta

from django.utils import timezone
from django.utils.formats import date_format

from omah.core.office.roster import Mark, Stay
from omah.formats.attendance_sheet import AttendanceRow, AttendanceSheet
from omah.rooms.field import models, selectors
from omah.rooms.field.selectors import Day, Turn, moment
from omah.rooms.people.models import Post
from omah.rooms.people.templatetags.house import place as place_name
from omah.rooms.people.templatetags.house import role as role_name


def attendance_sheet(region: str, monday: date, now: datetime) -> AttendanceSheet:
    """Return the sheet of a body for the seven days from ``monday`` on."""
    place = selectors.secretariat_of(region)
    begins = moment(monday, time.min)
    ends = moment(monday + timedelta(days=7), time.min)
    marks = models.Mark.objects.filter(region=region)
    there = selectors.stays_by_post(marks, begins, ends)
    days = selectors.week_of(region, monday, now)
    posts = {
        p.pk: p for p in Post.objects.filter(pk__in=there).select_related("holder")
    }
    rows = [row for day in days for row in rows_of(day, there, posts)]
    return AttendanceSheet(
        place=place.name if place else place_name(region),
        address=place.address if place else "",
        code=region,
        days=f"{long_day(monday)} – {long_day(monday + timedelta(days=6))}",
        zone=timezone.localtime(now).tzname() or "",
        rows=tuple(rows),
    )


def long_day(day: date) -> str:
    return date_format(day, "j F Y")


def rows_of(
    day: Day, there: Mapping[int, tuple[Stay, ...]], posts: Mapping[int, Post]
) -> Iterator[AttendanceRow]:
    """Yield the turns of a day, then those who came without one."""
    for turn in day.turns:
        yield row_of(day.date, turn.shift.post, turn.stay, planned(turn))
    for post, found in sorted(there.items()):
        own = [
            turn.shift.value().window
            for turn in day.turns
            if turn.shift.post_id == post
        ]
        for stay in found:
            came_today = timezone.localdate(stay.came.at) == day.date
            if came_today and not any(stay.meets(window) for window in own):
                yield row_of(day.date, posts[post], stay, "")


def planned(turn: Turn) -> str:
    return f"{clock(turn.shift.begins)}–{clock(turn.shift.ends)}"


def row_of(day: date, post: Post, stay: Stay | None, turn: str) -> AttendanceRow:
    return AttendanceRow(
        day=date_format(day, "D j/n"),
        name=post.holder.name if post.holder else "",
        role=role_name(post.role),
        planned=turn,
        came=marked(stay.came) if stay else "",
        left=marked(stay.left) if stay and stay.left else "",
    )


def marked(mark: Mark) -> str:
    """Return the time of a mark; a star where only the device vouches for it."""
    return clock(mark.at) + ("*" if mark.is_reported_late else "")


def clock(at: datetime) -> str:
    return timezone.localtime(at).strftime("%H.%M")
