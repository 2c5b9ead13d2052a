"""From what the ink looks like to a number, and how sure it is.

The value is what the ink most likely says. Nothing but ink picks it; bubbles are
ink too. What sums lend or take is in ``weigh``.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from omah.core.count.figures import Mark
from omah.reading.digits import LEGIBLE, MARKS

Likelihood = NDArray[np.float64]

VALUES = 1_000
# How often a blackened bubble contradicts what was meant.
BUBBLE_SLIP = 0.01
# A bubble is as likely as any other where the ink in the box is no mark at all.
BUBBLE_OF_DOUBT = 0.1
# Credit for a number struck out by one large X; its row's rules lend the rest.
STRUCK_P = 0.975
# No product of probabilities is worth more than this.
SUREST = 0.99999
# How often a box is taken for another mark however sure the network is: 2 of 546 boxes
# of 2019 stations that a network had not learnt, 5 of 1,170 by the one before.
BOX_SLIP = 0.003
# In a box that is struck out, overwritten or unreadable the likeliest digit is worth
# this much; otherwise it may be any.
DOUBT_TOLD = 0.5
# Where two inks say different numbers a person looks, whatever the sums say.
CONTRADICTED_P = 0.5
# Numbers less likely than this are not listed.
LEAST_LIKELY = 1e-4

_DIGITS = 10
_X, _DASH, _BLANK = (MARKS.index(m) for m in (Mark.X, Mark.DASH, Mark.BLANK))
_UNTOLD = {Mark.STRUCK, Mark.OVERWRITTEN, Mark.UNREADABLE}
_NOTHING = [0, _X, _DASH, _BLANK]
_WRITTEN = [*range(_DIGITS), _X]


@dataclass(frozen=True, slots=True)
class FieldReading:
    """One number as read.

    Attributes
    ----------
    field
        Field id.
    value
        What the ink most likely says; ``None`` is unknown, never zero.
    p
        Probability that ``value`` is what the paper says, 0 to 1.
    marks
        What stands in each box, left to right; one that is struck out, overwritten
        or unreadable leaves a value that is its likeliest digit, unsure.
    witnesses
        Other ink of the same number: name, what it says, and how surely.
    likely
        Every number the ink may well say, with its probability, slips of the network
        allowed for; empty where only ``value`` and ``p`` are known.
    placed
        Whether its boxes were seen where they were read; else it may be another
        number's ink, and no sum may speak for it.
    contradicted
        Whether other ink says a number that the boxes deny, or inks differ among
        themselves, whichever of these numbers ``value`` is.
    """

    field: str
    value: int | None
    p: float
    marks: tuple[Mark, ...]
    witnesses: tuple[tuple[str, int, float], ...] = ()
    likely: tuple[tuple[int, float], ...] = ()
    placed: bool = True
    contradicted: bool = False

    def most_p(self) -> float:
        """Return the most that rules may make of ``p``."""
        differs = any(said != self.value for _, said, _ in self.witnesses)
        return CONTRADICTED_P if differs or self.contradicted else SUREST


def decide_number(
    field: str,
    boxes: NDArray[np.float32],
    bubbles: NDArray[np.float32] | None = None,
) -> FieldReading:
    """Return the number that the ink in its boxes most likely says.

    Parameters
    ----------
    field
        Field id.
    boxes
        ``(N, 16) float32``: probability of each mark per box, in the order of
        ``digits.MARKS``, most significant box first.
    bubbles
        ``(N, 10) float32``: how dark each bubble is, 0 empty to 1 blackened, or
        ``None`` where the form has none.

    Returns
    -------
    FieldReading
        X, dash, blank and 0 before the first digit all count as 0; a blank or X
        after a digit, or nothing at all, leaves the value unknown.

    Examples
    --------
    >>> boxes = np.full((3, 16), 0.0008, np.float32)
    >>> boxes[0, 10] = boxes[1, 4] = boxes[2, 2] = 0.988
    >>> reading = decide_number("votes.1", boxes)
    >>> reading.value, "".join(reading.marks), round(reading.p, 2)
    (42, 'X42', 0.97)
    """
    seen = boxes if bubbles is None else with_bubbles(boxes, bubbles)
    return _decide_alike((field,), seen[None])[0]


def decide_each(
    fields: Sequence[str], boxes: Sequence[NDArray[np.float32]]
) -> list[FieldReading]:
    """Return the numbers of a page, as :func:`decide_number` does one, all at once.

    Parameters
    ----------
    fields
        Field ids.
    boxes
        What the boxes and bubbles of each say: ``(N, 16) float32``.
    """
    found: dict[int, FieldReading] = {}
    for count in {len(row) for row in boxes}:
        alike = [k for k, row in enumerate(boxes) if len(row) == count]
        stack = np.stack([boxes[k] for k in alike])
        readings = _decide_alike([fields[k] for k in alike], stack)
        found |= zip(alike, readings, strict=True)
    return [found[k] for k in range(len(fields))]


def _decide_alike(
    fields: Sequence[str], boxes: NDArray[np.float32]
) -> list[FieldReading]:
    """Return numbers of as many boxes each; ``boxes`` is ``(numbers, N, 16)``."""
    marks, best = boxes.argmax(axis=2), boxes[..., :LEGIBLE].argmax(axis=2)
    surest = boxes.max(axis=2).prod(axis=1)
    says, slipping = boxes_say(boxes), boxes_say(with_slips(boxes))
    readings = []
    for k, field in enumerate(fields):
        value = value_of([MARKS[mark] for mark in best[k]])
        if value is None and best[k, -1] != _BLANK:
            value = int(says[k].argmax())  # 4X7 is no number: the likeliest that is
        p = min(float(surest[k] if value is None else says[k, value]), SUREST)
        seen, likely = tuple(MARKS[mark] for mark in marks[k]), list_likely(slipping[k])
        readings.append(FieldReading(field, value, p, seen, likely=likely))
    return readings


def boxes_say(boxes: NDArray[np.floating]) -> Likelihood:
    """Return the probability of each number by its boxes.

    What is no number, such as a digit followed by an X, has what is left to 1.

    Parameters
    ----------
    boxes
        ``(..., N, 13 or more)``: probability of each mark per box.

    Returns
    -------
    ndarray
        ``(..., 1000)``.

    Examples
    --------
    >>> boxes = np.full((3, 13), 0.001)
    >>> boxes[0, 10] = boxes[1, 4] = boxes[2, 2] = 0.988
    >>> int(boxes_say(boxes).argmax())
    42
    """
    *numbers, count, _ = boxes.shape
    says = exact = np.ones((*numbers, 1))
    for k in reversed(range(count)):
        box = boxes[..., k, :].astype(np.float64)
        digits = box[..., :_DIGITS, None] * exact[..., None, :]
        first = digits[..., 1:, :].reshape(*numbers, -1)
        nothing = box[..., _NOTHING].sum(axis=-1, keepdims=True)
        says = np.concatenate((nothing * says, first), axis=-1)
        exact = digits.reshape(*numbers, -1)
    rest = np.zeros((*numbers, VALUES - says.shape[-1]))
    return np.concatenate((says, rest), axis=-1)


def with_slips(boxes: NDArray[np.floating]) -> NDArray[np.float64]:
    """Return the legible marks of boxes, ``(..., 13)``, as far as they are believed.

    Any box may be misread; one in doubt may hold its likeliest digit or any other.
    """
    legible = boxes[..., :LEGIBLE].astype(np.float64)
    told = legible.sum(axis=-1, keepdims=True)
    doubt = np.maximum(1 - told, 0)
    anything = np.zeros(LEGIBLE)
    anything[_WRITTEN] = 1 / len(_WRITTEN)
    guess = DOUBT_TOLD * legible / np.maximum(told, BOX_SLIP)
    guess += (1 - DOUBT_TOLD) * anything
    believed = (1 - BOX_SLIP) * (legible + doubt * guess) + BOX_SLIP * anything
    return np.asarray(believed)


def list_likely(says: Likelihood) -> tuple[tuple[int, float], ...]:
    """Return the numbers worth a thought, each with its probability."""
    values = np.flatnonzero(says >= LEAST_LIKELY)
    return tuple(zip(values.tolist(), says[values].tolist(), strict=True))


def decide_struck(reading: FieldReading) -> FieldReading:
    """Return the reading of a number that one large X strikes out: X in each box."""
    return FieldReading(reading.field, 0, STRUCK_P, (Mark.X,) * len(reading.marks))


def value_of(marks: Sequence[Mark]) -> int | None:
    """Return the number that marks stand for; ``None`` where they do not say.

    Examples
    --------
    >>> value_of((Mark.X, Mark.BLANK, Mark.D7))
    7
    >>> value_of((Mark.X,) * 3), value_of((Mark.BLANK, Mark.DASH, Mark.BLANK))
    (0, 0)
    >>> [value_of(m) for m in ((Mark.BLANK,) * 3, (Mark.D1, Mark.D5, Mark.BLANK))]
    [None, None]
    >>> value_of((Mark.OVERWRITTEN, Mark.D4, Mark.D1)) is None
    True
    """
    written = [mark for mark in marks if mark is not Mark.BLANK]
    if written and all(mark is Mark.DASH for mark in written):
        return 0
    if not marks or marks[-1] is Mark.BLANK:
        return None
    digits = ""
    for mark in marks:
        if mark.isdigit():
            digits += mark
        elif mark in _UNTOLD or digits.strip("0"):
            return None
    return int(digits or "0")


def with_bubbles(
    boxes: NDArray[np.float32], bubbles: NDArray[np.float32]
) -> NDArray[np.float32]:
    """Return mark probabilities after the bubbles have spoken too.

    The two are independent evidence of one number; a column without exactly one
    blackened bubble says nothing. Bubble 0 stands for 0, X, dash and blank.
    """
    says = is_one_black(bubbles)
    digit = bubbles.argmax(axis=1)
    agrees = np.zeros_like(boxes)
    agrees[np.arange(len(boxes)), digit] = 1
    agrees[np.ix_(digit == 0, _NOTHING)] = 1
    slip = BUBBLE_SLIP / (_DIGITS - 1)
    chance = np.where(agrees > 0, 1 - BUBBLE_SLIP, slip)
    chance[:, LEGIBLE:] = BUBBLE_OF_DOUBT
    weight = np.where(says[:, None], chance, 1.0)
    joint = boxes * weight
    return np.asarray(joint / joint.sum(axis=1, keepdims=True), np.float32)


def bubbles_say(bubbles: NDArray[np.float32]) -> tuple[int, float] | None:
    """Return the number that bubbles alone say and how surely; ``None`` if unclear.

    Examples
    --------
    >>> value, p = bubbles_say(np.eye(10)[[0, 4, 2]])
    >>> value, round(p, 2)
    (42, 0.97)
    """
    if not is_one_black(bubbles).all():
        return None
    digits = bubbles.argmax(axis=1)
    return int("".join(map(str, digits))), (1 - BUBBLE_SLIP) ** len(digits)


def is_one_black(bubbles: NDArray[np.float32]) -> NDArray[np.bool_]:
    """Return for each column of bubbles whether exactly one is blackened."""
    darkest = np.sort(bubbles, axis=1)
    return np.asarray((darkest[:, -1] > 0.5) & (darkest[:, -2] < 0.3))
