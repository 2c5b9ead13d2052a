"""What tallies, line sums and boxed letters on a page say of its numbers."""

from dataclasses import replace

import numpy as np
import onnxruntime as ort
from numpy.typing import NDArray

from omah.core.count.forms import TALLY_COLUMNS, TALLY_ROWS, Rect
from omah.reading.cell import normalise_stack
from omah.reading.cut import Place
from omah.reading.decide import Likelihood
from omah.reading.digits import DigitNet
from omah.reading.image import Grey
from omah.reading.witness import sums_say, tally_says, words_say
from omah.reading.witness_cells import cut_cells, cut_flat

SUM_PX, SUM_RIM_PX = 40, 2
"""Side of a line sum's box, and of its rim: the line printed there read as a 1 where
nothing is written, for 7 of 200 generated zeros; without it for none."""


class StrokeNet:
    """A network that tells what stands in small boxes."""

    def __init__(self, model: bytes) -> None:
        options = ort.SessionOptions()
        options.intra_op_num_threads = options.inter_op_num_threads = 1
        options.log_severity_level = 3
        self._session = ort.InferenceSession(
            model, options, providers=["CPUExecutionProvider"]
        )

    def classify(self, cells: NDArray[np.uint8]) -> NDArray[np.float32]:
        """Return the probability of each class for cells ``(N, SIDE, SIDE) uint8``."""
        return np.asarray(self._session.run(None, {"cells": cells})[0], np.float32)


class Witnesses:
    """Reads the other ink of a number.

    Parameters
    ----------
    tally, letters
        The bytes of ``tally.onnx`` and ``letters.onnx``.
    digits
        Reads the sums beside a tally.
    """

    def __init__(self, tally: bytes, letters: bytes, digits: DigitNet) -> None:
        self._tally = StrokeNet(tally)
        self._letters = StrokeNet(letters)
        self._digits = digits

    def of(self, picture: Grey, place: Place) -> dict[str, Likelihood | None]:
        """Return what each witness of a number says, by its name."""
        number, found = place.number, {}
        if number.tally:
            cells = cut_cells(
                picture, place.homography, number.tally, TALLY_ROWS, TALLY_COLUMNS
            )
            found["tally"] = tally_says(self._tally.classify(cells))
        if number.sums:
            cells = self._sum_cells(picture, place, number.sums)
            found["sums"] = sums_say(self._digits.classify(cells))
        if number.words and number.letters:
            cells = self._letter_cells(picture, place, number.words, number.letters)
            found["words"] = words_say(self._letters.classify(cells))
        return found

    @staticmethod
    def _sum_cells(picture: Grey, place: Place, sums: Rect) -> NDArray[np.uint8]:
        """Return two boxes a line, without the printed lines between them."""
        flat = cut_flat(picture, place.homography, sums, TALLY_ROWS, 2, SUM_PX)
        boxes = flat.reshape(TALLY_ROWS, SUM_PX, 2, SUM_PX).swapaxes(1, 2)
        inside = slice(SUM_RIM_PX, -SUM_RIM_PX)
        boxes = boxes.reshape(-1, SUM_PX, SUM_PX)[:, inside, inside]
        return normalise_stack(boxes)

    @staticmethod
    def _letter_cells(
        picture: Grey, place: Place, words: Rect, rows: tuple[int, ...]
    ) -> NDArray[np.uint8]:
        """Return the boxes of all rows; shorter rows have boxes of the same width."""
        high = words.h // len(rows)
        cut = []
        for i, count in enumerate(rows):
            wide = words.w * count // rows[0]
            row = replace(words, y=words.y + i * high, w=wide, h=high)
            cut.append(cut_cells(picture, place.homography, row, 1, count))
        return np.concatenate(cut)
