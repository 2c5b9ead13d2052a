"""The states of a sheet and the moves between them, derived from the record.

The log keeps whatever an entitled post has signed. A house is stricter: it asks
this machine first, at every door, and takes no move that the sheet's state does
not allow. Which moves a visitor may make is what the screens offer.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import ClassVar, TypeAlias

from omah.core import entry
from omah.core.entry import MACHINE, Judgement, Voice
from omah.core.figures import Figures
from omah.core.record import SheetRecord, SheetStatus
from omah.core.roles import COUNTERS, OFFICES, WATCHERS, Role

REVIEW_FROM = 3
"""So many sources spoke of a field and it still differs: an office must look."""


@dataclass(frozen=True, slots=True)
class Missing:
    """Nothing has arrived."""

    name: ClassVar[str] = "missing"


@dataclass(frozen=True, slots=True)
class Captured:
    """A photograph is here, and no figure yet."""

    name: ClassVar[str] = "captured"


@dataclass(frozen=True, slots=True)
class FirstReading:
    """One source has spoken."""

    name: ClassVar[str] = "first-reading"
    source: str


@dataclass(frozen=True, slots=True)
class SecondReading:
    """Several have spoken, nothing differs, some fields rest on one of them."""

    name: ClassVar[str] = "second-reading"
    unconfirmed: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Agreed:
    """Two independent readings agree on every field; nobody has noted it yet."""

    name: ClassVar[str] = "agreed"


@dataclass(frozen=True, slots=True)
class Differs:
    """Two readings differ: a third person keys in these fields."""

    name: ClassVar[str] = "differs"
    differing: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class InReview:
    """A third person has spoken and it still differs: an office must look."""

    name: ClassVar[str] = "in-review"
    differing: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Accepted:
    """The agreement is on record."""

    name: ClassVar[str] = "accepted"


@dataclass(frozen=True, slots=True)
class Corrected:
    """Accepted, and changed afterwards with a reason."""

    name: ClassVar[str] = "corrected"


@dataclass(frozen=True, slots=True)
class Rejected:
    """Every photograph was refused, and no figure has come."""

    name: ClassVar[str] = "rejected"


State: TypeAlias = (
    Missing
    | Captured
    | FirstReading
    | SecondReading
    | Agreed
    | Differs
    | InReview
    | Accepted
    | Corrected
    | Rejected
)
STATES: tuple[type[State], ...] = (
    Missing,
    Captured,
    FirstReading,
    SecondReading,
    Agreed,
    Differs,
    InReview,
    Accepted,
    Corrected,
    Rejected,
)


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
    SAID_ALREADY = "this post has read these fields already; another must"
    NOT_AGREED = "two independent readings do not agree yet"
    NOTED_ALREADY = "the agreement is on record already"
    NOT_STANDING = "it changes a figure that does not stand"


@dataclass(frozen=True, slots=True)
class Speaker:
    """A post that moves: its id is its source; the machine's is ``MACHINE``."""

    source: str
    role: Role


@dataclass(frozen=True, slots=True)
class Sheet:
    """As much of a sheet's record as its moves depend on; changed by moves only.

    Attributes
    ----------
    fields
        The field ids that the form has in this contest.
    photographs
        SHA-256 of each original, and whether it stands (was not rejected).
    voices
        What was said of the figures, in order.
    """

    fields: tuple[str, ...]
    photographs: Mapping[str, bool]
    voices: tuple[Voice, ...] = ()
    is_noted: bool = False
    corrections: int = 0
    judgement: Judgement = Judgement(SheetStatus.WAITING, {})  # noqa: RUF009  # frozen
    standing: Figures | None = None

    @property
    def state(self) -> State:
        """Return where the sheet is; every sheet is in exactly one state."""
        if self.corrections:
            return Corrected()
        match self.judgement.status:
            case SheetStatus.ACCEPTED:
                return Accepted() if self.is_noted else Agreed()
            case SheetStatus.DIFFERS:
                return _difference(self.judgement.differing, self.voices)
            case SheetStatus.UNCONFIRMED:
                return _reading(self.judgement.unconfirmed, self.voices)
        if any(self.photographs.values()):
            return Captured()
        return Rejected() if self.photographs else Missing()

    def said_by(self, source: str) -> frozenset[str]:
        """Return the fields of which a source has spoken."""
        return frozenset(
            field
            for voice in self.voices
            if voice.source == source
            for field in voice.figures
        )

    def figures(self) -> Figures:
        """Return the figures as they stand."""
        return self.judgement.figures if self.standing is None else self.standing


