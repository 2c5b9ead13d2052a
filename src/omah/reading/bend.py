"""How paper that is curled or folded departs from a plane.

A coarse grid of knots over the page, each with a shift; between them shifts change
evenly. Stiff: knots that nothing is seen of continue what their neighbours do.
"""

from dataclasses import dataclass
from functools import cache

import numpy as np
from numpy.typing import NDArray

Matrix = NDArray[np.float64]
Knots = NDArray[np.intp]

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
        knots, weights = knots_around(points, self.start, self.size)
        shifts = self.shifts.reshape(-1, 2)[knots]
        return np.asarray((weights[:, :, None] * shifts).sum(axis=1))


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
            knots, weights = knots_around(points[mine], start, size)
            shifts[:, axis] = _solve(knots, weights, wanted[mine])
    return Bend(start, size, shifts.reshape(KNOTS[1], KNOTS[0], 2))


def _solve(knots: Knots, weights: Matrix, wanted: Matrix) -> Matrix:
    """Return the shifts that meet most of what is wanted, with few kinks."""
    count = KNOTS[0] * KNOTS[1]
    kinks = STIFFNESS * len(wanted) * _kinks()
    pairs = (knots[:, :, None] * count + knots[:, None, :]).ravel()
    products = (weights[:, :, None] * weights[:, None, :]).reshape(-1, 16)
    trust = np.ones(len(wanted))
    shifts = np.zeros(count)
    for _ in range(3):
        trusted = (products * trust[:, None]).ravel()
        normal = np.bincount(pairs, trusted, count**2).reshape(count, count)
        pull = (weights * (trust * wanted)[:, None]).ravel()
        right = np.bincount(knots.ravel(), pull, count)
        shifts = np.asarray(np.linalg.solve(normal + kinks, right))
        missed = np.abs((weights * shifts[knots]).sum(axis=1) - wanted)
        trust = 1 / np.maximum(1.0, missed / OUTLIER_PX) ** 2
    return shifts


@cache
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


def knots_around(points: Matrix, start: Matrix, size: Matrix) -> tuple[Knots, Matrix]:
    """Return the four knots around each point, and how much each counts, ``(N, 4)``."""
    steps = np.array(KNOTS) - 1
    at = (points - start) / size * steps
    first = np.floor(at).clip(0, steps - 1).astype(np.intp)
    share = at - first
    corner = first[:, 1] * KNOTS[0] + first[:, 0]
    knots = corner[:, None] + np.array([0, 1, KNOTS[0], KNOTS[0] + 1])
    x, y = share.T
    weights = np.column_stack(((1 - x) * (1 - y), x * (1 - y), (1 - x) * y, x * y))
    return knots, weights
