"""The states of a sheet, derived from its record; see ``sheet_moves`` for the moves."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import ClassVar, TypeAlias

from omah.core.count import entry
from omah.core.count.entry import MACHINE, Judgement, Voice
from omah.core.count.figures import Figures
from omah.core.count.record import SheetRecord, SheetStatus

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


@dataclass(frozen=True, slots=True)
class Photograph:
    """What was last said of a photograph; ``reason`` is empty while it stands."""

    public: str = ""
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Sheet:
    """As much of a sheet's record as its moves depend on; changed by moves only.

    Attributes
    ----------
    fields
        The field ids that the form has in this contest.
    photographs
        By the SHA-256 of their originals.
    voices
        What was said of the figures, in order.
    """

    fields: tuple[str, ...]
    photographs: Mapping[str, Photograph]
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
        if self.has_photograph():
            return Captured()
        return Rejected() if self.photographs else Missing()

    def has_photograph(self) -> bool:
        """Return whether any photograph stands."""
        return any(not photo.reason for photo in self.photographs.values())

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
        photographs={
            c.original_sha256: Photograph(c.public_sha256, c.reason)
            for c in record.captures
        },
        voices=voices,
        is_noted=bool(record.noted),
        corrections=len(record.corrections),
        judgement=entry.judge(blank.fields, voices),
        standing=record.figures if record.corrections else None,
    )


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
