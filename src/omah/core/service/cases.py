"""A case of a citizen with an office: its events, the state they lead to, its moves.

A case is a row of events that is only ever added to; where it stands is a fold over
them (`fold`), and so are its clocks (`omah.core.service.cases_clocks`). One engine
serves every type: the table of moves says who makes which step when.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from enum import StrEnum


class CaseType(StrEnum):
    """What someone comes to an office with."""

    INFORMATION = "information"  # a request for public information
    REPORT = "report"  # a campaign violation or a hoax, for Bawaslu
    COMPLAINT = "complaint"  # the service was not what its standard says


class Side(StrEnum):
    """Who acts: whoever filed the case, or the office that owes the answer."""

    FILER = "filer"
    OFFICE = "office"


class State(StrEnum):
    """Where a case stands."""

    RECEIVED = "received"
    WAITING = "waiting"  # for the filer to complete it
    ANSWERED = "answered"
    OBJECTED = "objected"
    SETTLED = "settled"  # the objection is answered; the Commission is next
    HANDED_OVER = "handed-over"
    WITHDRAWN = "withdrawn"
    CLOSED = "closed"


OVER = frozenset({State.WITHDRAWN, State.CLOSED})
OWED = frozenset({State.RECEIVED, State.OBJECTED})
"""The states in which the office owes an answer."""


class Move(StrEnum):
    """What can be done to a case."""

    FILE = "file"
    ASK_FILER = "ask-filer"
    COMPLETE = "complete"
    EXTEND = "extend"
    ANSWER = "answer"
    OBJECT = "object"
    SETTLE = "settle"
    HAND_OVER = "hand-over"
    WITHDRAW = "withdraw"
    CLOSE = "close"
    MESSAGE = "message"
    EVIDENCE = "evidence"


class Outcome(StrEnum):
    """What an answer gives."""

    GRANTED = "granted"
    PARTLY = "partly"
    REFUSED = "refused"
    ELSEWHERE = "elsewhere"  # another body holds it


class Ground(StrEnum):
    """Why information is refused.

    References
    ----------
    UU 14/2008 Pasal 6 and 17; the consequence test is Pasal 19.
    """

    LAW_ENFORCEMENT = "law-enforcement"
    BUSINESS = "business-competition"
    DEFENCE = "defence-security"
    NATURAL_WEALTH = "natural-wealth"
    ECONOMY = "national-economy"
    FOREIGN = "foreign-relations"
    PRIVATE_DEED = "private-deed"
    PERSONAL = "personal-secret"
    INTERNAL = "internal-letters"
    OTHER_LAW = "other-law"
    NOT_HELD = "not-held"


class ObjectionGround(StrEnum):
    """Why an applicant objects.

    References
    ----------
    UU 14/2008 Pasal 35 ayat (1).
    """

    REFUSED = "refused"
    PERIODIC_MISSING = "periodic-missing"
    NO_REPLY = "no-reply"
    NOT_AS_ASKED = "not-as-asked"
    NOT_FULFILLED = "not-fulfilled"
    FEE = "fee"
    LATE = "late"


@dataclass(frozen=True, slots=True)
class Event:
    """One step on the record.

    Attributes
    ----------
    by
        The post that made it; empty for whoever filed the case.
    given
        What goes with it: ``outcome``, ``ground``, ``why``, ``reference``, ...
    """

    move: Move
    at: datetime
    by: str = ""
    given: Mapping[str, str] = field(default_factory=dict)

    @property
    def side(self) -> Side:
        """Return whose step it was."""
        return Side.OFFICE if self.by else Side.FILER


@dataclass(frozen=True, slots=True)
class Case:
    """Where a case stands after its events.

    Attributes
    ----------
    is_election
        Whether it asks for election information, which is answered faster.
    answered_by
        The post that gave the answer; another one settles the objection.
    """

    type: CaseType
    office: str
    filed_at: datetime
    is_election: bool = False
    state: State = State.RECEIVED
    answered_at: datetime | None = None
    answered_by: str = ""
    outcome: Outcome | None = None
    ground: str = ""
    extended_at: datetime | None = None
    objected_at: datetime | None = None
    settled_at: datetime | None = None
    settled: Outcome | None = None
    reference: str = ""
    handed_over_at: datetime | None = None


class Refused(StrEnum):
    """Why a case does not take a move."""

    NOT_THIS_TYPE = "a case of this type has no such step"
    NOT_YOUR_MOVE = "the other side makes this step"
    NOT_NOW = "the case's state does not allow it"
    ONLY_ONCE = "a deadline is extended only once"
    SAY_WHY = "this step needs its reason"
    ANOTHER_POST = "an objection is settled by another post than the answer"


class BrokenRecordError(Exception):
    """The events on record do not follow from one another."""


@dataclass(frozen=True, slots=True)
class Step:
    """One line of the table of moves."""

    side: Side | None
    types: frozenset[CaseType]
    states: frozenset[State]
    leads_to: State | None = None
    needs: tuple[str, ...] = ()


_ALL_TYPES = frozenset(CaseType)
_INFORMATION = frozenset({CaseType.INFORMATION})
_ANSWERABLE = frozenset({CaseType.INFORMATION, CaseType.COMPLAINT})
_OPEN = frozenset(State) - OVER

STEPS: Mapping[Move, Step] = {
    Move.ASK_FILER: Step(
        Side.OFFICE,
        _ALL_TYPES,
        frozenset({State.RECEIVED}),
        State.WAITING,
        ("why",),
    ),
    Move.COMPLETE: Step(
        Side.FILER, _ALL_TYPES, frozenset({State.WAITING}), State.RECEIVED
    ),
    Move.EXTEND: Step(
        Side.OFFICE, _INFORMATION, frozenset({State.RECEIVED}), None, ("why",)
    ),
    Move.ANSWER: Step(
        Side.OFFICE,
        _ANSWERABLE,
        frozenset({State.RECEIVED}),
        State.ANSWERED,
        ("outcome",),
    ),
    Move.OBJECT: Step(
        Side.FILER,
        _INFORMATION,
        frozenset({State.RECEIVED, State.ANSWERED}),
        State.OBJECTED,
        ("ground",),
    ),
    Move.SETTLE: Step(
        Side.OFFICE,
        _INFORMATION,
        frozenset({State.OBJECTED}),
        State.SETTLED,
        ("outcome",),
    ),
    Move.HAND_OVER: Step(
        Side.OFFICE,
        frozenset({CaseType.REPORT}),
        frozenset({State.RECEIVED, State.WAITING}),
        State.HANDED_OVER,
        ("reference",),
    ),
    Move.WITHDRAW: Step(
        Side.FILER,
        _ALL_TYPES,
        frozenset({State.RECEIVED, State.WAITING, State.OBJECTED}),
        State.WITHDRAWN,
    ),
    Move.CLOSE: Step(
        Side.OFFICE,
        _ALL_TYPES,
        frozenset({State.ANSWERED, State.SETTLED, State.HANDED_OVER, State.WAITING}),
        State.CLOSED,
    ),
    Move.MESSAGE: Step(None, _ALL_TYPES, _OPEN),
    Move.EVIDENCE: Step(None, _ALL_TYPES, _OPEN),
}
"""Every step but the first: who makes it, for which types, in which states."""


def file(
    type_: CaseType, office: str, at: datetime, *, is_election: bool = False
) -> Case:
    """Return a case as it is filed.

    Parameters
    ----------
    office
        KPU code of the office that owes the answer.
    """
    return Case(type_, office, at, is_election=is_election)


def make(case: Case, event: Event) -> Case | Refused:
    """Return the case after a step, or why it does not take it.

    Examples
    --------
    >>> from datetime import UTC
    >>> now = datetime(2026, 6, 12, 3, 0, tzinfo=UTC)
    >>> asked = file(CaseType.INFORMATION, "3517", now)
    >>> make(asked, Event(Move.EXTEND, now, "p1")).value
    'this step needs its reason'
    >>> make(asked, Event(Move.ANSWER, now, "p1", {"outcome": "granted"})).state.value
    'answered'
    """
    refusal = _refusal(case, event)
    if refusal is not None:
        return refusal
    leads_to = STEPS[event.move].leads_to or case.state
    return _noted(replace(case, state=leads_to), event)


def fold(case: Case, events: Iterable[Event]) -> Case:
    """Return the case after steps that were admitted when they were made."""
    for event in events:
        moved = make(case, event)
        if isinstance(moved, Refused):
            raise BrokenRecordError(f"{event.move} in {case.state}: {moved}")
        case = moved
    return case


def allowed(case: Case, side: Side, post: str = "") -> tuple[Move, ...]:
    """Return the steps that a side may make now: what a screen offers."""
    return tuple(
        move
        for move, step in STEPS.items()
        if step.side in {side, None}
        and case.type in step.types
        and case.state in step.states
        and not _is_spent(case, move)
        and not (move is Move.SETTLE and post == case.answered_by)
    )


def _refusal(case: Case, event: Event) -> Refused | None:
    step = STEPS.get(event.move)
    if step is None or case.type not in step.types:
        return Refused.NOT_THIS_TYPE
    if step.side not in {event.side, None}:
        return Refused.NOT_YOUR_MOVE
    if case.state not in step.states:
        return Refused.NOT_NOW
    if _is_spent(case, event.move):
        return Refused.ONLY_ONCE
    if not all(event.given.get(name, "").strip() for name in _needs(step, event)):
        return Refused.SAY_WHY
    if event.move is Move.SETTLE and event.by == case.answered_by:
        return Refused.ANOTHER_POST
    return None


def _is_spent(case: Case, move: Move) -> bool:
    return move is Move.EXTEND and case.extended_at is not None


def _needs(step: Step, event: Event) -> tuple[str, ...]:
    """Return what must go with a step; a refusal says its ground."""
    refuses = event.given.get("outcome") in {Outcome.REFUSED, Outcome.PARTLY}
    return (*step.needs, "ground") if refuses else step.needs


def _noted(case: Case, event: Event) -> Case:
    given = event.given
    match event.move:
        case Move.EXTEND:
            return replace(case, extended_at=event.at)
        case Move.ANSWER:
            return replace(
                case,
                answered_at=event.at,
                answered_by=event.by,
                outcome=Outcome(given["outcome"]),
                ground=given.get("ground", ""),
            )
        case Move.OBJECT:
            return replace(case, objected_at=event.at)
        case Move.SETTLE:
            outcome = Outcome(given["outcome"])
            return replace(case, settled_at=event.at, settled=outcome)
        case Move.HAND_OVER:
            reference = given["reference"]
            return replace(case, handed_over_at=event.at, reference=reference)
        case _:
            return case
