"""The register of information requests of one year, and the report made of it.

Everything is computed from the cases; nothing is typed in.

References
----------
UU 14/2008 Pasal 12: requests received, time needed, granted, refused with grounds.
"""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from omah.core.service.cases import Case, Outcome, State
from omah.core.service.cases_clocks import CaseClock, Standing
from omah.core.service.clocks import DayOff, local_day


@dataclass(frozen=True, slots=True)
class Line:
    """One request in the register.

    Attributes
    ----------
    number
        Its running number in the year.
    due, standing
        Of the clock for the first answer.
    working_days
        Counted days that the answer took; ``None`` while there is none.
    moved_by
        Names of the days off that moved its deadline while it ran.
    """

    number: int
    code: str
    filed_on: date
    is_election: bool
    state: State
    outcome: Outcome | None
    ground: str
    due: date | None
    answered_on: date | None
    standing: Standing
    working_days: int | None
    moved_by: tuple[str, ...]
    objected: bool


def line(number: int, code: str, case: Case, answer: CaseClock, *, today: date) -> Line:
    """Return the line of a case; ``answer`` is its first clock."""
    done = answer.done_at
    answered_on = local_day(case.answered_at, case.office) if case.answered_at else None
    return Line(
        number=number,
        code=code,
        filed_on=local_day(case.filed_at, case.office),
        is_election=case.is_election,
        state=case.state,
        outcome=case.outcome,
        ground=case.ground,
        due=answer.counted.due,
        answered_on=answered_on,
        standing=answer.standing(today),
        working_days=_counted_days(answer, answered_on) if done else None,
        moved_by=tuple(
            moved.cause.name
            for moved in answer.moved
            if isinstance(moved.cause, DayOff)
        ),
        objected=case.objected_at is not None,
    )


def _counted_days(answer: CaseClock, answered_on: date | None) -> int | None:
    """Return the counted days up to the answer; past the last day, that many more.

    Days after the last one are not in the count, so a late answer counts its working
    days as weekdays: it is late either way.
    """
    if answered_on is None:
        return None
    within = sum(
        day.number is not None and day.day <= answered_on for day in answer.counted.days
    )
    due = answer.counted.due
    if due is None or answered_on <= due:
        return within
    return within + sum(
        date.fromordinal(day).weekday() < 5
        for day in range(due.toordinal() + 1, answered_on.toordinal() + 1)
    )


@dataclass(frozen=True, slots=True)
class Annual:
    """The year in figures.

    Attributes
    ----------
    average_days
        Counted days to an answer, over those answered; ``None`` without any.
    """

    year: int
    received: int
    election: int
    outcomes: tuple[tuple[Outcome, int], ...]
    grounds: tuple[tuple[str, int], ...]
    withdrawn: int
    running: int
    late_answers: int
    late_running: int
    objections: int
    moved_by_days_off: int
    average_days: Fraction | None

    @property
    def average_text(self) -> str:
        """Return the average with one decimal, as Indonesian writes it."""
        if self.average_days is None:
            return ""
        tenths = round(self.average_days * 10)
        return f"{tenths // 10},{tenths % 10}"


def annual(year: int, lines: Iterable[Line]) -> Annual:
    """Return the report over the lines of one year.

    Examples
    --------
    >>> annual(2026, []).received
    0
    """
    found = list(lines)
    outcomes = Counter(each.outcome for each in found if each.outcome)
    days = [each.working_days for each in found if each.working_days is not None]
    open_ = [each for each in found if each.standing in _RUNNING]
    return Annual(
        year=year,
        received=len(found),
        election=sum(each.is_election for each in found),
        outcomes=tuple((outcome, outcomes[outcome]) for outcome in Outcome),
        grounds=tuple(sorted(Counter(e.ground for e in found if e.ground).items())),
        withdrawn=sum(each.state is State.WITHDRAWN for each in found),
        running=len(open_),
        late_answers=sum(each.standing is Standing.MISSED for each in found),
        late_running=sum(each.standing is Standing.LATE for each in found),
        objections=sum(each.objected for each in found),
        moved_by_days_off=sum(bool(each.moved_by) for each in found),
        average_days=Fraction(sum(days), len(days)) if days else None,
    )


_RUNNING = {Standing.IN_TIME, Standing.SOON, Standing.LATE, Standing.STANDS}
