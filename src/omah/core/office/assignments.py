"""What an office asks of others by a day, and how far they are.

An assignment ("penugasan") goes from one office to offices or bodies below it, with
the letter that it follows. Each addressee owes one answer. The asker accepts it or
returns it with a reason. Shares are exact; a percentage is computed here and typed
nowhere.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from fractions import Fraction
from typing import ClassVar, TypeAlias

from omah.core.people.roles import OFFICES, Role
from omah.core.places.regions import Level, level_of

ASKERS = OFFICES
"""The roles that ask, accept and return."""
ANSWERERS = OFFICES | {Role.PPS, Role.OPERATOR}
"""The roles that answer for their office or body."""


@dataclass(frozen=True, slots=True)
class Letter:
    """The letter that an assignment follows ("surat"), as its head names it."""

    number: str
    date: date


@dataclass(frozen=True, slots=True)
class Assignment:
    """What is asked, by whom, and until when.

    Attributes
    ----------
    office
        KPU code of the office that asks; the nation is empty.
    due
        The last day on which an answer is in time.
    above
        The assignment that this one hands down, if it does.
    """

    office: str
    title: str
    due: date
    letter: Letter | None = None
    above: "Assignment | None" = None


@dataclass(frozen=True, slots=True)
class Asked:
    """Nothing has been handed in."""

    name: ClassVar[str] = "asked"


@dataclass(frozen=True, slots=True)
class Answered:
    """Handed in, and waits for the asker."""

    name: ClassVar[str] = "answered"
    on: date


@dataclass(frozen=True, slots=True)
class Returned:
    """Sent back to be repaired, with the reason and perhaps a day of its own."""

    name: ClassVar[str] = "returned"
    reason: str
    repair_by: date | None = None


@dataclass(frozen=True, slots=True)
class Accepted:
    """The asker is content with what was handed in on that day."""

    name: ClassVar[str] = "accepted"
    on: date


State: TypeAlias = Asked | Answered | Returned | Accepted
STATES: tuple[type[State], ...] = (Asked, Answered, Returned, Accepted)


class Move(StrEnum):
    """What someone can do to an answer."""

    ANSWER = "answer"
    ACCEPT = "accept"
    RETURN = "return"


TAKEN_IN: Mapping[Move, tuple[type[State], ...]] = {
    Move.ANSWER: (Asked, Answered, Returned),
    Move.ACCEPT: (Answered,),
    Move.RETURN: (Answered, Accepted),
}
"""The states in which a move can be made; what was accepted can still be returned."""


class Refused(StrEnum):
    """Why an answer does not take a move."""

    NOT_YOURS = "another office makes this move"
    NOT_NOW = "the answer's state does not allow it"
    NO_REASON = "a return says what is to be repaired"
    REPAIR_IN_THE_PAST = "the day of repair has passed"


@dataclass(frozen=True, slots=True)
class Step:
    """A move with what goes with it."""

    move: Move
    on: date
    reason: str = ""
    repair_by: date | None = None


def make(state: State, step: Step) -> State | Refused:
    """Return the state of an answer after a step, or why it does not take it.

    Examples
    --------
    >>> day = date(2026, 6, 1)
    >>> handed_in = make(Asked(), Step(Move.ANSWER, day))
    >>> make(handed_in, Step(Move.RETURN, day)).value
    'a return says what is to be repaired'
    >>> make(handed_in, Step(Move.RETURN, day, reason="Lampiran 2 kosong.")).name
    'returned'
    """
    if not isinstance(state, TAKEN_IN[step.move]):
        return Refused.NOT_NOW
    match step.move:
        case Move.ANSWER:
            return Answered(step.on)
        case Move.ACCEPT:
            return (
                Accepted(state.on) if isinstance(state, Answered) else Refused.NOT_NOW
            )
        case Move.RETURN:
            return _returned(step)


def _returned(step: Step) -> Returned | Refused:
    if not step.reason.strip():
        return Refused.NO_REASON
    if step.repair_by is not None and step.repair_by < step.on:
        return Refused.REPAIR_IN_THE_PAST
    return Returned(step.reason.strip(), step.repair_by)


def allowed(state: State) -> tuple[Move, ...]:
    """Return the moves that a state takes."""
    return tuple(move for move in Move if isinstance(state, TAKEN_IN[move]))


def last_day(due: date, state: State) -> date:
    """Return the last day for what is now owed: a repair may have its own."""
    if isinstance(state, Returned) and state.repair_by is not None:
        return state.repair_by
    return due


def days_late(due: date, state: State, *, today: date) -> int:
    """Return by how many days an answer is late, or 0.

    An answer handed in after the last day stays late; one not handed in is late from
    the day after. A returned answer is measured against its own day of repair.

    Examples
    --------
    >>> due = date(2026, 6, 14)
    >>> [days_late(due, Asked(), today=date(2026, 6, day)) for day in (14, 15)]
    [0, 1]
    """
    until = state.on if isinstance(state, Answered | Accepted) else today
    return max(0, (until - last_day(due, state)).days)


@dataclass(frozen=True, slots=True)
class Progress:
    """How far the addressees are: bodies counted by state, and those that are late."""

    asked: int
    answered: int
    accepted: int
    returned: int
    late: int

    @property
    def handed_in(self) -> int:
        """Answers that lie with the asker, judged or not; a returned one does not."""
        return self.answered + self.accepted

    @property
    def missing(self) -> int:
        """Addressees that owe an answer or a repair."""
        return self.asked - self.handed_in

    @property
    def share_done(self) -> Fraction:
        """Accepted answers of all that were asked; nothing asked is nothing done."""
        return Fraction(self.accepted, self.asked) if self.asked else Fraction(0)

    @property
    def share_handed_in(self) -> Fraction:
        """Answers handed in, of all that were asked."""
        return Fraction(self.handed_in, self.asked) if self.asked else Fraction(0)


def progress(due: date, states: Iterable[State], *, today: date) -> Progress:
    """Return how far the answers of an assignment are.

    Examples
    --------
    >>> day = date(2026, 9, 7)
    >>> states = [Accepted(day)] * 19 + [Asked()]
    >>> tenths_of_percent(progress(day, states, today=day).share_done)
    950
    """
    found = list(states)
    return Progress(
        asked=len(found),
        answered=sum(isinstance(state, Answered) for state in found),
        accepted=sum(isinstance(state, Accepted) for state in found),
        returned=sum(isinstance(state, Returned) for state in found),
        late=sum(days_late(due, state, today=today) > 0 for state in found),
    )


def tenths_of_percent(share: Fraction) -> int:
    """Return a share in tenths of a percent, rounded down: all done alone is 1000.

    Examples
    --------
    >>> tenths_of_percent(Fraction(1999, 2000)), tenths_of_percent(Fraction(1))
    (999, 1000)
    """
    return share.numerator * 1000 // share.denominator


class NotAskable(StrEnum):
    """Why an assignment can't be given."""

    NOBODY = "an assignment names at least one addressee"
    NOT_BELOW = "an office asks only those below it"
    NOT_A_BODY = "a station has no body that answers letters"
    DUE_HAS_PASSED = "the last day has passed"
    LATER_THAN_ABOVE = "the letter above asks for the answer earlier"
    NOT_ASKED_ABOVE = "this office was not asked for what it hands down"


