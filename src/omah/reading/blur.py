"""Whether a picture is blurred: soft all over, or smeared by a moving hand."""

from collections.abc import Iterator

import cv2
import numpy as np
from numpy.typing import NDArray

from omah.reading.image import Grey

Edges = tuple[Grey, Grey]

# Blur is judged in a picture of this size. Along each of four ways, so many px: how
# far the light ranges within them, and how much of that the steepest single step takes.
SIDE_PX = 700
WAYS = ((1, 0, 9), (0, 1, 9), (1, 1, 7), (1, -1, 7))
# Only the strongest edges are looked at, for lines too thin to be black have sharp ends
# even where a hand smeared them: this share of the range that so many of all reach.
STRONG, MOST_PCT = 0.6, 99.5
# Over those the better steps take this share of the range, however few edges there are.
# Generated pictures (tuning seeds): blurred beyond reading or moved by half a digit box
# or more 0.36 at most; all others, and real photographs, 0.49 or more.
LEAST_STEEP, STEEP_PCT = 0.42, 60
# Where the hand moved far, no strong edge is left along its way: 0.02 of the most there
# are along another, and 0.2 or more in sharp pictures.
LEAST_LEFT = 0.06
# Fewer grey levels than this are noise: no edge, and no way that has lost its own.
LEAST_RANGE = 20.0


def is_blurred(grey: Grey) -> bool:
    """Return whether a picture has things in it, but one way no sharp edge.

    Examples
    --------
    >>> chequers = np.indices((10, 8)).sum(axis=0) % 2 * 190 + 30
    >>> page = np.kron(chequers, np.ones((40, 40))).astype(np.uint8)
    >>> is_blurred(page), is_blurred(cv2.GaussianBlur(page, (0, 0), 6))
    (False, True)
    >>> is_blurred(cv2.blur(page, (15, 1))), is_blurred(cv2.blur(page, (1, 15)))
    (True, True)
    """
    scale = min(1.0, SIDE_PX / max(grey.shape))
    small = cv2.resize(grey, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA)
    if min(small.shape) < WAYS[0][2]:
        return False
    ways = list(edges(np.asarray(small, np.uint8)))
    tops = [float(np.percentile(ranges[::2, ::2], MOST_PCT)) for ranges, _ in ways]
    if max(tops) < LEAST_RANGE:
        return False
    strong = [ranges >= STRONG * max(tops) for ranges, _ in ways]
    counts = [np.count_nonzero(spots) for spots in strong]
    for (ranges, steps), spots, count, top in zip(
        ways, strong, counts, tops, strict=True
    ):
        if count < LEAST_LEFT * max(counts):
            if top >= LEAST_RANGE:
                return True
        elif steepness(ranges[spots], steps[spots]) < LEAST_STEEP:
            return True
    return False


def edges(small: Grey) -> Iterator[Edges]:
    """Yield for each way how far the light ranges around a px, and its largest step."""
    for right, down, length in WAYS:
        window, pair = stroke(right, down, length), stroke(right, down, 3)
        pair[1 - down, 1 - right] = 0
        steps = cv2.subtract(cv2.dilate(small, pair), cv2.erode(small, pair))
        ranges = cv2.subtract(cv2.dilate(small, window), cv2.erode(small, window))
        yield np.asarray(ranges, np.uint8), np.asarray(cv2.dilate(steps, window))


def stroke(right: int, down: int, length: int) -> Grey:
    """Return a straight stroke of so many px through the middle of a square.

    Examples
    --------
    >>> stroke(1, -1, 3).tolist()
    [[0, 0, 1], [0, 1, 0], [1, 0, 0]]
    """
    drawn = np.zeros((length, length), np.uint8)
    along = np.arange(length) - length // 2
    drawn[length // 2 + along * down, length // 2 + along * right] = 1
    return drawn


def steepness(ranges: NDArray[np.uint8], steps: NDArray[np.uint8]) -> float:
    """Return how much of their range the better edges take in one step, 0 to 1."""
    shares = steps / ranges.astype(np.float32)
    return float(np.percentile(shares, STEEP_PCT))
