"""What somebody must do, why, and by when: gathered from every room."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Duty:
    """One thing that a post must do, in words for its holder.

    Attributes
    ----------
    what, why
        Sentences in the language of the reader.
    url
        Where it is done.
    office
        KPU code of the office or body that owes it; the nation is empty.
    due
        The last day on which it is in time; None where no day is set.
    """

    what: str
    why: str
    url: str
    office: str
    due: date | None = None

    def days_left(self, today: date) -> int | None:
        """Return the whole days until the last day; negative when late.

        Examples
        --------
        >>> Duty("Jawab surat", "", "/", "35", date(2026, 6, 14)).days_left(
        ...     date(2026, 6, 13)
        ... )
        1
        """
        return None if self.due is None else (self.due - today).days


def in_order(duties: Iterable[Duty]) -> list[Duty]:
    """Return duties with the nearest last day first, those without a day last."""
    return sorted(duties, key=lambda duty: (duty.due is None, duty.due or date.max))
