"""Pictures that people send by mistake: drawn, each anew from its seed, in grey."""

from collections.abc import Callable

import cv2
import numpy as np
from numpy.random import Generator
from numpy.typing import NDArray

Grey = NDArray[np.uint8]


def desk(rng: Generator) -> Grey:
    """Return a chequered table cloth, ``(H, W) uint8``."""
    y, x = np.mgrid[0:900, 0:1200]
    wide, high = rng.uniform(40, 80, 2)
    cloth = 120 + 90 * np.sign(np.sin(x / wide) * np.cos(y / high))
    return np.asarray(cloth, np.uint8)


def letter(rng: Generator) -> Grey:
    """Return a page of a letter, ``(H, W) uint8``."""
    page = np.full((1600, 1130), 238, np.uint8)
    for y in range(90, 1500, int(rng.integers(32, 52))):
        words = "berita acara rapat " * int(rng.integers(1, 3))
        cv2.putText(page, words, (70, y), 0, 0.8, (40,), 2)
    return page


def flowers(rng: Generator) -> Grey:
    """Return a bed of flowers, ``(H, W) uint8``."""
    bed = rng.normal(110, 8, (1600, 1200)).clip(0, 255).astype(np.uint8)
    for _ in range(140):
        x, y, size = (int(v) for v in rng.integers((0, 0, 20), (1200, 1600, 70)))
        shade = int(rng.integers(60, 250))
        cv2.ellipse(bed, (x, y), (size, size * 3 // 2), 10, 0, 360, (shade,), -1)
        cv2.line(bed, (x, y), (x + 20 - size, y + 300), (70,), 8)
    return bed


def screenshot(rng: Generator) -> Grey:
    """Return a telephone's screen with messages, ``(H, W) uint8``."""
    screen = np.full((1920, 1080), 250, np.uint8)
    screen[:200], screen[1820:] = 90, 40
    for y in range(260, 1800, int(rng.integers(140, 220))):
        cv2.rectangle(screen, (40, y), (1040, y + 120), (200,), 2)
        cv2.putText(screen, "Pesan baru", (70, y + 60), 0, 1, (40,), 2)
    return screen


def wall(rng: Generator) -> Grey:
    """Return a wall, evenly lit, ``(H, W) uint8``."""
    light = rng.normal(rng.uniform(120, 235), 3, (900, 700))
    return light.clip(0, 255).astype(np.uint8)


def spreadsheet(rng: Generator) -> Grey:
    """Return a printed table that is no form of ours, ``(H, W) uint8``."""
    page = np.full((1600, 1130), 240, np.uint8)
    for at in np.linspace(60, 1070, int(rng.integers(5, 10))).astype(int):
        cv2.line(page, (int(at), 80), (int(at), 1520), (30,), 2)
    for at in range(80, 1521, int(rng.integers(45, 80))):
        cv2.line(page, (60, at), (1070, at), (30,), 2)
    return page


OTHERS: dict[str, Callable[[Generator], Grey]] = {
    "a desk": desk,
    "a letter": letter,
    "flowers": flowers,
    "a screenshot": screenshot,
    "a wall": wall,
}
"""Nobody can take these for a form; a spreadsheet looks much like a part of one."""
