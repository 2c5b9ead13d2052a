"""Slips on paper and in typing, as tired people make them."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from omah.core.count.figures import Figures
from omah.core.town.chance import Chance

MOST_ON_PAPER = 999
KEYS_BESIDE = {  # on a telephone's keypad
    "0": "8",
    "1": "24",
    "2": "135",
    "3": "26",
    "4": "157",
    "5": "2468",
    "6": "359",
    "7": "48",
    "8": "5790",
    "9": "68",
}


class SlipKind(StrEnum):
    """What went wrong when the sum was written on paper."""

    TEN_LOST = "ten lost in carrying"
    ONE_OFF = "one counted twice or not"
    SWAPPED = "two digits swapped"
    COLUMN = "total taken from another column"


@dataclass(frozen=True, slots=True)
class Slip:
    """One sum on paper that is not what was counted."""

    kind: SlipKind
    field: str
    counted: int
    written: int


# A sum, and where a tired eye may copy another number from.
SUMS = (
    ("total", "valid"),
    ("valid", "total"),
    ("used.total.j", "used.dpt.j"),
    ("used.dpt.j", "used.dpt.p"),
    ("ballots.unused", "ballots.received"),
    ("voters.dpt.j", "ballots.received"),
)


def slip(chance: Chance, figures: Mapping[str, int]) -> Slip:
    """Return one slip in one of the sheet's sums; it always breaks the sum."""
    field, other = chance.pick(SUMS, "sum")
    counted = figures[field]
    kind = chance.pick(tuple(SlipKind), "kind")
    written = _written(kind, counted, figures[other], chance)
    if written == counted or not 0 <= written <= MOST_ON_PAPER:
        kind, written = SlipKind.ONE_OFF, counted + 1
    return Slip(kind, field, counted, written)


def _written(kind: SlipKind, counted: int, other: int, chance: Chance) -> int:
    wrong = {
        SlipKind.TEN_LOST: counted + chance.pick((-10, 10), "which ten"),
        SlipKind.ONE_OFF: counted + chance.pick((-1, 1), "which one"),
        SlipKind.SWAPPED: int(_swap(str(counted), chance)),
        SlipKind.COLUMN: other,
    }
    return wrong[kind]


def mistype(chance: Chance, figure: int) -> int:
    """Return another number than ``figure``, as a thumb makes it of it."""
    digits = str(figure)
    place = chance.below(len(digits), "place")
    tries = (
        digits[:place]
        + chance.pick(KEYS_BESIDE[digits[place]], "key")
        + digits[place + 1 :],
        _swap(digits, chance),
        digits[:place] + digits[place + 1 :],
        digits[: place + 1] + digits[place:],
    )
    typed = chance.pick(tries, "slip") or tries[0]
    if int(typed) == figure or int(typed) > MOST_ON_PAPER:
        typed = tries[0]
    return int(typed)


def type_off(chance: Chance, paper: Figures, slips_per_10_000: int) -> Figures:
    """Return what a person types off the paper, slips included."""
    return {
        field: mistype(chance.of("typed", field), figure)
        if figure is not None and chance.hits(slips_per_10_000, ("slip", field))
        else figure
        for field, figure in paper.items()
    }


def _swap(digits: str, chance: Chance) -> str:
    if len(digits) == 1:
        return digits
    place = chance.below(len(digits) - 1, "swap")
    return digits[:place] + digits[place + 1] + digits[place] + digits[place + 2 :]
