"""Handwritten shapes of digits, X and dash, drawn by us for practice forms.

A shape is a list of strokes; a stroke is a list of knots on a 100 x 100 grid,
x right, y down. ``curve`` strokes bend smoothly through their knots, ``line``
strokes keep their corners. The digit network is trained on other shapes than
these, so that practice forms show it hands it has not seen.
"""

from functools import cache

import numpy as np
from numpy.typing import NDArray

Stroke = NDArray[np.float64]
"""Points along a stroke, ``(n, 2)``, x and y from 0 to 1."""

STEPS = 6  # points between two knots of a curve; enough for a 60-pixel digit

FREE: dict[str, tuple[str, ...]] = {
    "0": (
        "curve 55 3 25 14 12 45 18 80 45 98 75 88 88 55 80 20 50 2",
        "curve 62 6 30 8 8 40 14 78 44 99 78 90 92 50 76 14 48 4 40 10",
        "curve 40 4 20 35 22 75 48 98 72 76 74 30 52 4 36 6",
        "curve 50 8 16 20 10 55 30 92 66 94 90 62 84 24 56 8",
    ),
    "1": (
        "line 50 2 50 98",
        "line 54 2 46 99",
        "line 22 30 56 4 54 98",
        "line 28 24 52 3 52 97 | line 24 97 80 96",
        "curve 30 26 46 14 55 3 54 40 52 98",
    ),
    "2": (
        "curve 14 28 28 6 60 2 82 18 78 42 48 68 14 96 | line 14 96 90 96",
        "curve 12 22 40 3 76 12 80 36 54 64 12 92 30 84 56 92 92 90",
        "line 12 8 84 6 84 46 14 52 12 96 90 96",
        "curve 20 24 34 6 66 6 78 28 62 56 16 97 46 94 88 98",
    ),
    "3": (
        "curve 16 14 46 2 80 14 74 36 44 46 | curve 44 46 80 54 88 76 62 96 12 90",
        "line 14 6 84 6 46 42 | curve 46 42 84 52 86 82 54 98 12 88",
        "curve 18 10 60 2 78 22 48 44 40 46 74 50 90 72 66 96 30 97 14 86",
        "curve 12 6 50 4 82 8 60 32 40 44 76 54 82 78 56 97 10 94",
    ),
    "4": (
        "line 30 2 12 60 92 58 | line 68 28 64 99",
        "line 62 98 64 3 8 66 94 66",
        "line 18 4 16 50 80 50 | line 80 2 80 98",
        "curve 26 4 18 34 20 56 50 54 88 50 | line 74 10 70 98",
    ),
    "5": (
        "line 84 5 26 5 22 44 | curve 22 44 52 36 84 56 78 86 46 98 12 88",
        "curve 84 4 40 5 24 8 20 44 54 38 86 58 76 90 40 98 12 84",
        "line 22 6 18 46 | curve 18 46 60 38 86 64 64 96 12 92 | line 22 6 88 4",
        "line 88 6 16 6 16 48 84 48 84 95 14 95",
    ),
    "6": (
        "curve 72 4 36 26 14 62 24 92 58 98 82 76 64 54 34 58 16 76",
        "curve 60 2 28 34 14 70 34 97 70 92 78 66 48 54 18 72",
        "line 46 3 16 66 | curve 16 66 20 94 54 98 84 80 70 56 40 56 16 72",
        "curve 86 10 52 4 20 34 14 76 40 98 78 88 76 60 44 52 18 70",
    ),
    "7": (
        "line 10 8 88 6 44 98",
        "line 12 10 86 8 50 98 | line 28 52 78 48",
        "curve 10 12 40 6 88 8 66 44 48 98",
        "line 12 26 14 7 86 7 58 98",
    ),
    "8": (
        "curve 78 16 48 2 20 18 46 46 80 72 56 98 18 84 28 58 64 36 80 18",
        "curve 50 46 20 28 36 4 70 8 74 32 50 46 18 68 30 97 74 95 80 64 50 46",
        "curve 52 4 26 20 50 42 76 20 52 4 | curve 50 42 16 70 48 98 84 72 50 42",
        "curve 84 10 44 2 22 24 72 66 66 96 24 92 26 64 72 34 84 10",
    ),
    "9": (
        "curve 80 18 50 2 18 22 36 50 70 40 82 16 | line 82 16 72 98",
        "curve 78 24 58 4 22 14 26 46 62 46 80 20 82 56 64 92 24 96",
        "curve 82 14 44 4 16 30 42 52 80 28 82 12 80 60 76 98",
        "line 84 50 16 50 16 6 84 6 84 96 20 96",
    ),
    "X": (
        "line 12 10 88 92 | line 86 8 14 94",
        "line 22 4 78 97 | line 84 6 16 94",
        "curve 8 16 40 34 62 66 92 90 | curve 90 6 54 44 12 96",
        "line 4 30 96 72 | line 92 26 10 78",
    ),
    "-": (
        "line 10 52 90 50",
        "line 24 50 78 52",
        "curve 8 54 38 46 64 54 94 48",
    ),
}

