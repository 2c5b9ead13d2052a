"""What the statements of one election add up to: the record of every sheet.

A record is a fold over statements (``omah.core.log.fold``). Pages, totals and
``verify`` are computed from it and from nothing else.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from omah.core.count.figures import Figures


class SheetStatus(StrEnum):
    """Where a sheet stands on its way from photograph to accepted figures."""

    MISSING = "missing"  # nothing has arrived
    WAITING = "waiting"  # photographed, no figures yet: a person must look
    UNCONFIRMED = "unconfirmed"  # one reading only; shown apart, never in the total
    DIFFERS = "differs"  # two readings disagree; a person must look
    ACCEPTED = "accepted"  # two independent readings agree
    CORRECTED = "corrected"  # accepted, then corrected with a reason
    REJECTED = "rejected"  # not a form, wrong station, duplicate


@dataclass(frozen=True, slots=True)
class Capture:
    """A photograph of one page: hashes of the sealed original and public copy."""

    id: str
    page: int
    original_sha256: str
    public_sha256: str
    at: int
    reason: str = ""  # why it was rejected; empty when it was not
    index: int = -1  # place of its statement in the log; -1: not logged


@dataclass(frozen=True, slots=True)
class Reading:
    """Figures read by a machine, with parts-per-million confidence per field."""

    id: str
    figures: Figures
    ppm: Mapping[str, int]
    legible: bool
    model: str
    at: int
    index: int = -1


@dataclass(frozen=True, slots=True)
class Entry:
    """Figures keyed in by a person, ``blind`` if without seeing the machine's."""

    id: str
    post: str
    figures: Figures
    at: int
    index: int = -1
    blind: bool = True


@dataclass(frozen=True, slots=True)
class Correction:
    """A later signed change of accepted figures; the old ones stay on record."""

    id: str
    post: str
    changes: Mapping[str, tuple[int | None, int | None]]
    reason: str
    at: int
    index: int = -1


@dataclass(frozen=True, slots=True)
class SheetRecord:
    """All that is on record about one station's sheet of one contest."""

    station: str
    contest: str
    form: str
    status: SheetStatus
    figures: Figures
    captures: tuple[Capture, ...] = ()
    readings: tuple[Reading, ...] = ()
    entries: tuple[Entry, ...] = ()
    corrections: tuple[Correction, ...] = ()
    differing: tuple[str, ...] = ()
    unconfirmed: tuple[str, ...] = ()
    noted: str = ""  # the statement that notes the agreement; empty before it


@dataclass(frozen=True, slots=True)
class Record:
    """Every sheet of an election, by (contest, station).

    ``withdrawn`` are hashes of harmful content that is no longer shown.
    """

    election: str
    sheets: Mapping[tuple[str, str], SheetRecord] = field(default_factory=dict)
    withdrawn: frozenset[str] = frozenset()
