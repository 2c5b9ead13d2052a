"""Who is on duty when: shifts, the hours they leave open, and who came.

A body (PPS, PPK, an office) keeps its secretariat open in certain hours and its
members take shifts ("jadwal piket"). Whoever comes and goes leaves a mark; the list of
attendance is made of shifts and marks. Times are values of the caller: nothing here
asks a clock.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from itertools import pairwise
from typing import ClassVar, TypeAlias

from omah.core.people.roles import OFFICES, Role

KEEPERS = OFFICES | {Role.PPS}
"""Those who keep a roster: a body's own members, and the offices above it."""
ATTENDERS = KEEPERS | {Role.KPPS, Role.OPERATOR}
"""Those who say that they have come."""

LONGEST_DUTY = timedelta(hours=12)
"""Our own bound, no article's: on the night of 2024 shifts of 20 hours made people
ill, so a roster says so before the night and not after it."""
SHORTEST_REST = timedelta(hours=8)
"""Our own bound too: a night's sleep between two duties."""
GRACE = timedelta(minutes=15)
"""Whoever comes this much later than the shift begins is not called."""
FORGOTTEN_AFTER = timedelta(hours=16)
"""Whoever came this long ago and never left has forgotten to say so."""
REPORTED_LATE = timedelta(minutes=10)
"""A mark older than this when it arrives rests on the device's clock alone."""


@dataclass(frozen=True, slots=True)
class Window:
    """A stretch of time, its end not included."""

    begins: datetime
    ends: datetime

    def __post_init__(self) -> None:
        if self.ends <= self.begins:
            raise ValueError("a window ends after it begins")

    @property
    def length(self) -> timedelta:
        """Return how long it lasts."""
        return self.ends - self.begins

    def holds(self, moment: datetime) -> bool:
        """Return whether a moment lies in it."""
        return self.begins <= moment < self.ends

    def meets(self, other: "Window") -> bool:
        """Return whether both have a moment in common."""
        return self.begins < other.ends and other.begins < self.ends


@dataclass(frozen=True, slots=True)
class Shift:
    """A post's turn to be there."""

    id: str
    post: str
    window: Window


@dataclass(frozen=True, slots=True)
class Gap:
    """Fewer people than needed: ``missing`` so many."""

    name: ClassVar[str] = "gap"
    window: Window
    missing: int


@dataclass(frozen=True, slots=True)
class Doubled:
    """One post has two shifts at once."""

    name: ClassVar[str] = "doubled"
    post: str
    window: Window


@dataclass(frozen=True, slots=True)
class LongDuty:
    """Shifts of one post that touch last too long."""

    name: ClassVar[str] = "long-duty"
    post: str
    window: Window


@dataclass(frozen=True, slots=True)
class ShortRest:
    """Too little time lies between two duties of one post."""

    name: ClassVar[str] = "short-rest"
    post: str
    window: Window


Finding: TypeAlias = Gap | Doubled | LongDuty | ShortRest


def review(
    hours: Iterable[Window], shifts: Sequence[Shift], *, needed: int = 1
) -> tuple[Finding, ...]:
    """Return everything a roster's author should know, gaps first.

    Parameters
    ----------
    hours
        When the secretariat is open.
    shifts
        The shifts of one body.
    needed
        So many different posts must be there at any moment.
    """
    return (
        *(gap for window in hours for gap in gaps(window, shifts, needed=needed)),
        *(found for post in _posts(shifts) for found in _load(post, shifts)),
    )


def gaps(hours: Window, shifts: Iterable[Shift], *, needed: int = 1) -> tuple[Gap, ...]:
    """Return the stretches of ``hours`` in which fewer than ``needed`` are there.

    Examples
    --------
    >>> def at(hour): return datetime(2026, 11, 24, hour)
    >>> morning = Shift("s", "p1", Window(at(8), at(12)))
    >>> [gap.window.begins.hour for gap in gaps(Window(at(8), at(16)), [morning])]
    [12]
    """
    there = [shift for shift in shifts if shift.window.meets(hours)]
    moments = {m for s in there for m in (s.window.begins, s.window.ends)}
    edges = [hours.begins, *filter(hours.holds, moments), hours.ends]
    found: list[Gap] = []
    for begins, ends in pairwise(sorted(set(edges))):
        missing = needed - len({s.post for s in there if s.window.holds(begins)})
        if missing <= 0:
            continue
        last = found[-1] if found else None
        if last and last.window.ends == begins and last.missing == missing:
            found[-1] = Gap(Window(last.window.begins, ends), missing)
        else:
            found.append(Gap(Window(begins, ends), missing))
    return tuple(found)


