"""Generated handwriting: strokes of digits, X, dash and doubts in drawn boxes."""

from itertools import pairwise

import cv2
import numpy as np
from digit_glyphs import FREE, SEGMENT, SEGMENTS
from numpy.random import Generator
from numpy.typing import NDArray

Image = NDArray[np.uint8]
Points = NDArray[np.float64]


def draw_ink(mark: str, side: int, rng: Generator) -> NDArray[np.float32]:
    """Return one handwritten mark as ink cover, ``(side, side)`` from 0 to 1."""
    segment = bool(SEGMENT[mark]) and rng.random() < 0.25
    strokes = _segment_glyph(mark, rng) if segment else _free_glyph(mark, rng)
    place = _placing(mark, segment, rng)
    zoom = 3
    canvas = np.zeros((side * zoom, side * zoom), np.uint8)
    width = side * zoom * rng.uniform(0.018, 0.085)
    for stroke in strokes:
        path = (_tremble(stroke, rng) - 0.5) @ place[:, :2].T + place[:, 2]
        _pen(canvas, path * side * zoom, width, rng)
    small = cv2.resize(canvas, (side, side), interpolation=cv2.INTER_AREA)
    return small.astype(np.float32) / 255


DOUBTS = ("/", "&", "?")
"""Struck out, overwritten, unreadable."""


def draw_doubt(kind: str, side: int, rng: Generator) -> NDArray[np.float32]:
    """Return ink that is no mark, as cover, ``(side, side)`` from 0 to 1."""
    if kind == "&":
        return _overwritten(side, rng)
    return _struck(side, rng) if kind == "/" else _spoilt(side, rng)


def _overwritten(side: int, rng: Generator) -> NDArray[np.float32]:
    """Return two marks over each other."""
    first, second = rng.choice(list("0123456789X"), 2, replace=False)
    under = draw_ink(str(first), side, rng) * rng.uniform(0.6, 1.0)
    return np.maximum(under, draw_ink(str(second), side, rng))


def _struck(side: int, rng: Generator) -> NDArray[np.float32]:
    """Return a mark, or nothing, under strokes that leave the box on both sides."""
    under = np.zeros((side, side), np.float32)
    slope = (0.5, 1.4)
    if rng.random() < 0.6:
        under = draw_ink(str(rng.choice(list("0123456789X"))), side, rng)
        slope = (0.1, 1.2)
    canvas = np.zeros((side * 3, side * 3), np.uint8)
    lean = rng.choice([-1, 1]) * rng.uniform(*slope)
    for _ in range(int(rng.choice([1, 2, 3], p=[0.6, 0.3, 0.1]))):
        path = _dense(np.array([[-1.0, -lean], [1.0, lean]]))
        path = _tremble(path, rng) + rng.normal(0.5, 0.15, 2)
        _pen(canvas, path * side * 3, side * 3 * rng.uniform(0.03, 0.09), rng)
    return np.maximum(under, _reduced(canvas, side))


def _spoilt(side: int, rng: Generator) -> NDArray[np.float32]:
    """Return a blot, or a digit of which too little is left."""
    if rng.random() < 0.4:
        ink = draw_ink(str(rng.choice(list("0234568"))), side, rng)
        lost = rng.uniform(0.55, 0.75)
        keep = slice(0, int(side * (1 - lost))), slice(int(side * lost), side)
        kept = np.zeros_like(ink)
        rows = keep[int(rng.integers(2))]
        kept[rows] = ink[rows]
        return cv2.GaussianBlur(kept, (0, 0), side * rng.uniform(0.01, 0.05))
    canvas = np.zeros((side * 3, side * 3), np.uint8)
    path = _smooth(rng.uniform(0.15, 0.85, (int(rng.integers(7, 16)), 2)))
    _pen(canvas, path * side * 3, side * 3 * rng.uniform(0.03, 0.12), rng)
    return _reduced(canvas, side)


def _reduced(canvas: Image, side: int) -> NDArray[np.float32]:
    small = cv2.resize(canvas, (side, side), interpolation=cv2.INTER_AREA)
    return small.astype(np.float32) / 255