def sheet_of(fields: Iterable[str], record: SheetRecord | None) -> Sheet:
    """Return the sheet that a record describes; ``None``: nothing has arrived."""
    blank = Sheet(tuple(fields), {})
    if record is None:
        return blank
    said = [(r.index, Voice(MACHINE, r.figures)) for r in record.readings if r.legible]
    said += [(e.index, Voice(e.post, e.figures, e.blind)) for e in record.entries]
    voices = tuple(voice for _, voice in sorted(said, key=lambda pair: pair[0]))
    return replace(
        blank,
        photographs={c.original_sha256: not c.reason for c in record.captures},
        voices=voices,
        is_noted=bool(record.noted),
        corrections=len(record.corrections),
        judgement=entry.judge(blank.fields, voices),
        standing=record.figures if record.corrections else None,
    )


def capture(sheet: Sheet, by: Speaker, original: str) -> Sheet | Refused:
    """Return the sheet with one more photograph; the same one twice is one."""
    if by.role not in MOVERS[Move.CAPTURE]:
        return Refused.NOT_YOUR_MOVE
    return replace(sheet, photographs={**sheet.photographs, original: True})


def reject(sheet: Sheet, by: Speaker, original: str) -> Sheet | Refused:
    """Return the sheet with a photograph refused: no form, wrong station, double."""
    if by.role not in MOVERS[Move.REJECT]:
        return Refused.NOT_YOUR_MOVE
    return replace(sheet, photographs={**sheet.photographs, original: False})


def read(sheet: Sheet, by: Speaker, figures: Figures) -> Sheet | Refused:
    """Return the sheet after the machine has read its photographs."""
    if by.role not in MOVERS[Move.READ]:
        return Refused.NOT_YOUR_MOVE
    if not any(sheet.photographs.values()):
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
        Move.READ: any(sheet.photographs.values())
        and bool(fields_to_read(sheet, MACHINE)),
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

    Where readings differ, a third person is asked for the fields in doubt only;
    where they agree, for nothing.
    """
    unread = fields_to_read(sheet, source)
    match sheet.state:
        case Agreed() | Accepted() | Corrected():
            return ()
        case Differs() | InReview():
            doubtful = {*sheet.judgement.differing, *sheet.judgement.unconfirmed}
            return tuple(field for field in unread if field in doubtful)
    return unread


def figures_shown(sheet: Sheet, source: str) -> Figures:
    """Return the figures that may be shown to someone who may still read.

    A first or second reader sees none; a third sees those that agree, and the
    fields in doubt are left out. Whoever has nothing left to read sees all.
    """
    wanted = fields_wanted(sheet, source)
    if not wanted:
        return sheet.figures()
    if isinstance(sheet.state, Differs | InReview):
        doubtful = {*sheet.judgement.differing, *sheet.judgement.unconfirmed}
        return {f: n for f, n in sheet.figures().items() if f not in doubtful}
    return {}


def _heard(sheet: Sheet, voice: Voice) -> Sheet:
    voices = (*sheet.voices, voice)
    return replace(sheet, voices=voices, judgement=entry.judge(sheet.fields, voices))


def _difference(
    differing: tuple[str, ...], voices: tuple[Voice, ...]
) -> Differs | InReview:
    for field in differing:
        sources = {voice.source for voice in voices if field in voice.figures}
        if len(sources) >= REVIEW_FROM:
            return InReview(differing)
    return Differs(differing)


def _reading(
    unconfirmed: tuple[str, ...], voices: tuple[Voice, ...]
) -> FirstReading | SecondReading:
    sources = {voice.source for voice in voices if voice.figures}
    if len(sources) == 1:
        return FirstReading(sources.pop())
    return SecondReading(unconfirmed)
