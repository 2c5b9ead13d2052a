"""A question to the helpdesk: its states, who may move it, and its clocks.

The desk nearest to the asker has a time to answer. When that has passed the ticket
lies on the desk of the office above, and so on up to the nation. The clocks are a
function of the time (``as_of``): no worker has to run for a ticket to climb, so none
is forgotten while a worker is down.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum
from typing import ClassVar, TypeAlias

from omah.core.people.access import Division
from omah.core.people.roles import OFFICES, Role
from omah.core.places.regions import Level, ancestor, level_of, parent

ANSWERERS = OFFICES | {Role.OPERATOR}
"""The roles that sit at a desk."""


class Urgency(StrEnum):
    """What stands still while the asker waits; it sets the clock of each desk."""

    STOPPED = "stopped"  # nobody here can go on
    TODAY = "today"  # there is a way round until this evening
    CALM = "calm"  # a question


CLOCKS: Mapping[Urgency, timedelta] = {
    Urgency.STOPPED: timedelta(minutes=15),
    Urgency.TODAY: timedelta(hours=4),
    Urgency.CALM: timedelta(hours=24),
}
"""How long one desk may leave a ticket without an answer; day and night alike."""
LAPSES_AFTER = timedelta(hours=72)
"""So long after an answer silence means that it helped."""


class Topic(StrEnum):
    """What a question is about; it decides which division answers for it."""

    FIGURES = "figures"  # photographs, figures, corrections
    ACCESS = "access"  # signing in, devices, the application itself
    BODIES = "bodies"  # posts, rosters, attendance
    SUPPLIES = "supplies"  # forms, logistics, money
    RULES = "rules"  # objections, witnesses, what the law says


DIVISION_OF: Mapping[Topic, Division] = {
    Topic.FIGURES: Division.TECHNICAL,
    Topic.ACCESS: Division.VOTERS_DATA,
    Topic.BODIES: Division.OUTREACH,
    Topic.SUPPLIES: Division.FINANCE,
    Topic.RULES: Division.LAW,
}


class Ending(StrEnum):
    """Why a ticket is closed."""

    HELPED = "helped"  # the asker said so
    LAPSED = "lapsed"  # the asker said nothing more
    WITHDRAWN = "withdrawn"  # the asker no longer needs it


@dataclass(frozen=True, slots=True)
class Asked:
    """Nobody has taken it yet."""

    name: ClassVar[str] = "asked"


@dataclass(frozen=True, slots=True)
class Taken:
    """A post works on it."""

    name: ClassVar[str] = "taken"
    by: str


@dataclass(frozen=True, slots=True)
class Answered:
    """The asker has an answer and says whether it helps."""

    name: ClassVar[str] = "answered"
    at: datetime


@dataclass(frozen=True, slots=True)
class Closed:
    """Nothing more is to be done, unless the asker asks again."""

    name: ClassVar[str] = "closed"
    ending: Ending


State: TypeAlias = Asked | Taken | Answered | Closed
STATES: tuple[type[State], ...] = (Asked, Taken, Answered, Closed)


@dataclass(frozen=True, slots=True)
class Ticket:
    """A question and where it lies.

    Attributes
    ----------
    asker, region
        The post that asked and where it is held.
    desk, desk_since
        The office that must answer, and since when its clock runs.
    division
        The division of that office that answers for it.
    climbs
        How many times it has gone up because a clock ran out or by hand.
    """

    asker: str
    region: str
    desk: str
    desk_since: datetime
    division: str
    urgency: Urgency
    state: State = Asked()
    climbs: int = 0

    @property
    def due_at(self) -> datetime | None:
        """Return when this desk's time is up; ``None`` while no answer is owed."""
        if isinstance(self.state, Asked | Taken):
            return self.desk_since + CLOCKS[self.urgency]
        return None


class Move(StrEnum):
    """What someone can do to a ticket."""

    TAKE = "take"
    ANSWER = "answer"
    HAND_OVER = "hand-over"
    CLIMB = "climb"
    HELPED = "helped"
    ASK_AGAIN = "ask-again"
    WITHDRAW = "withdraw"


ASKERS_MOVES = frozenset({Move.HELPED, Move.ASK_AGAIN, Move.WITHDRAW})


class Refused(StrEnum):
    """Why a ticket does not take a move now."""

    NOT_YOUR_MOVE = "this post does not make this move"
    NOT_NOW = "the ticket's state does not allow it"
    AT_THE_TOP = "there is no office above"


@dataclass(frozen=True, slots=True)
class Actor:
    """A post that moves; ``at_desk`` if its role answers questions."""

    post: str
    region: str
    at_desk: bool


def desks(region: str) -> tuple[str, ...]:
    """Return the regions of the offices that answer for ``region``, nearest first.

    Stations and villages ask the sub-district; every office asks the one above it.

    Examples
    --------
    >>> desks("3517092003001")
    ('351709', '3517', '35', '')
    >>> desks("35"), desks("")
    (('',), ('',))
    """
    level = level_of(region)
    if level is Level.NASIONAL:
        return ("",)
    nearest = min(Level.KECAMATAN, Level(level - 1))
    return tuple(ancestor(region, Level(step)) for step in range(nearest, -1, -1))


