"""What the house's rules rest on, and whether anyone has seen its wording."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum


class Area(StrEnum):
    """What a rule is about."""

    CLOCKS = "clocks"
    TRANSFER = "transfer"
    SEATS = "seats"
    FIGURES = "figures"


@dataclass(frozen=True, slots=True)
class LegalBasis:
    """A rule as the house applies it, with its article.

    Attributes
    ----------
    is_read
        Whether the wording was seen in a source when the rule was written down. No
        lawyer has approved any of them; one that was not even seen must be read
        before it decides anything.
    """

    area: Area
    law: str
    says_id: str
    says_en: str
    is_read: bool


def unread(bases: Iterable[LegalBasis]) -> tuple[LegalBasis, ...]:
    """Return those whose wording nobody has seen.

    Examples
    --------
    >>> known = LegalBasis(Area.CLOCKS, "Pasal 1", "Dijawab.", "Answered.", True)
    >>> unread([known])
    ()
    """
    return tuple(basis for basis in bases if not basis.is_read)
