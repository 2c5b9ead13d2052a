"""A picture that explains a reading: the flat page, its boxes, marks and values."""

import cv2
import numpy as np
from numpy.typing import NDArray

from omah.core.count.forms import Rect
from omah.reading.cut import inset
from omah.reading.decide import FieldReading
from omah.reading.fit import UM_PER_MM, project
from omah.reading.locate import lay_flat
from omah.reading.read import LEGIBLE_P, PageReading, Seen

PAGE_WIDTH_PX = 1860
SURE, DOUBTFUL, STRIP = (40, 120, 40), (30, 40, 200), (235, 235, 235)
PAPER = (255, 255, 255)
FONT, FONT_SIZE = cv2.FONT_HERSHEY_SIMPLEX, 0.38


def explain(reading: PageReading, seen: Seen) -> NDArray[np.uint8]:
    """Return the page laid flat with what was read drawn over it.

    Parameters
    ----------
    reading
        What was read.
    seen
        Where each number was found.

    Returns
    -------
    ndarray
        ``(H, W, 3) uint8`` BGR, 1,860 px wide; signature strips are masked.
    """
    page = seen.located.page
    scale = PAGE_WIDTH_PX / (page.width / UM_PER_MM)
    grey = lay_flat(seen.located.photograph, seen.located.homography, page, scale)
    flat = np.stack((grey, grey, grey), axis=-1)
    for strip in page.strips:
        cv2.rectangle(flat, *_corners(strip, scale), STRIP, -1)
    to_page = np.asarray(np.linalg.inv(seen.located.homography), np.float64)
    for place, field in zip(seen.places, reading.fields, strict=True):
        colour = SURE if field.p >= LEGIBLE_P else DOUBTFUL
        for cell, mark in zip(place.number.cells, field.marks, strict=True):
            box = np.array([_ends(inset(cell))]).reshape(2, 2)
            (x0, y0), (x1, y1) = (
                project(to_page, project(place.homography, box)) * scale
            ).tolist()
            cv2.rectangle(flat, (round(x0), round(y0)), (round(x1), round(y1)), colour)
            _tag(flat, mark.value, (round(x0), round(y0)), colour)
    for place, field in zip(seen.places, reading.fields, strict=True):
        colour = SURE if field.p >= LEGIBLE_P else DOUBTFUL
        right, bottom = _corners(place.number.cells[-1], scale)[1]
        words = told_of(field)
        wide, high = _tag_size(words)
        _tag(flat, words, (right - wide, bottom - high // 2), colour)
    return flat


def told_of(field: FieldReading) -> str:
    """Return a number, how sure it is, and what other ink says against it.

    Examples
    --------
    >>> told_of(FieldReading("total", 131, 0.5, (), (("words", 137, 0.99),)))
    '131  0.500  words 137'
    """
    value = "?" if field.value is None else str(field.value)
    against = [f"{name} {n}" for name, n, _ in field.witnesses if n != field.value]
    return "  ".join((value, f"{field.p:.3f}", *against))


def _ends(box: Rect) -> list[float]:
    x, y, w, h = (side / UM_PER_MM for side in (box.x, box.y, box.w, box.h))
    return [x, y, x + w, y + h]


def _corners(box: Rect, scale: float) -> tuple[tuple[int, int], tuple[int, int]]:
    x0, y0, x1, y1 = (round(side * scale) for side in _ends(box))
    return (x0, y0), (x1, y1)


def _tag_size(words: str) -> tuple[int, int]:
    (wide, high), below = cv2.getTextSize(words, FONT, FONT_SIZE, 1)
    return wide + 4, high + below + 2


def _tag(
    picture: NDArray[np.uint8],
    words: str,
    at: tuple[int, int],
    colour: tuple[int, int, int],
) -> None:
    """Write white on a coloured label whose upper left corner is told."""
    x, y = at
    wide, high = _tag_size(words)
    below = cv2.getTextSize(words, FONT, FONT_SIZE, 1)[1]
    cv2.rectangle(picture, (x, y), (x + wide, y + high), colour, -1)
    foot = (x + 2, y + high - below)
    cv2.putText(picture, words, foot, FONT, FONT_SIZE, PAPER, 1, cv2.LINE_AA)
