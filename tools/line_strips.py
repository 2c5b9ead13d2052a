"""Generated lines of free writing, as the page reader would cut them, to train on."""

from dataclasses import dataclass
from pathlib import Path

import cv2
import numpy as np
from line_hands import Ink, new_hand, write
from numpy.random import Generator
from numpy.typing import NDArray
from PIL import Image, ImageDraw, ImageFont

from omah.core.news.indonesian_days import spelled
from omah.reading.lines import COLUMN, FINER, HIGH, Line, inked, near_ink, written
from omah.reading.words import SYMBOLS

TALL = FINER * HIGH
ROOM_PX = 5  # least px of a line per letter
ALPHABET = "".join(SYMBOLS[:-1])
LIKELY = "AAAEEIUUUSTTPLNRHMDBGJO"
PARTS = (
    "SATU", "DUA", "TIGA", "EMPAT", "LIMA", "ENAM", "TUJUH", "DELAPAN", "SEMBILAN",
    "PULUH", "BELAS", "RATUS", "SERATUS", "SEPULUH", "SEBELAS", "NOL", "SE",
)  # fmt: skip
OTHERS = (
    "NIHIL", "KOSONG", "TIDAK ADA", "SUARA", "SAH", "ORANG", "LEMBAR", "RIBU", "NIHIL",
    "TERBILANG", "JUMLAH", "SALAH", "PARAF", "KPPS", "BUAH", "SURAT", "XXX", "ANGKA",
)  # fmt: skip
PRINTED = ("(ditulis dengan huruf)", "(dengan huruf)", "(terbilang)", "dengan huruf")
PRINTS = (
    "DejaVuSans-Oblique",
    "DejaVuSans",
    "DejaVuSerif-Italic",
    "DejaVuSansCondensed-Oblique",
)


@dataclass(frozen=True)
class Strip:
    """A line, the letters on it, and in which of its columns each stands."""

    line: Line
    letters: str
    at: NDArray[np.int64]


def strip(fonts: Path, names: list[str], rng: Generator) -> Strip:
    """Return one generated line whose letters can be told."""
    while True:
        made = _strip(fonts, names, rng)
        if made.line.shape[1] >= ROOM_PX * len(made.letters):
            return made


def _strip(fonts: Path, names: list[str], rng: Generator) -> Strip:
    roll = rng.random()
    if roll < 0.5:
        value = any_number(rng)
        return draw(spelled(value).upper(), fonts, names, rng)
    if roll < 0.62:
        text = " ".join(rng.choice(PARTS, rng.integers(1, 5)))
    elif roll < 0.83:
        lengths = rng.integers(1, 9, rng.integers(1, 4))
        text = " ".join("".join(rng.choice(list(LIKELY), n)) for n in lengths)
    elif roll < 0.88:
        text = " ".join(rng.choice(OTHERS, rng.integers(1, 3)))
    elif roll < 0.93:
        words = [*rng.choice(PARTS, rng.integers(1, 5))]
        struck = int(rng.integers(len(words)))
        return draw(" ".join(words), fonts, names, rng, struck=struck)
    else:
        return draw("", fonts, names, rng, scribbled=roll > 0.96)
    return draw(text, fonts, names, rng)


def any_number(rng: Generator) -> int:
    """Return a number; small ones and those below 400 are commoner, as on forms."""
    most = int(rng.choice((20, 100, 400, 1000), p=(0.15, 0.2, 0.35, 0.3)))
    return int(rng.integers(most))


