"""What the trained network does on stations it has never seen: the model card."""

import time
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from digit_cells import distorted, emptied, generated_cell, rewritten
from digit_crops import Crop, Split, of_split
from digit_epochs import CLASSES
from numpy.typing import NDArray

from omah.reading.digits import MARKS, DigitNet, normalise


@dataclass(frozen=True)
class Training:
    """How the model was made."""

    epochs: int
    seed: int
    temperature: float


@dataclass(frozen=True)
class Score:
    """Marks given against marks known, with the probability of each."""

    truth: NDArray[np.int64]
    given: NDArray[np.int64]
    sure: NDArray[np.float32]

    @property
    def wrong(self) -> NDArray[np.bool_]:
        return self.truth != self.given

    def wrong_values(self) -> NDArray[np.bool_]:
        """Return where the digit's value differs: X, dash and blank count as 0."""
        value = np.array([*range(10), 0, 0, 0])
        return value[self.truth] != value[self.given]

    def wrong_after_setting_aside(self, share: float) -> int:
        """Return errors left when the least sure share is left to a person."""
        aside = np.argsort(self.sure)[: round(len(self.sure) * share)]
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
        order = np.array_split(np.argsort(self.sure), 10)
        right = ~self.wrong
        gaps = [abs(self.sure[b].mean() - right[b].mean()) * len(b) for b in order]
        return float(sum(gaps) / len(self.sure))


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
    given = net.classify([normalise(image) for image in images])
    truth = np.array([CLASSES[mark] for mark in marks])
    return Score(truth, given.argmax(1), given.max(1))


def line(name: str, result: Score) -> str:
    """Return one row of the card's table."""
    return (
        f"| {name} | {values(result)} | {int(result.wrong.sum())} "
        f"| {result.calibration_error():.4f} | {result.pairs()} |"
    )


def values(result: Score) -> str:
    """Return the cells about values: n, wrong, bound, wrong when 1 % is set aside."""
    n, wrong = len(result.truth), int(result.wrong_values().sum())
    bound = 100 * upper_bound(wrong, n)
    aside = result.wrong_after_setting_aside(0.01)
    return f"{n} | {wrong} | {bound:.2f} % | {aside}"


def rows(model: bytes, crops: list[Crop]) -> list[str]:
    """Return the table: real crops first, then generated, named as such."""
    net, rng = DigitNet(model), np.random.default_rng(7)
    known = [c for c in of_split(crops, Split.TEST) if c.mark != "?"]
    result = []
    if known:
        images, marks = [c.image for c in known], [c.mark for c in known]
        result.append(line("real, test stations", score(net, images, marks)))
        published = [c.published for c in known]
        unedited = values(score(net, images, published))
        result.append(f"| the same, labels as published | {unedited} | - | - | - |")
        spoilt = [distorted(image, rng) for image in images]
        result.append(line("real, distorted by us", score(net, spoilt, marks)))
        boxes = [emptied(image) for image in images]
        drawn = [str(m) for m in rng.choice(list(CLASSES)[:13], len(boxes))]
        both = [rewritten(b, m, rng) for b, m in zip(boxes, drawn, strict=True)]
        result.append(line("real boxes, generated marks", score(net, both, drawn)))
    drawn = [str(m) for m in rng.choice(list(CLASSES)[:13], 2000)]
    cells = [generated_cell(mark, rng) for mark in drawn]
    result.append(line("generated only", score(net, cells, drawn)))
    return result


def milliseconds(model: bytes) -> tuple[float, float]:
    """Return milliseconds for 1,000 cells: to normalise, to classify; best of 5."""
    rng, net = np.random.default_rng(1), DigitNet(model)
    crops = [generated_cell("8", rng) for _ in range(1000)]
    runs = []
    for _ in range(5):
        started = time.perf_counter()
        cells = np.stack([normalise(crop) for crop in crops])
        cut = time.perf_counter()
        net.classify(cells)
        runs.append((cut - started, time.perf_counter() - cut))
    best = np.array(runs).min(axis=0)
    return 1000 * float(best[0]), 1000 * float(best[1])


def counts(crops: list[Crop]) -> str:
    """Return how the real crops were split."""
    parts = []
    for split in Split:
        part = of_split(crops, split)
        stations = len({crop.station for crop in part})
        parts.append(f"{split}: {len(part)} crops of {stations} stations")
    return "; ".join(parts)


def card(model: bytes, crops: list[Crop], training: Training) -> str:
    """Return the model card in Markdown; every figure is measured here."""
    normalising, classifying = milliseconds(model)
    zeros = Counter(crop.mark for crop in crops if crop.published == "0")
    changed = [c for c in crops if c.published not in ("0", c.mark)]
    template = Path(__file__).with_name("digit_card.md").read_text(encoding="utf-8")
    return template.format(
        bytes=len(model), counts=counts(crops), table="\n".join(rows(model, crops)),
        normalising=round(normalising), classifying=round(classifying),
        looked=zeros.total(), relabelled=len(changed),
        tested=len(of_split(changed, Split.TEST)),
        xs=zeros["X"], blanks=zeros["_"], unclear=zeros["?"], epochs=training.epochs,
        seed=training.seed, temperature=training.temperature,
    )  # fmt: skip
