"""Seats of one district by the highest quotients, each step kept.

UU 7/2017 Pasal 415 ayat (2) and (3), Pasal 420: a party's votes are divided by
1, 3, 5, 7 and so on; the quotients are ranked; the largest takes seat 1.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from omah.core.seats.rules import Divisors
from omah.core.seats.ties import Decision, TieNeedsDecision, decision_for

SAINTE_LAGUE = Divisors(first=1, step=2)


@dataclass(frozen=True, slots=True)
class Award:
    """One party's seat: its votes divided by its divisor."""

    party: str
    votes: int
    divisor: int

    @property
    def quotient(self) -> Fraction:
        """Exact quotient; never rounded."""
        return Fraction(self.votes, self.divisor)


@dataclass(frozen=True, slots=True)
class Step:
    """Seats ``first`` to ``last``, given together because quotients are equal.

    ``decision`` is set where only some of the equal parties could have one.
    """

    first: int
    awards: tuple[Award, ...]
    decision: Decision | None = None

    @property
    def last(self) -> int:
        """Number of the last seat given in this step."""
        return self.first + len(self.awards) - 1


@dataclass(frozen=True, slots=True)
class Allocation:
    """Seats of each party, the steps that gave them, and a tie that waits.

    ``vacant`` seats are those that no vote supports.
    """

    district: str
    seats: Mapping[str, int]
    steps: tuple[Step, ...]
    tie: TieNeedsDecision | None = None
    vacant: int = 0


def allocate(
    votes: Mapping[str, int],
    seats: int,
    *,
    divisors: Divisors = SAINTE_LAGUE,
    district: str = "",
    decisions: Sequence[Decision] = (),
) -> Allocation:
    """Return the seats of one district, step by step.

    Parameters
    ----------
    votes
        Valid votes of each party admitted to the division, 0 or more.
    seats
        Seats of the district, 0 or more.
    divisors
        Divisor sequence.
    district
        Name, for the tie and its decision.
    decisions
        Recorded decisions; those about other ties are ignored.

    Returns
    -------
    Allocation
        Seats add up to ``seats`` minus what a tie leaves open or no vote
        supports. A party without votes never takes a seat.

    Raises
    ------
    ValueError
        If votes or seats are negative.
    DecisionError
        If a decision about the tie does not fit it.

    Notes
    -----
    Equal quotients matter only at the end: while there are seats for all of
    them, each takes one, and their order among themselves has no effect.

    References
    ----------
    UU 7/2017 Pasal 415 ayat (2) and (3), Pasal 420.

    Examples
    --------
    >>> votes = {"A": 30000, "B": 20000, "C": 15000, "D": 7000, "E": 5000}
    >>> dict(allocate(votes, 6).seats)
    {'A': 2, 'B': 2, 'C': 1, 'D': 1, 'E': 0}
    >>> allocate(votes, 8).tie.tied
    ('C', 'E')
    """
    if seats < 0 or any(count < 0 for count in votes.values()):
        raise ValueError("votes and seats can't be negative")
    won = dict.fromkeys(votes, 0)
    steps: list[Step] = []
    given = 0
    while given < seats and any(votes.values()):
        level = _highest(votes, won, divisors)
        step = Step(given + 1, level)
        if step.last > seats:
            tie = _tie(step, seats, district)
            decision = decision_for(tie, decisions)
            if decision is None:
                return Allocation(district, won, tuple(steps), tie)
            chosen = tuple(a for a in level if a.party in decision.chosen)
            step = Step(given + 1, chosen, decision)
        for award in step.awards:
            won[award.party] += 1
        steps.append(step)
        given = step.last
    return Allocation(district, won, tuple(steps), vacant=seats - given)


def _highest(
    votes: Mapping[str, int], won: Mapping[str, int], divisors: Divisors
) -> tuple[Award, ...]:
    claims = [
        Award(party, count, divisors.after(won[party]))
        for party, count in votes.items()
        if count
    ]
    best = max(claim.quotient for claim in claims)
    return tuple(claim for claim in claims if claim.quotient == best)


def _tie(step: Step, seats: int, district: str) -> TieNeedsDecision:
    return TieNeedsDecision(
        district=district,
        tied=tuple(award.party for award in step.awards),
        seat=step.first,
        places=seats - step.first + 1,
        amount=step.awards[0].quotient,
    )