def draw(
    text: str,
    fonts: Path,
    names: list[str],
    rng: Generator,
    *,
    scribbled: bool = False,
    struck: int | None = None,
) -> Strip:
    """Return a text written, printed around, photographed and levelled."""
    hand = new_hand(names, rng)
    ink, at = None, np.empty(0)
    if text:
        ink, at = write(recased(text, rng), hand, fonts, rng, struck)
    if ink is not None and rng.random() < 0.03:
        ink = np.maximum(ink, scribble(ink.shape, rng, reach=0.1))
    wide = (ink.shape[1] if ink is not None else 150) + int(rng.integers(20, 160))
    wide = -(-wide // TALL) * TALL
    paper = ground(wide, rng)
    shade = int(rng.integers(0, 110))
    if ink is not None:
        at = lay(paper, ink, at, shade, rng)
    if scribbled:
        lay_over(paper, scribble(paper.shape, rng, reach=0.8), shade)
    rules(paper, rng)
    if rng.random() < 0.5:
        small_print(paper, rng)
    if rng.random() < 0.3:
        intrude(paper, shade, rng)
    line = inked(photographed(paper, rng))
    return tell(line, text, at / FINER / COLUMN, struck)


def tell(line: Line, text: str, at: NDArray[np.float64], struck: int | None) -> Strip:
    """Return what can be told of a line whose letters stand ``at`` columns."""
    near = near_ink(line)
    known = [
        letter in ALPHABET and k != struck
        for k, word in enumerate(text.split())
        for letter in word
    ]
    columns = np.clip(at, 0, max(0, len(near) - 1)).astype(np.int64)
    letters = "".join(
        c for c, told in zip(text.replace(" ", ""), known, strict=True) if told
    )
    places = np.maximum(np.cumsum(near) - 1, 0)[columns[np.array(known, bool)]]
    return Strip(written(line), letters, places)


def recased(text: str, rng: Generator) -> str:
    """Return the text in capitals, small letters, or a mixture."""
    way = rng.choice(4, p=(0.42, 0.16, 0.27, 0.15))
    if way == 3:
        small = rng.uniform(0.1, 0.9)
        return "".join(c.lower() if rng.random() < small else c for c in text)
    return (text, text.lower(), text.title(), text)[way]


def lay(
    paper: Ink, ink: Ink, at: NDArray[np.float64], shade: int, rng: Generator
) -> NDArray[np.float64]:
    """Put writing on the paper, mostly inside its height; return where letters are."""
    rows = np.flatnonzero(ink.max(axis=1) > 127)
    if not len(rows):
        return at
    ink = ink[rows[0] : rows[-1] + 1]
    high = ink.shape[0]
    if high > TALL * 1.05:
        scale = TALL * rng.uniform(0.8, 1.05) / high
        ink = cv2.resize(ink, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA)
        high, at = ink.shape[0], at * scale
    free = TALL - high
    y = round(free * rng.beta(2.5, 2)) + round(rng.normal(0, 1.5))
    x = int(rng.integers(0, max(1, paper.shape[1] - ink.shape[1])))
    room = np.zeros_like(paper)
    top, bottom = max(0, y), min(TALL, y + high)
    part = ink[top - y : bottom - y, : paper.shape[1] - x]
    room[top:bottom, x : x + part.shape[1]] = part
    lay_over(paper, room, shade)
    return at + x


def lay_over(paper: Ink, ink: Ink, shade: int) -> None:
    """Darken the paper where ink is, in place."""
    weight = ink.astype(np.float32) / 255
    paper[:] = np.minimum(paper, paper * (1 - weight) + shade * weight)


def ground(wide: int, rng: Generator) -> Ink:
    """Return paper with parts of a pale emblem printed on it."""
    paper = np.full((TALL, wide), 255, np.uint8)
    if rng.random() < 0.6:
        pale = int(rng.integers(205, 245))
        for _ in range(rng.integers(1, 5)):
            x, y = int(rng.integers(wide)), int(rng.integers(-40, TALL + 40))
            kind = rng.integers(3)
            if kind == 0:
                letter = str(rng.choice(list("KOMISPELHANU")))
                cv2.putText(paper, letter, (x, y + 30), 2, rng.uniform(1.5, 4), pale, 9)
            elif kind == 1:
                cv2.circle(paper, (x, y), int(rng.integers(15, 90)), pale, 18)
            else:
                ends = (x, -5), (x + int(rng.normal(0, 60)), TALL + 5)
                cv2.line(paper, *ends, pale, int(rng.integers(9, 60)))
    return paper


def rules(paper: Ink, rng: Generator) -> None:
    """Draw what is left of printed lines and bars at the edges."""
    wide = paper.shape[1]
    for edge, inwards in ((0, 1), (TALL - 1, -1)):
        if rng.random() < 0.45:
            thick = int(rng.integers(1, 4))
            y = edge + inwards * round(abs(rng.normal(0, 1.6)))
            start, end = sorted(rng.integers(-wide // 2, wide * 3 // 2, 2))
            cv2.line(
                paper, (int(start), y), (int(end), y), int(rng.integers(0, 90)), thick
            )
    if rng.random() < 0.15:
        x = int(rng.choice((rng.integers(0, 6), wide - rng.integers(1, 6))))
        cv2.line(paper, (x, -2), (x, TALL + 2), int(rng.integers(0, 90)), 2)


def small_print(paper: Ink, rng: Generator) -> None:
    """Print what the form says at the right end, or above; writing may run over it."""
    size = int(rng.integers(13, 24))
    path = f"/usr/share/fonts/truetype/dejavu/{rng.choice(PRINTS)}.ttf"
    font = ImageFont.truetype(path, size)
    text = str(rng.choice(PRINTED))
    long = round(font.getlength(text)) + 2
    picture = Image.new("L", (long, size + 6))
    ImageDraw.Draw(picture).text((1, 1), text, 255, font)
    ink = np.asarray(picture)
    ink = cv2.resize(ink, (round(long * rng.uniform(0.8, 1.15)), size + 6))
    y = min(TALL - ink.shape[0], int(TALL - ink.shape[0] - rng.integers(-3, 6)))
    if rng.random() < 0.15:
        y = int(rng.integers(0, 4))
    x = paper.shape[1] - ink.shape[1] - int(rng.integers(-10, 40))
    x = max(0, x)
    room = np.zeros_like(paper)
    part = ink[: TALL - y, : paper.shape[1] - x]
    room[y : y + part.shape[0], x : x + part.shape[1]] = part
    lay_over(paper, room, int(rng.integers(0, 70)))


def intrude(paper: Ink, shade: int, rng: Generator) -> None:
    """Let strokes of neighbours reach over an edge."""
    for _ in range(rng.integers(1, 4)):
        x, y = int(rng.integers(paper.shape[1])), int(rng.choice((0, TALL - 1)))
        depth = int(rng.integers(1, 12)) * (1 if y == 0 else -1)
        points = [(x, y - depth), (x + int(rng.normal(0, 8)), y + depth)]
        points.append((x + int(rng.normal(0, 14)), y - depth))
        curve = np.array(points, np.int32).reshape(-1, 1, 2)
        cv2.polylines(paper, [curve], False, shade, int(rng.integers(2, 6)))  # noqa: FBT003


def scribble(shape: tuple[int, ...], rng: Generator, *, reach: float) -> Ink:
    """Return what is no letter: lines, dashes, crosses, waves, blots."""
    high, wide = shape
    ink = np.zeros((high, wide), np.uint8)
    pen = int(rng.integers(2, 7))
    for _ in range(rng.integers(1, 3)):
        left, right = sorted(rng.uniform(0, wide, 2))
        right = max(right, left + 20)
        middle, tall = high * rng.uniform(0.3, 0.7), high * rng.uniform(0.1, reach)
        kind = rng.integers(5)
        if kind == 0:
            xs = np.linspace(left, right, 30)
            ys = middle + rng.normal(0, 1) * np.linspace(-5, 5, 30)
        elif kind == 1:
            xs = np.linspace(left, right, 12 + int((right - left) / 8))
            ys = middle + tall * rng.uniform(-0.5, 0.5, len(xs))
        elif kind == 2:
            xs = np.linspace(left, right, 60)
            ys = middle + tall / 2 * np.sin(xs / rng.uniform(4, 14))
        elif kind == 3:
            x = left
            for a, b in ((-1, 1), (1, -1)):
                ends = [
                    (x - tall / 2, middle + a * tall / 2),
                    (x + tall / 2, middle + b * tall / 2),
                ]
                curve = np.array(ends, np.int32).reshape(-1, 1, 2)
                cv2.polylines(ink, [curve], False, 255, pen)  # noqa: FBT003
            continue
        else:
            for x in np.arange(left, right, rng.uniform(14, 40)):
                cv2.line(
                    ink, (int(x), int(middle)), (int(x + 9), int(middle)), 255, pen
                )
            continue
        curve = np.stack([xs, ys], 1).astype(np.int32).reshape(-1, 1, 2)
        cv2.polylines(ink, [curve], False, 255, pen, cv2.LINE_AA)  # noqa: FBT003
    return ink


def photographed(paper: Ink, rng: Generator) -> NDArray[np.uint8]:
    """Return the strip at a picture's resolution, with its faults, enlarged again."""
    scale = rng.uniform(0.5, 1.0)
    small = cv2.resize(paper, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA)
    grey = small.astype(np.float32)
    if rng.random() < 0.35:  # cut to black and white, as scans are
        soft = cv2.GaussianBlur(grey, (0, 0), rng.uniform(0.3, 0.8))
        soft += rng.normal(0, rng.uniform(2, 28), grey.shape)
        cut = rng.uniform(70, 190)
        grey = np.where(soft < cut, rng.uniform(0, 40), np.where(grey < 250, grey, 255))
        grey = np.where((grey < 200) & (soft >= cut), 250, grey).astype(np.float32)
        grey = cv2.GaussianBlur(grey, (0, 0), rng.uniform(0.2, 0.5))
    else:
        if rng.random() < 0.6:
            grey = cv2.GaussianBlur(grey, (0, 0), rng.uniform(0.3, 1.3))
        grey *= rng.uniform(0.5, 1.0)
        grey *= np.linspace(1, rng.uniform(0.8, 1.2), grey.shape[1])
        grey += rng.normal(0, rng.uniform(0, 8), grey.shape)
    seen = np.clip(grey, 0, 255).astype(np.uint8)
    return cv2.resize(seen, paper.shape[::-1], interpolation=cv2.INTER_LINEAR)
