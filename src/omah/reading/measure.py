"""Measure a clean blank form: its lines, solid marks and empty boxes, in millimetres.

The first draft of a form's specification; which box belongs to which field is left
to the person who knows the form.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby
from typing import NamedTuple

import cv2
import numpy as np
from numpy.typing import NDArray

Grey = NDArray[np.uint8]

# Print is darker than this; drop-out colours are paler than black ink.
BLACK, PRINTED = 110, 235
# Shorter runs of black are letters, thicker ones bars.
LINE_MM, BAR_MM = 8.0, 2.0
# Sides of solid marks and of boxes to write in.
MARK_MM = (3.0, 14.0)
BOX_MM = (3.0, 40.0)
# A box that a figure is written in fills so much of what encloses it.
BOX_FILLS = 0.9
# A solid mark is black in so much of its rectangle.
SOLID = 0.93


class Box(NamedTuple):
    """A rectangle in millimetres."""

    x: float
    y: float
    w: float
    h: float


class Stroke(NamedTuple):
    """A straight line: where its middle lies, from where to where, how wide; in mm."""

    place: float
    start: float
    end: float
    width: float


@dataclass(frozen=True, slots=True)
class Measured:
    """What is printed on a blank page, all in millimetres.

    Attributes
    ----------
    height
        Of the page, from its width and the picture's shape.
    horizontal, vertical
        Black lines of at least `LINE_MM`.
    marks
        Solid black rectangles.
    boxes
        Empty rectangles, from line middle to line middle.
    """

    height: float
    horizontal: tuple[Stroke, ...]
    vertical: tuple[Stroke, ...]
    marks: tuple[Box, ...]
    boxes: tuple[Box, ...]


def measure(picture: Grey, width_mm: float) -> Measured:
    """Return what is printed on a blank page.

    Parameters
    ----------
    picture
        ``(H, W) uint8``: the page from edge to edge, flat and upright, as a PDF
        renders it; at least 4 px to a millimetre.
    width_mm
        Width of the page.

    Examples
    --------
    >>> page = np.full((400, 600), 255, np.uint8)
    >>> page[100:103, 50:550] = 0
    >>> page[20:44, 20:44] = 0
    >>> found = measure(page, 100)
    >>> [(round(line.place, 2), round(line.end)) for line in found.horizontal]
    [(16.92, 92)]
    >>> [tuple(map(float, mark)) for mark in found.marks]
    [(3.33, 3.33, 4.0, 4.0)]
    """
    scale = picture.shape[1] / width_mm
    black = (picture < BLACK).astype(np.uint8)
    return Measured(
        height=round(picture.shape[0] / scale, 2),
        horizontal=tuple(strokes(black, scale)),
        vertical=tuple(strokes(np.ascontiguousarray(black.T), scale)),
        marks=tuple(solid_marks(black, scale)),
        boxes=tuple(empty_boxes((picture < PRINTED).astype(np.uint8), scale)),
    )


def strokes(black: Grey, scale: float) -> Iterator[Stroke]:
    """Yield the level lines of a mask, from the top down."""
    run = np.ones((1, round(LINE_MM * scale)), np.uint8)
    long = cv2.morphologyEx(black, cv2.MORPH_OPEN, run)
    _, _, blobs, _ = cv2.connectedComponentsWithStats(long, connectivity=4)
    for x, y, w, h, _ in sorted(blobs[1:].tolist(), key=lambda b: (b[1], b[0])):
        if h / scale <= BAR_MM:
            yield Stroke(*(round(v / scale, 2) for v in (y + h / 2, x, x + w, h)))


def solid_marks(black: Grey, scale: float) -> Iterator[Box]:
    """Yield solid rectangles, row by row; those that touch at a corner apart."""
    least, most = (side * scale for side in MARK_MM)
    _, _, blobs, _ = cv2.connectedComponentsWithStats(black, connectivity=4)
    for x, y, w, h, area in sorted(blobs[1:].tolist(), key=lambda b: (b[1], b[0])):
        is_of_size = least <= max(w, h) <= most and min(w, h) >= least
        if is_of_size and area >= SOLID * w * h:
            yield in_mm(x, y, w, h, scale)


def empty_boxes(printed: Grey, scale: float) -> Iterator[Box]:
    """Yield the boxes whose outline closes, whatever guide is printed inside."""
    least, most = (side * scale for side in BOX_MM)
    outlines, nesting = cv2.findContours(
        printed, cv2.RETR_CCOMP, cv2.CHAIN_APPROX_SIMPLE
    )
    found = []
    for outline, (_, _, _, parent) in zip(outlines, nesting[0], strict=True):
        x, y, w, h = cv2.boundingRect(outline)
        if parent < 0 or min(w, h) < least or max(w, h) > most:
            continue
        if cv2.contourArea(outline) >= BOX_FILLS * (w - 1) * (h - 1):
            line = line_beside(printed, x, y + h // 2)
            found.append((x - line / 2, y - line / 2, w + line - 2, h + line - 2))
    for box in sorted(found, key=lambda b: (round(b[1] / least), b[0])):
        yield in_mm(*box, scale)


def line_beside(printed: Grey, x: int, y: int) -> int:
    """Return how many px wide the line is that bounds a box on the left."""
    before = printed[y, max(0, x - 40) : x + 1][::-1]
    runs = [(inked, len(list(run))) for inked, run in groupby(before.tolist())]
    return next((length for inked, length in runs if inked), 1)


def in_mm(x: float, y: float, w: float, h: float, scale: float) -> Box:
    """Return a rectangle of pixels in millimetres."""
    return Box(*(round(side / scale, 2) for side in (x, y, w, h)))
