"""A page tried where its corner marks put it, when its paper's edge does not."""

from collections.abc import Iterator, Sequence
from itertools import combinations

import cv2
import numpy as np

from omah.core.count.forms import Page
from omah.reading.corners import ASKEW, find_marks, span_page
from omah.reading.fit import Matrix
from omah.reading.image import Grey
from omah.reading.marks import corner_marks
from omah.reading.outline import look, starts_from
from omah.reading.sheet import clockwise
from omah.reading.skeleton import Skeleton

CORNERS = 4
# What else is taken for a mark lies between the corners; beyond them is hardly any.
MOST_AROUND = 8


def marked(grey: Grey, pages: Sequence[Skeleton]) -> tuple[Skeleton, Matrix] | None:
    """Return the page that corner marks put best, page mm to px; ``None`` without any.

    Whether the page lies there is for a close look to say.

    Parameters
    ----------
    grey
        ``(H, W) uint8`` photograph.
    pages
        The pages it may be; those without four corner marks are passed over.
    """
    corners = page_corners(grey)
    if corners is None:
        return None
    looks = [
        (look(grey, page, start).similarity, page, start)
        for page in pages
        for start in starts(corners, page.page)
    ]
    if not looks:
        return None
    _, page, start = max(looks, key=lambda look: look[0])
    return page, start


def page_corners(grey: Grey) -> Matrix | None:
    """Return the four marks with most of the picture between them, clockwise, in px."""
    marks = find_marks(grey, ASKEW)
    if len(marks) < CORNERS:
        return None
    around = np.asarray(cv2.convexHull(marks)[:, 0], np.float32)
    if not CORNERS <= len(around) <= MOST_AROUND:
        return None
    quads = [around[list(some)] for some in combinations(range(len(around)), CORNERS)]
    widest = max(quads, key=cv2.contourArea)
    if not span_page(widest):
        return None
    return clockwise(widest * np.array(grey.shape[::-1]))


def starts(corners: Matrix, page: Page) -> Iterator[Matrix]:
    """Yield page mm to px for the two ways up in which a page's marks fit corners."""
    middles = np.array([mark.middle for mark in corner_marks(page.marks)], np.float64)
    if len(middles) != CORNERS:
        return
    yield from starts_from(clockwise(middles), corners, page)
