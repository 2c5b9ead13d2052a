"""Hands that write lines: fonts drawn after handwriting, and strokes of our own."""

from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from pathlib import Path

import cv2
import numpy as np
from line_letters import SHAPES
from numpy.random import Generator
from numpy.typing import NDArray
from PIL import Image, ImageDraw, ImageFont

from omah.reading.practice.glyphs import strokes

Ink = NDArray[np.uint8]
"""``(H, W)``: 255 is ink."""
SIZE = 56  # px of a font; a hand scales what it draws
ROOM = 16
UNKNOWN = ("line 8 0 70 98 | line 70 0 8 98", "line 8 0 8 98 | line 60 0 8 56 64 98")
"""Letters that no number has: an X and a K for all of them."""
OWN = ""  # the name of no font
JOINED = {
    "caveat", "cedarville-cursive", "dancing-script", "dawning-of-a-new-day",
    "homemade-apple", "kristi", "la-belle-aurore", "marck-script", "over-the-rainbow",
    "sacramento", "satisfy", "zeyada", "bad-script", "nothing-you-could-do",
}  # fmt: skip


@dataclass(frozen=True)
class Hand:
    """How one person writes on one line; lengths are shares of a capital's height."""

    font: str
    tall: float
    wide: float
    slant: float
    tremble: float
    jitter: float
    gap: float
    space: float
    pen: float
    joined: bool


def new_hand(fonts: list[str], rng: Generator) -> Hand:
    """Return a new hand; every third writes with strokes of our own."""
    font = OWN if rng.random() < 0.33 else str(rng.choice(fonts))
    joined = font in JOINED or rng.random() < 0.25
    return Hand(
        font=font,
        tall=float(rng.choice((rng.uniform(17, 30), rng.uniform(24, 50)))),
        wide=float(np.exp(rng.normal(0.05, 0.2))),
        slant=float(rng.normal(0.08, 0.15)),
        tremble=float(rng.uniform(0, 0.035)),
        jitter=float(rng.uniform(0, 0.06)),
        gap=float(rng.choice((rng.normal(0.02, 0.05), rng.uniform(0.05, 0.35)))),
        space=float(rng.choice((0.08, 0.3, 0.6, 1.2), p=(0.1, 0.35, 0.35, 0.2))),
        pen=float(rng.uniform(2.2, 7.5)),
        joined=joined and font != OWN,
    )


Piece = tuple[Ink, float, list[float]]
"""Ink, the height of its base line, and the middle of each letter along it."""


def write(
    text: str, hand: Hand, fonts: Path, rng: Generator, struck: int | None = None
) -> tuple[Ink, NDArray[np.float64]]:
    """Return a text written by a hand, and where the middle of each letter lies.

    The word that is ``struck`` is crossed out.
    """
    words = text.split()
    pieces = [piece for word in words for piece in write_word(word, hand, fonts, rng)]
    ends = np.cumsum([len(word) if not hand.joined else 1 for word in words])
    wide = 0
    placed: list[tuple[int, Ink, float]] = []
    middle: list[float] = []
    for k, piece in enumerate(pieces):
        ink, foot, middles = piece
        placed.append((wide, ink, foot))
        middle += [wide + ROOM + at for at in middles]
        step = hand.gap + abs(rng.normal(0, 0.03)) if not hand.joined else 0
        if k + 1 in ends:
            step += hand.space * rng.uniform(0.6, 1.5)
        wide += max(3, round(ink.shape[1] + step * hand.tall))
    tall = int(2.6 * hand.tall) + 2 * ROOM
    paper = np.zeros((tall, wide + 2 * ROOM), np.uint8)
    base = int(1.7 * hand.tall) + ROOM
    if struck is not None:
        first = 0 if struck == 0 else int(ends[struck - 1])
        left, right = placed[first][0], placed[int(ends[struck]) - 1]
        ends_at = left + ROOM, right[0] + right[1].shape[1] + ROOM
        strike(paper, ends_at, base, hand, rng)
    drift = rng.normal(0, 0.02)
    for x, ink, foot in placed:
        y = round(base - foot + drift * x + rng.normal(0, hand.jitter) * hand.tall)
        y = max(0, min(y, tall - ink.shape[0]))
        room = paper[y : y + ink.shape[0], x + ROOM : x + ROOM + ink.shape[1]]
        np.maximum(room, ink[: room.shape[0], : room.shape[1]], out=room)
    lean = hand.slant * (base - 0.4 * hand.tall - tall / 2)
    bent, reach = bend(paper, hand, rng)
    return bent, np.array(middle) - lean + reach


def strike(
    paper: Ink, reach: tuple[int, int], base: int, hand: Hand, rng: Generator
) -> None:
    """Cross out what will stand between two places, with one line or several."""
    pen = max(2, round(hand.pen))
    for _ in range(rng.choice((1, 1, 2, 4))):
        low, high = base - hand.tall * rng.uniform(0.1, 0.8, 2)
        left, right = reach + rng.normal(0, 4, 2)
        ends = (round(left), round(low)), (round(right), round((low + high) / 2))
        cv2.line(paper, *ends, 255, pen, cv2.LINE_AA)


