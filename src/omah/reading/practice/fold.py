"""A sheet that curls and was folded hard, as a camera above the table sees it.

The sheet is a surface in space that does not stretch: facets turned about straight
folds, and over all a cylinder. Lengths are shares of the page's height, the origin
is its middle, z points away from the table.
"""

from dataclasses import dataclass

import cv2
import numpy as np
from numpy.random import Generator
from numpy.typing import NDArray

Image = NDArray[np.uint8]
Points = NDArray[np.float64]

MOST_FOLDS = 3
FOLD_DEG = (4.0, 28.0)
"""By how much a fold that was pressed flat stands up again."""
RADIUS = (0.8, 6.0)
"""Of the cylinder a sheet curls along."""
FAR = (1.3, 2.2)
"""From the sheet to the camera."""
LEAN_DEG, TURN_DEG = 12.0, 6.0
"""How far the camera leans, and turns about its own axis."""
CREASE = 0.002
"""Half the width of a worn fold."""
STEP_PX = 6
"""The way back from picture to page is solved at every so many px."""
ROUNDS = 5
MARGIN = 0.04
"""Table around the sheet, as a share of the picture."""


@dataclass(frozen=True, slots=True)
class Crease:
    """A straight fold that leaves the middle of the page where it is.

    Attributes
    ----------
    normal
        ``(2,)``: across the fold, from the middle outwards.
    away
        How far the fold passes the middle.
    angle
        By how much the paper beyond stands up, in radians.
    """

    normal: Points
    away: float
    angle: float

    def beyond(self, flat: Points) -> Points:
        """Return how far points of the page lie beyond the fold, ``(N, 2)``."""
        return np.asarray(flat @ self.normal - self.away)

    def turned(self, flat: Points, space: Points) -> Points:
        """Return points in space with those beyond the fold turned about it."""
        across = np.append(self.normal, 0.0)
        up = np.array([0.0, 0.0, 1.0])
        x, z = space @ across - self.away, space[:, 2]
        c, s = np.cos(self.angle), np.sin(self.angle)
        moved = (
            space
            + (x * c - z * s - x)[:, None] * across
            + (x * s + z * c - z)[:, None] * up
        )
        return np.where(self.beyond(flat)[:, None] > 0, moved, space)


@dataclass(frozen=True, slots=True)
class FoldedSheet:
    """The shape of one sheet.

    Attributes
    ----------
    creases
        The folds, outermost first; none cross on the page.
    along
        ``(2,)``: the way along which the sheet curls.
    curvature
        One over the radius; negative where the ends lie on the table.
    """

    creases: tuple[Crease, ...]
    along: Points
    curvature: float

    def in_space(self, flat: Points) -> Points:
        """Return where points of the page are, ``(N, 2)`` to ``(N, 3)``."""
        space = np.column_stack((flat, np.zeros(len(flat))))
        for crease in self.creases:
            space = crease.turned(flat, space)
        arc = flat @ self.along * self.curvature
        shorter = (np.sin(arc) - arc) / self.curvature
        space[:, :2] += shorter[:, None] * self.along
        space[:, 2] += (1 - np.cos(arc)) / self.curvature
        return space

    def light(self, flat: Points, lamp: Points) -> Points:
        """Return how bright the paper is at points of the page, about 1."""
        tiny = 1e-4
        here, right, below = (
            self.in_space(flat + move) for move in ((0, 0), (tiny, 0), (0, tiny))
        )
        normal = np.cross(right - here, below - here)
        normal /= np.linalg.norm(normal, axis=1)[:, None]
        return np.asarray(normal @ lamp / lamp[2])


def new_sheet(width: float, rng: Generator) -> FoldedSheet:
    """Return a sheet as wide as it says, for a height of 1, folded at random."""
    creases: list[Crease] = []
    for _ in range(rng.integers(1, MOST_FOLDS + 1)):
        crease = _new_crease(width, rng)
        if not any(_cross(crease, other, width) for other in creases):
            creases.append(crease)
    creases.sort(key=lambda crease: -crease.away)
    way = rng.uniform(0, np.pi)
    curvature = rng.choice((-1, 1)) / rng.uniform(*RADIUS)
    return FoldedSheet(
        tuple(creases), np.array([np.cos(way), np.sin(way)]), float(curvature)
    )


def _new_crease(width: float, rng: Generator) -> Crease:
    """Return a fold through any place of the page: mostly along a side, or slanted."""
    way = float(rng.integers(4) * np.pi / 2 + rng.normal(0, 0.15))
    if rng.random() < 0.3:
        way = rng.uniform(0, 2 * np.pi)
    normal = np.array([np.cos(way), np.sin(way)])
    reach = float(abs(normal) @ np.array([width / 2, 0.5]))
    angle = rng.choice((-1, 1)) * np.radians(rng.uniform(*FOLD_DEG))
    return Crease(normal, rng.uniform(0.02, 0.85) * reach, float(angle))


