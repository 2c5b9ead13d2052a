"""Generated handwriting: strokes of digits, X and dash in drawn boxes.

A glyph is a list of strokes in the unit square, y down. A leading ``~`` style
is smooth (Catmull-Rom), ``-`` is straight, as in following a printed guide.
"""

from itertools import pairwise

import cv2
import numpy as np
from numpy.random import Generator
from numpy.typing import NDArray

Image = NDArray[np.uint8]
Points = NDArray[np.float64]

FREE = {
    "0": (
        "~.5,0 .12,.3 .1,.7 .5,1 .88,.7 .88,.3 .52,.01 .4,.03",
        "~.6,.02 .15,.2 .08,.65 .4,1 .85,.8 .9,.3 .6,.02",
        "~.4,0 .05,.45 .3,.95 .8,.85 .95,.35 .5,0 .25,.12",
        "~.5,0 .2,.6 .25,.95 .55,1 .85,.8 .7,.4 .5,0",
        "~.5,0 .12,.3 .1,.7 .5,1 .88,.7 .88,.3 .52,.01;-.85,.1 .15,.92",
    ),
    "1": (
        "-.5,0 .5,1",
        "-.25,.25 .55,0 .55,1",
        "~.3,.2 .5,.05 .52,.5 .5,1",
        "-.25,.22 .5,0 .5,1;-.2,1 .8,1",
        "-.4,0 .6,1",
        "-.62,0 .4,1",
        "-.1,.4 .6,0 .6,1",
    ),
    "2": (
        "~.1,.25 .3,.02 .75,.06 .8,.35 .45,.7 .08,.98;-.08,.98 .92,.95",
        "~.1,.2 .5,0 .85,.25 .5,.65 .1,.9 .25,.8 .6,.95 .95,.9",
        "-.1,.05 .85,.05 .1,.97 .9,.97",
        "~.08,.3 .25,.03 .7,.03 .85,.3 .5,.65 .15,.85 .05,1 .3,.9 .9,1",
        "~.05,.12 .6,.0 .9,.2 .6,.6 .05,1;~.05,1 .5,.93 .95,1",
        "~.1,.2 .45,.0 .8,.2 .55,.65 .2,.95 .05,.82 .25,.75 .6,.95 .95,.85",
        "~.15,.3 .2,.05 .6,.0 .75,.25 .4,.75 .1,.95 .0,.85 .2,.78 .5,1 1,.8",
        "~.05,.25 .15,.05 .5,.02 .6,.25 .3,.7 .0,.85 .2,.65 .5,.85 1,.7",
        "~.55,.35 .3,.32 .28,.1 .6,.0 .8,.2 .62,.55 .35,.85 .05,1;-.05,1 1,.93",
        "~.5,.42 .25,.3 .4,.05 .75,.05 .8,.3 .5,.8 .05,1 .3,.93 1,.97",
        "~.6,.3 .35,.38 .2,.2 .45,.0 .8,.1 .75,.45 .1,.95 .5,.9 1,.8",
    ),
    "3": (
        "~.1,.12 .5,0 .85,.2 .45,.46;~.45,.46 .9,.7 .55,1 .08,.9",
        "-.1,.02 .85,.02 .42,.4;~.42,.4 .9,.62 .75,.95 .1,.95",
        "~.1,.05 .6,.0 .8,.25 .4,.45 .3,.47 .85,.6 .75,.95 .05,.98",
        "~.1,.1 .8,.0 .75,.35 .35,.5;~.35,.5 .95,.55 .8,1 .3,1 .02,.8",
    ),
    "4": (
        "-.25,0 .1,.6 .95,.6;-.7,.25 .7,1",
        "-.65,0 .05,.65 .95,.65;-.65,0 .65,1",
        "-.15,0 .15,.5 .85,.5;-.85,0 .8,1",
        "~.2,0 .12,.35 .2,.55 .8,.5;-.78,.05 .7,1",
        "-.72,1 .72,0 .05,.7 .98,.7",
        "-.3,.02 .02,.55 .75,.52;-.95,0 .35,1",
    ),
    "5": (
        "-.88,.02 .2,.02;~.2,.02 .15,.42 .55,.36 .9,.65 .6,.97 .08,.92",
        "~.9,.03 .25,.05 .15,.42 .7,.45 .9,.75 .5,1 .05,.9",
        "-.2,0 .15,.45;~.15,.45 .6,.35 .9,.65 .65,.97 .05,.95;-.2,.02 .95,.0",
        "-.9,0 .25,0 .1,.45;~.1,.45 .7,.4 .9,.75 .5,1 .02,.85",
        "~.95,.0 .5,.06 .22,.1 .2,.42 .65,.42 .85,.72 .45,1 .1,.97",
        "~.2,.0 .22,.4 .75,.4 .8,.8 .4,1 .0,.85;-.2,.02 .9,.05",
        "~.3,.15 .25,.45 .6,.4 .75,.7 .4,1 .05,.9;-.35,.1 .95,-.05",
        "~.45,.0 .4,.4 .75,.5 .75,.85 .45,1 .15,.95;-.1,.18 .95,.12",
        "~.4,.05 .35,.42 .7,.45 .7,.85 .4,1 .0,.9;~.2,.15 .5,.1 .9,.15",
    ),
    "6": (
        "~.75,.02 .25,.4 .1,.75 .45,1 .85,.75 .5,.52 .13,.7",
        "~.6,.0 .15,.5 .2,.95 .7,.97 .85,.65 .45,.5 .15,.68",
        "~.9,.08 .45,.05 .12,.45 .15,.88 .55,1 .88,.72 .55,.5 .15,.62",
        "-.45,0 .1,.7;~.1,.7 .3,1 .8,.95 .8,.6 .4,.55 .12,.75",
    ),
    "7": (
        "-.05,.03 .9,.03 .4,1",
        "-.05,.05 .92,.03 .45,1;-.25,.5 .85,.48",
        "-.08,.22 .08,.03 .9,.03 .5,1",
        "~.05,.06 .5,.02 .9,.05 .6,.5 .45,1",
        "-.05,.1 .95,.0 .6,.5 .55,1",
        "-.1,.25 .12,.02 .88,.04 .4,1;-.2,.48 .75,.46",
        "~.0,.2 .1,.05 .9,.02 .6,.5 .35,1;-.1,.6 .85,.45",
        "~.0,.1 .3,.15 .95,.0 .5,.5 .3,1;-.2,.45 .9,.55",
        "~.1,.3 .25,.08 .5,.15 .9,.0 .6,.4 .35,1;~.05,.6 .5,.5 .9,.5",
        "~.05,.35 .2,.1 .55,.12 .95,.1 .6,.5 .5,1;-.25,.6 .95,.55",
    ),
    "8": (
        "~.5,.48 .15,.25 .5,0 .85,.25 .5,.48 .1,.78 .5,1 .9,.78 .5,.48",
        "~.85,.12 .5,0 .2,.2 .5,.48 .85,.75 .5,1 .12,.78 .5,.5 .82,.16",
        "~.9,.05 .4,.0 .15,.2 .75,.6 .8,.9 .4,1 .15,.8 .6,.4 .9,.05",
        "~.5,0 .2,.2 .5,.42 .8,.2 .5,0;~.5,.42 .1,.72 .5,1 .9,.72 .5,.42",
    ),
    "9": (
        "~.85,.2 .5,0 .12,.25 .45,.5 .85,.25 .85,.12;~.85,.15 .82,.6 .65,1",
        "~.82,.1 .4,.0 .12,.3 .5,.5 .82,.2;-.82,.1 .82,1",
        "~.85,.2 .5,0 .1,.25 .45,.5 .82,.25;~.85,.15 .85,.7 .6,1 .15,.92",
        "~.8,.15 .3,.05 .1,.3 .35,.5 .8,.3 .85,.1 .75,.6 .35,1",
        "~.6,.02 .1,.15 .25,.5 .85,.3 .6,.02 .9,.3 .6,1",
        "~.7,.1 .3,.0 .1,.3 .45,.45 .75,.1 .8,.6 .5,1 .1,.85",
        "~.6,.15 .3,.1 .1,.35 .4,.55 .8,.3 .65,.0 .95,.3 .85,.8 .4,1 .1,.85",
        "~.75,.25 .5,.0 .1,.2 .2,.5 .6,.45 .85,.1 .95,.5 .7,.95 .2,.95",
    ),
    "X": (
        "-.05,.02 .95,.98;-.95,.02 .05,.98",
        "-.2,0 .8,1;-.8,0 .2,1",
        "~.05,.05 .55,.4 .95,.98;~.9,.0 .4,.55 .08,1",
        "~.0,.15 .4,.1 .6,.9 1,.85;-.95,.05 .05,.95",
        "~.05,.1 .46,.3 .46,.7 .0,.9;~.95,.1 .52,.3 .52,.7 1,.9",
        "-0,.3 1,.75;-.95,.2 .05,.85",
        "-.0,.55 1,.45;-.6,.0 .4,1",
        "~.0,.2 .3,.1 .6,.7 .95,.8;~.9,.0 .6,.3 .3,.9 .0,.95",
    ),
    "-": (
        "-.05,.5 .95,.5",
        "-.2,.5 .8,.48",
        "~.0,.55 .4,.45 1,.5",
        "-.3,.5 .75,.52",
        "~.0,.5 .25,.42 .7,.58 1,.5",
    ),
}

