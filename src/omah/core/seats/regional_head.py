"""Regional heads: most votes; a majority in Jakarta; one pair, empty column."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction

from omah.core.seats.ranking import Ranked, Ranking, rank
from omah.core.seats.rules import RegionalHeadRules, plain
from omah.core.seats.ties import Decision, TieNeedsDecision
from omah.core.seats.votes import DistrictVotes

RUN_OFF_PAIRS = 2


class Condition(StrEnum):
    """Which condition the region's result was put to."""

    MOST_VOTES = "most votes"
    MAJORITY_OR_RUN_OFF = "majority or run-off"
    SINGLE_PAIR = "single pair against the empty column"


@dataclass(frozen=True, slots=True)
class RegionResult:
    """Who is elected, who meets again, or which tie waits.

    Nobody is elected and nobody meets again where the empty column held a
    single pair at half of the votes or below: a new election follows.
    """

    district: str
    condition: Condition
    ranked: tuple[Ranked, ...]
    valid_votes: int
    elected: str | None = None
    run_off: tuple[str, ...] = ()
    tie: TieNeedsDecision | None = None
    decision: Decision | None = None


def elect_regional_head(
    district: DistrictVotes,
    rules: RegionalHeadRules,
    decisions: Sequence[Decision] = (),
) -> RegionResult:
    """Return the outcome in one province, kabupaten or kota.

    Raises
    ------
    ValueError
        If there are no votes, one pair stands without an empty column, or
        several stand beside one.

    References
    ----------
    UU 10/2016 Pasal 107 and 109 (most votes), Pasal 54D (single pair);
    UU 29/2007 Pasal 11 and UU 2/2024 Pasal 10 (Jakarta).
    """
    votes = district.by_choice()
    total = sum(votes.values())
    if total == 0:
        raise ValueError(f"{district.district}: there are no votes")
    name = district.district
    pairs = [p for p in votes if plain(p) not in rules.empty_column]
    if (len(pairs) == 1) == (len(pairs) == len(votes)):
        raise ValueError(f"{name}: the empty column stands against one pair only")
    ranked = rank(votes, 0).ranked
    if len(pairs) == 1:
        wins = Fraction(votes[pairs[0]], total) > rules.majority
        elected = pairs[0] if wins else None
        return RegionResult(name, Condition.SINGLE_PAIR, ranked, total, elected)
    if plain(name) in rules.run_off_regions:
        return _majority_or_run_off(name, votes, ranked, rules, decisions)
    first = rank(votes, 1, district=name, decisions=decisions)
    return _result(name, Condition.MOST_VOTES, first, total)


def _majority_or_run_off(
    name: str,
    votes: Mapping[str, int],
    ranked: tuple[Ranked, ...],
    rules: RegionalHeadRules,
    decisions: Sequence[Decision],
) -> RegionResult:
    total = sum(votes.values())
    best = ranked[0]
    if Fraction(best.votes, total) > rules.majority:
        return RegionResult(
            name, Condition.MAJORITY_OR_RUN_OFF, ranked, total, elected=best.name
        )
    two = rank(votes, RUN_OFF_PAIRS, district=name, decisions=decisions)
    return _result(name, Condition.MAJORITY_OR_RUN_OFF, two, total)


def _result(
    name: str, condition: Condition, ranking: Ranking, total: int
) -> RegionResult:
    first = ranking.elected[0] if ranking.elected else None
    wins = condition is Condition.MOST_VOTES and ranking.tie is None
    return RegionResult(
        name,
        condition,
        ranking.ranked,
        total,
        elected=first if wins else None,
        run_off=() if wins or ranking.tie else ranking.elected,
        tie=ranking.tie,
        decision=ranking.decision,
    )
