"""A practice sheet: what was keyed in against what stands on paper."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import IntEnum

from omah.core.count.figures import Figures


class Step(IntEnum):
    """How far someone has come with a practice sheet."""

    BEGIN = 0
    PHOTOGRAPHED = 1
    KEYED_IN = 2  # and not yet photographed: either comes first
    DONE = 3


@dataclass(frozen=True, slots=True)
class Mistake:
    """A field that was keyed in otherwise than it stands on paper."""

    field: str
    on_paper: int | None
    keyed: int | None


@dataclass(frozen=True, slots=True)
class Lesson:
    """One person's practice sheet; mistakes are told only once it is signed."""

    station: str
    step: Step
    fields: int
    mistakes: tuple[Mistake, ...] = ()

    @property
    def right(self) -> int:
        """Return how many fields are as on paper."""
        return self.fields - len(self.mistakes)


def lesson(
    station: str, truth: Figures, keyed: Figures | None, *, has_photograph: bool
) -> Lesson:
    """Return how far a practice sheet is, and what was keyed in wrongly.

    Examples
    --------
    >>> done = lesson("9801011001001", {"valid": 48, "invalid": 2},
    ...               {"valid": 48, "invalid": 3}, has_photograph=True)
    >>> done.step.name, done.right, done.mistakes[0].on_paper
    ('DONE', 1, 2)
    """
    if keyed is None:
        step = Step.PHOTOGRAPHED if has_photograph else Step.BEGIN
        return Lesson(station, step, len(truth))
    step = Step.DONE if has_photograph else Step.KEYED_IN
    return Lesson(station, step, len(truth), mistakes(truth, keyed))


def mistakes(truth: Figures, keyed: Figures) -> tuple[Mistake, ...]:
    """Return the fields that differ, in the order of the paper.

    A field that was not keyed in at all differs from every figure.

    Examples
    --------
    >>> mistakes({"a": 1, "b": None}, {"a": 1, "b": None})
    ()
    """
    return tuple(
        Mistake(field, number, keyed.get(field))
        for field, number in truth.items()
        if field not in keyed or keyed[field] != number
    )


def by_slot(times: Iterable[int], slot_s: int, until: int) -> list[int]:
    """Return how many of some moments fall into each slot of time up to ``until``.

    Parameters
    ----------
    times
        Seconds since 1970.
    slot_s
        Length of a slot in seconds.
    until
        The last moment; slots begin at the first moment's own.

    Examples
    --------
    >>> by_slot([0, 5, 601], 600, 1_250)
    [2, 1, 0]
    """
    moments = sorted(times)
    if not moments:
        return []
    first = moments[0] // slot_s
    counts = [0] * (max(until, moments[-1]) // slot_s - first + 1)
    for moment in moments:
        counts[moment // slot_s - first] += 1
    return counts