def write_word(word: str, hand: Hand, fonts: Path, rng: Generator) -> list[Piece]:
    """Return a word's pieces: letters, or all of it where they are joined."""
    if hand.font == OWN:
        return [by_strokes(letter, hand, rng) for letter in word]
    parts = [word] if hand.joined else list(word)
    return [by_font(part, hand, fonts) for part in parts]


@cache
def load_font(path: str) -> tuple[ImageFont.FreeTypeFont, float]:
    font = ImageFont.truetype(path, SIZE)
    top, bottom = font.getbbox("H", anchor="ls")[1::2]
    return font, float(bottom - top)


def by_font(part: str, hand: Hand, fonts: Path) -> Piece:
    font, capital = load_font(str(fonts / f"{hand.font}.ttf"))
    left, top, right, bottom = font.getbbox(part, anchor="ls")
    high, wide = max(1, bottom - top), max(1, right - left)
    picture = Image.new("L", (int(wide) + 2, int(high) + 2))
    ImageDraw.Draw(picture).text((1 - left, 1 - top), part, 255, font, anchor="ls")
    scale = hand.tall / capital
    size = max(2, round(wide * scale * hand.wide)), max(2, round(high * scale))
    ink = cv2.resize(np.asarray(picture), size, interpolation=cv2.INTER_AREA)
    ends = [font.getlength(part[:k]) - left for k in range(len(part) + 1)]
    middles = [(a + b) / 2 * size[0] / wide for a, b in pairwise(ends)]
    return ink, -top * scale, middles if len(part) > 1 else [size[0] / 2]


def by_strokes(letter: str, hand: Hand, rng: Generator) -> Piece:
    """Draw a letter after a shape of ours: 100 is a capital's height."""
    shapes = SHAPES.get(letter, UNKNOWN)
    lines = [s.copy() for s in strokes(shapes[rng.integers(len(shapes))])]
    pen = max(2, round(hand.pen * 0.8))
    high, wide = hand.tall, hand.tall * 0.72 * hand.wide
    for line in lines:
        knots = rng.normal(0, 0.02 + hand.tremble, (max(2, len(line) // 4), 2))
        at = np.linspace(0, len(knots) - 1, len(line))
        line += np.stack([np.interp(at, np.arange(len(knots)), c) for c in knots.T], 1)
    low = min(line[:, 0].min() for line in lines)
    right = max(line[:, 0].max() for line in lines)
    above = min(line[:, 1].min() for line in lines)
    below = max(line[:, 1].max() for line in lines)
    size = (
        max(3, int((below - above) * high) + 2 * pen + 2),
        max(3, int((right - low) * wide) + 2 * pen),
    )
    ink = np.zeros(size, np.uint8)
    for line in lines:
        points = (line - (low, above)) * (wide, high) + pen
        fixed = np.round(points * 8).astype(np.int32).reshape(-1, 1, 2)
        cv2.polylines(ink, [fixed], False, 255, pen, cv2.LINE_AA, 3)  # noqa: FBT003
    return ink, (1.0 - above) * high + pen, [size[1] / 2]


def bend(paper: Ink, hand: Hand, rng: Generator) -> tuple[Ink, int]:
    """Return the writing slanted and trembling, and by how much it is wider left."""
    high, wide = paper.shape
    reach = int(abs(hand.slant) * high) + 2
    y, x = np.mgrid[0:high, 0 : wide + 2 * reach].astype(np.float32)
    x += hand.slant * (y - high / 2) - reach
    knots = (max(2, high // 14), max(2, wide // 14))
    strength = 45 * hand.tremble
    for axis in (x, y):
        noise = rng.normal(0, strength, knots).astype(np.float32)
        axis += cv2.resize(noise, axis.shape[::-1], interpolation=cv2.INTER_CUBIC)
    bent = cv2.remap(paper, x, y, cv2.INTER_LINEAR, borderValue=0)
    return repen(bent, hand, rng), reach


def repen(ink: Ink, hand: Hand, rng: Generator) -> Ink:
    """Return the ink with strokes thinned or thickened."""
    if hand.font == OWN:
        return ink
    stroke = 2 * float(cv2.distanceTransform((ink > 127).astype(np.uint8), 2, 3).max())
    change = hand.pen - stroke
    sigma = rng.uniform(0.7, 1.2)
    if change > 1:
        side = min(5, round(change) + 1)
        shape = cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (side, side))
        ink = cv2.dilate(ink, shape)
    soft = cv2.GaussianBlur(ink, (0, 0), sigma).astype(np.float32)
    edge = 128 if change >= -1 else min(128 + 12 * -change, 165)
    sharp = np.clip((soft - edge) * 4 + 128, 0, 255).astype(np.uint8)
    return sharp if 3 * np.sum(sharp > 127) > np.sum(ink > 127) else ink
