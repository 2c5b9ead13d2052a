"""Count what a reader got right, wrong, or left to a person, and bound the rest."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from math import comb
from typing import Any

from omah.core.count.figures import Mark
from omah.reading.decide import FieldReading
from omah.reading.read import LEGIBLE_P, PageReading, Status

LIMITS = (0.5, 0.8, 0.9, 0.95, 0.98, 0.99, 0.995, 0.999)
"""Limits of p at which coverage and silent errors are set against each other."""


@dataclass(slots=True)
class Score:
    """Pages and fields of one kind of material."""

    pages: dict[str, int] = field(
        default_factory=lambda: {status.value: 0 for status in Status}
    )
    fields: int = 0
    right: int = 0
    unread: int = 0
    sure: int = 0
    sure_wrong: int = 0
    on_accepted: int = 0
    told: list[tuple[float, bool]] = field(default_factory=list)
    confused: Counter[str] = field(default_factory=Counter)
    heard: Counter[str] = field(default_factory=Counter)

    def add(
        self,
        page: PageReading,
        truth: Mapping[str, int | None],
        marks: Mapping[str, tuple[Mark, ...]] | None = None,
    ) -> None:
        """Count one page.

        ``truth`` has every field whose number is known, ``marks`` what stands in the
        boxes of those where that is known too.
        """
        self.pages[page.status.value] += 1
        read = page.figures()
        for name, value in truth.items():
            self.fields += 1
            is_right = name in read and read[name] == value
            self.right += is_right
            self.unread += not is_right and read.get(name) is None
            self.on_accepted += page.status is Status.ACCEPTED
        for reading in page.fields:
            if reading.field in truth and is_sure(reading):
                self.sure += 1
                self.sure_wrong += reading.value != truth[reading.field]
            if reading.field in truth and reading.value is not None:
                self.told.append((reading.p, reading.value == truth[reading.field]))
            if reading.field in truth:
                self.hear(reading, truth[reading.field])
            known = (marks or {}).get(reading.field, reading.marks)
            for true, given in zip(known, reading.marks, strict=True):
                if true is not given:
                    self.confused[f"{true}>{given}"] += 1

    def hear(self, reading: FieldReading, value: int | None) -> None:
        """Count what each witness of a number says of it."""
        for name, said, _ in reading.witnesses:
            self.heard[f"{name} {'right' if said == value else 'wrong'}"] += 1

    def curve(self) -> dict[str, str]:
        """Return, per limit of p, the share of fields shown and how many are wrong."""
        rows = {}
        for limit in LIMITS:
            shown = [right for p, right in self.told if p >= limit]
            share = f"{pct(len(shown), self.fields)} % shown"
            rows[f"p >= {limit}"] = f"{share}, {shown.count(False)} wrong"
        return rows

    def figures(self) -> dict[str, Any]:
        return {
            "pages": self.pages,
            "fields": self.fields,
            "right": self.right,
            "right_pct": pct(self.right, self.fields),
            "unread": self.unread,
            "wrong": self.fields - self.right - self.unread,
            "on_accepted_pages_pct": pct(self.on_accepted, self.fields),
            "coverage_pct": pct(self.sure, self.fields),
            "silent_errors": self.sure_wrong,
            "silent_upper_95_pct": round(
                100 * upper_bound(self.sure_wrong, self.sure), 2
            ),
            "curve": self.curve(),
            "confused": dict(self.confused.most_common(12)),
            "witnesses": dict(sorted(self.heard.items())),
        }


def is_sure(reading: FieldReading) -> bool:
    """Return whether a figure may be shown: the rest waits for a person."""
    return reading.value is not None and reading.p >= LEGIBLE_P


def pct(part: int, whole: int) -> float:
    return round(100 * part / whole, 1) if whole else 0.0


def upper_bound(errors: int, n: int, confidence: float = 0.95) -> float:
    """Return the error rate that ``errors`` in ``n`` do not rule out.

    Clopper and Pearson's one-sided bound: at any higher rate, so few errors would
    have come up less often than once in twenty times.
    """
    if n == 0 or errors >= n:
        return 1.0
    low, high = errors / n, 1.0
    for _ in range(60):
        middle = (low + high) / 2
        few = sum(
            comb(n, k) * middle**k * (1 - middle) ** (n - k) for k in range(errors + 1)
        )
        low, high = (middle, high) if few > 1 - confidence else (low, middle)
    return high


def middling(values: Iterable[float]) -> float:
    ordered = sorted(values)
    return ordered[len(ordered) // 2] if ordered else 0.0
