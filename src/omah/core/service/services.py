"""Service standards: what each service must say of itself, and who is ready in time.

References
----------
UU 25/2009 Pasal 20-21: a public body publishes a standard for each of its services.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class Component(StrEnum):
    """What a standard says; without one of them nobody knows what to expect."""

    REQUIREMENTS = "requirements"
    STEPS = "steps"
    TIME = "time"
    COST = "cost"
    PRODUCT = "product"
    COMPLAINT = "complaint"


@dataclass(frozen=True, slots=True)
class Service:
    """A service that every office gives, with its name in both languages.

    Attributes
    ----------
    door
        Name of the page where it is asked for; empty where it is given at the desk.
    """

    code: str
    title_id: str
    title_en: str
    says_id: str
    says_en: str
    door: str = ""


@dataclass(frozen=True, slots=True)
class Standard:
    """What one office says of one service; an empty text says nothing."""

    service: str
    says: Mapping[Component, str]
    published_on: date | None

    @property
    def missing(self) -> tuple[Component, ...]:
        """Return the components of which nothing is said."""
        return tuple(c for c in Component if not self.says.get(c, "").strip())


@dataclass(frozen=True, slots=True)
class Gap:
    """A service that is not ready, and why.

    Attributes
    ----------
    missing
        The components that are empty; all of them if there is no standard.
    is_published
        Whether the public can read what is there.
    """

    service: Service
    missing: tuple[Component, ...]
    is_published: bool


@dataclass(frozen=True, slots=True)
class Readiness:
    """How an office stands before the stages start.

    Attributes
    ----------
    days_left
        Whole days until the first day of the stages; 0 on it, negative after.
    """

    ready: int
    needed: int
    gaps: tuple[Gap, ...]
    starts: date
    days_left: int

    @property
    def is_ready(self) -> bool:
        """Return whether every service has its whole, published standard."""
        return not self.gaps


def readiness(
    services: Sequence[Service],
    standards: Iterable[Standard],
    *,
    starts: date,
    today: date,
) -> Readiness:
    """Return what an office still lacks on a day.

    Examples
    --------
    >>> service = Service("transfer", "Pindah memilih", "Voting elsewhere", "", "")
    >>> found = readiness([service], [], starts=date(2026, 6, 14),
    ...                   today=date(2026, 6, 13))
    >>> found.is_ready, found.days_left, len(found.gaps[0].missing)
    (False, 1, 6)
    """
    said = {standard.service: standard for standard in standards}
    gaps = []
    for service in services:
        standard = said.get(service.code, Standard(service.code, {}, None))
        is_published = (
            standard.published_on is not None and standard.published_on <= today
        )
        if standard.missing or not is_published:
            gaps.append(Gap(service, standard.missing, is_published))
    return Readiness(
        ready=len(services) - len(gaps),
        needed=len(services),
        gaps=tuple(gaps),
        starts=starts,
        days_left=(starts - today).days,
    )
