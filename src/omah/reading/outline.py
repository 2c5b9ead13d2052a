"""A page tried where the outline of its paper puts it: no search, four looks."""

from collections.abc import Iterator, Sequence

import cv2
import numpy as np

from omah.core.count.forms import Page
from omah.reading.fit import UM_PER_MM, WINDOWS_PX, Fit, Matrix, refine
from omah.reading.image import Grey
from omah.reading.skeleton import Skeleton
from omah.reading.through import see_through

# So many points of a page tell whether it lies about there. Odd-numbered 2019 scans and
# generated photographs: right page and turn 0.34 to 1.00, wrong ones 0.32 at most.
LOOKING_SAMPLES = 60
LEAST_SEEN = 0.34
# Pages of some forms look alike: by this much the best must beat every other.
AHEAD = 0.2


def outlined(
    grey: Grey, corners: Matrix, pages: Sequence[Skeleton]
) -> tuple[Skeleton, Fit] | None:
    """Return the page that its outline puts best, and about where; ``None`` if unclear.

    Parameters
    ----------
    grey
        ``(H, W) uint8`` photograph.
    corners
        ``(4, 2)`` px of the sheet of paper, clockwise.
    pages
        The pages it may be.

    Returns
    -------
    tuple or None
        The fit is rough: page mm to px of ``grey``, and the share of a few points
        that lie on lines. Whether the page lies there is for a close look to say.
    """
    looks = [
        (page, look(grey, page, start))
        for page in pages
        for start in starts(corners, page.page)
    ]
    page, best = max(looks, key=lambda look: look[1].similarity)
    others = [fit.similarity for other, fit in looks if other is not page]
    if best.similarity < max(LEAST_SEEN, AHEAD + max(others, default=0.0)):
        return None
    return page, best


def look(grey: Grey, page: Skeleton, start: Matrix) -> Fit:
    """Return the page moved once onto its lines, and how well a few points fit."""
    seen, to_flat = see_through(grey, start, page.page)
    few = page.samples.thinned(LOOKING_SAMPLES)
    fit = refine(seen, few, to_flat, WINDOWS_PX[:1])
    return Fit(np.asarray(seen.to_photograph @ fit.homography), fit.similarity)


def starts(corners: Matrix, page: Page) -> Iterator[Matrix]:
    """Yield page mm to px for the two ways up in which a page fits an outline."""
    width, height = page.width / UM_PER_MM, page.height / UM_PER_MM
    on_page = np.array([[0, 0], [width, 0], [width, height], [0, height]])
    return starts_from(on_page, corners, page)


def starts_from(on_page: Matrix, corners: Matrix, page: Page) -> Iterator[Matrix]:
    """Yield page mm to px for both ways up that bring four points to four corners.

    ``on_page`` and ``corners`` are ``(4, 2)``, mm and px, clockwise.
    """
    sides = np.linalg.norm(np.roll(corners, -1, axis=0) - corners, axis=1)
    is_tall = sides[1] + sides[3] >= sides[0] + sides[2]
    for turn in turns_for(page, is_tall=bool(is_tall)):
        on_picture = np.roll(corners, -turn, axis=0).astype(np.float32)
        start = cv2.getPerspectiveTransform(on_page.astype(np.float32), on_picture)
        yield np.asarray(start, np.float64)


def turns_for(page: Page, *, is_tall: bool) -> tuple[int, ...]:
    """Return the quarter turns that bring a page into a tall or a wide outline."""
    return (0, 2) if is_tall == (page.height >= page.width) else (1, 3)
