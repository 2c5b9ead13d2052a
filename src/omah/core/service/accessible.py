"""A polling station that everyone can reach: what is measured, and what it says.

References
----------
PKPU 25/2023 and Keputusan KPU 66/2024 on voting; UU 8/2016 Pasal 75-77.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum


class Kind(StrEnum):
    """How an item is answered."""

    YES_NO = "yes-no"
    CENTIMETRES = "cm"


class Verdict(StrEnum):
    """What an answer says."""

    MET = "met"
    GAP = "gap"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Item:
    """One line of the checklist.

    Attributes
    ----------
    least, most
        Bounds in centimetres, both included; ``None`` for no bound.
    mend_id, mend_en
        What to do where it lacks.
    """

    code: str
    kind: Kind
    says_id: str
    says_en: str
    mend_id: str
    mend_en: str
    source: str
    least: int | None = None
    most: int | None = None


def verdict(item: Item, answer: int | None) -> Verdict:
    """Return what an answer says: 1 and 0 for yes and no, or centimetres.

    Examples
    --------
    >>> door = Item("door", Kind.CENTIMETRES, "", "", "", "", "", least=90)
    >>> [verdict(door, cm).value for cm in (89, 90, None)]
    ['gap', 'met', 'unknown']
    """
    if answer is None:
        return Verdict.UNKNOWN
    if item.kind is Kind.YES_NO:
        return Verdict.MET if answer else Verdict.GAP
    is_low = item.least is not None and answer < item.least
    is_high = item.most is not None and answer > item.most
    return Verdict.GAP if is_low or is_high else Verdict.MET


@dataclass(frozen=True, slots=True)
class Checked:
    """An item, what was measured, and what it says."""

    item: Item
    answer: int | None
    verdict: Verdict


def checked(
    items: Sequence[Item], answers: Mapping[str, int | None]
) -> tuple[Checked, ...]:
    """Return every item with its verdict; what was not looked at is unknown."""
    return tuple(
        Checked(item, answers.get(item.code), verdict(item, answers.get(item.code)))
        for item in items
    )


def is_reachable(found: Sequence[Checked]) -> bool:
    """Return whether every item is met; what is unknown is not met."""
    return all(each.verdict is Verdict.MET for each in found)
