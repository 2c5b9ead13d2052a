"""Draw how honest probabilities are: expected against observed errors, as SVG."""

from collections.abc import Mapping
from math import log10

import numpy as np
from digit_scores import Score

EDGES = (0.0, 0.7, 0.9, 0.97, 0.99, 0.999, 1.0000001)
"""Boxes are put together by how sure the network is of their value."""

LEAST, MOST = 1e-4, 1.0
SIDE, ROOM = 320, 56
COLOURS = ("#1b5e9e", "#b5541c", "#3d7a3d")

Point = tuple[float, float, int]


def reliability(score: Score) -> list[Point]:
    """Return (expected errors, observed errors, boxes) per group, as shares."""
    sure, wrong = score.sure(), score.wrong_values()
    groups = np.digitize(sure, EDGES[1:-1])
    return [
        (float(1 - sure[mine].mean()), float(wrong[mine].mean()), int(mine.sum()))
        for k in range(len(EDGES) - 1)
        if (mine := groups == k).any()
    ]


def draw(scores: Mapping[str, Score]) -> str:
    """Return the plot: on the line they are honest, above it too sure."""
    width, height = SIDE + 2 * ROOM + 200, SIDE + 2 * ROOM
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}"'
        ' font-family="sans-serif" font-size="12">',
        f'<rect width="{width}" height="{height}" fill="#fff"/>',
        f'<path d="M{ROOM} {ROOM + SIDE}L{ROOM + SIDE} {ROOM}" stroke="#999"/>',
        *_grid(),
    ]
    for k, (name, score) in enumerate(scores.items()):
        colour = COLOURS[k % len(COLOURS)]
        for expected, observed, count in reliability(score):
            x, y = ROOM + _at(expected), ROOM + SIDE - _at(observed)
            size = 2 + 2 * log10(count)
            parts.append(
                f'<circle cx="{x:.1f}" cy="{y:.1f}" r="{size:.1f}" fill="{colour}"'
                f' fill-opacity=".7"><title>{name}: {count} boxes, expected'
                f" {expected:.2%}, observed {observed:.2%}</title></circle>"
            )
        parts.append(_label(ROOM + SIDE + 16, ROOM + 20 * k + 12, name, colour))
    return "\n".join([*parts, "</svg>\n"])


def _grid() -> list[str]:
    lines = []
    for power in range(-4, 1):
        at, name = _at(10.0**power), f"{100 * 10.0**power:g} %"
        x, y = ROOM + at, ROOM + SIDE - at
        lines += [
            f'<path d="M{x} {ROOM}V{ROOM + SIDE}M{ROOM} {y}H{ROOM + SIDE}"'
            ' stroke="#ddd" fill="none"/>',
            _label(x - 12, ROOM + SIDE + 18, name),
            _label(4, y + 4, name),
        ]
    return [
        *lines,
        _label(ROOM, ROOM + SIDE + 40, "errors expected (0.01 % or fewer at the left)"),
        _label(4, ROOM - 24, "errors observed (none: at the bottom)"),
    ]


def _at(share: float) -> float:
    """Return where a share of errors lies along an axis, in px."""
    power = log10(min(max(share, LEAST), MOST))
    return SIDE * (1 + power / -log10(LEAST))


def _label(x: float, y: float, words: str, colour: str = "#333") -> str:
    return f'<text x="{x:.0f}" y="{y:.0f}" fill="{colour}">{words}</text>'
