"""Writes of the index: a room's entries become what its findables say now."""

import hashlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

from django.db import transaction

from omah.core.office.findable import Findable
from omah.core.office.search import SHORTEST_GUESS, grams, words_of
from omah.rooms.home.models import Entry, Gram, KnownWord
from omah.rooms.home.sources import FINDABLES
from omah.rooms.home.stems import stems_of

BATCH = 500
CHANGEABLE = (
    "room", "kind", "title", "text", "url", "office", "day", "title_stems",
    "text_stems", "digest",
)  # fmt: skip
LONGEST_TITLE = 300


@dataclass(frozen=True, slots=True)
class Change:
    """What indexing a room again changed."""

    written: int
    removed: int


@transaction.atomic
def index_room(room: str) -> Change:
    """Bring the entries of one room up to date; what is the same is left alone."""
    before = dict(Entry.objects.filter(room=room).values_list("key", "digest"))
    written = 0
    found = FINDABLES[room]()
    while some := list(islice(found, BATCH)):
        fresh = [one for one in some if before.pop(one.key, "") != digest_of(one)]
        write(room, fresh)
        written += len(fresh)
    forget(list(before))
    return Change(written, len(before))


def forget(keys: Sequence[str]) -> None:
    for begins in range(0, len(keys), BATCH):
        Entry.objects.filter(key__in=keys[begins : begins + BATCH]).delete()


def write(room: str, found: Iterable[Findable]) -> None:
    rows = [entry_of(room, one) for one in found]
    Entry.objects.bulk_create(
        rows, update_conflicts=True, unique_fields=["key"], update_fields=CHANGEABLE
    )
    learn({word for row in rows for word in words_of(f"{row.title} {row.text}")})


def entry_of(room: str, one: Findable) -> Entry:
    return Entry(
        key=one.key,
        room=room,
        kind=one.kind,
        title=one.title[:LONGEST_TITLE],
        text=one.text,
        url=one.url,
        office=one.office,
        day=one.day,
        title_stems=stems_of(words_of(one.title)),
        text_stems=stems_of(words_of(f"{one.text} {one.office}")),
        digest=digest_of(one),
    )


def digest_of(one: Findable) -> str:
    return hashlib.sha256(repr(one).encode()).hexdigest()


def learn(words: Iterable[str]) -> None:
    """Remember words that a wrong letter may have meant."""
    fit = {word for word in words if len(word) >= SHORTEST_GUESS and word.isalpha()}
    known = KnownWord.objects.filter(word__in=fit).values_list("word", flat=True)
    fresh = KnownWord.objects.bulk_create(
        KnownWord(word=word) for word in sorted(fit - set(known))
    )
    Gram.objects.bulk_create(
        [
            Gram(letters=letters, word=word)
            for word in fresh
            for letters in sorted(grams(word.word))
        ],
        batch_size=BATCH,
    )


def index_all() -> Iterator[tuple[str, Change]]:
    for room in FINDABLES:
        yield room, index_room(room)
