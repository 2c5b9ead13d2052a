"""Whether sums hold: evidence for or against what the ink says, never a value.

Each rule tells each of its figures which number the others leave it, as a message
along the rule. What the ink says, times what the rules say, is how credible each
number is. The value stays what the ink says most likely; only its credit moves.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache

import numpy as np
from numpy.typing import NDArray

from omah.core.count.rules import Instance, Operator
from omah.reading.decide import VALUES, FieldReading

PAPER_BREAKS = 0.03
"""A rule broken on paper: 2 of 66 real pages carry a wrong total."""
CHANCE_FIT = 0.005
"""A wrong reading that fits all its rules needs others that are wrong to match; even
where those look certain we grant it this much."""
SAME_HAND = 0.2
"""The same where a digit is only copied: what is odd in a hand is misread twice."""
UNLISTED = 0.003
"""At least so much of a number's probability lies with those the ink did not list."""
ROUNDS = 2
"""Figures hear what the rules say of their neighbours too. In a third round one would
hear its own echo: total, ballots used and users of the vote are one ring."""
SUMS = 2_048
"""What others leave a figure is told apart from -1,048 up; beyond, it wraps around."""
DIGITS = np.arange(VALUES)[:, None] // (100, 10, 1) % 10

Signed = tuple[tuple[str, int], ...]
Odds = NDArray[np.float32]
"""Of each number against the value, or probabilities: ``(1000,)``."""


def weigh_rules(
    readings: Iterable[FieldReading], rules: Sequence[Instance]
) -> tuple[FieldReading, ...]:
    """Return the readings with the credit that the rules lend or take.

    Parameters
    ----------
    readings
        Fields of one station, from one page or several.
    rules
        Claims over these fields; only sums that must be equal weigh, and only where
        every figure in them is known and read where its boxes are: figures cut aside
        are wrong together, and their sums may hold.

    Notes
    -----
    Sum-product on the graph of figures and rules, for a few rounds. A figure whose
    neighbour is misread is not blamed where another number of that neighbour, which
    its ink also allows, makes the sum hold.
    """
    known = {reading.field: reading for reading in readings}
    values = {
        r.field: r.value for r in known.values() if r.placed and r.value is not None
    }
    sums = [terms for rule in rules if (terms := sum_of(rule, values))]
    graph = Graph(
        values,
        {
            field: ink_says(known[field])
            for field in dict.fromkeys(field for terms in sums for field, _ in terms)
        },
        stand(sums, values),
    )
    credit = graph.weigh(sums)
    return tuple(
        replace(reading, p=min(credit.get(field, reading.p), reading.most_p()))
        for field, reading in known.items()
    )


@dataclass(frozen=True, slots=True)
class Standing:
    """How a figure stands in a sum.

    Attributes
    ----------
    copies
        ``(1000,)``: which numbers differ from its value only where it is copied.
    source
        The figure it is copied from; empty where it is not.
    """

    copies: NDArray[np.bool_]
    source: str


