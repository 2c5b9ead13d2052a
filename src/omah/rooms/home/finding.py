"""One question, answered from every room's public things."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from django.db.models import Count

from omah.core.regions import DIGITS, Level
from omah.core.search import Piece, asked_words, cut, fold, grams, nearest
from omah.rooms.home.full_text import Asked, best, counts_by_kind
from omah.rooms.home.kinds import Kind, in_shown_order, kind_of
from omah.rooms.home.models import Entry, Gram
from omah.rooms.home.stems import stem

LONGEST_QUESTION = 120
TASTE, PAGE = 3, 20
"""How many of each kind are shown together, and of one kind on a page."""
LIKELY = 30
SNIPPET = 180
KELDES_DIGITS = DIGITS[Level.KELDES]
STATION = re.compile(r"\btps\s*0*(\d{1,3})\b", re.IGNORECASE)
CODE = re.compile(r"\b(\d{10})(\d{3})\b")


@dataclass(frozen=True, slots=True)
class Hit:
    """A found thing as it is shown."""

    title: list[Piece]
    text: list[Piece]
    entry: Entry
    url: str


@dataclass(frozen=True, slots=True)
class Group:
    """What was found of one kind: the first of them, and how many there are."""

    kind: str
    total: int
    hits: list[Hit]

    @property
    def shown_as(self) -> Kind:
        return kind_of(self.kind)


@dataclass(frozen=True, slots=True)
class Found:
    """The answer: groups of kinds, and the words that were put for others."""

    question: str
    groups: list[Group]
    meant: str = ""
    is_loose: bool = False
    counts: Mapping[str, int] = field(default_factory=dict)

    @property
    def total(self) -> int:
        return sum(self.counts.values())


@dataclass(frozen=True, slots=True)
class Question:
    """The words that were asked, and the station if one was named."""

    words: list[str]
    station: str = ""


def parsed(text: str) -> Question:
    """Return a question's words; "TPS 3" or a station's code names a station."""
    code = CODE.search(text)
    if code:
        return Question([code[1]], station=code[2])
    named = STATION.search(text)
    rest = STATION.sub(" ", text) if named else text
    if named and asked_words(rest):
        return Question(asked_words(rest), station=named[1].zfill(3))
    return Question(asked_words(text))


def find(text: str, *, kind: str = "", page: int = 1) -> Found:
    """Return what fits a question: all words, else the words nearest, else any."""
    shown = " ".join(text[:LONGEST_QUESTION].split())
    question = parsed(shown)
    if not question.words:
        return Found(shown, [])
    asked = Asked([stem(word) for word in question.words])
    if counts := counts_by_kind(asked):
        return answered(shown, question, asked, counts, kind, page)
    words = [likely(word) or word for word in question.words]
    meant = " ".join(words) if words != question.words else ""
    for is_any in (False, True):
        asked = Asked([stem(word) for word in words], is_any=is_any)
        if counts := counts_by_kind(asked):
            found = answered(shown, question, asked, counts, kind, page)
            return Found(
                shown, found.groups, meant=meant, is_loose=is_any, counts=counts
            )
    return Found(shown, [], meant="")


def likely(word: str) -> str | None:
    """Return the known word nearest to one that may be misspelt."""
    parts = grams(word)
    near = (
        Gram.objects.filter(letters__in=parts)
        .values("word__word")
        .annotate(shared=Count("pk"))
        .order_by("-shared", "word__word")[:LIKELY]
    )
    return nearest(word, [row["word__word"] for row in near])


def answered(
    shown: str,
    question: Question,
    asked: Asked,
    counts: Mapping[str, int],
    kind: str,
    page: int,
) -> Found:
    kinds = [kind] if kind in counts else in_shown_order(list(counts))
    most = PAGE if kind in counts else TASTE
    first = (page - 1) * PAGE if kind in counts else 0
    groups = [
        Group(one, counts[one], hits_of(best(asked, one, first=first, most=most),
                                        asked, question))
        for one in kinds
    ]  # fmt: skip
    return Found(shown, groups, counts=dict(counts))


def hits_of(ids: list[int], asked: Asked, question: Question) -> list[Hit]:
    rows = Entry.objects.in_bulk(ids)
    begun = asked.stems[-1]

    def fits(word: str) -> bool:
        return stem(fold(word)) in asked.stems or word.startswith(begun)

    return [
        Hit(
            cut(rows[pk].title, fits=fits, length=len(rows[pk].title)),
            cut(rows[pk].text, fits=fits, length=SNIPPET),
            rows[pk],
            address_of(rows[pk], question.station),
        )
        for pk in ids
        if pk in rows
    ]


def address_of(entry: Entry, station: str) -> str:
    """Return where a thing stands; a village's results open at the station."""
    is_village = entry.kind == "results" and len(entry.office) == len("3517092003")
    return (
        f"{entry.url}#{entry.office}{station}" if station and is_village else entry.url
    )


def newest(kind: str, most: int) -> list[Entry]:
    """Return the newest entries of a kind, for the citizen's first page."""
    return list(Entry.objects.filter(kind=kind).order_by("-day", "title")[:most])


def listed(kind: str, page: int) -> Group:
    """Return all entries of a kind, for whoever looks around without a question."""
    rows = Entry.objects.filter(kind=kind).order_by("-day", "office", "title")
    first = (page - 1) * PAGE
    hits = [
        Hit([Piece(row.title, is_marked=False)],
            cut(row.text, fits=lambda _: False, length=SNIPPET), row, row.url)
        for row in rows[first : first + PAGE]
    ]  # fmt: skip
    return Group(kind, rows.count(), hits)
