"""Participation: of those who could vote, how many did.

A rate compares voters and users of the same sheets: a sheet that states only
one of the two numbers is left out of both, and the turnout says how many
sheets it rests on.
"""

from dataclasses import dataclass
from fractions import Fraction

from omah.core.count.figures import Figures


@dataclass(frozen=True, slots=True)
class Pair:
    """A group of people and the two fields that count them."""

    group: str
    voters: str
    users: str


PAIRS = tuple(
    Pair(sex, f"voters.dpt.{sex}", f"used.total.{sex}") for sex in ("l", "p", "j")
) + tuple(
    Pair(f"disabled.{sex}", f"disabled.registered.{sex}", f"disabled.{sex}")
    for sex in ("l", "p", "j")
)
"""Rates are over the permanent voter roll (DPT), which every form states."""


@dataclass(frozen=True, slots=True)
class Turnout:
    """Voters and users over the sheets that state both numbers.

    Users may outnumber voters: those on the additional lists (DPTb, DPK) vote
    but are not on the roll.
    """

    voters: int = 0
    users: int = 0
    sheets: int = 0

    def __add__(self, other: "Turnout") -> "Turnout":
        return Turnout(
            self.voters + other.voters,
            self.users + other.users,
            self.sheets + other.sheets,
        )

    def __neg__(self) -> "Turnout":
        return Turnout(-self.voters, -self.users, -self.sheets)

    @property
    def rate(self) -> Fraction | None:
        """The exact rate; None where no sheet states both numbers.

        Examples
        --------
        >>> Turnout(voters=287, users=237, sheets=1).rate
        Fraction(237, 287)
        """
        if not self.sheets or not self.voters:
            return None
        return Fraction(self.users, self.voters)

    @property
    def per_mille(self) -> int | None:
        """The rate in thousandths, rounded to the nearest, halves up.

        Examples
        --------
        >>> Turnout(voters=287, users=237, sheets=1).per_mille
        826
        """
        if self.rate is None:
            return None
        return (2000 * self.users + self.voters) // (2 * self.voters)


def turnout_of(pair: Pair, figures: Figures) -> Turnout:
    """Return the turnout of one group on one sheet.

    Parameters
    ----------
    pair
        The group and its two fields.
    figures
        The figures of the sheet; if either field is unknown or not on the
        form, the sheet says nothing about this group.

    Examples
    --------
    >>> turnout_of(PAIRS[2], {"voters.dpt.j": 287, "used.total.j": 237})
    Turnout(voters=287, users=237, sheets=1)
    >>> turnout_of(PAIRS[2], {"voters.dpt.j": 287, "used.total.j": None})
    Turnout(voters=0, users=0, sheets=0)

    References
    ----------
    UU 7/2017 Pasal 348 (who may vote: DPT, DPTb, DPK).
    """
    voters, users = figures.get(pair.voters), figures.get(pair.users)
    if voters is None or users is None:
        return Turnout()
    return Turnout(voters, users, 1)
