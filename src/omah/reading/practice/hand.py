"""One person's handwriting: chosen shapes, slant, pen, and how it trembles."""

from collections.abc import Mapping
from dataclasses import dataclass

import cv2
import numpy as np
from numpy.random import Generator
from numpy.typing import NDArray

from omah.core.count.figures import Mark
from omah.reading.practice.glyphs import CAPITALS, FREE, SEGMENT, Stroke, strokes

Image = NDArray[np.uint8]
Box = tuple[float, float, float, float]
"""Left, top, width, height in pixels."""

SUBPIXEL = 4  # bits after the point that OpenCV draws with
INKS = (
    (34, 30, 32),  # black ballpoint
    (120, 52, 28),  # blue ballpoint
    (168, 74, 30),  # blue marker, as the guideline asks for
    (96, 40, 44),  # dark blue
    (84, 84, 88),  # pencil
)
"""Blue, green, red of the pens at hand."""


@dataclass(frozen=True, slots=True)
class Hand:
    """How one person writes.

    Attributes
    ----------
    shapes
        Mark to the text of the shape this person writes freely.
    follows_guide
        Whether printed segments are followed where there are any.
    ink
        Blue, green, red of the pen, 0 to 255.
    pen
        Width of the pen as a share of a digit box's height.
    slant, size, tremble
        Shear to the right; share of the box that a digit fills; standard
        deviation of a knot, as a share of the digit.
    """

    shapes: Mapping[str, str]
    follows_guide: bool
    ink: tuple[int, int, int]
    pen: float
    slant: float
    size: float
    tremble: float


def new_hand(rng: Generator) -> Hand:
    """Return a new person's handwriting."""
    return Hand(
        shapes={mark: texts[rng.integers(len(texts))] for mark, texts in FREE.items()},
        follows_guide=bool(rng.random() < 0.5),
        ink=INKS[rng.integers(len(INKS))],
        pen=float(rng.uniform(0.04, 0.09)),
        slant=float(rng.normal(0.08, 0.12)),
        size=float(rng.uniform(0.62, 0.84)),
        tremble=float(rng.uniform(0.01, 0.035)),
    )


def draw_digit(mark: Mark, rng: Generator, size: int) -> Image:
    """Return one mark in a new hand, dark on white.

    Parameters
    ----------
    mark
        Digit, X, dash or blank.
    size
        Side of the picture in pixels; the mark fills most of it.

    Returns
    -------
    Picture, ``(size, size) uint8``.

    Examples
    --------
    >>> draw_digit(Mark.D7, np.random.default_rng(1), 28).shape
    (28, 28)
    """
    paper = np.full((size, size, 3), 255, np.uint8)
    hand = new_hand(rng)
    write_mark(paper, (0, 0, size, size), mark, hand, rng, guided=False)
    return np.asarray(cv2.cvtColor(paper, cv2.COLOR_BGR2GRAY), np.uint8)


def write_mark(
    paper: Image, box: Box, mark: Mark, hand: Hand, rng: Generator, *, guided: bool
) -> None:
    """Write a mark into a box of the paper, in place; blank writes nothing."""
    if mark.value not in FREE:
        return
    x, y, w, h = box
    follows = guided and hand.follows_guide and mark is not Mark.X
    if follows:
        # The printed guide is 9 x 14 mm in a box of 20 x 20 mm.
        scale = np.array([0.45 * w, 0.70 * h])
        middle = np.array([x + w / 2, y + h / 2]) + rng.normal(0, 0.02 * h, 2)
        shape, slant = SEGMENT[mark.value][0], 0.0
    else:
        height = min(h, 1.35 * w) * hand.size * rng.uniform(0.88, 1.08)
        scale = np.array([height * rng.uniform(0.52, 0.74), height])
        middle = np.array([x + w / 2, y + h / 2]) + rng.normal(0, 0.045, 2) * (w, h)
        shape, slant = hand.shapes[mark.value], hand.slant
    for stroke in strokes(shape):
        draw_stroke(paper, _placed(stroke, scale, middle, slant, hand, rng), h, hand)


def write_letter(
    paper: Image,
    middle: tuple[float, float],
    height: float,
    letter: str,
    hand: Hand,
    rng: Generator,
) -> None:
    """Write a capital letter in place; what has no shape leaves a gap."""
    scale = np.array([0.62 * height, height])
    at = np.array(middle) + rng.normal(0, 0.04, 2) * height
    for stroke in strokes(CAPITALS[letter]) if letter in CAPITALS else ():
        placed = _placed(stroke, scale, at, hand.slant, hand, rng)
        draw_stroke(paper, placed, 1.2 * height, hand)


def _placed(
    stroke: Stroke,
    scale: NDArray[np.float64],
    middle: NDArray[np.float64],
    slant: float,
    hand: Hand,
    rng: Generator,
) -> NDArray[np.float64]:
    points = stroke - 0.5 + _tremble(len(stroke), hand.tremble, rng)
    points[:, 0] -= slant * points[:, 1]
    return np.asarray(points * scale + middle)


def _tremble(length: int, deviation: float, rng: Generator) -> NDArray[np.float64]:
    """Return offsets that drift along the stroke, as a hand does."""
    steps = max(2, length // 4)
    coarse = rng.normal(0, deviation, (steps, 2))
    at = np.linspace(0, steps - 1, length)
    return np.stack([np.interp(at, np.arange(steps), c) for c in coarse.T], axis=1)


def draw_stroke(
    paper: Image, points: NDArray[np.float64], box_height: float, hand: Hand
) -> None:
    """Draw a stroke with this person's pen, in place; points in pixels."""
    fixed = np.round(points * (1 << SUBPIXEL)).astype(np.int32).reshape(-1, 1, 2)
    width = max(1, round(hand.pen * box_height))
    cv2.polylines(
        paper,
        [fixed],
        isClosed=False,
        color=hand.ink,
        thickness=width,
        lineType=cv2.LINE_AA,
        shift=SUBPIXEL,
    )
