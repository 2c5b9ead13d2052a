"""Count what a network got right: values, marks, and how honest it was about them."""

from collections import Counter
from dataclasses import dataclass

import numpy as np
from digit_epochs import CLASSES
from numpy.typing import NDArray

from omah.reading.cell import normalise
from omah.reading.digits import LEGIBLE, MARKS, DigitNet


@dataclass(frozen=True)
class Score:
    """Chances given to each mark, ``(N, 16)``, against marks known."""

    truth: NDArray[np.int64]
    chances: NDArray[np.float32]

    @property
    def given(self) -> NDArray[np.int64]:
        """The likeliest mark that stands for a digit or for nothing."""
        return self.chances[:, :LEGIBLE].argmax(axis=1)

    @property
    def wrong(self) -> NDArray[np.bool_]:
        return self.truth != self.given

    @property
    def values(self) -> NDArray[np.float32]:
        """Chances of the ten values, ``(N, 10)``: X, dash and blank count as 0."""
        values = self.chances[:, :10].copy()
        values[:, 0] += self.chances[:, 10:LEGIBLE].sum(axis=1)
        return values

    def wrong_values(self) -> NDArray[np.bool_]:
        """Return where the digit's value differs."""
        value = np.array([*range(10), 0, 0, 0])
        return value[self.truth] != self.values.argmax(axis=1)

    def sure(self) -> NDArray[np.float32]:
        return self.values.max(axis=1)

    def wrong_after_setting_aside(self, share: float) -> int:
        """Return errors left when the least sure share is left to a person."""
        aside = np.argsort(self.sure())[: round(len(self.truth) * share)]
        left = self.wrong_values().copy()
        left[aside] = False
        return int(left.sum())

    def pairs(self, most: int = 12) -> str:
        """Return the most frequent confusions, as ``truth>given``."""
        seen = Counter(
            f"{MARKS[t]}>{MARKS[g]}"
            for t, g in zip(self.truth, self.given, strict=True)
            if t != g
        )
        named = ", ".join(f"{pair} {n}" for pair, n in seen.most_common(most))
        rest = sum(seen.values()) - sum(n for _, n in seen.most_common(most))
        return f"{named}, others {rest}" if rest else named or "none"

    def calibration_error(self) -> float:
        """Return the expected calibration error over ten equal-count bins."""
        sure, right = self.sure(), ~self.wrong_values()
        bins = np.array_split(np.argsort(sure), 10)
        gaps = [abs(sure[b].mean() - right[b].mean()) * len(b) for b in bins]
        return float(sum(gaps) / len(sure))

    def of_marks(self, marks: str) -> "Score":
        """Return the part whose truth is one of some marks."""
        mine = np.isin(self.truth, [CLASSES[mark] for mark in marks])
        return Score(self.truth[mine], self.chances[mine])


def upper_bound(errors: int, n: int, level: float = 0.95) -> float:
    """Return the exact one-sided upper bound of an error rate."""
    low, high = 0.0, 1.0
    for _ in range(60):
        middle = (low + high) / 2
        chance = at_most = (1 - middle) ** n
        for k in range(errors):
            chance *= middle / (1 - middle) * (n - k) / (k + 1)
            at_most += chance
        low, high = (middle, high) if at_most > 1 - level else (low, middle)
    return high


def score(net: DigitNet, images: list[NDArray[np.uint8]], marks: list[str]) -> Score:
    """Read the images and compare with what they are known to show."""
    chances = net.classify([normalise(image) for image in images])
    return Score(np.array([CLASSES[mark] for mark in marks]), chances)
