"""Agreements that many offices sign at one hour: who may sign, and who has.

A host asks its offices to sign the same papers ("perjanjian kinerja", "pakta
integritas", "pernyataan bebas benturan kepentingan"). For each office one holder
signs, with one press, the very text that was shown.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from omah.core.log.canonical_json import Json, encode

PLACEHOLDERS = ("name", "post", "office", "host", "year")
"""What the words of a paper may name."""


@dataclass(frozen=True, slots=True)
class Paper:
    """A paper to be signed, before names are filled in.

    Attributes
    ----------
    pledges
        Numbered sentences, after the opening.
    has_targets
        The host's table of objectives stands in it.
    law
        The rule it rests on.
    """

    id: str
    title: str
    opening: str
    pledges: tuple[str, ...]
    closing: str
    law: str
    has_targets: bool = False


@dataclass(frozen=True, slots=True)
class Target:
    """A row of a performance agreement ("sasaran, indikator, target")."""

    objective: str
    indicator: str
    target: str


class TargetsError(ValueError):
    """A line of targets has not three parts; the message names its number."""


def read_targets(text: str) -> tuple[Target, ...]:
    """Return the rows that a person typed: one a line, three parts parted by ``|``.

    Raises
    ------
    TargetsError
        If a line has more or fewer than three parts, or an empty one.

    Examples
    --------
    >>> read_targets("Layanan prima | Permintaan dijawab tepat waktu | 100 %")[0].target
    '100 %'
    """
    rows = []
    for number, line in enumerate(text.splitlines(), start=1):
        if not line.strip():
            continue
        parts = [part.strip() for part in line.split("|")]
        if len(parts) != 3 or not all(parts):
            raise TargetsError(str(number))
        rows.append(Target(*parts))
    return tuple(rows)


@dataclass(frozen=True, slots=True)
class Signatory:
    """Who signs: the words as they stand on the papers."""

    name: str
    post: str
    office: str


def text_of(
    papers: Sequence[Paper],
    targets: Sequence[Target],
    signatory: Signatory,
    *,
    host: str,
    year: int,
) -> dict[str, Json]:
    """Return the whole text that one signatory is shown, signs and has sealed.

    Examples
    --------
    >>> pact = Paper("pakta", "Pakta Integritas", "Saya, {name}:", ("Jujur.",), "", "")
    >>> text = text_of([pact], [], Signatory("Sari", "Ketua", "KPU Kota Contoh"),
    ...                host="KPU Provinsi Contoh", year=2026)
    >>> text["papers"][0]["opening"]
    'Saya, Sari:'
    """
    words = {
        "name": signatory.name,
        "post": signatory.post,
        "office": signatory.office,
        "host": host,
        "year": str(year),
    }
    return {
        "v": 1,
        **words,
        "papers": [_filled(paper, targets, words) for paper in papers],
    }


def _filled(
    paper: Paper, targets: Sequence[Target], words: Mapping[str, str]
) -> dict[str, Json]:
    rows = targets if paper.has_targets else ()
    return {
        "id": paper.id,
        "title": fill(paper.title, words),
        "opening": fill(paper.opening, words),
        "pledges": [fill(pledge, words) for pledge in paper.pledges],
        "targets": [[row.objective, row.indicator, row.target] for row in rows],
        "closing": fill(paper.closing, words),
        "law": paper.law,
    }


def fill(sentence: str, words: Mapping[str, str]) -> str:
    """Return a sentence with its names filled in, each once, nothing else changed.

    A name that itself looks like a placeholder stays as it is.

    Examples
    --------
    >>> fill("{name}, {post}", {"name": "{post}", "post": "Ketua"})
    '{post}, Ketua'
    """
    parts = sentence.split("{")
    filled = [parts[0]]
    for part in parts[1:]:
        key, brace, rest = part.partition("}")
        known = brace and key in words
        filled.append(words[key] + rest if known else "{" + part)
    return "".join(filled)


def bytes_of(text: Mapping[str, Json]) -> bytes:
    """Return the bytes whose hash is signed: the text as canonical JSON."""
    return encode(text)


@dataclass(frozen=True, slots=True)
class Hour:
    """When a round of signing is open; ``closes`` itself is too late."""

    opens: datetime
    closes: datetime
    needs_second_factor: bool


class Refused(StrEnum):
    """Why a press of the button is no signature."""

    NOT_ASKED = "this office is not asked to sign"
    NOT_THE_HEAD = "another post signs for this office today"
    NO_SECOND_FACTOR = "the session has shown no second factor"
    NOT_YET = "the hour has not come"
    OVER = "the hour is over"
    TEXT_CHANGED = "the text is no longer the one that was shown"


@dataclass(frozen=True, slots=True)
class Press:
    """Someone presses the button: which post, when, how surely, having seen what."""

    post: str
    at: datetime
    second_factor: bool
    shown_sha256: str


def check_press(
    hour: Hour, press: Press, *, head: str | None, text_sha256: str
) -> Refused | None:
    """Return why a press is no signature, or None if it is one.

    Parameters
    ----------
    head
        The post that signs for the office today, if there is one.
    text_sha256
        Hash of the text as it is now.
    """
    if head is None or press.post != head:
        return Refused.NOT_THE_HEAD
    if hour.needs_second_factor and not press.second_factor:
        return Refused.NO_SECOND_FACTOR
    if press.at < hour.opens:
        return Refused.NOT_YET
    if press.at >= hour.closes:
        return Refused.OVER
    if press.shown_sha256 != text_sha256:
        return Refused.TEXT_CHANGED
    return None


class Standing(StrEnum):
    """How far one office is."""

    MISSING = "missing"
    SIGNED = "signed"  # recorded; its sealed paper is being made
    SEALED = "sealed"


@dataclass(frozen=True, slots=True)
class Tally:
    """How many of those asked have signed, and how many papers are sealed."""

    asked: int
    signed: int
    sealed: int

    @property
    def is_complete(self) -> bool:
        """Everyone has signed and every paper is sealed."""
        return self.asked == self.sealed


def tally(standings: Sequence[Standing]) -> Tally:
    """Return the counts of a round; what is sealed has been signed.

    Examples
    --------
    >>> tally([Standing.SEALED, Standing.SIGNED, Standing.MISSING]).signed
    2
    """
    sealed = sum(standing is Standing.SEALED for standing in standings)
    signed = sum(standing is Standing.SIGNED for standing in standings)
    return Tally(len(standings), signed + sealed, sealed)