def _cross(one: Crease, other: Crease, width: float) -> bool:
    """Return whether two folds cross on the page."""
    normals = np.stack((one.normal, other.normal))
    if abs(np.linalg.det(normals)) < 1e-9:
        return False
    at = np.linalg.solve(normals, np.array([one.away, other.away]))
    return bool(abs(at[0]) < width / 2 and abs(at[1]) < 0.5)


@dataclass(frozen=True, slots=True)
class Camera:
    """Where a camera is: how it is turned, and how far off."""

    turn: Points
    far: float

    def seen(self, space: Points) -> Points:
        """Return points as seen, ``(N, 3)`` to ``(N, 2)``; the middle at 0, 0."""
        there = space @ self.turn.T
        return np.asarray(there[:, :2] * (self.far / (self.far - there[:, 2:])))


def new_camera(rng: Generator) -> Camera:
    """Return a camera held about above the sheet."""
    lean, turn = np.radians((LEAN_DEG, TURN_DEG)) * rng.uniform((0, -1), 1)
    way = rng.uniform(0, 2 * np.pi)
    axis = np.array([np.cos(way), np.sin(way), 0.0]) * lean
    tilted, _ = cv2.Rodrigues(axis)
    turned, _ = cv2.Rodrigues(np.array([0.0, 0.0, turn]))
    return Camera(np.asarray(turned @ tilted), rng.uniform(*FAR))


def folded_on_table(page: Image, table: Image, rng: Generator) -> Image:
    """Return the page, folded and curled, photographed on a table.

    Parameters
    ----------
    page
        ``(H, W, 3) uint8`` from edge to edge.
    table
        Picture of the table, about as large as the page.
    """
    height, width = page.shape[:2]
    sheet, camera = new_sheet(width / height, rng), new_camera(rng)
    lit = _lit(page, sheet, rng)
    to_page = _way_back(sheet, camera, width / height, table.shape[:2])
    to_page = (to_page * height + np.array([width, height]) / 2).astype(np.float32)
    maps = cv2.resize(to_page, table.shape[1::-1], interpolation=cv2.INTER_LINEAR)
    picture = cv2.remap(
        lit,
        maps[..., 0],
        maps[..., 1],
        cv2.INTER_LINEAR,
        dst=table.copy(),
        borderMode=cv2.BORDER_TRANSPARENT,
    )
    return np.asarray(picture, np.uint8)


def _way_back(
    sheet: FoldedSheet, camera: Camera, width: float, size: tuple[int, int]
) -> Points:
    """Return for each coarse px of the picture the point of the page seen there."""
    corners = np.array([(-1, -1), (1, -1), (1, 1), (-1, 1)]) * (width / 2, 0.5)
    ends = camera.seen(sheet.in_space(corners))
    plane = np.asarray(
        cv2.getPerspectiveTransform(
            ends.astype(np.float32), corners.astype(np.float32)
        ),
        np.float64,
    )
    low, span = ends.min(axis=0), np.ptp(ends, axis=0)
    rows, columns = (max(2, round(side / STEP_PX)) for side in size)
    shares = np.stack(
        np.meshgrid(
            (np.arange(columns) + 0.5) / columns, (np.arange(rows) + 0.5) / rows
        ),
        axis=-1,
    ).reshape(-1, 2)
    wanted = low + span * ((shares - MARGIN) / (1 - 2 * MARGIN))
    flat = _through(plane, wanted)
    for _ in range(ROUNDS):
        missed = _through(plane, camera.seen(sheet.in_space(flat)))
        flat = flat + _through(plane, wanted) - missed
    return flat.reshape(rows, columns, 2)


def _through(plane: Points, points: Points) -> Points:
    mapped = points @ plane[:, :2].T + plane[:, 2]
    return np.asarray(mapped[:, :2] / mapped[:, 2:])


def _lit(page: Image, sheet: FoldedSheet, rng: Generator) -> Image:
    """Return the page with each facet as bright as it leans, its folds worn."""
    height, width = page.shape[:2]
    rows, columns = height // 3, width // 3
    x = (np.arange(columns) + 0.5) / rows - width / height / 2
    y = (np.arange(rows) + 0.5) / rows - 0.5
    flat = np.stack(np.meshgrid(x, y), axis=-1).reshape(-1, 2)
    lamp = np.append(rng.normal(0, 0.6, 2), 1.0)
    light = sheet.light(flat, lamp)
    for crease in sheet.creases:
        worn = np.exp(-((crease.beyond(flat) / CREASE) ** 2))
        light += rng.uniform(-0.25, 0.15) * worn
    gain = np.clip(255 * light / light.max(), 0, 255).astype(np.uint8)
    gain = cv2.resize(gain.reshape(rows, columns), (width, height))
    gains = cv2.merge((gain, gain, gain))
    return np.asarray(cv2.multiply(page, gains, scale=1 / 255), np.uint8)