_SEGMENTS = {
    "a": "line 6 2 94 2",
    "b": "line 96 4 96 47",
    "c": "line 96 53 96 96",
    "d": "line 94 98 6 98",
    "e": "line 4 96 4 53",
    "f": "line 4 47 4 4",
    "g": "line 6 50 94 50",
}
_LIT = {
    "0": "abcdef",
    "1": "bc",
    "2": "abged",
    "3": "abgcd",
    "4": "fgbc",
    "5": "afgcd",
    "6": "afedcg",
    "7": "abc",
    "8": "abcdefg",
    "9": "gfabcd",
    "-": "g",
}
SEGMENT: dict[str, tuple[str, ...]] = {
    mark: (" | ".join(_SEGMENTS[name] for name in lit),) for mark, lit in _LIT.items()
} | {"X": FREE["X"][:1]}
"""Shapes that follow a printed guide of seven segments."""


CAPITALS: dict[str, str] = {
    "A": "line 4 98 50 4 96 98 | line 22 62 78 62",
    "B": "line 12 4 12 96 | curve 12 4 70 8 72 40 14 46 84 56 80 92 12 96",
    "D": "line 12 4 12 96 | curve 12 4 76 16 86 60 12 96",
    "E": "line 84 4 14 4 14 96 88 96 | line 14 50 74 50",
    "G": "curve 84 18 50 2 12 40 24 90 62 98 86 80 | line 54 58 88 58 86 82",
    "H": "line 12 4 12 96 | line 88 4 88 96 | line 12 50 88 50",
    "I": "line 50 4 50 96",
    "J": "curve 76 4 76 60 66 96 34 98 16 78",
    "L": "line 16 4 16 96 86 96",
    "M": "line 8 96 12 4 50 60 88 4 92 96",
    "N": "line 12 96 12 4 88 96 88 4",
    "O": "curve 50 4 14 26 12 72 50 97 86 72 88 26 52 4",
    "P": "line 14 96 14 4 | curve 14 4 80 8 82 46 14 54",
    "R": "line 14 96 14 4 | curve 14 4 78 8 80 44 16 50 | line 40 50 86 96",
    "S": "curve 82 14 44 2 18 22 48 48 82 70 60 96 14 86",
    "T": "line 6 6 94 6 | line 50 6 50 96",
    "U": "curve 14 4 16 76 50 98 84 76 86 4",
}
"""The letters of Indonesian number words."""


@cache
def strokes(text: str) -> tuple[Stroke, ...]:
    """Return the strokes that a shape's text describes.

    Examples
    --------
    >>> [stroke.shape for stroke in strokes("line 50 2 50 98")]
    [(2, 2)]
    """
    return tuple(map(_stroke, text.split("|")))


def _stroke(text: str) -> Stroke:
    kind, *numbers = text.split()
    knots = np.array(numbers, np.float64).reshape(-1, 2) / 100
    return smooth(knots) if kind == "curve" else knots


def smooth(knots: Stroke) -> Stroke:
    """Return points on the Catmull-Rom curve through the knots, ``(n, 2)``."""
    padded = np.concatenate(
        [2 * knots[:1] - knots[1:2], knots, 2 * knots[-1:] - knots[-2:-1]]
    )
    t = np.linspace(0, 1, STEPS, endpoint=False)[:, None]
    p0, p1, p2, p3 = (padded[i : len(padded) - 3 + i, None] for i in range(4))
    cubic = (
        2 * p1
        + (p2 - p0) * t
        + (2 * p0 - 5 * p1 + 4 * p2 - p3) * t**2
        + (3 * p1 - p0 - 3 * p2 + p3) * t**3
    ) / 2
    return np.concatenate([cubic.reshape(-1, 2), knots[-1:]])
