"""A QR code whose modules run into each other, read where the page says it lies.

Its corners are printed alike in every code. From them is learnt how the camera mixes
each module with its neighbours, and the others are told by what was learnt. Whether
they make a code is left to the code's own check digits.
"""

from functools import cache

import cv2
import numpy as np
import zxingcpp
from numpy.typing import NDArray

from omah.reading.image import Grey

Matrix = NDArray[np.float64]

QR = zxingcpp.BarcodeFormats(zxingcpp.BarcodeFormat.QRCode)
# The smallest QR code has so many modules across; page codes are no longer.
MODULES = 21
# A code is cut out with so many modules of paper around it, so many px to a module:
# its place is foretold from lines below it, by 9 modules amiss on paper that curls.
AROUND, MODULE_PX = 12, 8
# A corner has a ring of 7 modules around a black middle, and white beyond.
CORNER = 9
# From one corner of the code to the next.
APART_PX = (MODULES - 7) * MODULE_PX
# Corners are sought softly, and each so far from where the two others put it.
SOFT_PX, ASTRAY_PX = 4.0, 12
# So many samples across a module; of those so far around its middle it is told.
SAMPLES, REACH = 3, 4
# How much less the samples are believed than the modules that are known.
RIDGE = 10.0


def read_modules(cut: Grey) -> str:
    """Return what a smeared QR code says; empty if it can't be told.

    Parameters
    ----------
    cut
        ``(S, S) uint8`` with ``S = (MODULES + 2 * AROUND) * MODULE_PX``: the code,
        upright and about in the middle.

    Examples
    --------
    >>> code = zxingcpp.create_barcode("010200-01", zxingcpp.BarcodeFormat.QRCode)
    >>> drawn = zxingcpp.write_barcode_to_image(code, scale=1, add_quiet_zones=False)
    >>> small = np.pad(np.array(drawn), AROUND, constant_values=255)
    >>> side = len(small) * MODULE_PX
    >>> cut = cv2.resize(small, (side, side), interpolation=cv2.INTER_NEAREST)
    >>> smeared = cv2.GaussianBlur(cut, (0, 0), 5)
    >>> len(zxingcpp.read_barcodes(smeared, formats=QR)), read_modules(smeared)
    (0, '010200-01')
    """
    dark = tell_modules(sample(cut, find_corners(cut)))
    drawn = np.pad(np.where(dark, 0, 255).astype(np.uint8), 4, constant_values=255)
    picture = np.kron(drawn, np.ones((3, 3), np.uint8))
    found = zxingcpp.read_barcodes(picture, formats=QR, is_pure=True)
    return str(found[0].text) if found else ""


def find_corners(cut: Grey) -> NDArray[np.float32]:
    """Return the middles of a code's three marked corners, ``(3, 2)`` px."""
    alike = cv2.matchTemplate(cut, draw_corner(), cv2.TM_CCOEFF_NORMED)
    near = cv2.dilate(alike, np.ones((2 * ASTRAY_PX + 1,) * 2, np.uint8))
    at = slice(None, -APART_PX), slice(APART_PX, None)
    together = near[at[0], at[0]] + near[at[0], at[1]] + near[at[1], at[0]]
    y, x = divmod(int(together.argmax()), together.shape[1])
    middles = []
    for right, down in ((0, 0), (APART_PX, 0), (0, APART_PX)):
        left, top = max(0, x + right - ASTRAY_PX), max(0, y + down - ASTRAY_PX)
        window = 2 * ASTRAY_PX + 1
        place = cv2.minMaxLoc(alike[top : top + window, left : left + window])[3]
        middles.append((left + place[0], top + place[1]))
    return np.array(middles, np.float32) + (CORNER * MODULE_PX - 1) / 2


@cache
def draw_corner() -> Grey:
    """Return how a marked corner of a code looks, a little blurred."""
    white = np.where(corner(), 0, 255).astype(np.uint8)
    large = np.kron(white, np.ones((MODULE_PX, MODULE_PX), np.uint8))
    return np.asarray(cv2.GaussianBlur(large, (0, 0), SOFT_PX), np.uint8)


def corner() -> NDArray[np.bool_]:
    """Return which modules of a marked corner and the white around it are dark."""
    dark = np.zeros((CORNER, CORNER), bool)
    dark[1:-1, 1:-1] = True
    dark[2:-2, 2:-2] = False
    dark[3:-3, 3:-3] = True
    return dark


@cache
def printed_alike() -> tuple[NDArray[np.bool_], NDArray[np.bool_]]:
    """Return which modules are the same in every code, and which of these are dark."""
    known, dark = np.zeros((2, MODULES, MODULES), bool)
    side = CORNER - 1
    for turns in (0, 1, 3):  # the code's lower right corner is not marked
        np.rot90(known, turns)[:side, :side] = True
        np.rot90(dark, turns)[:side, :side] = corner()[1:, 1:]
    between = np.arange(side, MODULES - side)
    known[6, between] = known[between, 6] = True
    dark[6, between] = dark[between, 6] = between % 2 == 0
    known[MODULES - side, side] = dark[MODULES - side, side] = True
    return known, dark


def sample(cut: Grey, corners: NDArray[np.float32]) -> Matrix:
    """Return the light in and around each module, ``(MODULES ** 2, samples)``."""
    first, last = 3.5, MODULES - 3.5
    on_code = np.array([[first, first], [last, first], [first, last]], np.float32)
    to_cut = cv2.getAffineTransform(on_code, corners)
    margin = REACH - SAMPLES // 2
    steps = (np.arange(-margin, MODULES * SAMPLES + margin) + 0.5) / SAMPLES
    right, down = np.meshgrid(steps, steps)
    at = np.dstack((right, down, np.ones_like(right))) @ to_cut.T
    at = at.astype(np.float32)
    light = cv2.remap(
        cv2.blur(cut, (3, 3)),
        at[..., 0],
        at[..., 1],
        cv2.INTER_LINEAR,
        borderMode=cv2.BORDER_REPLICATE,
    ).astype(np.float64)
    size = 2 * REACH + 1
    windows = np.lib.stride_tricks.sliding_window_view(light, (size, size))
    return windows[::SAMPLES, ::SAMPLES].reshape(MODULES**2, -1)


def tell_modules(light: Matrix) -> NDArray[np.bool_]:
    """Return which modules are dark, ``(MODULES, MODULES)``, by those that are known.

    Each is told as a weighted sum of the light around it; the weights are those that
    tell the known ones best, by ridge regression.
    """
    known, dark = printed_alike()
    even = (light - light.mean()) / max(1.0, light.std())
    seen = np.column_stack((even, np.ones(len(even))))
    teach, wanted = seen[known.ravel()], np.where(dark[known], 1.0, -1.0)
    pull = RIDGE * np.eye(seen.shape[1])
    weights = np.linalg.solve(teach.T @ teach + pull, teach.T @ wanted)
    told = (seen @ weights).reshape(known.shape) > 0
    return np.asarray(np.where(known, dark, told))
