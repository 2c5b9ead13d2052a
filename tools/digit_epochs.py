"""Epochs of training cells, made from a seed in a process of their own."""

from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from multiprocessing import get_context

import cv2
import numpy as np
from digit_cells import DOUBTS, DRAWN, distorted, emptied, generated_cell, rewritten
from digit_crops import Crop
from digit_scans import Box
from numpy.random import Generator
from numpy.typing import NDArray

from omah.reading.cell import normalise
from omah.reading.digits import MARKS

CLASSES = {mark.value: index for index, mark in enumerate(MARKS)}
"""Class of each mark."""


@dataclass(frozen=True)
class Diet:
    """How many boxes of each kind an epoch holds."""

    real: int
    """Distortions of each real crop; a written 0, the rarest mark, has one more."""

    generated: int
    """Drawn boxes of most marks; of blanks, dashes and doubts more."""

    borrowed: int
    """Hands from elsewhere, and as many of the real crops, on other paper."""

    rewritten: int
    scanned: int
    """Boxes of real scans of 2019, rarer marks more often."""

    worn: float
    """Share of the distorted boxes whose strokes are thinned and broken."""


BROAD = Diet(
    real=3, generated=150, borrowed=2500, rewritten=1500, scanned=2000, worn=0.2
)
"""Most of the training: much that is unlike the real crops."""

CLOSE = Diet(real=3, generated=90, borrowed=2000, rewritten=750, scanned=1000, worn=0.0)
"""The last epochs: mostly real crops."""

_DRAWN_SHARE = {"_": 3, "-": 2, **dict.fromkeys(DOUBTS, 2)}
_REWRITTEN_SHARE = {"_": 10, "-": 6, "X": 4, "0": 3}

Hands = tuple[NDArray[np.uint8], list[str]]


@dataclass(frozen=True)
class Sources:
    """What the cells are made from, beside what is drawn."""

    crops: list[Crop]
    hands: Hands | None
    scans: list[Box]


Cells = tuple[NDArray[np.uint8], NDArray[np.int64]]


class Epochs:
    """Makes the cells of any epoch; the same seed gives the same cells."""

    def __init__(self, sources: Sources) -> None:
        cv2.setNumThreads(1)
        self._hands = [sources.hands] if sources.hands else []
        self._crops = [crop for crop in sources.crops if crop.mark in CLASSES]
        marked = [crop for crop in sources.crops if crop.mark not in DOUBTS]
        self._boxes = [emptied(crop.image) for crop in marked]
        self._scans = sources.scans
        inked = [crop for crop in self._crops if crop.mark not in ("_", *DOUBTS)]
        if inked:
            pens = np.stack([normalise(crop.image) for crop in inked])
            self._hands.append((pens, [crop.mark for crop in inked]))

    def cells(self, seed: int, diet: Diet) -> Cells:
        """Return the normalised cells of one epoch and their classes."""
        rng = np.random.default_rng(seed)
        pairs = list(self._pairs(rng, diet))
        images = np.stack([normalise(image) for image, _ in pairs])
        return images, np.array([CLASSES[mark] for _, mark in pairs], np.int64)

    def _pairs(
        self, rng: Generator, diet: Diet
    ) -> Iterator[tuple[NDArray[np.uint8], str]]:
        for crop in self._crops:
            for _ in range(diet.real + (crop.mark == "0")):
                plain = rng.random() < 0.2
                image = crop.image if plain else distorted(crop.image, rng, diet.worn)
                yield image, crop.mark
        for mark in (*DRAWN, "_", *DOUBTS):
            for _ in range(diet.generated * _DRAWN_SHARE.get(mark, 1)):
                yield generated_cell(mark, rng), mark
        for pens, marks in self._hands:
            yield from self._borrowed(pens, marks, rng, diet)
        if self._boxes:
            yield from self._rewritten(rng, diet)
        if self._scans:
            yield from self._scanned(rng, diet)

    def _borrowed(
        self, pens: NDArray[np.uint8], marks: list[str], rng: Generator, diet: Diet
    ) -> Iterator[tuple[NDArray[np.uint8], str]]:
        for k in rng.integers(0, len(marks), diet.borrowed):
            cell = generated_cell(marks[k], rng, pens[k])
            plain = rng.random() >= 0.5
            yield (cell if plain else distorted(cell, rng, diet.worn)), marks[k]

    def _rewritten(
        self, rng: Generator, diet: Diet
    ) -> Iterator[tuple[NDArray[np.uint8], str]]:
        marks = list(CLASSES)
        weights = np.array([_REWRITTEN_SHARE.get(mark, 1) for mark in marks], float)
        for mark in rng.choice(marks, diet.rewritten, p=weights / weights.sum()):
            box = self._boxes[int(rng.integers(len(self._boxes)))]
            yield distorted(rewritten(box, str(mark), rng), rng, diet.worn), str(mark)

    def _scanned(
        self, rng: Generator, diet: Diet
    ) -> Iterator[tuple[NDArray[np.uint8], str]]:
        seen = Counter(box.mark for box in self._scans)
        weights = np.array([seen[box.mark] ** -0.5 for box in self._scans])
        for k in rng.choice(len(self._scans), diet.scanned, p=weights / weights.sum()):
            box = self._scans[int(k)]
            plain = rng.random() < 0.2
            image = box.image if plain else distorted(box.image, rng, diet.worn)
            yield image, box.mark


_maker: list[Epochs] = []


def _start(sources: Sources) -> None:
    _maker.append(Epochs(sources))


def _make(seed: int, diet: Diet) -> Cells:
    return _maker[0].cells(seed, diet)


def prepared(sources: Sources, seeds: range, diet: Diet) -> Iterator[Cells]:
    """Yield the cells of each seed, one made ahead in another process."""
    fresh = get_context("spawn")  # a fork of OpenCV's threads would wait for ever
    with ProcessPoolExecutor(1, fresh, _start, (sources,)) as pool:
        ahead = pool.submit(_make, seeds[0], diet)
        for following in seeds[1:]:
            cells = ahead.result()
            ahead = pool.submit(_make, following, diet)
            yield cells
        yield ahead.result()
