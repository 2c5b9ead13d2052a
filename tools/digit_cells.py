"""Training cells: generated boxes, real boxes emptied, and distortions.

Everything is grey ``(H, W) uint8``, dark ink on light paper, as a page reader
would cut it; :func:`omah.reading.cell.normalise` comes last, as in service.
"""

import cv2
import numpy as np
from digit_glyphs import FREE
from digit_strokes import DOUBTS, draw_doubt, draw_ink
from numpy.random import Generator
from numpy.typing import NDArray

Image = NDArray[np.uint8]
Light = NDArray[np.float32]

DRAWN = tuple(FREE)
"""Marks that leave ink."""

_FINE = 96
"""Borrowed digits grow to this side first, so that thin pens stay smooth."""


def generated_cell(mark: str, rng: Generator, pen: Image | None = None) -> Image:
    """Return a drawn box with a generated mark (``_`` leaves it empty).

    ``pen`` is a real digit from elsewhere, light on black, to write instead.
    """
    side = int(rng.integers(34, 62))
    paper = np.full((side, side), rng.uniform(0.55, 1.0), np.float32)
    paper *= _shade(side, rng)
    if rng.random() < 0.4:
        paper *= _watermark(side, rng)
    if rng.random() < 0.35:
        paper *= 1 - _guide(side, rng) * rng.uniform(0.05, 0.3)
    lines, margin = _box_lines(side, rng)
    paper *= 1 - lines * rng.uniform(0.5, 1.0)
    inner = slice(margin, side - margin)
    room = side - 2 * margin
    ink = _ink(mark, room, rng) if pen is None else _borrowed(pen, room, rng)
    if rng.random() < 0.12:
        ink = _spilled(ink, rng)
    one_bit = rng.random() < (0.4 if pen is None else 0.6)
    paper[inner, inner] *= 1 - ink * rng.uniform(0.6 if one_bit else 0.3, 0.95)
    if not one_bit:
        return _photo(paper, rng)
    return _to_bytes(_coarse(_thresholded(paper, rng), rng))


def _coarse(light: Light, rng: Generator) -> Light:
    """Return the box as cut, enlarged, from a scan with fewer points per box."""
    if rng.random() < 0.4:
        return light
    few = int(len(light) * rng.uniform(0.5, 0.9))
    small = cv2.resize(light, (few, few), interpolation=cv2.INTER_AREA)
    return cv2.resize(small, light.shape[::-1])


def _ink(mark: str, side: int, rng: Generator) -> Light:
    if mark == "_":
        return np.zeros((side, side), np.float32)
    return draw_doubt(mark, side, rng) if mark in DOUBTS else draw_ink(mark, side, rng)


def _borrowed(pen: Image, side: int, rng: Generator) -> Light:
    """Return a real digit's ink, larger or smaller, with a finer or broader pen."""
    size = int(side * rng.uniform(0.5, 1.1))
    turn, lean = np.deg2rad(rng.normal(0, 5)), rng.normal(0, 0.15)
    linear = np.array([[1.0, lean], [0.0, 1.0]]) @ [
        [np.cos(turn), -np.sin(turn)],
        [np.sin(turn), np.cos(turn)],
    ]
    linear *= _FINE / len(pen) * rng.uniform(0.85, 1.15, (2, 1))
    middle = (side - size) / 2
    at = np.full(2, _FINE / 2) - linear @ np.full(2, len(pen) / 2)
    fine = cv2.warpAffine(pen, np.column_stack([linear, at]), (_FINE, _FINE),
                          flags=cv2.INTER_CUBIC).astype(np.float32) / 255  # fmt: skip
    hard = np.clip((fine - rng.uniform(0.2, 0.7)) * rng.uniform(4, 16) + 0.5, 0, 1)
    small = cv2.resize(hard, (size, size), interpolation=cv2.INTER_AREA)
    cover = np.zeros((side, side), np.float32)
    y, x = np.clip(rng.normal(middle, abs(middle) / 2 + 1, 2), *sorted((0, 2 * middle)))
    return _pasted(cover, small, round(y), round(x))


