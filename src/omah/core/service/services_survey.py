"""The satisfaction survey of public services: an index from nine answers of 1 to 4.

References
----------
PermenPANRB 14/2017: nine elements of equal weight; index from 25 to 100; four marks.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction

LOWEST, HIGHEST = 1, 4
ELEMENTS = 9
FEWEST = 5
"""Below so many answers nothing is shown: a single one could be told apart (ours)."""


class Mark(StrEnum):
    """What an index is called."""

    A = "A"
    B = "B"
    C = "C"
    D = "D"


BOUNDS = (
    (Mark.A, Fraction(8831, 100)),
    (Mark.B, Fraction(7661, 100)),
    (Mark.C, Fraction(65)),
    (Mark.D, Fraction(25)),
)
"""The least index of each mark, rounded to two decimals as the regulation does."""


@dataclass(frozen=True, slots=True)
class TooFew:
    """Too few answers to show anything of them; ``given`` is not told either."""


@dataclass(frozen=True, slots=True)
class Satisfaction:
    """The index of a service over some time.

    Attributes
    ----------
    answers
        How many people answered.
    index
        From 25 to 100, exact.
    elements
        Mean of each of the nine elements, from 1 to 4.
    """

    answers: int
    index: Fraction
    mark: Mark
    elements: tuple[Fraction, ...]

    @property
    def weakest(self) -> int:
        """Return which element (from 0) was rated lowest; the first of equals."""
        return min(range(ELEMENTS), key=lambda i: self.elements[i])


def satisfaction(answers: Sequence[Sequence[int]]) -> Satisfaction | TooFew:
    """Return the index over answers of nine ratings each.

    Raises
    ------
    ValueError
        If an answer has not nine ratings from 1 to 4.

    Examples
    --------
    >>> found = satisfaction([[4] * 9] * 4 + [[3] * 9])
    >>> found.index, found.mark.value
    (Fraction(95, 1), 'A')
    >>> satisfaction([[4] * 9] * 4)
    TooFew()
    """
    for answer in answers:
        if len(answer) != ELEMENTS or not all(
            LOWEST <= rating <= HIGHEST for rating in answer
        ):
            raise ValueError("an answer has nine ratings from 1 to 4")
    if len(answers) < FEWEST:
        return TooFew()
    elements = tuple(
        Fraction(sum(answer[i] for answer in answers), len(answers))
        for i in range(ELEMENTS)
    )
    index = sum(elements, Fraction(0)) * Fraction(25, ELEMENTS)
    return Satisfaction(len(answers), index, mark_of(index), elements)


def mark_of(index: Fraction) -> Mark:
    """Return what an index is called, after rounding it to two decimals."""
    rounded = Fraction(round(index * 100), 100)
    return next((mark for mark, least in BOUNDS if rounded >= least), Mark.D)


def hundredths(number: Fraction) -> str:
    """Return a number with two decimals, as Indonesian writes it.

    Examples
    --------
    >>> hundredths(Fraction(355, 4))
    '88,75'
    """
    whole, rest = divmod(round(number * 100), 100)
    return f"{whole},{rest:02d}"
