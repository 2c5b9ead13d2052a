"""Ties: what is equal, how widely each is spread, and who decided.

No tie is broken here. The law looks at the spread of votes over regions, and
courts have argued about the level at which it is measured; so the spread is
shown as evidence and a recorded decision of the plenary is asked for.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction

from omah.core.places.regions import Level, ancestor, level_of


class DecisionError(ValueError):
    """A recorded decision that does not fit the tie it speaks of."""


@dataclass(frozen=True, slots=True)
class Spread:
    """Regions of one level where each tied choice has votes, and leads.

    A choice leads where it has more votes than each of the others in the tie.
    """

    level: Level
    regions: int
    with_votes: Mapping[str, int]
    leads: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class TieNeedsDecision:
    """Equal votes, or equal quotients, for fewer places than there are claims.

    Attributes
    ----------
    district, party
        Where; the party is empty unless candidates of one list are tied.
    tied
        The names, in the order of the ballot, which says nothing about rank.
    seat
        Number of the first place that waits; 1 is the first of the district.
    places
        How many places wait, always fewer than there are names.
    amount
        The equal votes or quotient.
    evidence
        Spread by level, widest regions first; empty if none was given.
    """

    district: str
    tied: tuple[str, ...]
    seat: int
    places: int
    amount: Fraction
    party: str = ""
    evidence: tuple[Spread, ...] = ()


@dataclass(frozen=True, slots=True)
class Decision:
    """A recorded decision about one tie; ``document`` names the minutes."""

    district: str
    tied: frozenset[str]
    chosen: tuple[str, ...]
    document: str
    party: str = ""


@dataclass(frozen=True, slots=True)
class RegionVotes:
    """Votes for one choice in one region below the district."""

    district: str
    code: str
    party: str
    choice: str
    votes: int


def decision_for(
    tie: TieNeedsDecision, decisions: Sequence[Decision]
) -> Decision | None:
    """Return the decision recorded for exactly this tie, if there is one.

    Raises
    ------
    DecisionError
        If two decisions speak of it, or one names others than the tied, or
        too many or too few of them.
    """
    about = (tie.district, tie.party, frozenset(tie.tied))
    found = [d for d in decisions if (d.district, d.party, d.tied) == about]
    if not found:
        return None
    if len(found) > 1:
        raise DecisionError(f"{tie.district}: two decisions about the same tie")
    chosen = found[0].chosen
    if len(set(chosen)) != tie.places or len(chosen) != tie.places:
        raise DecisionError(
            f"{tie.district}: {tie.places} to be chosen, the decision names "
            f"{len(chosen)}"
        )
    if not set(chosen) <= set(tie.tied):
        raise DecisionError(f"{tie.district}: the decision names one not in the tie")
    return found[0]


def with_evidence(
    tie: TieNeedsDecision, votes: Iterable[RegionVotes]
) -> TieNeedsDecision:
    """Return the tie with the spread of each name over regions, level by level.

    Parameters
    ----------
    tie
        The tie.
    votes
        Votes of any regions; those of other districts or names are ignored.
        All rows about one tie must be of one level, the lowest one known.

    References
    ----------
    PKPU 6/2024 Pasal 29 ayat (1): wider spread, level by level.
    """
    rows = [
        row
        for row in votes
        if row.district == tie.district
        and row.choice in tie.tied
        and tie.party in ("", row.party)
    ]
    if not rows:
        return tie
    if len({level_of(row.code) for row in rows}) > 1:
        raise ValueError(f"{tie.district}: the spread mixes levels of regions")
    lowest = level_of(rows[0].code)
    levels = [level for level in Level if Level.NASIONAL < level <= lowest]
    spreads = tuple(_spread(rows, tie.tied, level) for level in levels)
    return replace(tie, evidence=spreads)


def _spread(rows: Sequence[RegionVotes], tied: tuple[str, ...], level: Level) -> Spread:
    regions: dict[str, dict[str, int]] = {}
    for row in rows:
        votes = regions.setdefault(ancestor(row.code, level), dict.fromkeys(tied, 0))
        votes[row.choice] += row.votes
    with_votes = dict.fromkeys(tied, 0)
    leads = dict.fromkeys(tied, 0)
    for votes in regions.values():
        most = max(votes.values())
        leaders = [name for name in tied if votes[name] == most]
        if most and len(leaders) == 1:
            leads[leaders[0]] += 1
        for name in tied:
            with_votes[name] += votes[name] > 0
    return Spread(level, len(regions), with_votes, leads)