_SEGMENTS = {
    "a": "-0,0 1,0", "b": "-1,0 1,.5", "c": "-1,.5 1,1", "d": "-0,1 1,1",
    "e": "-0,.5 0,1", "f": "-0,0 0,.5", "g": "-0,.5 1,.5", "m": "-.5,0 .5,1",
}  # fmt: skip

SEGMENT = {
    "0": ("abcdef",), "1": ("bc", "m", "fe"), "2": ("abged",), "3": ("abgcd",),
    "4": ("fgbc",), "5": ("afgcd",), "6": ("afgcde", "fgcde"), "7": ("abc", "fabc"),
    "8": ("abcdefg",), "9": ("abcdfg", "abcfg"), "X": (), "-": ("g",),
}  # fmt: skip


def draw_ink(mark: str, side: int, rng: Generator) -> NDArray[np.float32]:
    """Return one handwritten mark as ink cover, ``(side, side)`` from 0 to 1."""
    segment = bool(SEGMENT[mark]) and rng.random() < 0.25
    strokes = _segment_glyph(mark, rng) if segment else _free_glyph(mark, rng)
    place = _placing(mark, segment, rng)
    zoom = 3
    canvas = np.zeros((side * zoom, side * zoom), np.uint8)
    width = side * zoom * rng.uniform(0.028, 0.085)
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
    strokes = [_knots(_SEGMENTS[name]) for name in chosen]
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
    if mark == "X" and rng.random() < 0.4:
        tall, wide = rng.uniform(0.75, 1.05, 2)
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
