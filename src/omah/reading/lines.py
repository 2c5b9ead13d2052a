"""Lines of free writing: cut level, empty stretches left out, told column by column."""

from collections.abc import Sequence

import cv2
import numpy as np
from numpy.typing import NDArray

from omah.core.count.forms import Rect
from omah.reading.fit import Matrix
from omah.reading.image import Grey
from omah.reading.session import open_session
from omah.reading.witness_cells import FAINTEST, cut_flat, darkness

HIGH = 32
"""Height of a line in pixels."""
COLUMN = 4
"""Pixels along the line that the network tells one letter of."""
FINER = 2
"""A line is cut so much larger, so that thin strokes are not lost between pixels."""
INSET_UM = 350
"""The printed line around the writing is half as thick, and paper moves."""
MARGIN = 12
"""Pixels of paper kept on both sides of ink; what is farther from any is left out."""
DARK = 96
"""Ink from here on, of 255; a printed emblem below the writing is paler."""
TALL_UM = 10_000
"""In areas higher than this the writing fills only a part, and is looked for."""
FILLED, FEW = 0.65, 3
"""Of its height writing fills so much; rows with fewer dark px are empty."""
EDGE = 3
"""Rows at the upper and lower edge whose ink may be a printed line's."""

Line = NDArray[np.uint8]
"""``(HIGH, W)``: light ink on black paper."""


class LineNet:
    """A network that tells the letters of lines, column by column."""

    def __init__(self, model: bytes) -> None:
        self._session = open_session(model)

    def tell(self, lines: Sequence[Line]) -> list[NDArray[np.float32]]:
        """Return for each line ``(T, 18)`` log probabilities of its columns.

        All lines are laid end to end and told at once; their margins keep them apart.
        """
        lengths = [line.shape[1] // COLUMN for line in lines]
        if not sum(lengths):
            return [np.empty((0, 18), np.float32) for _ in lines]
        row = np.concatenate([line for line in lines if line.size], axis=1)
        (seen,) = self._session.run(None, {"line": row[None]})
        return np.split(seen[0], np.cumsum(lengths)[:-1])


def cut_line(picture: Grey, homography: Matrix, area: Rect) -> Line:
    """Return what is written in an area, its empty stretches left out.

    Parameters
    ----------
    picture
        ``(H, W) uint8``.
    homography
        ``(3, 3)``; page mm to px of ``picture``.
    area
        Where a number is spelled out, on one line.
    """
    inset = INSET_UM
    inside = Rect(
        area.x + inset, area.y + inset, area.w - 2 * inset, area.h - 2 * inset
    )
    line = inked(_flat(picture, homography, inside))
    if inside.h > TALL_UM:
        line = inked(_flat(picture, homography, _around(line, inside)))
    return written(line)


def _flat(picture: Grey, homography: Matrix, area: Rect) -> Grey:
    squares = max(1, round(area.w / area.h))
    return cut_flat(picture, homography, area, 1, squares, FINER * HIGH)


def _around(line: Line, area: Rect) -> Rect:
    """Return the part of a tall area that the writing stands in, with room for it."""
    rows = EDGE + np.flatnonzero((line[EDGE:-EDGE] > DARK).sum(axis=1) >= FEW)
    if not len(rows):
        return area
    top, bottom = int(rows[0]), int(rows[-1]) + 1
    high = min(area.h, round((bottom - top) / FILLED * area.h / HIGH))
    middle = area.y + round((top + bottom) / 2 * area.h / HIGH)
    y = min(max(area.y, middle - high // 2), area.y + area.h - high)
    return Rect(area.x, y, area.w, high)


def inked(flat: Grey) -> Line:
    """Return the ink of a level strip, before empty stretches are left out."""
    wide = flat.shape[1] // FINER
    small = cv2.resize(flat, (wide, HIGH), interpolation=cv2.INTER_AREA)
    ink = darkness(np.asarray(small, np.uint8))
    strongest = max(float(np.percentile(ink[EDGE:-EDGE], 99.5)), FAINTEST)
    wide -= wide % COLUMN
    return np.asarray(cv2.convertScaleAbs(ink[:, :wide], alpha=255 / strongest))


def written(line: Line) -> Line:
    """Return the line without its empty stretches."""
    return np.ascontiguousarray(line[:, near_ink(line).repeat(COLUMN)])


def near_ink(line: Line) -> NDArray[np.bool_]:
    """Return which of the network's columns of a line lie near ink."""
    dark = (line[EDGE:-EDGE] > DARK).sum(axis=0) >= 2
    near = np.convolve(dark, np.ones(2 * MARGIN + 1), "same") >= 2
    return np.asarray(near.reshape(-1, COLUMN).any(axis=1))