def ask(
    *, asker: str, region: str, desk: str, topic: Topic, urgency: Urgency, now: datetime
) -> Ticket:
    """Return a new ticket on a desk, for the division that answers for its topic."""
    return Ticket(asker, region, desk, now, DIVISION_OF[topic], urgency)


def as_of(ticket: Ticket, now: datetime) -> Ticket:
    """Return the ticket as its clocks have left it.

    Examples
    --------
    >>> night = datetime(2026, 11, 24, 2, 0)
    >>> asked = ask(asker="p1", region="3517092003001", desk="351709",
    ...             topic=Topic.FIGURES, urgency=Urgency.STOPPED, now=night)
    >>> as_of(asked, night + timedelta(minutes=31)).desk
    '35'
    """
    if isinstance(ticket.state, Answered) and now >= ticket.state.at + LAPSES_AFTER:
        return replace(ticket, state=Closed(Ending.LAPSED))
    while ticket.desk and ticket.due_at is not None and now >= ticket.due_at:
        ticket = _climbed(ticket, ticket.due_at)
    return ticket


def allowed(ticket: Ticket, actor: Actor, *, now: datetime) -> tuple[Move, ...]:
    """Return the moves that this post may make now: what a screen offers."""
    return tuple(
        move
        for move in Move
        if not isinstance(make(ticket, move, actor, now=now), Refused)
    )


def make(
    ticket: Ticket, move: Move, actor: Actor, *, now: datetime, division: str = ""
) -> Ticket | Refused:
    """Return the ticket after a move, or why it does not take it.

    Parameters
    ----------
    division
        For ``HAND_OVER``: who answers for it from now on.
    """
    ticket = as_of(ticket, now)
    if not _is_entitled(ticket, move, actor):
        return Refused.NOT_YOUR_MOVE
    if not isinstance(ticket.state, TAKEN_IN[move]):
        return Refused.NOT_NOW
    return _made(ticket, move, actor.post, now, division)


TAKEN_IN: Mapping[Move, tuple[type[State], ...]] = {
    Move.TAKE: (Asked,),
    Move.ANSWER: (Asked, Taken, Answered),
    Move.HAND_OVER: (Asked, Taken),
    Move.CLIMB: (Asked, Taken),
    Move.HELPED: (Asked, Taken, Answered),
    Move.ASK_AGAIN: (Answered, Closed),
    Move.WITHDRAW: (Asked, Taken),
}
"""The states in which a move can be made."""


def _made(
    ticket: Ticket, move: Move, by: str, now: datetime, division: str
) -> Ticket | Refused:
    match move:
        case Move.TAKE:
            return replace(ticket, state=Taken(by))
        case Move.ANSWER:
            return replace(ticket, state=Answered(now))
        case Move.HAND_OVER:
            return replace(ticket, state=Asked(), division=division)
        case Move.CLIMB:
            return _climbed(ticket, now) if ticket.desk else Refused.AT_THE_TOP
        case Move.HELPED:
            return replace(ticket, state=Closed(Ending.HELPED))
        case Move.ASK_AGAIN:
            return replace(ticket, state=Asked(), desk_since=now)
        case Move.WITHDRAW:
            return replace(ticket, state=Closed(Ending.WITHDRAWN))


def _is_entitled(ticket: Ticket, move: Move, actor: Actor) -> bool:
    if move in ASKERS_MOVES:
        return actor.post == ticket.asker
    reaches = ticket.region.startswith(actor.region)
    return actor.at_desk and reaches and actor.post != ticket.asker


def _climbed(ticket: Ticket, at: datetime) -> Ticket:
    return replace(
        ticket,
        desk=parent(ticket.desk),
        desk_since=at,
        state=Asked(),
        climbs=ticket.climbs + 1,
    )


@dataclass(frozen=True, slots=True)
class Service:
    """How a desk has served: counts, and the middle waiting time in minutes."""

    asked: int
    waiting: int
    overdue: int
    climbed: int
    answered: int
    middle_minutes: int | None


def service(tickets: Iterable[tuple[Ticket, timedelta | None]]) -> Service:
    """Return the figures of tickets, each with the time to its first answer.

    ``middle_minutes`` is the lower median of those answered: as many waited that long
    or less as waited longer. Tickets still waiting are not in it but beside it.
    """
    found = list(tickets)
    waits = sorted(wait for _, wait in found if wait is not None)
    middle = waits[(len(waits) - 1) // 2] if waits else None
    waiting = [t for t, _ in found if t.due_at is not None]
    return Service(
        asked=len(found),
        waiting=len(waiting),
        overdue=sum(ticket.climbs > 0 for ticket in waiting),
        climbed=sum(ticket.climbs > 0 for ticket, _ in found),
        answered=len(waits),
        middle_minutes=middle // timedelta(minutes=1) if middle is not None else None,
    )
