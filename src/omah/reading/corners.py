"""Corner marks where no page was found: they tell a form, and if all is in view."""

from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from omah.reading.image import Grey, sketch

# Marks are sought in a picture of this size and have sides within these: one black
# square, or two that touch corner to corner.
SIDE_PX, MARK_PX = 1_000, (7, 40)
# Darker than the mean around by so much is black.
AROUND_PX, BLACKER = 51, 25
# What of a mark's quarters is black: of a black one, and of a white one.
LEAST_BLACK, MOST_WHITE = 0.72, 0.3
# Around a mark the paper is bare, this share of its side at least.
BARE, LEAST_BARE_PX = 0.4, 4
# Marks of one page are about alike; what is smaller than this share is a word.
ALIKE = 0.5
# Marks with all corners of a page between them cover this share of the picture; two
# corners and what else is taken for a mark beside them cover 0.06.
LEAST_SPANNED = 0.15


@dataclass(frozen=True, slots=True)
class Looks:
    """What passes for a corner mark.

    Attributes
    ----------
    most_long
        Its longer side over its shorter one.
    most_ink
        Ink in the bare paper around it, as a share of its own.
    """

    most_long: float
    most_ink: float


PLAIN = Looks(1.35, 0.02)
# Of pages seen from aside (generated, tuning seeds) marks are as long as 1.38, and the
# table beyond the paper's edge is as much as 0.11; digits and words have 0.4 around.
ASKEW = Looks(1.6, 0.2)


def find_marks(grey: Grey, looks: Looks = PLAIN) -> NDArray[np.float32]:
    """Return the middles of what look like corner marks, ``(N, 2)``, 0 to 1.

    Parameters
    ----------
    grey
        ``(H, W) uint8`` photograph, any way up.
    looks
        What passes for one.

    Examples
    --------
    >>> photo = np.full((400, 300), 200, np.uint8)
    >>> photo[20:30, 20:30] = photo[370:380, 250:260] = photo[380:390, 260:270] = 20
    >>> photo[200:210, 20:200] = 20
    >>> (find_marks(photo) * 100).round().astype(int).tolist()
    [[8, 6], [86, 95]]
    """
    small, _, _ = sketch(grey, SIDE_PX)
    black = cv2.adaptiveThreshold(
        small,
        255,
        cv2.ADAPTIVE_THRESH_MEAN_C,
        cv2.THRESH_BINARY_INV,
        AROUND_PX,
        BLACKER,
    )
    _, named, blobs, middles = cv2.connectedComponentsWithStats(black, connectivity=8)
    sides = blobs[:, 2:4]
    short, long = sides.min(axis=1), sides.max(axis=1)
    fits = (short >= MARK_PX[0]) & (long <= MARK_PX[1])
    fits &= long <= looks.most_long * short
    found: list[NDArray[np.float64]] = []
    sizes: list[int] = []
    for k in np.flatnonzero(fits):
        x, y, wide, high, area = (int(v) for v in blobs[k])
        own = named[y : y + high, x : x + wide] == k
        rim = max(LEAST_BARE_PX, round(BARE * max(wide, high)))
        around = black[
            max(0, y - rim) : y + high + rim, max(0, x - rim) : x + wide + rim
        ]
        ink = cv2.countNonZero(np.ascontiguousarray(around)) - area
        if is_mark(own) and ink <= looks.most_ink * area:
            found.append(middles[k] / small.shape[::-1])
            sizes.append(int(long[k]))
    alike = np.array(sizes) >= ALIKE * max(sizes, default=0)
    return np.array(found, np.float32).reshape(-1, 2)[alike]


def is_mark(own: NDArray[np.bool_]) -> bool:
    """Return whether a blob is a black square, or two that touch at a corner."""
    quarters = cv2.resize(own.astype(np.float32), (2, 2), interpolation=cv2.INTER_AREA)
    black, white = quarters >= LEAST_BLACK, quarters <= MOST_WHITE
    down, up = np.eye(2, dtype=bool), ~np.eye(2, dtype=bool)
    return bool(
        black.all()
        or (black[down].all() and white[up].all())
        or (black[up].all() and white[down].all())
    )


def span_page(marks: NDArray[np.float32]) -> bool:
    """Return whether marks lie at three corners of a page or more, all in view.

    Examples
    --------
    >>> corners = np.array([[0.1, 0.1], [0.1, 0.9], [0.9, 0.9]], np.float32)
    >>> span_page(corners), span_page(corners[:2])
    (True, False)
    """
    if len(marks) < 3:
        return False
    return bool(cv2.contourArea(cv2.convexHull(marks)) >= LEAST_SPANNED)
