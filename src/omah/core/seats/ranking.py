"""Candidates by votes, highest first, for a number of places; ties wait."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from omah.core.seats.ties import Decision, TieNeedsDecision, decision_for


@dataclass(frozen=True, slots=True)
class Ranked:
    """A candidate's votes and rank; equal votes share a rank (1, 2, 2, 4)."""

    name: str
    votes: int
    rank: int


@dataclass(frozen=True, slots=True)
class Ranking:
    """Everyone by votes, who is elected, and a tie for the last place.

    Attributes
    ----------
    ranked
        Highest first; equal votes stay in ballot order and share a rank.
    elected
        Names elected beyond doubt, in order of votes.
    unfilled
        Places for which there is no candidate.
    """

    ranked: tuple[Ranked, ...]
    elected: tuple[str, ...]
    tie: TieNeedsDecision | None = None
    decision: Decision | None = None
    unfilled: int = 0

    @property
    def others(self) -> tuple[Ranked, ...]:
        """Those not elected and not waiting in the tie, highest first."""
        waiting = self.tie.tied if self.tie else ()
        taken = {*self.elected, *waiting}
        return tuple(r for r in self.ranked if r.name not in taken)


def rank(
    votes: Mapping[str, int],
    places: int,
    *,
    district: str = "",
    party: str = "",
    decisions: Sequence[Decision] = (),
) -> Ranking:
    """Return who takes the places by most votes.

    Parameters
    ----------
    votes
        Votes of each candidate.
    places
        Places to fill, 0 or more.
    district, party
        Where; they name a tie and find its decision.
    decisions
        Recorded decisions; those about other ties are ignored.

    Examples
    --------
    >>> rank({"Siti": 50, "Budi": 70, "Rina": 50}, 1).elected
    ('Budi',)
    >>> rank({"Siti": 50, "Budi": 70, "Rina": 50}, 2).tie.tied
    ('Siti', 'Rina')
    """
    ranked = _ranked(votes)
    if places >= len(ranked):
        names = tuple(r.name for r in ranked)
        return Ranking(ranked, names, unfilled=places - len(ranked))
    if places == 0:
        return Ranking(ranked, ())
    line = ranked[places - 1].votes
    above = tuple(r.name for r in ranked if r.votes > line)
    level = tuple(r.name for r in ranked if r.votes == line)
    open_places = places - len(above)
    if len(level) == open_places:
        return Ranking(ranked, above + level)
    tie = TieNeedsDecision(
        district, level, len(above) + 1, open_places, Fraction(line), party
    )
    decision = decision_for(tie, decisions)
    if decision is None:
        return Ranking(ranked, above, tie)
    return Ranking(ranked, above + decision.chosen, decision=decision)


def _ranked(votes: Mapping[str, int]) -> tuple[Ranked, ...]:
    counts = sorted(votes.values(), reverse=True)
    order = sorted(votes.items(), key=lambda item: -item[1])
    return tuple(Ranked(name, v, counts.index(v) + 1) for name, v in order)
