"""Ink and printed lines of a grey picture, whatever the light."""

from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from omah.reading.image import Grey

# Ink is darker than this share of the paper around it. Thin lines in a blurred
# photograph reach 0.85; the watermark of the 2019 scans stands at 0.88.
INK_SHARE = 0.86
# A printed line is unbroken for this share of the picture's shorter side. Shorter,
# and the strokes of large handwriting count; longer, and a skewed line breaks up.
LINE_SHARE = 1 / 40
# Solid bars are thicker than this share of the shorter side; lines are thinner.
BAR_SHARE = 1 / 130
MAX_SKEW_DEG = 8.0
# So many points of ink tell it to half a degree.
SEEKING_POINTS = 6_000

_ON = 255

Matrix = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Lines:
    """Printed lines of a picture.

    Attributes
    ----------
    level, upright
        Masks ``(H, W) uint8``: 255 on lines that run along x, along y.
    rows, columns
        ``(H,)`` and ``(W,) float32``: how many px of level lines each row has, of
        upright lines each column, spread to the neighbours.
    """

    level: Grey
    upright: Grey
    rows: NDArray[np.float32]
    columns: NDArray[np.float32]

    def nearest(
        self, points: Matrix, runs_level: NDArray[np.bool_], half_px: float
    ) -> tuple[Matrix, NDArray[np.bool_]]:
        """Return, per point, the px across to its line, and whether one is there.

        A level line is sought up and down, an upright one left and right. Line
        pixels near the expected place weigh more.
        """
        reach = np.arange(-int(half_px) - 1, int(half_px) + 2)
        nearness = np.exp(-((reach / (0.6 * half_px)) ** 2))
        offset = np.zeros(len(points))
        found = np.zeros(len(points), bool)
        ways = ((self.level, runs_level, 1), (self.upright.T, ~runs_level, 0))
        for lines, mine, across in ways:
            at = points[mine]
            offset[mine], found[mine] = _nearest(
                lines, at[:, across], at[:, 1 - across], (reach, nearness)
            )
        return offset, found


def _nearest(
    lines: Grey, across: Matrix, along: Matrix, window: tuple[NDArray[np.intp], Matrix]
) -> tuple[Matrix, NDArray[np.bool_]]:
    """Return, per point, the px to the line in ``lines[across, along]`` and if any."""
    reach, nearness = window
    spots = np.rint(across).astype(np.intp)[:, None] + reach
    beside = np.rint(along).astype(np.intp)[:, None]
    high, wide = lines.shape
    inside = (spots >= 0) & (spots < high) & (beside >= 0) & (beside < wide)
    line = lines[spots.clip(0, high - 1), beside.clip(0, wide - 1)]
    weight = ((line > 0) & inside) * nearness
    total = weight.sum(axis=1)
    found = total > 0
    spot = (weight * spots).sum(axis=1) / np.where(found, total, 1)
    return spot - across, found


def find_ink(grey: Grey) -> Grey:
    """Return where ink is: darker than the paper around it.

    Parameters
    ----------
    grey
        ``(H, W) uint8`` photograph or scan.

    Returns
    -------
    ndarray
        ``(H, W) uint8``: 255 for ink, 0 for paper.

    Examples
    --------
    >>> page = np.full((80, 80), 200, np.uint8)
    >>> page[40, 10:70] = 30
    >>> int(np.count_nonzero(find_ink(page)))
    60
    """
    paper = cv2.resize(grey, None, fx=1 / 8, fy=1 / 8, interpolation=cv2.INTER_AREA)
    paper = cv2.blur(cv2.dilate(paper, np.ones((7, 7), np.uint8)), (7, 7))
    paper = cv2.convertScaleAbs(paper, alpha=INK_SHARE)
    height, width = grey.shape
    limit = cv2.resize(paper, (width, height), interpolation=cv2.INTER_LINEAR)
    return np.asarray(cv2.compare(grey, limit, cv2.CMP_LT), np.uint8)


def find_lines(ink: Grey) -> Lines:
    """Return the thin straight lines in an ink mask, level and upright apart."""
    shorter = min(ink.shape)
    length = max(9, int(shorter * LINE_SHARE))
    thick = max(5, int(shorter * BAR_SHARE))
    level = _thin_runs(ink, (1, length), (thick, 1))
    upright = _thin_runs(ink, (length, 1), (1, thick))
    return Lines(level, upright, _strength(level, axis=1), _strength(upright, axis=0))


def _strength(mask: Grey, axis: int) -> NDArray[np.float32]:
    """Return how many line pixels stand in each row or column, spread by 2 px."""
    total = cv2.reduce(mask, axis, cv2.REDUCE_SUM, dtype=cv2.CV_32F).ravel() / _ON
    return np.asarray(np.convolve(total, (0.5, 1, 1, 1, 0.5), "same"), np.float32)


def _thin_runs(ink: Grey, run: tuple[int, int], across: tuple[int, int]) -> Grey:
    runs = cv2.morphologyEx(ink, cv2.MORPH_OPEN, np.ones(run, np.uint8))
    thin = cv2.morphologyEx(runs, cv2.MORPH_TOPHAT, np.ones(across, np.uint8))
    return np.asarray(thin, np.uint8)


def estimate_skew(ink: Grey) -> float:
    """Return by how many degrees the printed rows lean, clockwise positive.

    The rows lean by the angle at which the ink, sheared upright, falls into the
    sharpest profile. Ties are broken towards no skew at all.
    """
    small = cv2.resize(ink, None, fx=1 / 4, fy=1 / 4, interpolation=cv2.INTER_AREA)
    y, x = np.nonzero(small > _ON // 4)
    if len(x) == 0:
        return 0.0
    few = slice(None, None, 1 + len(x) // SEEKING_POINTS)
    best = _sharpest(x[few], y[few], np.arange(-MAX_SKEW_DEG, MAX_SKEW_DEG + 0.1, 0.5))
    return _sharpest(x, y, best + np.arange(-0.5, 0.55, 0.1))


def _sharpest(
    x: NDArray[np.intp], y: NDArray[np.intp], angles: NDArray[np.float64]
) -> float:
    above = np.ceil(x.max() * np.tan(np.radians(abs(angles).max()))) + 0.5
    columns = np.arange(x.max() + 1)

    def sharpness(angle: float) -> float:
        sheared = (above - columns * np.tan(np.radians(angle))).astype(np.intp)
        profile = np.bincount(y + sheared[x])
        return float(np.dot(profile, profile)) - 1e-6 * abs(angle)

    return float(max(angles, key=sharpness))
