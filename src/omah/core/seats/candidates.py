"""Who takes a party's seats: the open list, by votes (UU 7/2017 Pasal 422)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from omah.core.seats.ranking import Ranking, rank
from omah.core.seats.sainte_lague import Allocation
from omah.core.seats.ties import Decision
from omah.core.seats.votes import DistrictVotes


@dataclass(frozen=True, slots=True)
class ListResult:
    """One party's list in one district: who is elected, who would follow."""

    district: str
    party: str
    seats: int
    ranking: Ranking


def elect_candidates(
    district: DistrictVotes,
    allocation: Allocation,
    decisions: Sequence[Decision] = (),
) -> tuple[ListResult, ...]:
    """Return the candidates elected on each list that named candidates.

    Replacements (Pasal 426) are ``ranking.others``, next highest votes first.
    A seat without a candidate is counted in ``ranking.unfilled``. A seat that
    waits for a decision between parties is not filled yet.

    References
    ----------
    UU 7/2017 Pasal 422 and 426; PKPU 6/2024 Pasal 29.
    """
    return tuple(
        ListResult(
            district.district,
            party,
            seats,
            rank(
                votes,
                seats,
                district=district.district,
                party=party,
                decisions=decisions,
            ),
        )
        for party, votes in _lists(district).items()
        for seats in (allocation.seats.get(party, 0),)
    )


def _lists(district: DistrictVotes) -> Mapping[str, Mapping[str, int]]:
    lists = {party: district.of_candidates(party) for party in district.by_party()}
    return {party: votes for party, votes in lists.items() if votes}
