"""Generated tally boxes and letter boxes, as people fill them, to train on."""

from collections.abc import Callable

import cv2
import numpy as np
from numpy.random import Generator
from numpy.typing import NDArray

from omah.reading.practice.glyphs import CAPITALS, strokes
from omah.reading.witness_cells import LETTERS, SIDE, TALLIES, darkness

Image = NDArray[np.uint8]
DRAWN = 56  # px of a drawn cell; it shrinks to SIDE
FONTS = (
    cv2.FONT_HERSHEY_SIMPLEX,
    cv2.FONT_HERSHEY_PLAIN,
    cv2.FONT_HERSHEY_DUPLEX,
    cv2.FONT_HERSHEY_COMPLEX,
    cv2.FONT_HERSHEY_TRIPLEX,
    cv2.FONT_HERSHEY_SCRIPT_SIMPLEX,
)
SUBPIXEL = 3


def tally_cells(count: int, rng: Generator) -> tuple[Image, NDArray[np.int64]]:
    """Return ``(N, SIDE, SIDE)`` boxes and the index of each in ``TALLIES``."""
    return cells(count, len(TALLIES), draw_tally, rng)


def letter_cells(count: int, rng: Generator) -> tuple[Image, NDArray[np.int64]]:
    """Return ``(N, SIDE, SIDE)`` boxes and the index of each in ``LETTERS``."""
    return cells(count, len(LETTERS), draw_letter, rng)


def cells(
    count: int,
    classes: int,
    draw: Callable[[Image, int, int, Generator], None],
    rng: Generator,
) -> tuple[Image, NDArray[np.int64]]:
    kinds = rng.integers(classes, size=count)
    made = [cell(int(kind), draw, rng) for kind in kinds]
    return np.stack(made), kinds


def cell(
    kind: int, draw: Callable[[Image, int, int, Generator], None], rng: Generator
) -> Image:
    """Return one box with its print, its writing, and what a camera does to it."""
    paper = np.full((2 * DRAWN, 2 * DRAWN), 255, np.uint8)
    print_box(paper, rng)
    shade = int(rng.integers(15, 110))
    draw(paper, kind, shade, rng)
    for _ in range(rng.integers(0, 3)):
        intrude(paper, shade, rng)
    return seen(paper, rng)


def print_box(paper: Image, rng: Generator) -> None:
    """Draw the printed box and its faint guide."""
    shade = int(rng.choice((60, 120, 170, 200)))
    width = int(rng.integers(1, 4))
    low, high = DRAWN // 2, DRAWN * 3 // 2
    if rng.random() < 0.9:
        cv2.rectangle(paper, (low, low), (high, high), shade, width)
    guide = int(rng.integers(185, 245))
    if rng.random() < 0.5:
        for x in np.linspace(low + 9, high - 9, rng.integers(3, 6)):
            for y in np.linspace(low + 8, high - 8, 9):
                cv2.circle(paper, (int(x), int(y)), 1, guide, -1)


def draw_tally(paper: Image, kind: int, shade: int, rng: Generator) -> None:
    """Draw 0 to 5 strokes, or what crosses an unused box."""
    pen = int(rng.integers(2, 7))
    if TALLIES[kind] == "X":
        void(paper, shade, pen, rng)
        return
    votes = int(TALLIES[kind])
    upright = min(votes, 4)
    pitch = rng.uniform(0.12, 0.19)
    left = rng.uniform(0.1, 0.95 - pitch * 3.4)
    lean = rng.normal(0.0, 0.08)
    top, bottom = rng.uniform(0.08, 0.25), rng.uniform(0.72, 0.95)
    for i in range(upright):
        x = left + pitch * (i + rng.normal(0, 0.12))
        ends = [(x + lean, top), (x, bottom)]
        line(paper, ends, shade, pen, rng)
    if votes == len(TALLIES) - 2:
        across(paper, (left, left + 3 * pitch), (top, bottom), shade, pen, rng)


def across(
    paper: Image,
    reach: tuple[float, float],
    height: tuple[float, float],
    shade: int,
    pen: int,
    rng: Generator,
) -> None:
    """Draw the fifth vote: a slash or a bar over the four."""
    out = rng.uniform(0.02, 0.12)
    x0, x1 = reach[0] - out, reach[1] + out
    middle, tall = sum(height) / 2, height[1] - height[0]
    tilt = rng.choice((0.0, 0.3, 0.45, -0.3), p=(0.3, 0.3, 0.25, 0.15)) * tall
    y = middle + rng.normal(0, 0.06)
    line(paper, [(x0, y + tilt), (x1, y - tilt)], shade, pen, rng)


def void(paper: Image, shade: int, pen: int, rng: Generator) -> None:
    """Draw a cross in the box, or a long line that passes through it."""
    if rng.random() < 0.5:
        a, b = rng.uniform(0.05, 0.3, 2), rng.uniform(0.7, 0.95, 2)
        line(paper, [(a[0], a[1]), (b[0], b[1])], shade, pen, rng)
        line(paper, [(b[0], a[1]), (a[0], b[1])], shade, pen, rng)
        return
    slope = rng.normal(0, 0.35)
    y = rng.uniform(0.1, 0.9)
    line(paper, [(-0.5, y - slope), (1.5, y + slope)], shade, pen, rng)


