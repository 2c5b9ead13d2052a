"""When a body is met and by whom: a seam between rooms that don't know each other.

The room that keeps rosters says how they are read (`read_counters_with`, when the
application starts); a room that prints them asks `counter_of`.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime


@dataclass(frozen=True, slots=True)
class OpenDay:
    """A day on which a body is open, in its own time."""

    day: date
    begins: datetime
    ends: datetime


@dataclass(frozen=True, slots=True)
class Turn:
    """Someone's turn at the counter; ``name`` only if they agreed to be named."""

    begins: datetime
    ends: datetime
    role: str
    name: str


@dataclass(frozen=True, slots=True)
class Counter:
    """Where a body is met in one week."""

    name: str
    address: str
    open_days: tuple[OpenDay, ...]
    turns: tuple[Turn, ...]


Reader = Callable[[str, date], Counter | None]
_readers: list[Reader] = []


def read_counters_with(reader: Reader) -> None:
    """Say how counters are read; the last one said holds."""
    _readers[:] = [reader]


def counter_of(region: str, monday: date) -> Counter | None:
    """Return a body's counter in the week from ``monday``; None if none is known."""
    return _readers[0](region, monday) if _readers else None