def _pasted(cover: Light, ink: Light, top: int, left: int) -> Light:
    """Return the cover with the ink laid on it; what lies outside is cut off."""
    height, width = cover.shape
    y, x = max(top, 0), max(left, 0)
    part = ink[y - top : height - top, x - left : width - left]
    there = cover[y : y + part.shape[0], x : x + part.shape[1]]
    np.maximum(there, part, out=there)
    return cover


def _spilled(ink: Light, rng: Generator) -> Light:
    """Return the ink with the end of a neighbour's or of words beneath."""
    side = len(ink)
    far, across = rng.uniform(0.72, 0.92) * side, rng.normal(0, 0.15) * side
    move = [far * rng.choice([-1, 1]), across]
    if rng.random() < 0.5:
        move.reverse()
    other = draw_ink(str(rng.choice(DRAWN)), side, rng)
    return _pasted(ink, other, round(move[0]), round(move[1]))


def emptied(crop: Image) -> Image:
    """Return a real box with its ink painted over by the paper around it."""
    height, width = crop.shape
    window = cv2.getStructuringElement(cv2.MORPH_RECT, (21, 21))
    paper = cv2.morphologyEx(crop, cv2.MORPH_CLOSE, window)
    dark = cv2.subtract(paper, crop)
    inner = np.zeros_like(crop)
    y, x = int(height * 0.17), int(width * 0.17)
    inner[y : height - y, x : width - x] = 255
    ink = (dark > max(12, 0.2 * float(dark.max()))) & (inner > 0)
    mask = cv2.dilate(ink.astype(np.uint8), np.ones((3, 3), np.uint8))
    return cv2.inpaint(crop, mask, 3, cv2.INPAINT_TELEA)


def rewritten(box: Image, mark: str, rng: Generator) -> Image:
    """Return an emptied real box with a generated mark in its place."""
    paper = box.astype(np.float32) / 255
    if rng.random() < 0.5:
        guide = cv2.resize(_guide(48, rng), box.shape[::-1])
        paper *= 1 - guide * rng.uniform(0.05, 0.25)
    side = min(box.shape)
    top, left = (box.shape[0] - side) // 2, (box.shape[1] - side) // 2
    ink = _ink(mark, side, rng) * rng.uniform(0.3, 0.95)
    paper[top : top + side, left : left + side] *= 1 - ink
    return _to_bytes(cv2.GaussianBlur(paper, (0, 0), rng.uniform(0.3, 1.2)))


def distorted(crop: Image, rng: Generator, worn: float = 0.0) -> Image:
    """Return the crop as another phone, hand or page reader might give it.

    ``worn`` is how often a scanner lost part of the strokes.
    """
    crop = _warped(crop, rng)
    light = crop.astype(np.float32) / 255
    if worn and rng.random() < worn:
        light = _worn(light, rng)
    kind = rng.random()
    if kind < 0.18:
        light = _thresholded(light, rng)
    elif kind < 0.45:
        light = cv2.GaussianBlur(light, (0, 0), rng.uniform(0.4, 1.6))
    if rng.random() < 0.3:
        light = 1 - (1 - light) * rng.uniform(0.35, 1.0)
    if rng.random() < 0.3:
        light = light * _shade(light.shape[0], rng)[:, :1]
    if rng.random() < 0.5:
        light = light + rng.normal(0, rng.uniform(0.004, 0.03), light.shape)
    return _to_bytes(light)