def draw_letter(paper: Image, kind: int, shade: int, rng: Generator) -> None:
    """Draw a capital by hand or after a font; nothing for blank, a cross for X."""
    letter = LETTERS[kind]
    pen = int(rng.integers(2, 7))
    if letter == " ":
        return
    if letter == "#":
        void(paper, shade, pen, rng)
    elif rng.random() < 0.6:
        by_hand(paper, letter, shade, pen, rng)
    else:
        by_font(paper, letter, shade, pen, rng)


def by_hand(paper: Image, letter: str, shade: int, pen: int, rng: Generator) -> None:
    size = rng.uniform(0.5, 0.85)
    wide = size * rng.uniform(0.5, 0.95)
    middle = 0.5 + rng.normal(0, 0.06, 2)
    lean = rng.normal(0.05, 0.15)
    for stroke in strokes(CAPITALS[letter]):
        points = stroke - 0.5 + drift(len(stroke), rng)
        x = middle[0] + wide * (points[:, 0] - lean * points[:, 1])
        y = middle[1] + size * points[:, 1]
        line(paper, list(zip(x, y, strict=True)), shade, pen, rng)


def by_font(paper: Image, letter: str, shade: int, pen: int, rng: Generator) -> None:
    font = int(rng.choice(FONTS))
    (width, height), _ = cv2.getTextSize(letter, font, 1, 1)
    scale = rng.uniform(0.5, 0.8) * DRAWN / height
    at = (
        round(DRAWN - scale * width / 2 + rng.normal(0, 3)),
        round(DRAWN + scale * height / 2 + rng.normal(0, 3)),
    )
    cv2.putText(paper, letter, at, font, scale, shade, pen, cv2.LINE_AA)


def drift(length: int, rng: Generator) -> NDArray[np.float64]:
    knots = max(2, length // 4)
    coarse = rng.normal(0, rng.uniform(0.01, 0.05), (knots, 2))
    at = np.linspace(0, knots - 1, length)
    return np.stack([np.interp(at, np.arange(knots), c) for c in coarse.T], axis=1)


def line(
    paper: Image,
    ends: list[tuple[float, float]],
    shade: int,
    pen: int,
    rng: Generator,
) -> None:
    """Draw through points in units of the box, trembling a little."""
    points = (np.array(ends) + rng.normal(0, 0.012, (len(ends), 2)) + 0.5) * DRAWN
    fixed = np.round(points * (1 << SUBPIXEL)).astype(np.int32).reshape(-1, 1, 2)
    cv2.polylines(
        paper, [fixed], isClosed=False, color=shade, thickness=pen,
        lineType=cv2.LINE_AA, shift=SUBPIXEL,
    )  # fmt: skip


def intrude(paper: Image, shade: int, rng: Generator) -> None:
    """Let a stroke of a neighbour reach over an edge of the box."""
    inwards = rng.uniform(0.0, 0.12)
    a, b = rng.uniform(-0.3, 1.3, 2)
    edge = {
        0: [(inwards, a), (-0.4, b)],
        1: [(1 - inwards, a), (1.4, b)],
        2: [(a, inwards), (b, -0.4)],
        3: [(a, 1 - inwards), (b, 1.4)],
    }[int(rng.integers(4))]
    line(paper, edge, shade, int(rng.integers(2, 6)), rng)


def seen(paper: Image, rng: Generator) -> Image:
    """Return the box as a camera sees it, cut a little beside its lines."""
    angle, scale = rng.normal(0, 3), rng.uniform(0.92, 1.1)
    turn = cv2.getRotationMatrix2D((DRAWN, DRAWN), angle, scale)
    turn[:, 2] += rng.normal(0, 2.2, 2)
    turned = cv2.warpAffine(paper, turn, (2 * DRAWN, 2 * DRAWN), borderValue=255)
    small_side = int(rng.integers(14, 40))
    low, high = DRAWN // 2, DRAWN * 3 // 2
    crop = turned[low:high, low:high]
    small = cv2.resize(crop, (small_side, small_side), interpolation=cv2.INTER_AREA)
    if rng.random() < 0.6:
        small = cv2.GaussianBlur(small, (0, 0), rng.uniform(0.3, 1.1))
    light = rng.uniform(0.45, 1.0)
    ramp = np.linspace(1, rng.uniform(0.85, 1.15), small_side)
    ramp = ramp if rng.random() < 0.5 else ramp[:, None]
    noisy = small * light * ramp + rng.normal(0, rng.uniform(0, 7), small.shape)
    grey = np.clip(noisy, 0, 255).astype(np.uint8)
    back = cv2.resize(grey, (SIDE, SIDE), interpolation=cv2.INTER_LINEAR)
    ink = darkness(back).astype(float)
    strongest = rng.uniform(110, 215)
    return np.clip(ink * 255 / strongest, 0, 255).astype(np.uint8)
