"""Whether a picture is blurred: soft all over, or smeared by a moving hand."""

import cv2
import numpy as np
from numpy.typing import NDArray

from omah.reading.image import Grey, sketch

# Sharpness is judged in a picture of this size: how much neighbours differ, over how
# much all pixels do. Generated photographs ruined by blur have at most 0.26, those cut
# off or covered 0.28 or more. Only the advice to a refused picture hangs on it.
BLUR_SIDE_PX, LEAST_SHARPNESS, LEAST_CONTRAST = 700, 0.27, 4.0
# A hand that moves wipes out the edges along its way and leaves the others. Along each
# of four ways: how much neighbours differ, over how much pixels so far apart do, which
# is about the same for few edges and many. Where the hand moved by half a digit box or
# a whole one, generated photographs (tuning seeds) have at most 0.18 along the worst
# way, 0.46 of the best; others that are not soft have 0.21 or more, and 0.52.
FAR_PX, LEAST_NEAR, LEAST_OF_BEST = 10, 0.22, 0.49
# A way along which even such pixels are alike, as along stripes, says nothing.
LEAST_FAR = 1.0
WAYS = ((1, 0), (0, 1), (1, 1), (1, -1))


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
    small, _, _ = sketch(grey, BLUR_SIDE_PX)
    contrast = float(small.std())
    edges = float(cv2.Laplacian(small, cv2.CV_32F).std())
    is_soft = edges < LEAST_SHARPNESS * contrast
    return contrast >= LEAST_CONTRAST and (is_soft or is_smeared(grey))


def is_smeared(grey: Grey) -> bool:
    """Return whether the edges along one way are gone, as where a hand moved."""
    scale = min(1.0, BLUR_SIDE_PX / max(grey.shape))
    small = cv2.resize(grey, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA)
    light = small.astype(np.float32)
    if min(light.shape) <= FAR_PX:
        return False
    sharp = []
    for right, down in WAYS:
        near = difference(light, right, down)
        far = difference(light, FAR_PX * right, FAR_PX * down)
        if far >= LEAST_FAR:
            sharp.append(near / far)
    if not sharp:
        return False
    return min(sharp) < min(LEAST_NEAR, LEAST_OF_BEST * max(sharp))


def difference(light: NDArray[np.float32], right: int, down: int) -> float:
    """Return by how much pixels so far apart differ, as a root mean square.

    Examples
    --------
    >>> stripes = np.tile(np.array([0, 9], np.float32), (4, 2))
    >>> difference(stripes, 1, 0), difference(stripes, 0, 1)
    (9.0, 0.0)
    """
    high, wide = light.shape
    up = max(0, -down)
    here = light[up : high - max(0, down), : wide - right]
    there = light[up + down : high - max(0, down) + down, right:]
    return float(np.sqrt(np.mean((there - here) ** 2)))