def _warped(crop: Image, rng: Generator) -> Image:
    """Return the crop turned, leaned, stretched and cut a little differently."""
    height, width = crop.shape
    turn = np.deg2rad(rng.normal(0, 4.0 if rng.random() < 0.8 else 8.0))
    zoom_x, zoom_y = rng.uniform(0.88, 1.14, 2)
    lean = rng.normal(0, 0.09)
    cos, sin = np.cos(turn), np.sin(turn)
    linear = np.array([[cos, -sin], [sin, cos]]) @ [[zoom_x, lean], [0.0, zoom_y]]
    centre = np.array([width, height]) / 2
    shift = rng.normal(0, 0.035, 2) * (width, height)
    matrix = np.column_stack([linear, centre + shift - linear @ centre])
    if rng.random() < 0.3:  # a page reader that cuts inside the printed lines
        cut = rng.uniform(0.05, 0.2, 2)
        scale = np.diag(1 / (1 - 2 * cut))
        matrix = scale @ matrix
        matrix[:, 2] -= scale @ (cut * (width, height))
    return cv2.warpAffine(
        crop, matrix, (width, height),
        flags=cv2.INTER_LINEAR, borderMode=cv2.BORDER_REPLICATE,
    )  # fmt: skip


def _thresholded(light: Light, rng: Generator) -> Light:
    """Return a 1-bit scan: ink black, paper white, weak strokes broken."""
    size = int(max(light.shape) * 0.4) | 1
    paper = cv2.GaussianBlur(cv2.dilate(light, np.ones((size, size))), (0, 0), size / 4)
    darkness = 1 - light / np.maximum(paper, 1e-3)
    noise = cv2.GaussianBlur(rng.normal(0, 1, light.shape), (0, 0), 0.7)
    noisy = darkness + noise * rng.uniform(0.0, 0.06)
    limit = rng.uniform(0.2, 0.45) * np.percentile(darkness, 97) + 0.02
    grey = _watermark(max(light.shape), rng) if rng.random() < 0.5 else 1.0
    soft = np.clip((noisy - limit) * rng.uniform(15, 60) + 0.5, 0, 1)
    if rng.random() < 0.5:
        grey = grey * _curves(max(light.shape), rng)
    height, width = light.shape
    paper_grey = np.broadcast_to(grey, (max(light.shape),) * 2)[:height, :width]
    return ((1 - soft) * paper_grey).astype(np.float32)


def _worn(light: Light, rng: Generator) -> Light:
    """Return the ink as a scanner gives a pen that hardly wrote: thin, with gaps."""
    size = int(max(light.shape) * 0.4) | 1
    paper = cv2.GaussianBlur(cv2.dilate(light, np.ones((size, size))), (0, 0), size / 4)
    dark = 1 - light / np.maximum(paper, 1e-3)
    ink = dark >= 0.4 * np.percentile(dark, 98)
    if rng.random() < 0.6:
        thin = dark + (cv2.erode(dark, np.ones((3, 3))) - dark) * rng.uniform(0.2, 0.9)
        gain = np.clip(dark.max() / max(float(thin[ink].max()), 1e-3), 1, 3)
        dark = np.where(ink, thin * gain, dark)
    gaps = cv2.GaussianBlur(rng.normal(0, 1, light.shape), (0, 0), rng.uniform(0.6, 2))
    lost = np.quantile(gaps, rng.uniform(0.03, 0.35))
    kept = np.clip((gaps - lost) / gaps.std() * rng.uniform(2, 8) + 0.5, 0, 1)
    return (paper * (1 - dark * np.where(ink, kept, 1))).astype(np.float32)


def _photo(light: Light, rng: Generator) -> Image:
    """Return what a telephone's camera makes of the drawn paper."""
    blurred = cv2.GaussianBlur(light, (0, 0), rng.uniform(0.3, 1.5))
    noisy = blurred + rng.normal(0, rng.uniform(0.002, 0.03), light.shape)
    image = _to_bytes(noisy)
    if rng.random() < 0.3:
        quality = [cv2.IMWRITE_JPEG_QUALITY, int(rng.integers(30, 90))]
        image = cv2.imdecode(cv2.imencode(".jpg", image, quality)[1], 0)
    return image


