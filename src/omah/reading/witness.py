"""Other ink that says the same number: tallies, sums of their lines, spelled words.

Each witness gives a likelihood for every number from 0 to 999. A witness may be
wrong, so each keeps a share of doubt; one that is blank says nothing.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import cache

import numpy as np
from numpy.typing import NDArray

from omah.core.count.figures import Mark
from omah.core.news.indonesian_days import spelled
from omah.reading.decide import (
    CONTRADICTED_P,
    SUREST,
    VALUES,
    FieldReading,
    Likelihood,
    boxes_say,
    list_likely,
)
from omah.reading.digits import MARKS
from omah.reading.witness_cells import LETTERS, TALLIES

PER_BOX, PER_LINE = 5, 60
FLOOR = 1e-3
"""No box of a witness is believed beyond this: hands differ from what was trained."""
SLIP = 0.05
"""How often a witness says another number than its writer meant, or is misread."""
ALIKE = 20
"""So many numbers are like one that is misread: one of them is said in its stead."""
DENIED = 0.1
"""Boxes that give a number less than this deny it: a witness that says it contradicts
them. Boxes in doubt between two numbers do not contradict a witness that says one."""
BOX_FLOOR = 1e-3
"""No digit box is believed beyond this beside others: 3 of 1,232 are misread."""
HOPELESS = 20.0
"""Words this much less likely (log) than the best number are not followed."""
SURE = 0.9
"""A witness that is less sure of its best number than this is not heard."""

_NOTHING = [MARKS.index(m) for m in (Mark.D0, Mark.X, Mark.DASH, Mark.BLANK)]
_LEADS = len(MARKS)
_UNUSED = [TALLIES.index("0"), TALLIES.index("X")]
_EMPTY = [LETTERS.index(" "), LETTERS.index("#")]


def tally_says(boxes: NDArray[np.float32]) -> Likelihood | None:
    """Return how well each number explains the boxes of a tally.

    Parameters
    ----------
    boxes
        ``(N, 7) float32``: probabilities in the order of ``TALLIES``, row by row.

    Returns
    -------
    ndarray or None
        ``(1000,)``, summing to 1; ``None`` where nothing is tallied.

    Notes
    -----
    Votes fill the boxes in order, five each: a number says of every box whether it
    is full, holds the rest, or is unused. One box seen wrongly hardly matters.
    """
    seen = np.log(np.maximum(boxes.astype(np.float64), FLOOR))
    unused = np.log(np.maximum(boxes[:, _UNUSED].sum(axis=1), FLOOR))
    full = np.concatenate([[0], np.cumsum(seen[:, TALLIES.index("5")])])
    rest = np.concatenate([np.cumsum(unused[::-1])[::-1], [0]])
    scores = np.full(VALUES, -np.inf)
    values = np.arange(min(PER_BOX * len(boxes) + 1, VALUES))
    box, votes = np.divmod(values, PER_BOX)
    begun = np.minimum(box, len(boxes) - 1)
    partly = seen[begun, votes] + rest[begun + 1]
    scores[values] = full[box] + np.where(votes > 0, partly, rest[box])
    return _heard(scores)


def sums_say(boxes: NDArray[np.float32]) -> Likelihood | None:
    """Return how well each number explains the sums beside the lines of a tally.

    Parameters
    ----------
    boxes
        ``(2 * lines, 16) float32``: mark probabilities, two boxes a line.
    """
    seen = np.maximum(boxes.astype(np.float64), FLOOR)
    tens, ones = (np.log(_with_nothing(seen[k::2])) for k in (0, 1))
    lines = np.arange(len(tens))
    most = min(PER_LINE * len(lines) + 1, VALUES)
    held = np.clip(np.arange(most)[:, None] - PER_LINE * lines, 0, PER_LINE)
    ten = np.where(held < 10, _LEADS, held // 10)
    one = np.where(held == 0, _LEADS, held % 10)
    scores = np.full(VALUES, -np.inf)
    scores[:most] = (tens[lines, ten] + ones[lines, one]).sum(axis=1)
    return _heard(scores)


def words_say(boxes: NDArray[np.float32]) -> Likelihood | None:
    """Return how well each number, spelled out, explains the boxes of letters.

    Parameters
    ----------
    boxes
        ``(N, 19) float32``: probabilities in the order of ``LETTERS``, all rows one
        after another; words may begin anywhere and stand any boxes apart.
    """
    seen = np.log(np.maximum(boxes.astype(np.float64), FLOOR))
    blank = np.log(np.maximum(boxes[:, _EMPTY].sum(axis=1), FLOOR))
    sheet = _Letters(seen, np.concatenate([[0], np.cumsum(blank)]))
    start = np.full(len(boxes) + 1, -np.inf)
    start[0] = 0
    scores = np.full(VALUES, -np.inf)
    sheet.follow(vocabulary(), start, scores)
    if sheet.blanks[-1] > scores.max():  # nothing is written
        return None
    return _heard(scores, zero_is_said=True)


@dataclass(frozen=True, slots=True)
class Node:
    """Words that begin some numbers: the words that may follow, and what they say."""

    next: dict[str, "Node"] = field(default_factory=dict)
    value: list[int] = field(default_factory=list)


@cache
def vocabulary() -> Node:
    """Return all numbers from 0 to 999, spelled, as a tree of words."""
    root = Node()
    for value in range(VALUES):
        node = root
        for word in spelled(value).upper().split():
            node = node.next.setdefault(word, Node())
        node.value.append(value)
    return root


@dataclass(frozen=True, slots=True)
class _Letters:
    """Log probabilities of each box's letters, and of being blank up to each box."""

    seen: NDArray[np.float64]
    blanks: NDArray[np.float64]

    def follow(self, node: Node, ends: Likelihood, scores: Likelihood) -> None:
        """Score every number below a node; ``ends``: best score by last box used."""
        best = [
            (float(self.hope(after).max()), word, after)
            for word in node.next
            for after in [self.place(word, ends)]
        ]
        for hope, word, after in sorted(best, key=lambda entry: -entry[0]):
            if hope < scores.max() - HOPELESS:
                return
            below = node.next[word]
            for value in below.value:
                rest = self.blanks[-1] - self.blanks
                scores[value] = float((after + rest).max())
            self.follow(below, after, scores)

    def place(self, word: str, ends: Likelihood) -> Likelihood:
        """Return the best scores by last box used, after one more word."""
        letters = [LETTERS.index(letter) for letter in word]
        count = len(self.seen) - len(word) + 1
        after = np.full(len(ends), -np.inf)
        if count <= 0:
            return after
        free = np.maximum.accumulate(ends - self.blanks)
        apart = np.concatenate([[-np.inf], free[:-1]])
        apart[0] = max(apart[0], free[0])
        touching = ends - self.blanks + np.log(FLOOR)
        begins = self.blanks + np.maximum(apart, touching)
        written = sum(
            self.seen[i : i + count, letter] for i, letter in enumerate(letters)
        )
        after[len(word) :] = begins[:count] + written
        return after

    def hope(self, after: Likelihood) -> Likelihood:
        """Return a bound: every box not yet used is as clear as it can be."""
        clear = np.concatenate([[0], np.cumsum(self.seen.max(axis=1)[::-1])])[::-1]
        return np.asarray(after + clear)


