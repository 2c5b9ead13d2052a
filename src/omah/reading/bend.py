"""How paper that is curled or folded departs from a plane.

A coarse grid of knots over the page, each with a shift; between them shifts change
evenly. Stiff: knots that nothing is seen of continue what their neighbours do.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Matrix = NDArray[np.float64]

KNOTS = (5, 9)
"""Knots across and down: a crease through the middle lies on a row of them."""
STIFFNESS = 0.004
"""What a kink of one px weighs against a printed line missed by one, per point."""
OUTLIER_PX = 2.0
"""Lines missed by more than this weigh less: they are another line."""


@dataclass(frozen=True, slots=True)
class Bend:
    """Shifts at the knots of a page.

    Attributes
    ----------
    start, size
        ``(2,)``: where the grid begins and how large it is, in mm.
    shifts
        ``(rows, columns, 2)``: px of the flat page by which paper lies aside.
    """

    start: Matrix
    size: Matrix
    shifts: Matrix

    def at(self, points: Matrix) -> Matrix:
        """Return the shift at points of the page, ``(N, 2)`` mm to ``(N, 2)`` px."""
        weights = weights_at(points, self.start, self.size)
        return np.asarray(weights @ self.shifts.reshape(-1, 2))


def fit_bend(points: Matrix, wanted: Matrix, level: NDArray[np.bool_]) -> Bend:
    """Return the stiff bend that brings points where their printed lines are.

    Parameters
    ----------
    points
        ``(N, 2)``: points on printed lines, in mm.
    wanted
        ``(N,)``: px by which each line lies aside, across itself.
    level
        ``(N,)``: whether the line runs along x, and so tells the shift along y.

    Examples
    --------
    >>> x, y = np.meshgrid(np.arange(0, 200, 10.0), np.arange(0, 300, 10.0))
    >>> points = np.column_stack((x.ravel(), y.ravel()))
    >>> level = np.arange(len(points)) % 2 == 0
    >>> fold = np.where(level, 0.04 * np.maximum(points[:, 1] - 145, 0), 0)
    >>> bend = fit_bend(points, fold, level)
    >>> bend.at(np.array([[100.0, 200.0], [100.0, 245.0]])).round()[:, 1].tolist()
    [2.0, 4.0]
    """
    start = points.min(axis=0)
    size = np.maximum(np.ptp(points, axis=0), 1.0)
    shifts = np.zeros((KNOTS[0] * KNOTS[1], 2))
    for axis, mine in ((0, ~level), (1, level)):
        if mine.any():
            weights = weights_at(points[mine], start, size)
            shifts[:, axis] = _solve(weights, wanted[mine])
    return Bend(start, size, shifts.reshape(KNOTS[1], KNOTS[0], 2))


def _solve(weights: Matrix, wanted: Matrix) -> Matrix:
    """Return the shifts that meet most of what is wanted, with few kinks."""
    kinks = STIFFNESS * len(wanted) * _kinks()
    trust = np.ones(len(wanted))
    shifts = np.zeros(weights.shape[1])
    for _ in range(3):
        normal = (weights * trust[:, None]).T @ weights + kinks
        shifts = np.asarray(np.linalg.solve(normal, weights.T @ (trust * wanted)))
        missed = np.abs(weights @ shifts - wanted)
        trust = 1 / np.maximum(1.0, missed / OUTLIER_PX) ** 2
    return shifts


def _kinks() -> Matrix:
    """Return the quadratic form that is 0 for every plane, larger for every kink."""
    across, down = KNOTS
    form = 1e-6 * np.eye(across * down)
    place = np.arange(across * down).reshape(down, across)
    for knots in (place, place.T):
        for line in knots:
            for left, middle, right in zip(line, line[1:], line[2:], strict=False):
                kink = np.zeros(across * down)
                kink[[left, middle, right]] = 1, -2, 1
                form += np.outer(kink, kink)
    return form


def weights_at(points: Matrix, start: Matrix, size: Matrix) -> Matrix:
    """Return how much each knot counts at points: ``(N, knots)``; rows sum to 1."""
    steps = np.array(KNOTS) - 1
    at = (points - start) / size * steps
    first = np.floor(at).clip(0, steps - 1).astype(np.intp)
    share = at - first
    weights = np.zeros((len(points), KNOTS[1], KNOTS[0]))
    rows = np.arange(len(points))
    for right in (0, 1):
        for below in (0, 1):
            part = np.where((right, below), share, 1 - share).prod(axis=1)
            weights[rows, first[:, 1] + below, first[:, 0] + right] = part
    return weights.reshape(len(points), -1)
