"""A small picture of a photograph with its rows level, in which pages are sought."""

from dataclasses import dataclass

import cv2
import numpy as np

from omah.reading.fit import Matrix
from omah.reading.image import Grey, sketch
from omah.reading.ink import Lines, estimate_skew, find_ink, find_lines
from omah.reading.sheet import sheet_to_flat

# Rows and columns that lean less than this keep their printed lines whole.
SKEW_DEG = 0.7
# A page without a code is sought in a picture of this size.
VIEW_PX = 1_000


@dataclass(frozen=True, slots=True)
class View:
    """A small picture with its rows level, its lines, and the map to the photograph."""

    shape: tuple[int, ...]
    lines: Lines
    to_photograph: Matrix


def flat_view(grey: Grey, corners: Matrix, margin: float) -> View:
    """Return the view of a sheet laid flat by four of its points."""
    to_flat, size = sheet_to_flat(corners, VIEW_PX, margin)
    flat = cv2.warpPerspective(
        grey, to_flat, size, flags=cv2.INTER_LINEAR, borderMode=cv2.BORDER_REPLICATE
    )
    return straighten(np.asarray(flat, np.uint8), to_flat)


def straighten(picture: Grey, from_photograph: Matrix) -> View:
    """Return the view of a picture with its rows level and its columns upright."""
    ink = find_ink(picture)
    rows, columns = estimate_skew(ink), estimate_skew(np.ascontiguousarray(ink.T))
    if max(abs(rows), abs(columns)) < SKEW_DEG:
        return View(picture.shape, find_lines(ink), inverse(from_photograph))
    height, width = picture.shape
    lean = np.array(
        [
            [1, np.tan(np.radians(columns)), 0],
            [np.tan(np.radians(rows)), 1, 0],
            [0, 0, 1],
        ]
    )
    to_middle = np.array([[1, 0, width / 2], [0, 1, height / 2], [0, 0, 1]])
    level = to_middle @ np.linalg.inv(to_middle @ lean)
    upright = np.asarray(
        cv2.warpAffine(
            picture, level[:2], (width, height), borderMode=cv2.BORDER_REPLICATE
        ),
        np.uint8,
    )
    lines = find_lines(find_ink(upright))
    return View(upright.shape, lines, inverse(level @ from_photograph))


def shrink(grey: Grey) -> tuple[Grey, Matrix]:
    """Return the picture no larger than a view, and the map to it."""
    small, scale, shift = sketch(grey, VIEW_PX)
    back = np.array([[scale, 0, shift], [0, scale, shift], [0, 0, 1]])
    return small, inverse(back)


def inverse(matrix: Matrix) -> Matrix:
    """Return the way back."""
    return np.asarray(np.linalg.inv(matrix), np.float64)
