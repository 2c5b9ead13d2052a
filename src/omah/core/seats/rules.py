"""The seat rules of one election as data: shares, divisors, conditions, law.

Rules change with every election, so nothing here has a default that the law
could change. The values are packaged TOML, read by ``omah.formats.seat_rules``.
"""

from dataclasses import dataclass
from fractions import Fraction


@dataclass(frozen=True, slots=True)
class LawRef:
    """An article, what it orders in both languages, and how sure we are.

    ``read`` is false where the wording was not read again for this register:
    such a rule must be checked before it decides anything.
    """

    article: str
    sentence_id: str
    sentence_en: str
    read: bool


@dataclass(frozen=True, slots=True)
class Source:
    """What all seat rules carry: id, title, first voting day, articles."""

    id: str
    title_id: str
    title_en: str
    valid_from: str
    law: tuple[LawRef, ...]


@dataclass(frozen=True, slots=True)
class Divisors:
    """An arithmetic divisor sequence; 1 and 2 give 1, 3, 5, 7 (Sainte-Laguë).

    Examples
    --------
    >>> [Divisors(first=1, step=2).after(won) for won in range(4)]
    [1, 3, 5, 7]
    """

    first: int
    step: int

    def after(self, won: int) -> int:
        """Return the divisor for the next seat of a party that has ``won``."""
        return self.first + self.step * won


@dataclass(frozen=True, slots=True)
class PartyListRules:
    """Seats for parties by divisors, then for candidates by open list.

    Attributes
    ----------
    threshold
        Least share of all valid votes of the nation, or ``None``.
    total_seats
        Seats of the whole body, where the law fixes them.
    """

    source: Source
    divisors: Divisors
    threshold: Fraction | None
    total_seats: int | None


@dataclass(frozen=True, slots=True)
class HighestRules:
    """The candidates with most votes in each district are elected."""

    source: Source
    seats: int
    replacements: int


@dataclass(frozen=True, slots=True)
class PresidentRules:
    """More than ``majority``, and ``province_share`` in enough provinces.

    Attributes
    ----------
    majority
        Share of all valid votes that must be exceeded.
    province_share
        Least share inside one province.
    provinces
        Share of the provinces that must be exceeded.
    abroad
        Names and codes that add votes but are no province.
    """

    source: Source
    majority: Fraction
    province_share: Fraction
    provinces: Fraction
    abroad: frozenset[str]


@dataclass(frozen=True, slots=True)
class RegionalHeadRules:
    """Most votes; some regions need a majority; one pair faces an empty column.

    Attributes
    ----------
    majority
        Share to be exceeded in ``run_off_regions`` and by a single pair.
    run_off_regions
        Names and codes where the two best meet again without a majority.
    empty_column
        What the empty column is called in a table of votes.
    """

    source: Source
    majority: Fraction
    run_off_regions: frozenset[str]
    empty_column: frozenset[str]


def plain(name: str) -> str:
    """Return a name as the sets of names in these rules spell it.

    Examples
    --------
    >>> plain("KOLOM KOSONG - "), plain("+Luar Negeri")
    ('kolom kosong', 'luar negeri')
    """
    return name.strip(" +-").casefold()


SeatRules = PartyListRules | HighestRules | PresidentRules | RegionalHeadRules
