"""What tallies, line sums and spelled words on a page say of its numbers."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from omah.core.count.forms import TALLY_COLUMNS, TALLY_ROWS
from omah.reading.cell import normalise_stack
from omah.reading.cut import Place
from omah.reading.decide import Likelihood
from omah.reading.digits import DigitNet
from omah.reading.image import Grey
from omah.reading.lines import LineNet, cut_line
from omah.reading.session import open_session
from omah.reading.witness import sums_say, tally_says, words_say
from omah.reading.witness_cells import cut_cells, cut_flat
from omah.reading.words import lines_say

SUM_PX, SUM_RIM_PX = 40, 2
"""Side of a line sum's box, and of its rim: the line printed there read as a 1 where
nothing is written, for 7 of 200 generated zeros; without it for none."""


class StrokeNet:
    """A network that tells what stands in small boxes."""

    def __init__(self, model: bytes) -> None:
        self._session = open_session(model)

    def classify(self, cells: NDArray[np.uint8]) -> NDArray[np.float32]:
        """Return the probability of each class for cells ``(N, SIDE, SIDE) uint8``."""
        return np.asarray(self._session.run(None, {"cells": cells})[0], np.float32)


class Witnesses:
    """Reads the other ink of a number.

    Parameters
    ----------
    tally, letters, lines
        The bytes of ``tally.onnx``, ``letters.onnx`` and ``lines.onnx``.
    digits
        Reads the sums beside a tally.
    """

    def __init__(
        self, tally: bytes, letters: bytes, lines: bytes, digits: DigitNet
    ) -> None:
        self._tally = StrokeNet(tally)
        self._letters = StrokeNet(letters)
        self._lines = LineNet(lines)
        self._digits = digits

    def of(
        self, picture: Grey, places: Sequence[Place]
    ) -> list[dict[str, Likelihood | None]]:
        """Return for each number of a page what its witnesses say, by their names.

        Each network is asked once a page, about all boxes of its kind.
        """
        kinds = (
            ("tally", self._tally.classify, tally_cells, tally_says),
            ("sums", self._tell_sums, sum_boxes, sums_say),
            ("words", self._letters.classify, letter_cells, words_say),
        )
        found: list[dict[str, Likelihood | None]] = [{} for _ in places]
        for name, tell, boxes_of, say in kinds:
            cut = [boxes_of(picture, place) for place in places]
            for k, seen in tell_each(tell, cut):
                found[k][name] = say(seen)
        for k, said in self._free_words(picture, places):
            found[k]["words"] = said
        return found

    def _tell_sums(self, boxes: NDArray[np.uint8]) -> NDArray[np.float32]:
        """Return what stands in the boxes of line sums."""
        return self._digits.classify(normalise_stack(boxes))

    def _free_words(
        self, picture: Grey, places: Sequence[Place]
    ) -> Iterator[tuple[int, Likelihood | None]]:
        """Yield what the words say that stand on a line, without boxes."""
        areas = [
            (k, place.homography, place.number.words)
            for k, place in enumerate(places)
            if place.number.words is not None and not place.number.letters
        ]
        lines = [cut_line(picture, lies, area) for _, lies, area in areas]
        said = lines_say(self._lines.tell(lines))
        yield from zip((k for k, _, _ in areas), said, strict=True)


def tell_each(
    tell: Callable[[NDArray[np.uint8]], NDArray[np.float32]],
    of_places: Sequence[NDArray[np.uint8] | None],
) -> Iterator[tuple[int, NDArray[np.float32]]]:
    """Yield what stands in the boxes of each place that has some."""
    there = [(k, boxes) for k, boxes in enumerate(of_places) if boxes is not None]
    if there:
        seen = tell(np.concatenate([boxes for _, boxes in there]))
        ends = np.cumsum([len(boxes) for _, boxes in there])[:-1]
        yield from zip((k for k, _ in there), np.split(seen, ends), strict=True)


def tally_cells(picture: Grey, place: Place) -> NDArray[np.uint8] | None:
    """Return the boxes of a number's tally, if it has one."""
    area = place.number.tally
    if area is None:
        return None
    return cut_cells(picture, place.homography, area, TALLY_ROWS, TALLY_COLUMNS)


def sum_boxes(picture: Grey, place: Place) -> NDArray[np.uint8] | None:
    """Return two boxes a line, without the printed lines between them."""
    sums = place.number.sums
    if sums is None:
        return None
    flat = cut_flat(picture, place.homography, sums, TALLY_ROWS, 2, SUM_PX)
    boxes = flat.reshape(TALLY_ROWS, SUM_PX, 2, SUM_PX).swapaxes(1, 2)
    inside = slice(SUM_RIM_PX, -SUM_RIM_PX)
    return boxes.reshape(-1, SUM_PX, SUM_PX)[:, inside, inside]


def letter_cells(picture: Grey, place: Place) -> NDArray[np.uint8] | None:
    """Return the boxes of all rows; shorter rows have boxes of the same width."""
    words, rows = place.number.words, place.number.letters
    if words is None or not rows:
        return None
    high = words.h // len(rows)
    cut = []
    for i, count in enumerate(rows):
        wide = words.w * count // rows[0]
        row = replace(words, y=words.y + i * high, w=wide, h=high)
        cut.append(cut_cells(picture, place.homography, row, 1, count))
    return np.concatenate(cut)
