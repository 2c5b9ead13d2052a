"""Find the sheet of paper in a photograph: four straight edges, then laid flat."""

import cv2
import numpy as np
from numpy.typing import NDArray

from omah.reading.fit import Matrix
from omah.reading.image import Grey, sketch

# Paper is sought in a picture of this size; its edges need no more.
SEARCH_SIDE_PX = 480
# Corner squares are sought in a picture of this size and have sides within these.
SQUARES_SIDE_PX = 1_000
SQUARE_PX = (5, 34)
# A sheet fills at least this share of the picture, or it is too far away to read;
# beyond this share the picture is a scan and shows nothing else.
LEAST_SHARE, MOST_SHARE = 0.2, 0.96
# Four corners must cover this share of the bright patch: paper, not a lamp.
QUAD_FILLS = 0.93
_TOLERANCES = (0.02, 0.03, 0.05, 0.08)


def find_sheet(grey: Grey) -> Matrix | None:
    """Return the corners of the sheet of paper a picture shows, if any.

    Parameters
    ----------
    grey
        ``(H, W) uint8`` photograph or scan; of a scan they are its own corners.

    Returns
    -------
    ndarray or None
        ``(4, 2)`` px, clockwise from the corner nearest the upper left.

    Examples
    --------
    >>> photo = np.full((400, 300), 60, np.uint8)
    >>> photo[50:350, 40:260] = 220
    >>> find_sheet(photo).round(-1).astype(int).tolist()
    [[40, 50], [260, 50], [260, 350], [40, 350]]
    >>> find_sheet(np.ascontiguousarray(photo[52:348, 42:258])).tolist()
    [[0.0, 0.0], [216.0, 0.0], [216.0, 296.0], [0.0, 296.0]]
    """
    small, scale, shift = sketch(grey, SEARCH_SIDE_PX)
    hull = find_paper(small)
    if hull is None or paper_share(hull, small) < LEAST_SHARE:
        return None
    if paper_share(hull, small) > MOST_SHARE:
        return picture_corners(grey)
    quad = four_corners(hull)
    return None if quad is None else quad * scale + shift


def picture_corners(grey: Grey) -> Matrix:
    """Return the corners of a picture, ``(4, 2)`` px clockwise from the upper left."""
    height, width = grey.shape
    return np.array([[0, 0], [width, 0], [width, height], [0, height]], np.float64)


def find_paper(small: Grey) -> NDArray[np.int32] | None:
    """Return the hull of the largest bright patch of a sketch, ``(N, 1, 2)`` px."""
    soft = cv2.GaussianBlur(small, (5, 5), 0)
    _, bright = cv2.threshold(soft, 0, 255, cv2.THRESH_BINARY + cv2.THRESH_OTSU)
    bright = cv2.morphologyEx(bright, cv2.MORPH_CLOSE, np.ones((9, 9), np.uint8))
    contours, _ = cv2.findContours(bright, cv2.RETR_EXTERNAL, cv2.CHAIN_APPROX_SIMPLE)
    if not contours:
        return None
    return np.asarray(cv2.convexHull(max(contours, key=cv2.contourArea)), np.int32)


def paper_share(hull: NDArray[np.int32], small: Grey) -> float:
    """Return which share of a sketch the paper covers."""
    return float(cv2.contourArea(hull)) / small.size


def find_corner_squares(grey: Grey) -> Matrix | None:
    """Return the middles of the four outermost solid black squares, if any.

    Paper may be too shaded to stand out, or fill the picture; its corner squares
    are still seen. What they are is left to the printed lines to confirm.

    Examples
    --------
    >>> photo = np.full((400, 300), 200, np.uint8)
    >>> for x, y in ((20, 20), (270, 20), (270, 370), (20, 370)):
    ...     photo[y : y + 10, x : x + 10] = 10
    >>> find_corner_squares(photo).round().astype(int).tolist()
    [[24, 24], [274, 24], [274, 374], [24, 374]]
    """
    small, scale, shift = sketch(grey, SQUARES_SIDE_PX)
    dark = cv2.adaptiveThreshold(
        small, 255, cv2.ADAPTIVE_THRESH_MEAN_C, cv2.THRESH_BINARY_INV, 51, 25
    )
    _, _, blobs, middles = cv2.connectedComponentsWithStats(dark, connectivity=8)
    wide, high, area = (blobs[:, k].astype(float) for k in (2, 3, 4))
    is_square = (
        (np.minimum(wide, high) >= SQUARE_PX[0])
        & (np.maximum(wide, high) <= SQUARE_PX[1])
        & (np.maximum(wide, high) <= 1.6 * np.minimum(wide, high))
        & (area >= 0.7 * wide * high)
    )
    squares = middles[is_square]
    if len(squares) < 4:
        return None
    x, y = squares.T
    ends = [(x + y).argmin(), (x - y).argmax(), (x + y).argmax(), (x - y).argmin()]
    quad = squares[ends]
    covers = cv2.contourArea(quad.astype(np.float32)) / small.size
    if len(set(map(int, ends))) < 4 or covers < LEAST_SHARE:
        return None
    return np.asarray(quad * scale + shift)


def four_corners(hull: np.ndarray) -> Matrix | None:
    """Return the four corners of a hull that has four straight sides."""
    around = cv2.arcLength(hull, closed=True)
    for tolerance in _TOLERANCES:
        corners = cv2.approxPolyDP(hull, tolerance * around, closed=True)
        if len(corners) == 4:
            fills = cv2.contourArea(corners) / cv2.contourArea(hull)
            return clockwise(corners.reshape(4, 2)) if fills >= QUAD_FILLS else None
    return None


def clockwise(corners: np.ndarray) -> Matrix:
    """Return corners clockwise from the one nearest the upper left.

    Examples
    --------
    >>> clockwise(np.array([[9, 9], [0, 0], [0, 9], [9, 0]])).tolist()
    [[0.0, 0.0], [9.0, 0.0], [9.0, 9.0], [0.0, 9.0]]
    """
    points = corners.astype(np.float64)
    x, y = (points - points.mean(axis=0)).T
    points = points[np.argsort(np.arctan2(y, x))]
    return np.roll(points, -int(points.sum(axis=1).argmin()), axis=0)


def sheet_to_flat(
    corners: Matrix, longest_px: int, margin: float = 0.0
) -> tuple[Matrix, tuple[int, int]]:
    """Return the map from photograph to flat sheet, and its (width, height) in px.

    ``margin`` is what lies beyond the corners, as a share of the sheet's sides.
    """
    sides = np.linalg.norm(np.roll(corners, -1, axis=0) - corners, axis=1)
    width, height = (sides[0] + sides[2]) / 2, (sides[1] + sides[3]) / 2
    shrink = min(1.0, longest_px / max(width, height))
    size = (round(width * shrink), round(height * shrink))
    flat = np.array([[0, 0], [size[0], 0], [size[0], size[1]], [0, size[1]]])
    inner = flat * (1 - 2 * margin) + margin * np.array(size)
    matrix = cv2.getPerspectiveTransform(
        corners.astype(np.float32), inner.astype(np.float32)
    )
    return np.asarray(matrix, np.float64), size
