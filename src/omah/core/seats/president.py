"""President: a majority of the votes and a reach over the provinces.

UU 7/2017 Pasal 416: more than half of the votes, and at least a fifth in each
of more than half of the provinces; otherwise the two best meet again.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from omah.core.seats.ranking import Ranking, rank
from omah.core.seats.rules import PresidentRules, plain
from omah.core.seats.ties import Decision, TieNeedsDecision
from omah.core.seats.votes import DistrictVotes

SECOND_ROUND_PAIRS = 2


@dataclass(frozen=True, slots=True)
class PairResult:
    """One pair against both conditions."""

    pair: str
    votes: int
    share: Fraction
    has_majority: bool
    provinces_reached: int
    has_reach: bool


@dataclass(frozen=True, slots=True)
class PresidentResult:
    """Who is elected, or who meets again, or which tie waits.

    ``provinces_needed`` is the least whole number of provinces that is enough.
    """

    pairs: tuple[PairResult, ...]
    valid_votes: int
    provinces: int
    provinces_needed: int
    elected: str | None = None
    second_round: tuple[str, ...] = ()
    tie: TieNeedsDecision | None = None
    decision: Decision | None = None


def elect_president(
    districts: Sequence[DistrictVotes],
    rules: PresidentRules,
    decisions: Sequence[Decision] = (),
) -> PresidentResult:
    """Return the outcome over all provinces and the votes from abroad.

    Parameters
    ----------
    districts
        Votes by pair for each province; votes from abroad are a district
        named in ``rules.abroad``: they count as votes, not as a province.
    rules
        Shares to reach.
    decisions
        Recorded decisions about ties; the district of such a tie is empty.

    Raises
    ------
    ValueError
        If fewer than two pairs stand, or there are no votes.

    Notes
    -----
    With two pairs, from the start or in the second round, most votes decide
    (MK 50/PUU-XII/2014). KPU had written this down too, and the Supreme Court
    struck that rule down (MA 44 P/HUM/2019); the Constitutional Court's ruling
    stands. Equal votes of those two wait for a decision.

    References
    ----------
    UU 7/2017 Pasal 416.
    """
    votes = _add(districts)
    if len(votes) < SECOND_ROUND_PAIRS or not any(votes.values()):
        raise ValueError("a presidential result needs votes for two pairs or more")
    provinces = [d for d in districts if plain(d.district) not in rules.abroad]
    pairs = tuple(_pair(pair, votes, provinces, rules) for pair in votes)
    result = PresidentResult(
        pairs,
        sum(votes.values()),
        len(provinces),
        int(rules.provinces * len(provinces)) + 1,
    )
    if len(votes) == SECOND_ROUND_PAIRS:
        return _finish(result, rank(votes, 1, decisions=decisions))
    for pair in pairs:
        if pair.has_majority and pair.has_reach:
            return _finish(result, Ranking((), (pair.pair,)))
    best_two = rank(votes, SECOND_ROUND_PAIRS, decisions=decisions)
    return _finish(result, best_two)


def _add(districts: Sequence[DistrictVotes]) -> dict[str, int]:
    votes: dict[str, int] = {}
    for district in districts:
        for pair, count in district.by_choice().items():
            votes[pair] = votes.get(pair, 0) + count
    return votes


def _pair(
    pair: str,
    votes: Mapping[str, int],
    provinces: Sequence[DistrictVotes],
    rules: PresidentRules,
) -> PairResult:
    share = Fraction(votes[pair], sum(votes.values()))
    reached = sum(_reaches(pair, p.by_choice(), rules) for p in provinces)
    return PairResult(
        pair,
        votes[pair],
        share,
        share > rules.majority,
        reached,
        reached > rules.provinces * len(provinces),
    )


def _reaches(pair: str, votes: Mapping[str, int], rules: PresidentRules) -> bool:
    # A province without votes is reached by nobody, though 0 is a fifth of 0.
    total = sum(votes.values())
    return total > 0 and votes.get(pair, 0) >= rules.province_share * total


def _finish(result: PresidentResult, ranking: Ranking) -> PresidentResult:
    elected = ranking.elected
    one = elected[0] if len(elected) == 1 and ranking.tie is None else None
    return PresidentResult(
        result.pairs,
        result.valid_votes,
        result.provinces,
        result.provinces_needed,
        one,
        elected if len(elected) == SECOND_ROUND_PAIRS else (),
        ranking.tie,
        ranking.decision,
    )
