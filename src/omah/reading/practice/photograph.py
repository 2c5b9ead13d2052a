"""Photograph a flat page as a phone would: tilt, turn, shade, cast, blur, noise."""

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

import cv2
import numpy as np
from numpy.random import Generator
from numpy.typing import NDArray

from omah.reading.practice.fold import folded_on_table

Image = NDArray[np.uint8]

TILE = 128  # side of the noise that is repeated over a picture; too small to see
LIGHT_GRID = (9, 6)  # rows and columns of the light that is stretched over it


class Level(StrEnum):
    """How hard a photograph is to read."""

    NONE = "none"
    LIGHT = "light"
    MEDIUM = "medium"
    HEAVY = "heavy"
    CREASED = "creased"
    FOLDED = "folded"


class Spoil(StrEnum):
    """What ruins a photograph."""

    BLURRED = "blurred"
    CUT = "cut"
    DARK = "dark"
    COVERED = "covered"


@dataclass(frozen=True, slots=True)
class Conditions:
    """The worst that a level allows.

    Attributes
    ----------
    tilt_deg
        Rotation in the picture's plane.
    skew
        How far a corner moves, as a share of the page.
    curl
        How far the middle of a bent sheet is shifted, as a share of its height.
    shade
        How much light a shadow takes away, 0 to 1.
    cast
        How far one colour is weakened, 0 to 1.
    blur
        Standard deviation in pixels.
    noise
        Standard deviation in grey levels.
    turn_share
        Share of photographs turned by a quarter or half.
    fold
        How far a corner of one half moves, as a share of the page, where the paper was
        folded in two and does not lie flat again.
    """

    tilt_deg: float
    skew: float
    curl: float
    shade: float
    cast: float
    blur: float
    noise: float
    turn_share: float
    fold: float = 0.0


CONDITIONS = {
    Level.LIGHT: Conditions(1.5, 0.01, 0.0, 0.15, 0.05, 0.5, 3, 0.0),
    Level.MEDIUM: Conditions(5, 0.03, 0.002, 0.4, 0.15, 0.8, 6, 0.1),
    Level.HEAVY: Conditions(12, 0.06, 0.01, 0.65, 0.3, 1.3, 10, 0.4),
    Level.CREASED: Conditions(5, 0.03, 0.012, 0.4, 0.15, 0.8, 6, 0.1, fold=0.03),
    Level.FOLDED: Conditions(0, 0, 0, 0.4, 0.15, 0.8, 6, 0.1),
}


def photograph(page: Image, level: Level, rng: Generator) -> Image:
    """Return a generated photograph of a flat page.

    Parameters
    ----------
    page
        The page from edge to edge, ``(H, W, 3) uint8``, BGR.
    level
        How hard to make it; ``none`` returns the page as it is.

    Returns
    -------
    Picture of about the same number of pixels, on a table.
    """
    if level is Level.NONE:
        return page
    worst = CONDITIONS[level]
    if level is Level.FOLDED:
        table = _table((round(page.shape[1] * 1.08), round(page.shape[0] * 1.08)), rng)
        picture = folded_on_table(page, table, rng)
    else:
        bent = _bent(page, worst.curl * rng.uniform(-1, 1))
        if worst.fold:
            bent = _folded(bent, worst.fold, rng)
        picture = _on_table(bent, worst, rng)
    picture = _lit(picture, worst, rng)
    picture = _blurred(picture, worst.blur * rng.uniform(0.2, 1), rng)
    picture = _noisy(picture, worst.noise * rng.uniform(0.4, 1), rng)
    if rng.random() < worst.turn_share:
        picture = np.rot90(picture, k=int(rng.integers(1, 4)))
    return np.ascontiguousarray(picture)


def spoil(picture: Image, rng: Generator) -> tuple[Image, Spoil]:
    """Return a photograph ruined in one way, and which."""
    kind = list(Spoil)[rng.integers(len(Spoil))]
    ruined = _RUIN[kind](picture, rng)
    return np.ascontiguousarray(ruined, np.uint8), kind


