"""The moves of a sheet: who may make which, when, and what comes of it.

The log keeps whatever an entitled post has signed. A house is stricter: it asks
these functions first, at every door, and takes no move that the sheet's state
does not allow. Which moves a visitor may make is what the screens offer.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from enum import StrEnum

from omah.core.count import entry
from omah.core.count.entry import MACHINE, Voice
from omah.core.count.figures import Figures
from omah.core.count.record import SheetStatus
from omah.core.count.sheet_states import (
    Accepted,
    Agreed,
    Corrected,
    Differs,
    InReview,
    Photograph,
    SecondReading,
    Sheet,
)
from omah.core.people.roles import COUNTERS, OFFICES, WATCHERS, Role


class Move(StrEnum):
    """What someone can do to a sheet."""

    CAPTURE = "capture"
    REJECT = "reject"
    READ = "read"
    ENTER = "enter"
    ACCEPT = "accept"
    CORRECT = "correct"


MOVERS: Mapping[Move, frozenset[Role]] = {
    Move.CAPTURE: COUNTERS | WATCHERS,
    Move.REJECT: OFFICES | {Role.OPERATOR},
    Move.READ: frozenset({Role.MACHINE}),
    Move.ENTER: COUNTERS,
    Move.ACCEPT: COUNTERS | {Role.MACHINE},
    Move.CORRECT: OFFICES,
}


class Refused(StrEnum):
    """Why a sheet does not take a move now."""

    NOT_YOUR_MOVE = "this role does not make this move"
    NO_PHOTOGRAPH = "there is no photograph to read"
    SAYS_NOTHING = "it says nothing of any field"
    SAID_ALREADY = "this was said already; of figures, another post must speak"
    NOT_AGREED = "two independent readings do not agree yet"
    NOTED_ALREADY = "the agreement is on record already"
    NOT_STANDING = "it changes a figure that does not stand"


@dataclass(frozen=True, slots=True)
class Speaker:
    """A post that moves: its id is its source; the machine's is ``MACHINE``."""

    source: str
    role: Role


def capture(
    sheet: Sheet, by: Speaker, original: str, *, public: str = ""
) -> Sheet | Refused:
    """Return the sheet with a photograph, or with its public copy; once each."""
    if by.role not in MOVERS[Move.CAPTURE]:
        return Refused.NOT_YOUR_MOVE
    return _photographed(sheet, original, Photograph(public))


def reject(sheet: Sheet, by: Speaker, original: str, *, reason: str) -> Sheet | Refused:
    """Return the sheet with a photograph refused: no form, wrong station, double."""
    if by.role not in MOVERS[Move.REJECT]:
        return Refused.NOT_YOUR_MOVE
    return _photographed(sheet, original, Photograph(reason=reason))


def read(sheet: Sheet, by: Speaker, figures: Figures) -> Sheet | Refused:
    """Return the sheet after the machine has read its photographs."""
    if by.role not in MOVERS[Move.READ]:
        return Refused.NOT_YOUR_MOVE
    if not sheet.has_photograph():
        return Refused.NO_PHOTOGRAPH
    if not figures:
        return Refused.SAYS_NOTHING
    if figures.keys() <= sheet.said_by(MACHINE):
        return Refused.SAID_ALREADY
    return _heard(sheet, Voice(MACHINE, figures))


def enter(
    sheet: Sheet, by: Speaker, figures: Figures, *, blind: bool
) -> Sheet | Refused:
    """Return the sheet after a person has keyed in figures, each field once.

    A late reading of an accepted sheet is evidence: it is taken and changes
    nothing.
    """
    if by.role not in MOVERS[Move.ENTER]:
        return Refused.NOT_YOUR_MOVE
    if not figures:
        return Refused.SAYS_NOTHING
    if figures.keys() & sheet.said_by(by.source):
        return Refused.SAID_ALREADY
    return _heard(sheet, Voice(by.source, figures, blind))


