"""Epochs of training cells, made from a seed in a process of their own."""

from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass

import cv2
import numpy as np
from digit_cells import DOUBTS, DRAWN, distorted, emptied, generated_cell, rewritten
from digit_crops import Crop
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
    """Drawn boxes of each mark; of each doubt twice as many."""

    borrowed: int
    rewritten: int


BROAD = Diet(real=2, generated=100, borrowed=4000, rewritten=1250)
"""Most of the training: much that is unlike the real crops."""

CLOSE = Diet(real=3, generated=60, borrowed=2000, rewritten=600)
"""The last epochs: mostly real crops."""

_REWRITTEN_SHARE = {"_": 8, "-": 6, "X": 4, "0": 3}

Hands = tuple[NDArray[np.uint8], list[str]]
Cells = tuple[NDArray[np.uint8], NDArray[np.int64]]


class Epochs:
    """Makes the cells of any epoch; the same seed gives the same cells."""

    def __init__(self, crops: list[Crop], hands: Hands | None) -> None:
        cv2.setNumThreads(1)
        self._hands = hands
        self._crops = [crop for crop in crops if crop.mark in CLASSES]
        self._boxes = [emptied(crop.image) for crop in crops if crop.mark not in DOUBTS]

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
                yield (crop.image if plain else distorted(crop.image, rng)), crop.mark
        for mark in (*DRAWN, "_", *DOUBTS):
            for _ in range(diet.generated * (2 if mark in DOUBTS else 1)):
                yield generated_cell(mark, rng), mark
        if self._hands:
            yield from self._borrowed(*self._hands, rng, diet.borrowed)
        if self._boxes:
            yield from self._rewritten(rng, diet.rewritten)

    def _borrowed(
        self, pens: NDArray[np.uint8], marks: list[str], rng: Generator, count: int
    ) -> Iterator[tuple[NDArray[np.uint8], str]]:
        for k in rng.integers(0, len(marks), count):
            cell = generated_cell(marks[k], rng, pens[k])
            yield (distorted(cell, rng) if rng.random() < 0.5 else cell), marks[k]

    def _rewritten(
        self, rng: Generator, count: int
    ) -> Iterator[tuple[NDArray[np.uint8], str]]:
        marks = list(CLASSES)
        weights = np.array([_REWRITTEN_SHARE.get(mark, 1) for mark in marks], float)
        for mark in rng.choice(marks, count, p=weights / weights.sum()):
            box = self._boxes[int(rng.integers(len(self._boxes)))]
            yield distorted(rewritten(box, str(mark), rng), rng), str(mark)


_maker: list[Epochs] = []


def _start(crops: list[Crop], hands: Hands | None) -> None:
    _maker.append(Epochs(crops, hands))


def _make(seed: int, diet: Diet) -> Cells:
    return _maker[0].cells(seed, diet)


def prepared(
    crops: list[Crop], hands: Hands | None, seeds: range, diet: Diet
) -> Iterator[Cells]:
    """Yield the cells of each seed, one made ahead in another process."""
    sources = (crops, hands)
    with ProcessPoolExecutor(1, initializer=_start, initargs=sources) as pool:
        ahead = pool.submit(_make, seeds[0], diet)
        for following in seeds[1:]:
            cells = ahead.result()
            ahead = pool.submit(_make, following, diet)
            yield cells
        yield ahead.result()