def check_asking(
    assignment: Assignment, addressees: Iterable[str], *, today: date
) -> NotAskable | None:
    """Return why an office can't ask this, or None.

    Who hands a letter down must leave time to gather the answers: the last day below
    is no later than the one above.

    Examples
    --------
    >>> asked = Assignment("35", "Laporan", date(2026, 6, 14))
    >>> check_asking(asked, ["3517", "6306"], today=date(2026, 6, 1)).name
    'NOT_BELOW'
    """
    bodies = list(addressees)
    if not bodies:
        return NotAskable.NOBODY
    for body in bodies:
        if not body.startswith(assignment.office) or body == assignment.office:
            return NotAskable.NOT_BELOW
        if level_of(body) is Level.STATION:
            return NotAskable.NOT_A_BODY
    if assignment.due < today:
        return NotAskable.DUE_HAS_PASSED
    if assignment.above is not None and assignment.due > assignment.above.due:
        return NotAskable.LATER_THAN_ABOVE
    return None


def sources(assignment: Assignment) -> tuple[Assignment, ...]:
    """Return the assignments that lead here, from the top down, this one last.

    Examples
    --------
    >>> nation = Assignment("", "Laporan", date(2026, 6, 30))
    >>> province = Assignment("35", "Laporan", date(2026, 6, 20), above=nation)
    >>> [step.office for step in sources(province)]
    ['', '35']
    """
    chain = [assignment]
    while chain[-1].above is not None:
        chain.append(chain[-1].above)
    return tuple(reversed(chain))
