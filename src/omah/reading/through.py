"""A flat page seen through its photograph: looked at only where lines are printed.

Laying a whole photograph flat and searching it for lines costs more than all the
rest of reading it. A form says where its lines are, so a strip of a few pixels
across each of them is enough.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from omah.core.count.forms import Page
from omah.reading.fit import UM_PER_MM, project
from omah.reading.image import Grey, look_up
from omah.reading.ink import INK_SHARE

Matrix = NDArray[np.float64]

# A stroke is a line where it is dark here and this many px before and behind.
RUN_PX = 10.0
# Paper is judged over this many px to both sides of a line, or farther.
PAPER_PX = 8
# This share of a strip across a line may be darker than paper.
PAPER_RANK = 0.75
# A flat page is no higher than this.
FLAT_HEIGHT_PX = 2_400


@dataclass(frozen=True, slots=True)
class Through:
    """The lines of a flat page, sought straight in the photograph.

    Attributes
    ----------
    photograph
        ``(H, W) uint8``.
    to_photograph
        ``(3, 3)``; px of the flat page to px of the photograph.
    """

    photograph: Grey
    to_photograph: Matrix

    def nearest(
        self, points: Matrix, runs_level: NDArray[np.bool_], half_px: float
    ) -> tuple[Matrix, NDArray[np.bool_]]:
        """Return, per point of the flat page, the px to its line, and if any is near.

        A level line is sought up and down, an upright one left and right. Dark
        pixels near the expected place weigh more.
        """
        reach = max(int(half_px) + 1, PAPER_PX)
        steps = np.arange(-reach, reach + 1)
        seen = self._strips(points, runs_level, steps)
        rank = int(len(steps) * PAPER_RANK)
        paper = np.partition(seen.astype(np.uint16), rank, axis=1)[:, rank]
        ink = seen < INK_SHARE * paper[:, None]
        nearness = np.exp(-((steps / (0.6 * half_px)) ** 2))
        nearness[abs(steps) > int(half_px) + 1] = 0
        total, moment = (ink @ np.column_stack((nearness, nearness * steps))).T
        found = total > 0
        spot = moment / np.where(found, total, 1)
        rounded = np.where(runs_level, points[:, 1], points[:, 0])
        return spot + np.rint(rounded) - rounded, found

    def _strips(
        self, points: Matrix, runs_level: NDArray[np.bool_], steps: NDArray[np.intp]
    ) -> Grey:
        """Return the light across each line, ``(N, steps)``: the lightest of a run."""
        level = runs_level[:, None]
        at = np.where(
            level,
            np.column_stack((points[:, 0], np.rint(points[:, 1]))),
            np.column_stack((np.rint(points[:, 0]), points[:, 1])),
        )
        here, right, down = self._mapped(at)
        across, along = np.where(level, down, right), np.where(level, right, down)
        runs = np.array([-RUN_PX, 0.0, RUN_PX])
        paths = np.ones((3, len(runs), len(steps)))
        paths[1], paths[2] = runs[:, None], steps
        x, y = (
            np.column_stack((here[:, k], along[:, k], across[:, k]))
            @ paths.reshape(3, -1)
            for k in (0, 1)
        )
        light = look_up(self.photograph, x, y).reshape(len(x), len(runs), -1)
        return np.maximum(np.maximum(light[:, 0], light[:, 1]), light[:, 2])

    def _mapped(self, at: Matrix) -> tuple[Matrix, Matrix, Matrix]:
        """Return points in the photograph, and what one px right and down is there."""
        map_ = self.to_photograph
        top = at @ map_[:2, :2].T + map_[:2, 2]
        below = at @ map_[2, :2] + map_[2, 2]
        here = top / below[:, None]
        right, down = (
            (map_[:2, k] - map_[2, k] * here) / below[:, None] for k in (0, 1)
        )
        return here, right, down


def see_through(grey: Grey, homography: Matrix, page: Page) -> tuple[Through, Matrix]:
    """Return a page laid flat as a map puts it, and page mm to px of the flat page.

    Parameters
    ----------
    grey
        ``(H, W) uint8`` photograph.
    homography
        ``(3, 3)``; page mm to px of ``grey``.
    page
        The page; it is as sharp as the picture, within bounds.
    """
    scale = flat_scale(homography, page)
    to_flat = np.diag([scale, scale, 1.0])
    return Through(grey, np.asarray(homography @ np.linalg.inv(to_flat))), to_flat


def flat_scale(homography: Matrix, page: Page) -> float:
    """Return px per mm for the flat page: as sharp as the picture, within bounds."""
    width, height = page.width / UM_PER_MM, page.height / UM_PER_MM
    middle = np.array([[width * 0.4, height / 2], [width * 0.6, height / 2]])
    left, right = project(homography, middle)
    there = float(np.hypot(*(right - left))) / (width * 0.2)
    return min(there, FLAT_HEIGHT_PX / height)
