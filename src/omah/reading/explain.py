"""A picture that explains a reading: the flat page, its boxes, marks and values."""

import cv2
import numpy as np
from numpy.typing import NDArray

from omah.core.count.forms import Rect
from omah.reading.cut import inset
from omah.reading.fit import UM_PER_MM, project
from omah.reading.locate import lay_flat
from omah.reading.read import LEGIBLE_P, PageReading, Seen

PAGE_WIDTH_PX = 1240
SURE, DOUBTFUL, STRIP = (40, 140, 40), (30, 60, 220), (235, 235, 235)


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
        ``(H, W, 3) uint8`` BGR, 1,240 px wide; signature strips are masked.
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
            _write(flat, mark.value, (round(x0) + 2, round(y0) + 14), colour)
        right, top = _corners(place.number.cells[-1], scale)[1]
        value = "?" if field.value is None else str(field.value)
        _write(flat, f"{value} {field.p:.3f}", (right - 70, top + 10), colour)
    return flat


def _ends(box: Rect) -> list[float]:
    x, y, w, h = (side / UM_PER_MM for side in (box.x, box.y, box.w, box.h))
    return [x, y, x + w, y + h]


def _corners(box: Rect, scale: float) -> tuple[tuple[int, int], tuple[int, int]]:
    x0, y0, x1, y1 = (round(side * scale) for side in _ends(box))
    return (x0, y0), (x1, y1)


def _write(
    picture: NDArray[np.uint8],
    words: str,
    at: tuple[int, int],
    colour: tuple[int, int, int],
) -> None:
    font = cv2.FONT_HERSHEY_SIMPLEX
    cv2.putText(picture, words, at, font, 0.45, (255, 255, 255), 3, cv2.LINE_AA)
    cv2.putText(picture, words, at, font, 0.45, colour, 1, cv2.LINE_AA)
