"""Home and destination of a voter who moves, found by what people call a place."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from omah.core.places.regions import Level, ancestor, level_of
from omah.formats.dapil_tsv import packaged_places
from omah.rooms.people.offices import register

FOUND = 40
LONGEST_WORDS = 80


@dataclass(frozen=True, slots=True)
class Place:
    """A kecamatan, or a village of one that is split between districts."""

    code: str
    name: str

    @property
    def needs_village(self) -> bool:
        """Whether only a village of it says in which district one lives."""
        return level_of(self.code) is Level.KECAMATAN and bool(villages_of(self.code))


@dataclass(frozen=True, slots=True)
class End:
    """One end of a move: the place, once it is settled, or what it may be."""

    name: str
    place: Place | None = None
    choices: Sequence[Place] = ()
    words: str = ""

    @property
    def is_not_found(self) -> bool:
        return bool(self.words) and not self.choices and self.place is None


def end_of(name: str, code: str, words: str) -> End:
    """Return an end from the code that was chosen, else from the words typed."""
    place = place_at(code)
    if place is not None:
        if place.needs_village:
            return End(name, choices=villages_of(place.code))
        return End(name, place=place)
    words = words.strip()[:LONGEST_WORDS]
    found = places_named(words)
    if len(found) == 1:
        return end_of(name, found[0].code, "")
    return End(name, choices=found, words=words)


def place_at(code: str) -> Place | None:
    """Return the kecamatan or village of a code, if the districts know it."""
    known = packaged_places()
    if not code.isdigit() or code not in known or len(code) < len("351709"):
        return None
    return Place(code, label(code))


def label(code: str) -> str:
    """Return a place with what it lies in: "Diwek, Kabupaten Jombang, Jawa Timur"."""
    known = packaged_places()
    below = [known.name_of(code)]
    if level_of(code) is Level.KELDES:
        below.append(known.name_of(ancestor(code, Level.KECAMATAN)))
    office = register().by_code[ancestor(code, Level.KABKOTA)].name
    return ", ".join(
        [
            *below,
            office.removeprefix("KPU "),
            known.name_of(ancestor(code, Level.PROVINSI)),
        ]
    )


def villages_of(code: str) -> tuple[Place, ...]:
    below = packaged_places().within(code, Level.KELDES)
    return tuple(Place(village, label(village)) for village in below)


@cache
def labels() -> tuple[tuple[str, str], ...]:
    """Return (small letters, code) of every kecamatan, in order of code."""
    codes = packaged_places().within("", Level.KECAMATAN)
    return tuple((label(code).lower(), code) for code in codes)


def places_named(words: str) -> tuple[Place, ...]:
    """Return kecamatan in whose name, or whose region's, all the words stand.

    Those whose own name is the words come first.
    """
    wanted = words.lower().replace(",", " ").split()
    if not wanted:
        return ()
    found = [
        (not name.startswith(" ".join(wanted)), code)
        for name, code in labels()
        if all(word in name for word in wanted)
    ]
    return tuple(Place(code, label(code)) for _, code in sorted(found)[:FOUND])