def accept(sheet: Sheet, by: Speaker, figures: Figures) -> Sheet | Refused:
    """Return the sheet with its agreement noted on record, once."""
    if by.role not in MOVERS[Move.ACCEPT]:
        return Refused.NOT_YOUR_MOVE
    if sheet.is_noted:
        return Refused.NOTED_ALREADY
    is_agreed = sheet.judgement.status is SheetStatus.ACCEPTED
    if not is_agreed or sheet.judgement.figures != figures:
        return Refused.NOT_AGREED
    return replace(sheet, is_noted=True)


def correct(
    sheet: Sheet, by: Speaker, changes: Mapping[str, tuple[int | None, int | None]]
) -> Sheet | Refused:
    """Return the sheet with figures changed from what stands."""
    if by.role not in MOVERS[Move.CORRECT]:
        return Refused.NOT_YOUR_MOVE
    if sheet.judgement.status is not SheetStatus.ACCEPTED:
        return Refused.NOT_AGREED
    if not changes:
        return Refused.SAYS_NOTHING
    try:
        standing = entry.corrected(sheet.figures(), changes)
    except ValueError:
        return Refused.NOT_STANDING
    return replace(sheet, corrections=sheet.corrections + 1, standing=standing)


def allowed(sheet: Sheet, by: Speaker) -> frozenset[Move]:
    """Return the moves that this post may make on this sheet now."""
    is_agreed = sheet.judgement.status is SheetStatus.ACCEPTED
    possible = {
        Move.CAPTURE: True,
        Move.REJECT: True,
        Move.READ: sheet.has_photograph() and bool(fields_to_read(sheet, MACHINE)),
        Move.ENTER: bool(fields_to_read(sheet, by.source)),
        Move.ACCEPT: is_agreed and not sheet.is_noted,
        Move.CORRECT: is_agreed,
    }
    return frozenset(
        move
        for move, is_open in possible.items()
        if is_open and by.role in MOVERS[move]
    )


def fields_to_read(sheet: Sheet, source: str) -> tuple[str, ...]:
    """Return the fields of which a source has not spoken, in the paper's order."""
    said = sheet.said_by(source)
    return tuple(field for field in sheet.fields if field not in said)


def fields_wanted(sheet: Sheet, source: str) -> tuple[str, ...]:
    """Return the fields that need this source's reading now.

    Where readings differ, or some fields rest on one of several readings, the next
    person is asked for the fields in doubt only; where they agree, for nothing.
    """
    unread = fields_to_read(sheet, source)
    match sheet.state:
        case Agreed() | Accepted() | Corrected():
            return ()
        case Differs() | InReview() | SecondReading():
            doubtful = {*sheet.judgement.differing, *sheet.judgement.unconfirmed}
            return tuple(field for field in unread if field in doubtful)
    return unread


def figures_shown(sheet: Sheet, source: str) -> Figures:
    """Return the figures that may be shown to someone who may still read.

    A first or second reader sees none; the next sees those that agree, and the
    fields in doubt are left out. Whoever has nothing left to read sees all.
    """
    wanted = fields_wanted(sheet, source)
    if not wanted:
        return sheet.figures()
    if isinstance(sheet.state, Differs | InReview | SecondReading):
        doubtful = {*sheet.judgement.differing, *sheet.judgement.unconfirmed}
        return {f: n for f, n in sheet.figures().items() if f not in doubtful}
    return {}


def _photographed(sheet: Sheet, original: str, photo: Photograph) -> Sheet | Refused:
    if sheet.photographs.get(original) == photo:
        return Refused.SAID_ALREADY
    return replace(sheet, photographs={**sheet.photographs, original: photo})


def _heard(sheet: Sheet, voice: Voice) -> Sheet:
    voices = (*sheet.voices, voice)
    return replace(sheet, voices=voices, judgement=entry.judge(sheet.fields, voices))