def _posts(shifts: Iterable[Shift]) -> list[str]:
    return sorted({shift.post for shift in shifts})


def _load(post: str, shifts: Iterable[Shift]) -> Iterator[Finding]:
    own = sorted(
        (shift.window for shift in shifts if shift.post == post),
        key=lambda window: (window.begins, window.ends),
    )
    yield from (
        Doubled(post, Window(later.begins, min(window.ends, later.ends)))
        for window, later in pairwise(own)
        if window.meets(later)
    )
    duties = _joined(own)
    yield from (LongDuty(post, duty) for duty in duties if duty.length > LONGEST_DUTY)
    for duty, following in pairwise(duties):
        rest = Window(duty.ends, following.begins)
        if rest.length < SHORTEST_REST:
            yield ShortRest(post, rest)


def _joined(windows: Iterable[Window]) -> list[Window]:
    """Return windows, sorted by their beginning, with those that touch made one."""
    duties: list[Window] = []
    for window in windows:
        if duties and window.begins <= duties[-1].ends:
            ends = max(duties[-1].ends, window.ends)
            duties[-1] = Window(duties[-1].begins, ends)
        else:
            duties.append(window)
    return duties


class Way(StrEnum):
    """Which way through the door."""

    IN = "in"
    OUT = "out"


@dataclass(frozen=True, slots=True)
class Mark:
    """Someone came or went: as the device claims, and when the server heard of it."""

    way: Way
    claimed_at: datetime
    received_at: datetime

    @property
    def at(self) -> datetime:
        """Return the time that counts: the claim, but never a time to come."""
        return min(self.claimed_at, self.received_at)

    @property
    def is_reported_late(self) -> bool:
        """Return whether only the device's clock vouches for the time."""
        return self.received_at - self.at > REPORTED_LATE


@dataclass(frozen=True, slots=True)
class Stay:
    """From one coming to the next going; ``left`` is ``None`` while there."""

    came: Mark
    left: Mark | None = None

    def is_open(self, now: datetime) -> bool:
        """Return whether the person is still there, as far as anyone knows."""
        return self.left is None and now - self.came.at < FORGOTTEN_AFTER

    def meets(self, window: Window) -> bool:
        """Return whether any of it lies in a window."""
        ends = self.left.at if self.left else self.came.at + FORGOTTEN_AFTER
        return self.came.at < window.ends and ends > window.begins


def stays(marks: Iterable[Mark]) -> tuple[Stay, ...]:
    """Return the stays that one post's marks describe, whatever their order.

    Coming twice is coming once; going without having come is nothing.
    """
    found: list[Stay] = []
    for mark in sorted(marks, key=lambda mark: (mark.at, mark.way)):
        last = found[-1] if found and found[-1].left is None else None
        if mark.way is Way.OUT and last:
            found[-1] = Stay(last.came, mark)
        elif mark.way is Way.IN and (last is None or not last.is_open(mark.at)):
            found.append(Stay(mark))
    return tuple(found)


@dataclass(frozen=True, slots=True)
class Awaited:
    """The shift is to come, or has only just begun."""

    name: ClassVar[str] = "awaited"


@dataclass(frozen=True, slots=True)
class Late:
    """The shift has begun and nobody came: someone should call."""

    name: ClassVar[str] = "late"


@dataclass(frozen=True, slots=True)
class Missed:
    """The shift is over and nobody came."""

    name: ClassVar[str] = "missed"


@dataclass(frozen=True, slots=True)
class Present:
    """Here since ``stay.came``."""

    name: ClassVar[str] = "present"
    stay: Stay


@dataclass(frozen=True, slots=True)
class Left:
    """Was here; ``stay.left`` is ``None`` if the going was never said."""

    name: ClassVar[str] = "left"
    stay: Stay


Attendance: TypeAlias = Awaited | Late | Missed | Present | Left


def attendance(shift: Shift, there: Iterable[Stay], *, now: datetime) -> Attendance:
    """Return whether a post came to its shift.

    Parameters
    ----------
    shift
        The shift asked about.
    there
        The stays of its post.
    now
        The server's time.
    """
    own = [stay for stay in there if stay.meets(shift.window)]
    if own:
        whole = Stay(own[0].came, own[-1].left)
        return Present(whole) if own[-1].is_open(now) else Left(whole)
    if now < shift.window.begins + GRACE:
        return Awaited()
    return Late() if now < shift.window.ends else Missed()
