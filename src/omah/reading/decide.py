"""From what the ink looks like to a number, and how sure it is.

The value is what the ink most likely says. Nothing but ink picks it: bubbles are
ink too; sums only make the value more or less credible.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from math import prod

import numpy as np
from numpy.typing import NDArray

from omah.core.figures import Mark
from omah.core.rules import Instance, Operator
from omah.reading.digits import LEGIBLE, MARKS

# A rule broken on paper: 2 of 66 real pages carry a wrong total.
PAPER_BREAKS = 0.03
# A wrong reading that still fits a rule needs a second wrong one that offsets it;
# even where every other figure is certain we grant it this much.
CHANCE_FIT = 0.005
# How often a blackened bubble contradicts what was meant.
BUBBLE_SLIP = 0.01
# A bubble is as likely as any other where the ink in the box is no mark at all.
BUBBLE_OF_DOUBT = 0.1
# Credit for a number struck out by one large X; its row's rules lend the rest.
STRUCK_P = 0.975
# No product of probabilities is worth more than this.
SUREST = 0.99999

_DIGITS = 10
_X, _DASH, _BLANK = (MARKS.index(m) for m in (Mark.X, Mark.DASH, Mark.BLANK))
_UNTOLD = {Mark.STRUCK, Mark.OVERWRITTEN, Mark.UNREADABLE}
_NOTHING = [0, _X, _DASH, _BLANK]


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
    """

    field: str
    value: int | None
    p: float
    marks: tuple[Mark, ...]
    witnesses: tuple[tuple[str, int, float], ...] = ()


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
    best = seen[:, :LEGIBLE].argmax(axis=1)
    value = value_of(tuple(MARKS[k] for k in best))
    marks = tuple(MARKS[k] for k in seen.argmax(axis=1))
    sure = 1.0
    leading = True
    for row, mark in zip(seen, best, strict=True):
        leading = leading and mark in _NOTHING
        counts = _NOTHING if leading and value is not None else [int(mark)]
        sure *= float(row[counts].sum())
    return FieldReading(field, value, min(sure, SUREST), marks)


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
    told = np.sort(bubbles, axis=1)
    says = (told[:, -1] > 0.5) & (told[:, -2] < 0.3)
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


def weigh_rules(
    readings: Iterable[FieldReading], rules: Sequence[Instance]
) -> tuple[FieldReading, ...]:
    """Return the readings with the credit that the rules lend or take.

    A rule that holds is unlikely to hold by chance when one of its figures is
    wrong; a broken one points at every figure in it, more at the doubtful. No
    value changes: 2 of 66 real pages are wrong on the paper itself.

    Parameters
    ----------
    readings
        Fields of one station, from one page or several.
    rules
        Claims over these fields; only equalities weigh.
    """
    known = {reading.field: reading for reading in readings}
    values = {field: reading.value for field, reading in known.items()}
    alone = {field: reading.p for field, reading in known.items()}
    odds = dict.fromkeys(known, 1.0)
    for rule in rules:
        if rule.claim.operator is not Operator.EQUAL:
            continue
        holds = rule.claim.holds(values)
        if holds is None or (rule.when and not rule.when.holds(values)):
            continue
        for field in rule.claim.fields():
            others = prod(alone[f] for f in rule.claim.fields() if f != field)
            factor = _credit(others) if holds else _doubt(others)
            odds[field] = _stronger(odds[field], factor)
    return tuple(
        replace(reading, p=_moved(reading.p, odds[field]))
        for field, reading in known.items()
    )


def _credit(others: float) -> float:
    """Odds gained when a rule holds: less where the others are doubtful."""
    return 1 / max(CHANCE_FIT, 1 - others)


def _doubt(others: float) -> float:
    """Odds kept when a rule is broken: more where others may be to blame."""
    return min(1.0, PAPER_BREAKS + 1 - others)


def _stronger(so_far: float, factor: float) -> float:
    """Keep the best credit and the worst doubt: rules share figures."""
    best, worst = max(so_far, factor, 1.0), min(so_far, factor, 1.0)
    return worst if worst < 1.0 else best


def _moved(p: float, odds: float) -> float:
    return min(p * odds / (p * odds + 1 - p), SUREST)
