"""One question, answered from every room's public things."""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field

from django.db.models import Count, F

from omah.core.office.search import Piece, asked_words, cut, fold, grams, nearest
from omah.core.places.regions import DIGITS, Level
from omah.rooms.home.full_text import Asked, best, counts_by_kind
from omah.rooms.home.kinds import Kind, in_shown_order, kind_of
from omah.rooms.home.models import Entry, Gram
from omah.rooms.home.stems import stem
from omah.rooms.people.offices import names_of

LONGEST_QUESTION = 120
TASTE, PAGE = 3, 20
"""How many of each kind are shown together, and of one kind on a page."""
LIKELY = 30
SNIPPET = 180
TOLD_BY_AN_OFFICE = frozenset({"news", "podcast", "activity", "service", "page"})
"""Kinds that look alike in many offices: the office's name stands beside them."""
NEWEST_FIRST = (F("day").desc(nulls_last=True), "office", "title")
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
    where: str = ""


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
    """What was asked: its words, the station if one was named, and a kind alone."""

    text: str
    words: list[str]
    station: str = ""
    kind: str = ""
    page: int = 1


def parsed(text: str) -> tuple[list[str], str]:
    """Return a question's words; "TPS 3" or a station's code names a station too."""
    code = CODE.search(text)
    if code:
        return [code[1]], code[2]
    named = STATION.search(text)
    rest = asked_words(STATION.sub(" ", text)) if named else []
    if named and rest:
        return rest, named[1].zfill(3)
    return asked_words(text), ""


def find(text: str, *, kind: str = "", page: int = 1) -> Found:
    """Return what fits a question: all words, else the words nearest, else any."""
    text = " ".join(text[:LONGEST_QUESTION].split())
    words, station = parsed(text)
    if not words:
        return Found(text, [])
    question = Question(text, words, station, kind, page)
    for tried, is_any in attempts(words):
        asked = Asked([stem(word) for word in tried], is_any=is_any)
        if counts := counts_by_kind(asked):
            return Found(
                text,
                groups_of(question, asked, counts),
                meant=" ".join(tried) if tried != words else "",
                is_loose=is_any,
                counts=counts,
            )
    return Found(text, [])


def attempts(words: list[str]) -> Iterator[tuple[list[str], bool]]:
    """Yield what to ask for, strictest first, and whether any word is enough."""
    yield words, False
    meant = [likely(word) or word for word in words]
    if meant != words:
        yield meant, False
    yield meant, True


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


def groups_of(
    question: Question, asked: Asked, counts: Mapping[str, int]
) -> list[Group]:
    """Return a taste of every kind, or a page of the one that was chosen."""
    if question.kind not in counts:
        kinds, first, most = in_shown_order(list(counts)), 0, TASTE
    else:
        kinds, first, most = [question.kind], (question.page - 1) * PAGE, PAGE
    return [
        Group(
            kind,
            counts[kind],
            hits_of(best(asked, kind, first=first, most=most), asked, question),
        )
        for kind in kinds
    ]


def hits_of(ids: list[int], asked: Asked, question: Question) -> list[Hit]:
    found = Entry.objects.in_bulk(ids)
    begun = asked.stems[-1]

    def fits(word: str) -> bool:
        return stem(fold(word)) in asked.stems or word.startswith(begun)

    rows = [found[pk] for pk in ids if pk in found]
    return shown(rows, fits, question.station)


def shown(
    rows: list[Entry], fits: Callable[[str], bool], station: str = ""
) -> list[Hit]:
    """Return entries as they are shown, each with the office that says it."""
    told = {row.office for row in rows if row.kind in TOLD_BY_AN_OFFICE}
    names = names_of(told)
    return [
        Hit(
            cut(row.title, fits=fits, length=len(row.title)),
            cut(row.text, fits=fits, length=SNIPPET),
            row,
            address_of(row, station),
            names.get(row.office, "") if row.kind in TOLD_BY_AN_OFFICE else "",
        )
        for row in rows
    ]


def address_of(entry: Entry, station: str) -> str:
    """Return where a thing stands; a village's results open at the station."""
    is_village = entry.kind == "results" and len(entry.office) == len("3517092003")
    return (
        f"{entry.url}#{entry.office}{station}" if station and is_village else entry.url
    )


def newest(kind: str, most: int) -> list[Hit]:
    """Return the newest entries of a kind, for the citizen's first page."""
    rows = Entry.objects.filter(kind=kind).order_by(*NEWEST_FIRST)
    return shown(list(rows[:most]), no_word)


def listed(kind: str, page: int) -> Group:
    """Return all entries of a kind, for whoever looks around without a question."""
    rows = Entry.objects.filter(kind=kind).order_by(*NEWEST_FIRST)
    first = (page - 1) * PAGE
    return Group(kind, rows.count(), shown(list(rows[first : first + PAGE]), no_word))


def no_word(_word: str) -> bool:
    return False