def hear(
    reading: FieldReading,
    boxes: NDArray[np.float32],
    witnesses: Mapping[str, Likelihood | None],
) -> FieldReading:
    """Return the reading after other ink has spoken of the same number.

    Boxes and witnesses are independent evidence of one number. What the boxes leave
    unknown stays unknown: nobody wrote a number there. Where they deny what a witness
    says, or two witnesses differ, a person looks.

    Parameters
    ----------
    reading
        As the boxes alone say.
    boxes
        ``(N, 16) float32``: probability of each mark per box, bubbles included.
    witnesses
        Name to likelihood; ``None`` says nothing.
    """
    spoken = {name: said for name, said in witnesses.items() if said is not None}
    if reading.value is None or not spoken:
        return reading
    alone = boxes_say(np.maximum(boxes, BOX_FLOOR))
    joint = alone.copy()
    unread = max(0.0, 1 - float(alone.sum()))
    for said in spoken.values():
        joint *= (1 - SLIP) * said + SLIP / ALIKE
        unread /= VALUES
    value = int(joint.argmax())
    says = joint / (joint.sum() + unread)
    p = float(says[value])
    told = tuple(
        (name, int(said.argmax()), float(said.max())) for name, said in spoken.items()
    )
    numbers = {number for _, number, _ in told}
    denied = alone[list(numbers - {reading.value})] < DENIED
    if len(numbers) == 1 and not denied.any():
        likely = list_likely(says)
        return replace(
            reading, value=value, p=min(p, SUREST), witnesses=told, likely=likely
        )
    return replace(
        reading,
        value=value,
        p=min(p, CONTRADICTED_P),
        witnesses=told,
        likely=(),
        contradicted=True,
    )


def _with_nothing(boxes: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return the boxes with one more column: 0, X, dash or blank, before a digit."""
    return np.column_stack([boxes, boxes[:, _NOTHING].sum(axis=1)])


def _heard(scores: Likelihood, *, zero_is_said: bool = False) -> Likelihood | None:
    """Return scores as probabilities; ``None`` if unsure, or if nothing is written."""
    odds = np.exp(scores - scores.max())
    said = odds / odds.sum()
    if float(said.max()) < SURE or (said.argmax() == 0 and not zero_is_said):
        return None
    return np.asarray(said)
