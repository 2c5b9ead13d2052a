"""One activity ("kegiatan") as values: what, by whom, when, who came, what follows."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum


class Kind(StrEnum):
    """What sort of activity it was; the values stand in addresses and tables."""

    ASSEMBLY = "apel"
    MEETING = "rapat"
    PLENARY = "pleno"
    WEBINAR = "webinar"
    TRAINING = "pelatihan"
    VISIT = "kunjungan"


class Mode(StrEnum):
    """How people met."""

    IN_PERSON = "luring"
    ONLINE = "daring"
    HYBRID = "luring-daring"


class Part(StrEnum):
    """What a named person did in it."""

    LEADER = "pemimpin"
    OPENER = "pembuka"
    SPEAKER = "narasumber"
    MODERATOR = "moderator"


@dataclass(frozen=True, slots=True)
class Speaker:
    """A named person, whence they came, and words of theirs that may be quoted."""

    name: str
    part: Part
    affiliation: str = ""
    topic: str = ""
    words: str = ""


@dataclass(frozen=True, slots=True)
class Letter:
    """The letter from above that an activity follows up."""

    sender: str
    number: str = ""
    day: date | None = None
    about: str = ""


@dataclass(frozen=True, slots=True)
class Party:
    """A body that took part, with those it sent; a person alone has no delegates."""

    name: str
    delegates: tuple[str, ...] = ()

    @property
    def line(self) -> str:
        """The party as one line, as it was typed.

        Examples
        --------
        >>> Party("PPK Contoh", ("Sari", "Budi")).line
        'PPK Contoh: Sari, Budi'
        """
        return ": ".join(filter(None, (self.name, ", ".join(self.delegates))))


@dataclass(frozen=True, slots=True)
class FollowUp:
    """A task that follows: what, who does it, and by when."""

    what: str
    who: str = ""
    due: date | None = None
    is_done: bool = False


@dataclass(frozen=True, slots=True)
class Activity:
    """All that was recorded of one activity.

    Attributes
    ----------
    office
        Name of the office or body that recorded it.
    host
        Who held it, where that was another than the office; else empty.
    begins, ends
        In the office's own time; their zone names itself ("WIB").
    place, channel
        Where people met, and through what they met online.
    summary
        What happened, in the recorder's own paragraphs.
    pictures
        How many photographs were kept with it.
    """

    kind: Kind
    title: str
    office: str
    begins: datetime
    mode: Mode = Mode.IN_PERSON
    ends: datetime | None = None
    host: str = ""
    division: str = ""
    place: str = ""
    channel: str = ""
    series: str = ""
    purpose: str = ""
    summary: str = ""
    letter: Letter | None = None
    speakers: tuple[Speaker, ...] = ()
    parties: tuple[Party, ...] = ()
    decisions: tuple[str, ...] = ()
    follow_ups: tuple[FollowUp, ...] = ()
    pictures: int = 0

    def with_part(self, *parts: Part) -> tuple[Speaker, ...]:
        """Return the named people who did one of these parts, in order."""
        return tuple(one for one in self.speakers if one.part in parts)

    @property
    def attended(self) -> int:
        """How many were named as present: delegates, or a party that names none."""
        return sum(len(party.delegates) or 1 for party in self.parties)


def read_parties(text: str) -> tuple[Party, ...]:
    """Return the parties of a list: one a line, delegates after a colon.

    Examples
    --------
    >>> [party.line for party in read_parties("PPK  Contoh:Sari,Budi")]
    ['PPK Contoh: Sari, Budi']
    """
    return tuple(_parties(text))


def _parties(text: str) -> Iterator[Party]:
    for line in text.splitlines():
        name, _, sent = line.partition(":")
        if " ".join(name.split()):
            people = (" ".join(one.split()) for one in sent.split(","))
            yield Party(" ".join(name.split()), tuple(filter(None, people)))