def _blur_away(picture: Image, _: Generator) -> Image:
    """Shrink until a digit box is about four pixels wide, and grow again."""
    height, width = picture.shape[:2]
    small = cv2.resize(picture, (width // 9, height // 9))
    return np.asarray(cv2.resize(small, (width, height)), np.uint8)


def _cut_off(picture: Image, rng: Generator) -> Image:
    """Keep the left of the page only; the figures stand on the right."""
    return picture[:, : int(picture.shape[1] * rng.uniform(0.35, 0.5))]


def _darken(picture: Image, rng: Generator) -> Image:
    dark = cv2.convertScaleAbs(picture, alpha=0.006, beta=rng.uniform(2, 8))
    return np.asarray(dark, np.uint8)


def _cover(picture: Image, rng: Generator) -> Image:
    """Hold a thumb before the lens."""
    covered = picture.copy()
    height, width = picture.shape[:2]
    middle = (round(width * rng.uniform(0.4, 0.8)), round(height * 0.45))
    axes = (round(width * 0.45), round(height * 0.3))
    cv2.ellipse(covered, middle, axes, 30, 0, 360, (92, 124, 176), -1)
    return covered


def moved(picture: Image, length_px: int, rng: Generator) -> Image:
    """Return a photograph taken while the hand moved, some way, so many pixels."""
    side = length_px | 1
    path = np.zeros((side, side), np.float32)
    path[side // 2] = 1
    way_deg = rng.choice([0, 90, rng.uniform(0, 180)])
    turn = cv2.getRotationMatrix2D((side // 2, side // 2), way_deg, 1)
    turned = cv2.warpAffine(path, turn, (side, side))
    smeared = np.asarray(cv2.filter2D(picture, -1, turned / turned.sum()), np.uint8)
    # The noise is the sensor's own: it does not move.
    return _noisy(smeared, CONDITIONS[Level.MEDIUM].noise * rng.uniform(0.4, 1), rng)


_RUIN: dict[Spoil, Callable[[Image, Generator], Image]] = {
    Spoil.BLURRED: _blur_away,
    Spoil.CUT: _cut_off,
    Spoil.DARK: _darken,
    Spoil.COVERED: _cover,
}


def to_jpeg(picture: Image, quality: int = 80) -> bytes:
    """Return the picture as a JPEG file without metadata."""
    _, encoded = cv2.imencode(".jpg", picture, [cv2.IMWRITE_JPEG_QUALITY, quality])
    return encoded.tobytes()


def _bent(page: Image, curl: float) -> Image:
    """Return the page as a sheet that bends across its width."""
    if curl == 0:
        return page
    height, width = page.shape[:2]
    across = np.arange(width, dtype=np.float32)
    shift = (curl * height * np.sin(np.pi * across / width)).astype(np.float32)
    down = np.arange(height, dtype=np.float32)[:, None] + shift
    across = np.broadcast_to(across, down.shape).copy()
    edge = cv2.BORDER_REPLICATE
    bent = cv2.remap(page, across, down, cv2.INTER_LINEAR, borderMode=edge)
    return np.asarray(bent, np.uint8)


def _folded(page: Image, most: float, rng: Generator) -> Image:
    """Return the page as a sheet once folded in two: each half leans its own way."""
    height, width = page.shape[:2]
    crease = rng.uniform(0.42, 0.58) + rng.uniform(
        -0.01, 0.01, 2
    )  # left end, right end
    folded = page.copy()
    for edge, shade in ((0.0, 1.0), (1.0, 1 - rng.uniform(0, 0.25))):
        half = np.array([(0, edge), (1, edge), (1, crease[1]), (0, crease[0])])
        lean = half + np.vstack((rng.uniform(-most, most, (2, 2)), np.zeros((2, 2))))
        source, seen = (
            (corners * (width, height)).astype(np.float32) for corners in (half, lean)
        )
        view = cv2.getPerspectiveTransform(source, seen)
        darker = cv2.convertScaleAbs(page, alpha=shade)
        flat = cv2.warpPerspective(
            darker, view, (width, height), borderMode=cv2.BORDER_REPLICATE
        )
        inside = np.zeros((height, width), np.uint8)
        cv2.fillConvexPoly(inside, np.rint(half * (width, height)).astype(int), (1,))
        folded[inside > 0] = np.asarray(flat, np.uint8)[inside > 0]
    return folded


def _on_table(page: Image, worst: Conditions, rng: Generator) -> Image:
    """Lay the page on a table and look at it from an angle."""
    height, width = page.shape[:2]
    margin = 0.03 + worst.skew / 2
    corners = np.array([(0, 0), (1, 0), (1, 1), (0, 1)], np.float64)
    seen = corners + rng.uniform(-worst.skew, worst.skew, (4, 2)) - 0.5
    angle = np.deg2rad(worst.tilt_deg * rng.uniform(-1, 1))
    turn = np.array([[np.cos(angle), -np.sin(angle)], [np.sin(angle), np.cos(angle)]])
    seen = (seen * (width, height)) @ turn.T
    span = np.ptp(seen, axis=0) * (1 + 2 * margin)
    offset = span / 2 - (seen.max(axis=0) + seen.min(axis=0)) / 2
    size = (round(span[0]), round(span[1]))
    source = (corners * (width, height)).astype(np.float32)
    view = cv2.getPerspectiveTransform(source, (seen + offset).astype(np.float32))
    table = _table(size, rng)
    cv2.warpPerspective(page, view, size, dst=table, borderMode=cv2.BORDER_TRANSPARENT)
    return table


def _table(size: tuple[int, int], rng: Generator) -> Image:
    """Return a table top with some grain and a few things lying about."""
    grain = rng.normal(0, 12, (1, 40, 1)) + rng.uniform(30, 170, 3)
    row = cv2.resize(np.clip(grain, 0, 255).astype(np.uint8), (size[0], 1))
    table = np.repeat(row, size[1], axis=0)
    for _ in range(rng.integers(0, 4)):
        at = (int(rng.integers(size[0])), int(rng.integers(size[1])))
        reach = int(rng.integers(20, 90))
        cv2.circle(table, at, reach, rng.uniform(0, 255, 3).tolist(), cv2.FILLED)
    return table.astype(np.uint8, copy=False)


def _lit(picture: Image, worst: Conditions, rng: Generator) -> Image:
    """Cast a soft shadow from one side and a colour over all."""
    rows, columns = (np.linspace(-1, 1, count) for count in LIGHT_GRID)
    direction = rng.uniform(0, 2 * np.pi)
    slope = np.cos(direction) * rows[:, None] + np.sin(direction) * columns
    shade = (
        worst.shade
        * rng.uniform(0.2, 1)
        / (1 + np.exp(-4 * (slope + rng.normal(0, 0.4))))
    )
    cast = 1 - worst.cast * rng.uniform(0, 1, 3) * rng.uniform(0, 1)
    light = (1 - shade)[:, :, None] * cast * rng.uniform(0.9, 1)
    coarse = np.clip(light * 255, 0, 255).astype(np.uint8)
    gain = cv2.resize(coarse, picture.shape[1::-1], interpolation=cv2.INTER_LINEAR)
    return np.asarray(cv2.multiply(picture, gain, scale=1 / 255), np.uint8)


def _blurred(picture: Image, sigma: float, rng: Generator) -> Image:
    """Blur a little more in one direction, as a moving hand does."""
    if sigma < 0.3:
        return picture
    across, down = sigma * rng.uniform(0.7, 1.3, 2)
    blurred = cv2.GaussianBlur(picture, (0, 0), sigmaX=across, sigmaY=down)
    return np.asarray(blurred, np.uint8)


def _noisy(picture: Image, sigma: float, rng: Generator) -> Image:
    tile = rng.normal(128, sigma, (TILE, TILE, 3)).clip(0, 255).astype(np.uint8)
    height, width = picture.shape[:2]
    noise = cv2.repeat(tile, -(-height // TILE), -(-width // TILE))[:height, :width]
    return np.asarray(cv2.addWeighted(picture, 1, noise, 1, -128), np.uint8)