@dataclass(frozen=True, slots=True)
class Graph:
    """Figures, what their ink says, and how each stands in each of its sums."""

    values: Mapping[str, int]
    ink: Mapping[str, Odds]
    standings: Mapping[str, Mapping[int, Standing]]

    def weigh(self, sums: Sequence[Signed]) -> dict[str, float]:
        """Return how credible each figure is by its ink and all its sums."""
        told: dict[tuple[str, int], Odds] = {
            (field, k): self.ink[field]
            for field, places in self.standings.items()
            for k in places
        }
        said = self.leave_each(sums, told)
        for _ in range(ROUNDS - 1):
            told = {(f, k): self.heard(f, said, told, but=k) for f, k in told}
            said = self.leave_each(sums, told)
        return {
            field: float(self.heard(field, said, told)[self.values[field]])
            for field in self.ink
        }

    def leave_each(
        self, sums: Sequence[Signed], told: Mapping[tuple[str, int], Odds]
    ) -> dict[tuple[str, int], Odds]:
        """Return the odds of each number for a figure, by the others of each sum."""
        if not told:
            return {}
        spectra = dict(
            zip(told, np.fft.rfft(np.array([*told.values()]), SUMS), strict=True)
        )
        left = []
        for field, k in told:
            signs = dict(sums[k])
            mine, product = signs.pop(field), np.complex64(1)
            for other, sign in signs.items():
                spectrum = spectra[other, k]
                product = product * (spectrum.conj() if sign == mine else spectrum)
            left.append(product)
        fits = np.maximum(np.fft.irfft(np.array(left), SUMS)[:, :VALUES], 0)
        fits = (1 - PAPER_BREAKS) * fits + PAPER_BREAKS / VALUES
        at = [self.values[field] for field, _ in told]
        odds = fits / fits[np.arange(len(at)), at][:, None]
        return dict(zip(told, odds.astype(np.float32), strict=True))

    def heard(
        self,
        field: str,
        said: Mapping[tuple[str, int], Odds],
        told: Mapping[tuple[str, int], Odds],
        but: int = -1,
    ) -> Odds:
        """Return the probability of each number by ink and rules, one rule left out.

        Rules that agree with the ink lend no more than chance and hand allow. Where
        the source of a copy is in doubt, the copy is too.
        """
        value, ink = self.values[field], self.ink[field]
        chance, hand, least = np.ones((3, VALUES), np.float32)
        for k, standing in self.standings[field].items():
            if k == but:
                continue
            odds = said[field, k]
            chance *= np.where(standing.copies, 1, odds)
            if standing.source:
                hand *= np.where(standing.copies, odds, 1)
                same = self.misread_alike(field, said, k)
                least = np.minimum(least, np.where(standing.copies, same, 1))
                doubt = self.seen_from(field, standing.source, told[standing.source, k])
                alike = SAME_HAND * ink[value] * doubt
                ink = np.maximum(ink, np.where(standing.copies, alike, 0))
        belief = ink * np.maximum(chance, CHANCE_FIT) * np.maximum(hand, least)
        return np.asarray(belief / belief.sum())

    def misread_alike(
        self, field: str, said: Mapping[tuple[str, int], Odds], k: int
    ) -> Odds:
        """Return how easily the source of a copy was misread as each number was.

        Less easily where other sums, in which that digit is no copy, confirm it.
        """
        source = self.standings[field][k].source
        odds = np.ones(VALUES, np.float32)
        for j, standing in self.standings[source].items():
            if j != k:
                odds *= np.where(standing.copies, 1, said[source, j])
        alike = self.seen_from(field, source, odds)
        return np.asarray(SAME_HAND * np.minimum(np.maximum(alike, CHANCE_FIT), 1))

    def seen_from(self, field: str, source: str, odds: Odds) -> Odds:
        """Return, for each number of a copy, what holds for its source's likewise."""
        return np.asarray(odds[moved_by(self.values[source] - self.values[field])])


@cache
def moved_by(shift: int) -> NDArray[np.intp]:
    """Return every number moved by so many, none beyond the ends."""
    return (np.arange(VALUES) + shift).clip(0, VALUES - 1)


def sum_of(rule: Instance, values: Mapping[str, int]) -> Signed:
    """Return the signed figures that must add up to nothing; empty if none need to."""
    claim = rule.claim
    sides = ((claim.left, 1), (claim.right, -1))
    terms = [(term, sign) for side, sign in sides for term in side]
    is_plain = all(t.divisor == 1 and abs(t.factor) == 1 for t, _ in terms)
    is_known = all(t.field in values for t, _ in terms)
    applies = rule.when is None or rule.when.holds(values)
    if claim.operator is not Operator.EQUAL or not (is_plain and is_known and applies):
        return ()
    return tuple((term.field, sign * term.factor) for term, sign in terms)


def ink_says(reading: FieldReading) -> Odds:
    """Return the probability of each number by its ink; none is quite impossible."""
    says = np.zeros(VALUES, np.float32)
    for value, p in reading.likely or ((reading.value, reading.p),):
        says[value or 0] = p
    rest = max(1 - float(says.sum()), UNLISTED)
    return np.asarray((says + rest / VALUES) / (says.sum() + rest))


def stand(
    sums: Sequence[Signed], values: Mapping[str, int]
) -> dict[str, dict[int, Standing]]:
    """Return how each figure stands in each of its sums."""
    found: dict[str, dict[int, Standing]] = {}
    for k, terms in enumerate(sums):
        for field, _ in terms:
            found.setdefault(field, {})[k] = place_in(terms, field, values)
    return found


def place_in(terms: Signed, field: str, values: Mapping[str, int]) -> Standing:
    """Return how a figure stands in a sum.

    A digit is copied where a figure across the sum has the same in its place and the
    rest have 0. What is odd in a hand is misread in both, and the sum holds.

    Examples
    --------
    >>> terms = (("valid", 1), ("invalid", 1), ("total", -1))
    >>> found = place_in(terms, "total", {"valid": 106, "invalid": 3, "total": 109})
    >>> found.source, bool(found.copies[169]), bool(found.copies[103])
    ('valid', True, False)
    """
    signs = dict(terms)
    mine, sign = DIGITS[values[field]], signs.pop(field)
    rest = DIGITS[[values[f] for f in signs]].sum(axis=0) == mine
    same = {
        other: rest & (DIGITS[values[other]] == mine)
        for other, side in signs.items()
        if side != sign
    }
    source = max(same, key=lambda other: (same[other] * mine).any(), default="")
    copied = same[source] if source else np.zeros(3, bool)
    hundreds, tens, ones = (np.arange(10) == mine[:, None]) | copied[:, None]
    copies = hundreds[:, None, None] & tens[:, None] & ones
    return Standing(copies.ravel(), source if copied.any() else "")
