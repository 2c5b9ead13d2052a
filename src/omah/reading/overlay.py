"""Draw a specification over a flat picture, to see whether it fits."""

import cv2
import numpy as np
from numpy.typing import NDArray

from omah.core.count.forms import TALLY_COLUMNS, TALLY_ROWS, Number, Page, Rect

Image = NDArray[np.uint8]

LINES, CELLS, BUBBLES = (255, 170, 0), (0, 0, 230), (0, 110, 255)
WORDS, TALLIES, STRIPS = (0, 150, 0), (200, 0, 200), (0, 200, 255)
MARKS = (60, 60, 255)


def overlay(picture: Image, page: Page) -> Image:
    """Return a copy of a flat picture with the page's boxes drawn over it.

    Parameters
    ----------
    picture
        The page from edge to edge, ``(H, W, 3) uint8``, BGR.
    page
        What to draw: lines light blue, digit boxes red, bubbles orange, words
        green, boxes of tallies and sums purple, signature strips yellow.
    """
    drawn = picture.copy()
    px_per_um = picture.shape[1] / page.width
    width = max(1, round(picture.shape[1] / 1200))
    coloured = [(line, LINES) for line in page.lines]
    coloured += [(strip, STRIPS) for strip in page.strips]
    coloured += [(mark, MARKS) for _, mark in page.marks]
    coloured += [(code.box, MARKS) for code in page.codes]
    for number in page.numbers:
        coloured += _coloured(number)
    coloured += [(cell, CELLS) for number in page.numbers for cell in number.cells]
    for box, colour in coloured:
        _outline(drawn, box, colour, px_per_um, width)
    return drawn


def _coloured(number: Number) -> list[tuple[Rect, tuple[int, int, int]]]:
    boxes = [(bubble, BUBBLES) for column in number.bubbles for bubble in column]
    boxes += [(number.words, WORDS)] if number.words else []
    parts = _parts(number.tally, TALLY_COLUMNS) + _parts(number.sums, 2)
    return boxes + [(part, TALLIES) for part in parts]


def _parts(area: Rect | None, columns: int) -> list[Rect]:
    """Return the boxes of a tally or of its sums: they are read one by one."""
    if area is None:
        return []
    w, h = area.w // columns, area.h // TALLY_ROWS
    return [
        Rect(area.x + w * column, area.y + h * row, w, h)
        for row in range(TALLY_ROWS)
        for column in range(columns)
    ]


def _outline(
    picture: Image,
    box: Rect,
    colour: tuple[int, int, int],
    px_per_um: float,
    width: int,
) -> None:
    first = (round(box.x * px_per_um), round(box.y * px_per_um))
    last = (round((box.x + box.w) * px_per_um), round((box.y + box.h) * px_per_um))
    cv2.rectangle(picture, first, last, colour, width)
