"""How two statements of the same number differ: the slips people make.

Two people typed the same sheet, or two copies of it exist. That they differ
says a person must look; *how* they differ says where to look first.
"""

from collections.abc import Sequence
from enum import StrEnum
from itertools import combinations

from omah.core.count.figures import Figures


class Slip(StrEnum):
    """The kinds of difference, from the one that explains most."""

    NO_SHEET = "no sheet"  # one source has no figure of the sheet at all
    SWAPPED = "swapped fields"  # two figures stand in each other's place
    NO_FIGURE = "no figure"  # one source lacks this figure
    ZERO = "zero"  # one source says 0
    TRANSPOSED = "transposed digits"  # 132 and 123
    ONE_DIGIT = "one digit"  # 123 and 173
    SHIFTED = "shifted by a digit"  # 85 and 850
    DROPPED = "digit more or less"  # 85 and 185
    OTHER = "other"


def slip_between(one: int, other: int) -> Slip:
    """Return how two different numbers differ.

    Parameters
    ----------
    one, other
        Whole numbers from 0.

    Raises
    ------
    ValueError
        If they are the same, or below zero.

    Examples
    --------
    >>> slip_between(132, 123), slip_between(85, 850)
    (<Slip.TRANSPOSED: 'transposed digits'>, <Slip.SHIFTED: 'shifted by a digit'>)
    """
    if one == other or min(one, other) < 0:
        raise ValueError(f"not two different numbers from 0: {one}, {other}")
    short, long = sorted((str(one), str(other)), key=len)
    if "0" in (short, long):
        return Slip.ZERO
    if long == short + "0":
        return Slip.SHIFTED
    if len(long) == len(short) + 1 and _without_one(long, short):
        return Slip.DROPPED
    return _slip_of_length(short, long) if len(short) == len(long) else Slip.OTHER


def _without_one(long: str, short: str) -> bool:
    return any(long[:i] + long[i + 1 :] == short for i in range(len(long)))


def _slip_of_length(one: str, other: str) -> Slip:
    differing = [i for i in range(len(one)) if one[i] != other[i]]
    if len(differing) == 1:
        return Slip.ONE_DIGIT
    i, j = differing[0], differing[-1]
    if j == i + 1 and one[i] == other[j] and one[j] == other[i]:
        return Slip.TRANSPOSED
    return Slip.OTHER


def slips_on_sheet(
    one: Figures, other: Figures, fields: Sequence[str]
) -> tuple[tuple[Slip, tuple[str, ...]], ...]:
    """Return how two statements of one sheet differ, and on which fields.

    Examples
    --------
    >>> slips_on_sheet({"votes.1": 60, "votes.2": 9}, {"votes.1": 9, "votes.2": 60},
    ...                ["votes.1", "votes.2"])
    ((<Slip.SWAPPED: 'swapped fields'>, ('votes.1', 'votes.2')),)
    """
    differing = [name for name in fields if one.get(name) != other.get(name)]
    if not differing:
        return ()
    if any(all(not sheet.get(name) for name in fields) for sheet in (one, other)):
        return ((Slip.NO_SHEET, tuple(differing)),)
    found: list[tuple[Slip, tuple[str, ...]]] = []
    for a, b in _swapped(one, other, differing):
        found.append((Slip.SWAPPED, (a, b)))
        differing = [name for name in differing if name not in (a, b)]
    found += [(_slip(one.get(f), other.get(f)), (f,)) for f in differing]
    return tuple(found)


def _swapped(
    one: Figures, other: Figures, differing: Sequence[str]
) -> list[tuple[str, str]]:
    pairs: list[tuple[str, str]] = []
    taken: set[str] = set()
    for a, b in combinations(differing, 2):
        if taken & {a, b} or None in (one.get(a), one.get(b)):
            continue
        if (one.get(a), one.get(b)) == (other.get(b), other.get(a)):
            pairs.append((a, b))
            taken |= {a, b}
    return pairs


def _slip(one: int | None, other: int | None) -> Slip:
    if one is None or other is None:
        return Slip.NO_FIGURE
    return slip_between(one, other)
