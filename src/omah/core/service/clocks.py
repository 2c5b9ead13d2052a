"""Legal clocks: on which day an answer is due, day by day, and what moved it.

Nothing here is stored and nothing asks for the time: a deadline is a function of a
dated rule, the moment of receipt, what happened since, and the calendar as it is
known. The same count made with the calendar of an earlier moment tells its history.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from enum import StrEnum

from omah.core.service.zones import fixed_zone_of

ONE_DAY = timedelta(days=1)
LONGEST = 400
"""So many days are looked through at most; no article gives so long."""


class Unit(StrEnum):
    """What a rule counts."""

    WORKING = "working"  # Monday to Friday without holidays and joint leave
    CALENDAR = "calendar"  # every day


class AfterHours(StrEnum):
    """What a submission after office hours, or on a day off, counts as."""

    SAME_DAY = "same-day"
    NEXT_WORKING_DAY = "next-working-day"


class Off(StrEnum):
    """Why a day is not counted."""

    WEEKEND = "weekend"
    HOLIDAY = "holiday"
    JOINT_LEAVE = "joint-leave"
    PAUSED = "paused"


@dataclass(frozen=True, slots=True)
class ClockRule:
    """How long one duty may take, in one dated version of the law.

    Attributes
    ----------
    days, extension
        Days to do it in, and days that one extension adds; 0 for none.
    closes
        End of office hours; matters where ``after_hours`` says so.
    valid_from, valid_until
        Days of receipt for which it holds, both included.
    law
        The article.
    is_read
        Whether the article's wording was seen for this register.
    """

    code: str
    days: int
    unit: Unit
    extension: int
    valid_from: date
    valid_until: date | None
    law: str
    says_id: str
    says_en: str
    is_read: bool
    after_hours: AfterHours = AfterHours.SAME_DAY
    closes: time = time(16, 0)
    may_pause: bool = False


@dataclass(frozen=True, slots=True)
class DayOff:
    """A holiday or a day of joint leave, and since when that was known.

    Attributes
    ----------
    region
        Where it holds; the nation is empty.
    known_since
        When it entered the calendar; ``None`` if it always stood there.
    struck_at
        When it was struck out again; ``None`` if it holds.
    source
        The decree, or the calendar it came from.
    """

    day: date
    name: str
    kind: Off
    region: str = ""
    known_since: datetime | None = None
    struck_at: datetime | None = None
    source: str = ""

    def holds_at(self, moment: datetime | None) -> bool:
        """Return whether the calendar of a moment has it; ``None`` is now."""
        if moment is None:
            return self.struck_at is None
        is_known = self.known_since is None or self.known_since <= moment
        return is_known and (self.struck_at is None or moment < self.struck_at)


@dataclass(frozen=True, slots=True)
class Pause:
    """Days on which the clock stands: from one day until before another."""

    begins: date
    ends: date | None
    why: str

    def holds(self, day: date) -> bool:
        """Return whether the clock stands on a day."""
        return self.begins <= day and (self.ends is None or day < self.ends)


@dataclass(frozen=True, slots=True)
class Extension:
    """The one extension that a rule allows, with its reason."""

    at: datetime
    why: str


@dataclass(frozen=True, slots=True)
class Clock:
    """One running duty.

    Attributes
    ----------
    received_at
        The moment that starts it, with its time zone.
    region
        Where the office lies: its day and its regional days off count.
    """

    rule: ClockRule
    received_at: datetime
    region: str
    pauses: tuple[Pause, ...] = ()
    extension: Extension | None = None


@dataclass(frozen=True, slots=True)
class CountedDay:
    """A day of the count: its number, or why it has none."""

    day: date
    number: int | None
    off: Off | None = None
    name: str = ""


@dataclass(frozen=True, slots=True)
class Count:
    """A deadline and how it came about.

    Attributes
    ----------
    received_on
        The office's own day on which it counts as received; day 0.
    days
        Every day after it up to the last one, counted or skipped.
    due
        The last day that is in time; ``None`` while a pause is open.
    """

    received_on: date
    days: tuple[CountedDay, ...]
    due: date | None

    @property
    def skipped(self) -> tuple[CountedDay, ...]:
        """Return the days that were not counted."""
        return tuple(day for day in self.days if day.number is None)

    def days_left(self, today: date) -> int | None:
        """Return the whole days until the last one; negative when late."""
        return None if self.due is None else (self.due - today).days

    def counted_left(self, today: date) -> int:
        """Return how many counted days are still to come after today."""
        return sum(d.number is not None and d.day > today for d in self.days)


@dataclass(frozen=True, slots=True)
class Moved:
    """What moved a deadline: when, from which day, to which, and why."""

    at: datetime
    before: date | None
    after: date | None
    cause: DayOff | Extension | Pause


class NoRuleError(LookupError):
    """No dated rule covers this day."""


def rule_on(rules: Iterable[ClockRule], code: str, day: date) -> ClockRule:
    """Return the version of a rule that holds for what is received on a day.

    Raises
    ------
    NoRuleError
        If none does.
    """
    for rule in rules:
        begun = rule.code == code and rule.valid_from <= day
        if begun and (rule.valid_until is None or day <= rule.valid_until):
            return rule
    raise NoRuleError(f"no rule {code} holds on {day}")


def local_day(moment: datetime, region: str) -> date:
    """Return the day that a region's own clocks show.

    Examples
    --------
    >>> from datetime import UTC
    >>> late = datetime(2026, 6, 12, 15, 30, tzinfo=UTC)
    >>> local_day(late, "35").day, local_day(late, "51").day, local_day(late, "91").day
    (12, 12, 13)
    """
    return moment.astimezone(fixed_zone_of(region)).date()


def count(
    clock: Clock, calendar: Iterable[DayOff], *, known_at: datetime | None = None
) -> Count:
    """Return the deadline of a clock, with every day counted and skipped.

    The day of receipt is day 0. For a rule of calendar days a last day that is no
    working day stays the last day: nobody is promised more than the article gives.

    Parameters
    ----------
    calendar
        Days off of any years and regions.
    known_at
        Count with the calendar as it was known then; ``None`` for now.

    Examples
    --------
    >>> from datetime import UTC
    >>> rule = ClockRule("x", 3, Unit.WORKING, 2, date(2019, 1, 1), None, "", "", "",
    ...                  is_read=True)
    >>> friday = datetime(2026, 6, 12, 3, 0, tzinfo=UTC)
    >>> newyear = DayOff(date(2026, 6, 16), "Tahun Baru Islam", Off.HOLIDAY)
    >>> count(Clock(rule, friday, "35"), [newyear]).due.isoformat()
    '2026-06-18'
    """
    off = _days_off(calendar, clock.region, known_at)
    day = _received_on(clock, off)
    needed = clock.rule.days + (clock.rule.extension if clock.extension else 0)
    days = tuple(_counted(clock, off, day, needed))
    is_whole = sum(d.number is not None for d in days) == needed
    last = days[-1].day if days else day
    return Count(day, days, last if is_whole else None)


def history(clock: Clock, calendar: Sequence[DayOff]) -> tuple[Moved, ...]:
    """Return what moved the deadline since receipt, in the order of time.

    Days off that were known at receipt moved nothing: they are in the count.
    """
    return tuple(sorted(_moves(clock, calendar), key=lambda moved: moved.at))


def _moves(clock: Clock, calendar: Sequence[DayOff]) -> Iterator[Moved]:
    for cause, at in _causes(clock, calendar):
        before = _due_before(clock, calendar, cause, at)
        after = count(_until(clock, at), calendar, known_at=at).due
        if before != after:
            yield Moved(at, before, after, cause)


def _causes(
    clock: Clock, calendar: Sequence[DayOff]
) -> Iterator[tuple[DayOff | Extension | Pause, datetime]]:
    for off in calendar:
        for at in (off.known_since, off.struck_at):
            if at is not None and at > clock.received_at:
                yield off, at
    if clock.extension is not None:
        yield clock.extension, clock.extension.at
    for pause in clock.pauses:
        if pause.ends is not None:
            yield pause, _midnight(pause.ends, clock.region)


def _due_before(
    clock: Clock,
    calendar: Sequence[DayOff],
    cause: DayOff | Extension | Pause,
    at: datetime,
) -> date | None:
    """Return the deadline as it stood the moment before a cause."""
    then = at - timedelta(microseconds=1)
    was = _until(clock, then)
    if isinstance(cause, Pause):
        was = _without(was, cause)
    return count(was, calendar, known_at=then).due


def _until(clock: Clock, moment: datetime) -> Clock:
    """Return the clock as it was known at a moment."""
    today = local_day(moment, clock.region)
    extended = clock.extension is not None and clock.extension.at <= moment
    return Clock(
        clock.rule,
        clock.received_at,
        clock.region,
        tuple(p for p in clock.pauses if p.ends is not None and p.ends <= today),
        clock.extension if extended else None,
    )


def _without(clock: Clock, pause: Pause) -> Clock:
    kept = tuple(each for each in clock.pauses if each != pause)
    return Clock(clock.rule, clock.received_at, clock.region, kept, clock.extension)


def _midnight(day: date, region: str) -> datetime:
    return datetime.combine(day, time.min, tzinfo=fixed_zone_of(region))


@dataclass(frozen=True, slots=True)
class _Days:
    """The days off that matter to one clock."""

    named: dict[date, DayOff] = field(default_factory=dict)

    def of(self, day: date) -> tuple[Off | None, str]:
        off = self.named.get(day)
        if off is not None:
            return off.kind, off.name
        return (Off.WEEKEND, "") if day.weekday() >= 5 else (None, "")


def _days_off(
    calendar: Iterable[DayOff], region: str, known_at: datetime | None
) -> _Days:
    return _Days(
        {
            off.day: off
            for off in calendar
            if region.startswith(off.region) and off.holds_at(known_at)
        }
    )


def _received_on(clock: Clock, off: _Days) -> date:
    local = clock.received_at.astimezone(fixed_zone_of(clock.region))
    day = local.date()
    if clock.rule.after_hours is AfterHours.SAME_DAY:
        return day
    if local.time() >= clock.rule.closes:
        day += ONE_DAY
    while off.of(day)[0] is not None:
        day += ONE_DAY
    return day


def _counted(
    clock: Clock, off: _Days, received_on: date, needed: int
) -> Iterator[CountedDay]:
    number, day = 0, received_on
    for _ in range(LONGEST):
        if number == needed:
            return
        day += ONE_DAY
        why, name = _why_not(clock, off, day)
        if why is None:
            number += 1
        yield CountedDay(day, None if why else number, why, name)
        if any(p.ends is None and p.holds(day) for p in clock.pauses):
            return


def _why_not(clock: Clock, off: _Days, day: date) -> tuple[Off | None, str]:
    for pause in clock.pauses:
        if pause.holds(day):
            return Off.PAUSED, pause.why
    return off.of(day) if clock.rule.unit is Unit.WORKING else (None, "")
