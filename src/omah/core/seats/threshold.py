"""The parliamentary threshold: which parties may take part in the division.

UU 7/2017 Pasal 414 ayat (1). The share is measured over the valid votes of all
parties of the nation, those below the threshold included.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction


@dataclass(frozen=True, slots=True)
class PartyShare:
    """A party's national votes, their exact share, and whether it passes."""

    party: str
    votes: int
    share: Fraction
    passes: bool


@dataclass(frozen=True, slots=True)
class Threshold:
    """The threshold as applied: all valid votes, and each party's share."""

    least: Fraction
    valid_votes: int
    shares: tuple[PartyShare, ...]

    @property
    def admitted(self) -> frozenset[str]:
        """Parties that pass."""
        return frozenset(s.party for s in self.shares if s.passes)


def apply_threshold(
    districts: Iterable[Mapping[str, int]], least: Fraction
) -> Threshold:
    """Return each party's national share and whether it reaches ``least``.

    Parameters
    ----------
    districts
        Votes by party, one mapping per electoral district of the nation.
    least
        Least share, such as 4/100; reaching it exactly is enough.

    Raises
    ------
    ValueError
        If there are no valid votes at all.

    References
    ----------
    UU 7/2017 Pasal 414 ayat (1); Perbawaslu 5/2024 Pasal 5.

    Examples
    --------
    >>> result = apply_threshold([{"A": 96, "B": 3}, {"B": 1}], Fraction(4, 100))
    >>> sorted(result.admitted)
    ['A', 'B']
    """
    national: dict[str, int] = {}
    for votes in districts:
        for party, count in votes.items():
            national[party] = national.get(party, 0) + count
    total = sum(national.values())
    if total == 0:
        raise ValueError("there are no valid votes to measure a threshold by")
    shares = tuple(
        PartyShare(
            party, count, Fraction(count, total), Fraction(count, total) >= least
        )
        for party, count in national.items()
    )
    return Threshold(least, total, shares)
