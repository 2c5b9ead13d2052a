"""The clocks of a case: which run, from when, paused and extended by which events."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum

from omah.core.service.cases import Case, CaseType, Event, Move, Side, State
from omah.core.service.clocks import (
    Clock,
    ClockRule,
    Count,
    DayOff,
    Extension,
    Moved,
    Pause,
    count,
    history,
    local_day,
    rule_on,
)


class Standing(StrEnum):
    """How a clock stands on a day."""

    IN_TIME = "in-time"
    SOON = "soon"  # two counted days or fewer
    LATE = "late"
    STANDS = "stands"  # paused
    MET = "met"  # done in time
    MISSED = "missed"  # done, but late


SOON = 2
"""So many counted days or fewer are left when a clock warns (our own bound)."""


@dataclass(frozen=True, slots=True)
class CaseClock:
    """A clock of a case, counted.

    Attributes
    ----------
    whose
        Who must act before it ends.
    done_at
        When that was done; ``None`` while it runs.
    """

    clock: Clock
    whose: Side
    counted: Count
    moved: tuple[Moved, ...]
    done_at: datetime | None

    @property
    def rule(self) -> ClockRule:
        """Return the rule it follows."""
        return self.clock.rule

    def standing(self, today: date) -> Standing:
        """Return how it stands; ``today`` is the office's own day."""
        due = self.counted.due
        if self.done_at is not None:
            done_on = local_day(self.done_at, self.clock.region)
            in_time = due is None or done_on <= due
            return Standing.MET if in_time else Standing.MISSED
        if due is None:
            return Standing.STANDS
        if today > due:
            return Standing.LATE
        is_soon = self.counted.counted_left(today) <= SOON
        return Standing.SOON if is_soon else Standing.IN_TIME


def clocks_of(
    case: Case,
    events: Sequence[Event],
    rules: Iterable[ClockRule],
    calendar: Sequence[DayOff],
) -> tuple[CaseClock, ...]:
    """Return every clock that the case has started, in the order of their start."""
    rules = tuple(rules)
    return tuple(
        CaseClock(
            clock, whose, count(clock, calendar), history(clock, calendar), done_at
        )
        for clock, whose, done_at in _clocks(case, events, rules)
    )


def owed(clocks: Iterable[CaseClock]) -> CaseClock | None:
    """Return the clock by which the office must act now."""
    running = [c for c in clocks if c.done_at is None and c.whose is Side.OFFICE]
    return running[-1] if running else None


Started = tuple[Clock, Side, datetime | None]


def _clocks(
    case: Case, events: Sequence[Event], rules: tuple[ClockRule, ...]
) -> list[Started]:
    match case.type:
        case CaseType.INFORMATION:
            return _information(case, events, rules)
        case CaseType.REPORT:
            clock = _clock(case, case.filed_at, rules, "report.forward")
            return [(clock, Side.OFFICE, case.handed_over_at or _over_at(events))]
        case CaseType.COMPLAINT:
            clock = _clock(case, case.filed_at, rules, "complaint.answer", events)
            return [(clock, Side.OFFICE, case.answered_at or _over_at(events))]


def _information(
    case: Case, events: Sequence[Event], rules: tuple[ClockRule, ...]
) -> list[Started]:
    fast = ".election" if case.is_election else ""
    answer = _clock(case, case.filed_at, rules, f"information.answer{fast}", events)
    answered = case.answered_at or case.objected_at or _over_at(events)
    found: list[Started] = [(answer, Side.OFFICE, answered)]
    if case.answered_at is not None:
        window = _clock(case, case.answered_at, rules, "information.object")
        found.append((window, Side.FILER, case.objected_at or _over_at(events)))
    if case.objected_at is not None:
        code = f"information.objection{fast}"
        objection = _clock(case, case.objected_at, rules, code)
        settled = case.settled_at or _over_at(events)
        found.append((objection, Side.OFFICE, settled))
    if case.settled_at is not None:
        commission = _clock(case, case.settled_at, rules, "information.commission")
        found.append((commission, Side.FILER, _over_at(events)))
    return found


def _clock(
    case: Case,
    received_at: datetime,
    rules: tuple[ClockRule, ...],
    code: str,
    events: Sequence[Event] = (),
) -> Clock:
    rule = rule_on(rules, code, local_day(received_at, case.office))
    return Clock(
        rule,
        received_at,
        case.office,
        _pauses(case, events) if rule.may_pause else (),
        _extension(events) if rule.extension else None,
    )


def _pauses(case: Case, events: Sequence[Event]) -> tuple[Pause, ...]:
    """Return the days on which the filer had the case: neither end is counted."""
    found: list[Pause] = []
    asked: Event | None = None
    for event in events:
        if event.move is Move.ASK_FILER:
            asked = event
        elif event.move is Move.COMPLETE and asked is not None:
            found.append(_pause(case, asked, event.at))
            asked = None
    if asked is not None and case.state is State.WAITING:
        found.append(_pause(case, asked, None))
    return tuple(pause for pause in found if pause.ends != pause.begins)


def _pause(case: Case, asked: Event, completed: datetime | None) -> Pause:
    next_day = timedelta(days=1)
    begins = local_day(asked.at, case.office) + next_day
    ends = local_day(completed, case.office) + next_day if completed else None
    return Pause(begins, ends, asked.given["why"])


def _extension(events: Iterable[Event]) -> Extension | None:
    extended = (e for e in events if e.move is Move.EXTEND)
    return next((Extension(e.at, e.given["why"]) for e in extended), None)


def _over_at(events: Iterable[Event]) -> datetime | None:
    ends = {Move.WITHDRAW, Move.CLOSE}
    return next((e.at for e in events if e.move in ends), None)


def window_to_report(
    known_on: date,
    office: str,
    rules: Iterable[ClockRule],
    calendar: Sequence[DayOff],
    *,
    noon: datetime,
) -> tuple[tuple[ClockRule, date], ...]:
    """Return the last days on which a violation may be reported, the earlier first.

    Parameters
    ----------
    known_on
        The day on which the reporter came to know of it.
    noon
        Noon of that day in the office's zone.

    Notes
    -----
    The act gives seven working days, the regulation seven days; both are told.
    """
    found = []
    for code in ("report.window", "report.window.regulation"):
        rule = rule_on(rules, code, known_on)
        due = count(Clock(rule, noon, office), calendar).due
        if due is not None:
            found.append((rule, due))
    return tuple(sorted(found, key=lambda pair: pair[1]))
