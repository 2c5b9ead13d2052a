"""Epochs of training cells, made from a seed in a process of their own."""

from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor

import cv2
import numpy as np
from digit_cells import DRAWN, distorted, emptied, generated_cell, rewritten
from digit_crops import Crop
from numpy.random import Generator
from numpy.typing import NDArray

from omah.reading.digits import MARKS, normalise

CLASSES = {mark.value: index for index, mark in enumerate(MARKS)} | {"?": len(MARKS)}
"""Class of each mark; overwritten boxes, the last, teach doubt, not a mark."""

GENERATED_PER_MARK = 300
REWRITTEN = 2500
_REWRITTEN_SHARE = {"_": 8, "-": 6, "X": 4, "0": 3, "?": 2}

BORROWED = 4000

Hands = tuple[NDArray[np.uint8], list[str]]
Cells = tuple[NDArray[np.uint8], NDArray[np.int64]]


class Epochs:
    """Makes the cells of any epoch; the same seed gives the same cells."""

    def __init__(self, crops: list[Crop], hands: Hands | None) -> None:
        cv2.setNumThreads(1)
        self._hands = hands
        self._crops = [crop for crop in crops if crop.mark in CLASSES]
        self._boxes = [emptied(crop.image) for crop in crops if crop.mark != "?"]

    def cells(self, seed: int) -> Cells:
        """Return the normalised cells of one epoch and their classes."""
        rng = np.random.default_rng(seed)
        pairs = list(self._pairs(rng))
        images = np.stack([normalise(image) for image, _ in pairs])
        return images, np.array([CLASSES[mark] for _, mark in pairs], np.int64)

    def _pairs(self, rng: Generator) -> Iterator[tuple[NDArray[np.uint8], str]]:
        for crop in self._crops:
            for _ in range(6 if crop.mark == "0" else 4):
                plain = rng.random() < 0.2
                yield (crop.image if plain else distorted(crop.image, rng)), crop.mark
        for mark in (*DRAWN, "_", "?"):
            for _ in range(GENERATED_PER_MARK):
                yield generated_cell(mark, rng), mark
        if self._hands:
            yield from self._borrowed(*self._hands, rng)
        if self._boxes:
            yield from self._rewritten(rng)

    def _borrowed(
        self, pens: NDArray[np.uint8], marks: list[str], rng: Generator
    ) -> Iterator[tuple[NDArray[np.uint8], str]]:
        for k in rng.integers(0, len(marks), BORROWED):
            cell = generated_cell(marks[k], rng, pens[k])
            yield (distorted(cell, rng) if rng.random() < 0.5 else cell), marks[k]

    def _rewritten(self, rng: Generator) -> Iterator[tuple[NDArray[np.uint8], str]]:
        marks = list(CLASSES)
        weights = np.array([_REWRITTEN_SHARE.get(mark, 1) for mark in marks], float)
        for mark in rng.choice(marks, REWRITTEN, p=weights / weights.sum()):
            box = self._boxes[int(rng.integers(len(self._boxes)))]
            yield distorted(rewritten(box, str(mark), rng), rng), str(mark)


_maker: list[Epochs] = []


def _start(crops: list[Crop], hands: Hands | None) -> None:
    _maker.append(Epochs(crops, hands))


def _make(seed: int) -> Cells:
    return _maker[0].cells(seed)


def prepared(crops: list[Crop], hands: Hands | None, seeds: range) -> Iterator[Cells]:
    """Yield the cells of each seed, one made ahead in another process."""
    sources = (crops, hands)
    with ProcessPoolExecutor(1, initializer=_start, initargs=sources) as pool:
        ahead = pool.submit(_make, seeds[0])
        for seed in seeds:
            cells = ahead.result()
            ahead = pool.submit(_make, seed + 1)
            yield cells
        ahead.cancel()
