"""Numbers struck out together: one large X drawn across several boxes.

Poll workers cross out a block of unused boxes at once. Box by box such strokes
look like ones, dashes or nothing; across the block they are plainly an X, and an
X stands for zero as it does in a single box.
"""

from collections import defaultdict
from collections.abc import Sequence
from functools import lru_cache
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from omah.core.count.forms import Number, Rect
from omah.reading.cell import LONGEST
from omah.reading.cut import Place, cut_box
from omah.reading.image import Grey

# Both diagonals must be inked over this share of their length, and this share of
# all ink must lie on them: rows of separate X marks ink the diagonals too. Odd
# 2019 scans: six struck blocks 0.78 and 0.97 at least, all else 0.53 at most in one.
ALONG, ONLY = 0.65, 0.8
# A stroke may stray this share of the block's shorter side from the diagonal.
STRAY = 0.12
# The printed frame takes this share of a box at each side.
FRAME = 0.08
# Ink is darker than this share of the block's paper.
INK_SHARE = 0.7
MOST_ROWS = 4

Mask = NDArray[np.bool_]


def find_struck(picture: Grey, places: Sequence[Place]) -> set[str]:
    """Return the fields whose boxes one large X strikes out.

    Parameters
    ----------
    picture
        ``(H, W) uint8`` picture of the page.
    places
        Where the numbers lie in it.
    """
    struck: set[str] = set()
    for stack in stacks(places):
        for block in blocks(stack):
            if is_struck(picture, block):
                struck.update(place.number.field for place in block)
    return struck


def stacks(places: Sequence[Place]) -> list[list[Place]]:
    """Return the places grouped by column, where boxes touch from row to row."""
    columns: dict[tuple[int, int], list[Place]] = defaultdict(list)
    for place in places:
        box = around(place.number)
        columns[box.x, box.w].append(place)
    found: list[list[Place]] = []
    for column in columns.values():
        column.sort(key=lambda place: place.number.cells[0].y)
        found.append(column[:1])
        for above, below in pairwise(column):
            if not touches(around(above.number), around(below.number)):
                found.append([])
            found[-1].append(below)
    return found


def blocks(stack: Sequence[Place]) -> list[list[Place]]:
    """Return every run of numbers in a stack, larger ones first.

    A single number is one too: an X may cross all three of its boxes.
    """
    tallest = min(len(stack), MOST_ROWS)
    return [
        list(stack[top : top + rows])
        for rows in range(tallest, 0, -1)
        for top in range(len(stack) - rows + 1)
    ]


def is_struck(picture: Grey, block: Sequence[Place]) -> bool:
    """Return whether all the ink in a block of boxes is one large X."""
    along, only = measure_cross(picture, block)
    return along >= ALONG and only >= ONLY


def measure_cross(picture: Grey, block: Sequence[Place]) -> tuple[float, float]:
    """Return how much of both diagonals is inked, and how much ink lies on them."""
    first, last = around(block[0].number), around(block[-1].number)
    box = Rect(first.x, first.y, first.w, last.y + last.h - first.y)
    boxes = (len(block), len(block[0].number.cells))
    seen = cut_box(picture, block[0].homography, box, LONGEST * max(boxes))
    is_open, falling, rising = where_to_look((seen.shape[0], seen.shape[1]), boxes)
    # 16 bits are ranked several times as fast as 8.
    paper = np.percentile(seen.astype(np.uint16), 80)
    ink = (seen < INK_SHARE * paper) & is_open
    open_columns = is_open.any(axis=0)
    along = min(
        float(np.asarray((ink & band).any(axis=0))[open_columns].mean())
        for band in (falling, rising)
    )
    return along, float((ink & (falling | rising)).sum() / max(1, ink.sum()))


@lru_cache(maxsize=64)
def where_to_look(
    shape: tuple[int, int], boxes: tuple[int, int]
) -> tuple[Mask, Mask, Mask]:
    """Return the open insides of boxes, and the bands along both diagonals."""
    height, width = shape
    y, x = np.mgrid[0:height, 0:width] / np.array([[[height]], [[width]]])
    stray = STRAY * min(shape) / height
    return inside_boxes(shape, boxes), abs(y - x) <= stray, abs(y + x - 1) <= stray


def inside_boxes(shape: tuple[int, int], boxes: tuple[int, int]) -> Mask:
    """Return where the open insides of rows and columns of boxes are."""
    insides = []
    for size, count in zip(shape, boxes, strict=True):
        at = (np.arange(size) + 0.5) / size * count % 1
        insides.append((at > FRAME) & (at < 1 - FRAME))
    return np.asarray(insides[0][:, None] & insides[1][None, :])


def around(number: Number) -> Rect:
    """Return the rectangle around a number's boxes."""
    first, last = number.cells[0], number.cells[-1]
    return Rect(first.x, first.y, last.x + last.w - first.x, first.h)


def touches(above: Rect, below: Rect) -> bool:
    """Return whether two rows of boxes share a printed line."""
    return abs(above.y + above.h - below.y) <= above.h // 10
