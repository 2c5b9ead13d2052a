"""Boxes of tallies, of letters and of line sums, cut evenly out of a page."""

import cv2
import numpy as np
from numpy.typing import NDArray

from omah.core.count.forms import Rect
from omah.reading.fit import UM_PER_MM, Matrix
from omah.reading.image import Grey

SIDE = 24
"""Side of a cell in pixels."""
TALLIES = ("0", "1", "2", "3", "4", "5", "X")
"""What stands in a box of a tally: so many strokes; X: struck out, unused."""
LETTERS = (*"ABDEGHIJLMNOPRSTU", " ", "#")
"""The letters of Indonesian numbers; a blank box; ``#`` a box struck out."""
FAINTEST = 90
"""Darkness below which ink is not stretched to full black."""


def cut_cells(
    picture: Grey, homography: Matrix, area: Rect, rows: int, columns: int
) -> NDArray[np.uint8]:
    """Return the boxes of an area, row by row, as light ink on black.

    Parameters
    ----------
    picture
        ``(H, W) uint8``.
    homography
        ``(3, 3)``; page mm to px of ``picture``.
    area
        The boxes' outline on the page.
    rows, columns
        How many boxes it holds, all of one size.

    Returns
    -------
    ndarray
        ``(rows * columns, SIDE, SIDE) uint8``: 0 is paper, 255 the darkest ink of
        the area, so that faint print stays faint.
    """
    ink = darkness(cut_flat(picture, homography, area, rows, columns, SIDE))
    strongest = max(float(np.percentile(ink, 99.5)), FAINTEST)
    scaled = cv2.convertScaleAbs(ink, alpha=255 / strongest)
    cells = scaled.reshape(rows, SIDE, columns, SIDE).swapaxes(1, 2)
    return np.ascontiguousarray(cells.reshape(-1, SIDE, SIDE))


def cut_flat(
    picture: Grey, homography: Matrix, area: Rect, rows: int, columns: int, side: int
) -> NDArray[np.uint8]:
    """Return an area level and upright: ``(rows * side, columns * side) uint8``."""
    wide, high = columns * side, rows * side
    across, down = area.w / UM_PER_MM / wide, area.h / UM_PER_MM / high
    to_page = np.array(
        [
            [across, 0, area.x / UM_PER_MM],
            [0, down, area.y / UM_PER_MM],
            [0, 0, 1],
        ]
    )
    flat = cv2.warpPerspective(
        picture,
        homography @ to_page,
        (wide, high),
        flags=cv2.INTER_LINEAR | cv2.WARP_INVERSE_MAP,
        borderMode=cv2.BORDER_REPLICATE,
    )
    return np.asarray(flat, np.uint8)


def darkness(grey: Grey) -> Grey:
    """Return how much of the paper's light each pixel swallows, 0 to 255."""
    window = np.ones((9, 9), np.uint8)
    paper = cv2.blur(cv2.morphologyEx(grey, cv2.MORPH_CLOSE, window), (9, 9))
    return np.asarray(cv2.bitwise_not(cv2.divide(grey, paper, scale=255)), np.uint8)