def _to_bytes(light: Light) -> Image:
    return np.clip(light * 255, 0, 255).astype(np.uint8)


def _shade(side: int, rng: Generator) -> Light:
    """Return uneven light falling on the box."""
    y, x = np.mgrid[0:side, 0:side].astype(np.float32) / side - 0.5
    slope = rng.normal(0, 0.15, 2)
    return np.clip(1 + x * slope[0] + y * slope[1], 0.4, 1.3).astype(np.float32)


def _watermark(side: int, rng: Generator) -> Light:
    """Return grey letters and arcs as printed over the 2019 forms."""
    mark = np.full((side, side), 255, np.uint8)
    grey = int(rng.integers(195, 240))
    for _ in range(int(rng.integers(1, 3))):
        at = tuple(int(v) for v in rng.integers(-side // 2, side, 2))
        if rng.random() < 0.5:
            letter = chr(int(rng.integers(65, 91)))
            cv2.putText(mark, letter, (at[0], at[1] + side // 2), 0,
                        side / 24, grey, int(rng.integers(4, 10)))  # fmt: skip
        else:
            radius = int(rng.integers(side // 3, side * 2))
            cv2.circle(mark, at, radius, grey, int(rng.integers(3, 20)))
    return mark.astype(np.float32) / 255


def _curves(side: int, rng: Generator) -> Light:
    """Return the fine parallel curves of security paper."""
    y, x = np.mgrid[0:side, 0:side].astype(np.float32) / side
    turn = rng.uniform(0, np.pi)
    along = x * np.cos(turn) + y * np.sin(turn)
    across = y * np.cos(turn) - x * np.sin(turn)
    bend = rng.uniform(0.02, 0.2) * np.sin(along * rng.uniform(2, 8))
    wave = np.cos((across + bend) * 2 * np.pi * rng.uniform(5, 14))
    return 1 - rng.uniform(0.03, 0.15) * np.clip(wave, 0, 1)


def _guide(side: int, rng: Generator) -> Light:
    """Return the printed dots of a seven-segment guide."""
    dots = np.zeros((side, side), np.uint8)
    step = rng.uniform(0.05, 0.08)
    x0, y0 = rng.uniform(0.24, 0.34), rng.uniform(0.14, 0.26)
    columns = (x0, 0.5, 1 - x0) if rng.random() < 0.5 else (x0, 1 - x0)
    points = [(x, y) for x in columns for y in np.arange(y0, 1.001 - y0, step)]
    points += [(x, y) for y in (y0, 0.5, 1 - y0) for x in np.arange(x0, 1 - x0, step)]
    for x, y in points:
        at = (int(x * side * 8), int(y * side * 8))
        cv2.circle(dots, at, int(side * 0.08), 255, -1, cv2.LINE_AA, shift=3)
    return dots.astype(np.float32) / 255


def _box_lines(side: int, rng: Generator) -> tuple[Light, int]:
    """Return the printed lines that a cut leaves, and the margin outside them."""
    lines = np.zeros((side, side), np.uint8)
    chance = rng.choice([0.0, 0.35, 1.0], p=[0.25, 0.5, 0.25])
    inset = rng.uniform(-0.04, 0.14, 4) if chance < 1 else [rng.uniform(0.02, 0.12)] * 4
    thick = int(rng.integers(1, 4))
    tilt = rng.normal(0, 0.02, 2) * side
    for edge, depth in enumerate(inset):
        if rng.random() > chance:
            continue
        along = depth * side if edge < 2 else side - 1 - depth * side
        drift = tilt[edge % 2]
        ends = [(-1.0, along - drift), (float(side), along + drift)]
        if edge % 2:
            ends = [(y, x) for x, y in ends]
        start, end = (tuple(round(v * 8) for v in p) for p in ends)
        cv2.line(lines, start, end, 255, thick, cv2.LINE_AA, shift=3)
    margin = int(max(inset) * side) if chance == 1 else 0
    return lines.astype(np.float32) / 255, margin