def _free_glyph(mark: str, rng: Generator) -> list[Points]:
    wobble = rng.uniform(0.01, 0.06)
    return [
        (_smooth if text[0] == "~" else _dense)(
            knots + rng.normal(0, wobble, knots.shape)
        )
        for text in str(rng.choice(FREE[mark])).split(";")
        for knots in [_knots(text)]
    ]


def _segment_glyph(mark: str, rng: Generator) -> list[Points]:
    """Return straight strokes along a guide, joined with a little overshoot."""
    chosen = str(rng.choice(SEGMENT[mark]))
    wobble = rng.uniform(0.0, 0.035)
    strokes = [_knots(SEGMENTS[name]) for name in chosen]
    if mark == "1" and chosen != "m":
        shift = rng.choice([0.0, 0.5]) * (1 if chosen == "fe" else -1)
        strokes = [s + np.array([shift, 0.0]) for s in strokes]
    corner = {}
    for stroke in strokes:
        for point in (stroke[0], stroke[-1]):
            corner.setdefault(tuple(point), rng.normal(0, wobble, 2))
        for end in (0, -1):
            stroke[end] += corner[tuple(stroke[end])] + rng.normal(0, wobble / 2, 2)
    return [_dense(stroke) for stroke in strokes]


def _knots(text: str) -> Points:
    return np.array([[float(v) for v in xy.split(",")] for xy in text[1:].split()])


def _dense(knots: Points) -> Points:
    steps = np.linspace(0, 1, 9)[:, None]
    legs = [a + (b - a) * steps for a, b in pairwise(knots)]
    return np.concatenate(legs)


def _smooth(knots: Points) -> Points:
    """Return the Catmull-Rom curve through the knots."""
    p = np.vstack([2 * knots[0] - knots[1], knots, 2 * knots[-1] - knots[-2]])
    t = np.linspace(0, 1, 9)[:, None]
    legs = []
    for a, b, c, d in zip(p, p[1:], p[2:], p[3:], strict=False):
        cubic = (3 * b - a - 3 * c + d) * t**3 + (2 * a - 5 * b + 4 * c - d) * t**2
        legs.append((2 * b + (c - a) * t + cubic) / 2)
    return np.concatenate(legs)


def _tremble(path: Points, rng: Generator) -> Points:
    noise = rng.normal(0, 1, path.shape)
    slow = cv2.GaussianBlur(noise, (1, 0), sigmaX=0.1, sigmaY=5.0)
    return path + slow * rng.uniform(0.0, 0.04)


def _placing(mark: str, segment: bool, rng: Generator) -> Points:  # noqa: FBT001 - a fact about the glyph
    """Return the 2 x 3 map from the glyph's middle to the unit cell."""
    tall = rng.uniform(0.5, 0.8) if segment else rng.uniform(0.35, 0.9)
    wide = tall * (rng.uniform(0.45, 0.75) if segment else rng.uniform(0.4, 0.95))
    size = rng.random()
    if mark == "X" and size < 0.6:
        tall, wide = rng.uniform(*((0.75, 1.05) if size < 0.3 else (0.22, 0.5)), 2)
    if mark == "-":
        wide = rng.uniform(0.25, 0.85)
    lean = rng.normal(0.0, 0.05 if segment else 0.16)
    turn = rng.normal(0.0, 0.04 if segment else 0.1)
    cos, sin = np.cos(turn), np.sin(turn)
    linear = np.array([[cos, -sin], [sin, cos]]) @ np.array([[1, -lean], [0, 1]])
    room = max(0.03, (1 - tall) / 3.5)
    middle = 0.5 + rng.normal(0, room, 2).clip(-0.22, 0.22)
    return np.column_stack([linear @ np.diag([wide, tall]), middle])


def _pen(canvas: Image, path: Points, width: float, rng: Generator) -> None:
    """Draw a path with a pen whose pressure drifts."""
    press = 1 + 0.25 * np.sin(np.linspace(0, rng.uniform(1, 6), len(path)))
    fixed = np.round(path * 8).astype(np.int32)
    for at in range(0, len(fixed) - 1, 6):
        thick = max(1, round(width * float(press[at])))
        part = [fixed[at : at + 7]]
        cv2.polylines(canvas, part, isClosed=False, color=255, thickness=thick,
                      lineType=cv2.LINE_AA, shift=3)  # fmt: skip
