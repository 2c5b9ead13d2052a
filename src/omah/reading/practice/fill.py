"""Fill a blank page by hand: digits, bubbles, tallies, words, signatures."""

from collections.abc import Mapping, Sequence

import cv2
import numpy as np
from numpy.random import Generator

from omah.core.count.figures import Mark
from omah.core.count.forms import TALLY_COLUMNS, TALLY_ROWS, Guide, Number, Page, Rect
from omah.core.news.indonesian_days import spelled
from omah.reading.practice.glyphs import smooth
from omah.reading.practice.hand import (
    Box,
    Hand,
    Image,
    draw_stroke,
    write_letter,
    write_mark,
)

VOTES_PER_BOX = 5
TALLY_PEN = 0.6  # of a tally box; a pen is a share of the height it writes in
MISTAKES = 0.01  # of digit boxes, corrected before the page was photographed
FLUID = (246, 250, 250)  # blue, green, red of dried correction fluid
SIGNERS = (7, 3)  # poll workers above, witnesses below

Marks = Mapping[str, Sequence[Mark]]


def fill(blank: Image, page: Page, marks: Marks, hand: Hand, rng: Generator) -> Image:
    """Return a copy of a blank page, filled in by one person.

    Parameters
    ----------
    blank
        The page from edge to edge, ``(H, W, 3) uint8``.
    marks
        Field id to what stands in its boxes; fields without an entry stay
        blank.
    hand
        Who writes.

    Returns
    -------
    Picture of the same shape; ``blank`` is not changed.
    """
    paper = blank.copy()
    px_per_um = blank.shape[1] / page.width
    for number in page.numbers:
        if number.field in marks:
            _write(paper, number, marks[number.field], px_per_um, hand, rng)
    for strip in page.strips:
        _sign(paper, _box(strip, px_per_um), hand, rng)
    return paper


def value_of(marks: Sequence[Mark]) -> int | None:
    """Return the number that marks stand for; all blank is unknown.

    Examples
    --------
    >>> value_of([Mark.X, Mark.D2, Mark.D0])
    20
    """
    if all(mark is Mark.BLANK for mark in marks):
        return None
    return int("".join(m.value if m.value.isdigit() else "0" for m in marks))


def _write(
    paper: Image,
    number: Number,
    marks: Sequence[Mark],
    px_per_um: float,
    hand: Hand,
    rng: Generator,
) -> None:
    guided = number.guide is Guide.SEGMENT
    for cell, mark in zip(number.cells, marks, strict=True):
        box = _box(cell, px_per_um)
        if mark is not Mark.BLANK and rng.random() < MISTAKES:
            _paint_over(paper, box, hand, rng)
        write_mark(paper, box, mark, hand, rng, guided=guided)
    value = value_of(marks)
    if value is None:
        return
    _write_again(paper, number, value, px_per_um, hand, rng)


def _write_again(
    paper: Image,
    number: Number,
    value: int,
    px_per_um: float,
    hand: Hand,
    rng: Generator,
) -> None:
    """Write a number in all the other ways that the form asks for."""
    digits = str(value).zfill(len(number.cells))
    for column, digit in zip(number.bubbles, digits, strict=False):
        _blacken(paper, _box(column[int(digit)], px_per_um), hand, rng)
    if number.tally:
        _tally(paper, _box(number.tally, px_per_um), value, hand, rng)
    if number.sums:
        lines = _box(number.sums, px_per_um)
        _add_lines(paper, lines, value, hand, rng.spawn(1)[0])
    if number.words:
        words, area = spelled(value), _box(number.words, px_per_um)
        if number.letters:
            _spell_in_boxes(paper, area, number.letters, words, hand, rng)
        else:
            _spell(paper, area, words, hand, rng)


def _box(rect: Rect, px_per_um: float) -> Box:
    x, y, w, h = (v * px_per_um for v in (rect.x, rect.y, rect.w, rect.h))
    return x, y, w, h


def _paint_over(paper: Image, box: Box, hand: Hand, rng: Generator) -> None:
    """Write a wrong digit and cover it with correction fluid."""
    x, y, w, h = box
    wrong = Mark(str(rng.integers(10)))
    write_mark(paper, box, wrong, hand, rng, guided=False)
    middle = (round(x + w * rng.uniform(0.45, 0.55)), round(y + h / 2))
    reach = (round(w * rng.uniform(0.3, 0.48)), round(h * rng.uniform(0.35, 0.48)))
    tilt = rng.uniform(-20, 20)
    cv2.ellipse(paper, middle, reach, tilt, 0, 360, FLUID, cv2.FILLED, cv2.LINE_AA)


def _blacken(paper: Image, box: Box, hand: Hand, rng: Generator) -> None:
    """Scribble a bubble full, not quite round and not quite in the middle."""
    x, y, w, h = box
    turns = np.linspace(0, rng.uniform(5, 8) * np.pi, 40)
    radius = np.linspace(0.12, rng.uniform(0.4, 0.54), 40) + rng.normal(0, 0.02, 40)
    points = np.stack([np.cos(turns), np.sin(turns)], axis=1) * radius[:, None]
    middle = np.array([x + w / 2, y + h / 2]) + rng.normal(0, 0.06, 2) * w
    draw_stroke(paper, points * (w, h) + middle, 0.22 * w, hand)


def _tally(paper: Image, area: Box, value: int, hand: Hand, rng: Generator) -> None:
    """Tally votes in fives, four strokes and one across; strike out the rest."""
    x, y, w, h = area
    cell = np.array([w / TALLY_COLUMNS, h / TALLY_ROWS])
    pen = TALLY_PEN * cell[1]
    votes = np.arange(min(value, TALLY_COLUMNS * TALLY_ROWS * VOTES_PER_BOX))
    box, nth = np.divmod(votes, VOTES_PER_BOX)
    corner = np.stack([box % TALLY_COLUMNS, box // TALLY_COLUMNS], axis=1)
    upright = nth < VOTES_PER_BOX - 1
    left = np.where(upright, 0.22 + 0.17 * nth, 0.1)
    right = np.where(upright, left, 0.9)
    top = np.where(upright, 0.16, 0.7)
    bottom = np.where(upright, 0.84, 0.3)
    ends = np.stack([np.stack([left, top], 1), np.stack([right, bottom], 1)], axis=1)
    ends = ends + rng.normal(0, 0.035, ends.shape)
    points = (corner[:, None] + ends) * cell + (x, y)
    for stroke in points:
        draw_stroke(paper, stroke, pen, hand)
    _strike_out(paper, area, votes.size, hand, pen)


def _add_lines(paper: Image, area: Box, value: int, hand: Hand, rng: Generator) -> None:
    """Write beside each line of a tally how many votes it holds; none stays blank."""
    x, y, w, h = area
    wide, high = w / 2, h / TALLY_ROWS
    full = TALLY_COLUMNS * VOTES_PER_BOX
    for line in range(TALLY_ROWS):
        held = min(max(value - full * line, 0), full)
        digits = f"{held:2}" if held else ""
        for i, digit in enumerate(digits.replace(" ", Mark.X)):
            box = (x + i * wide, y + line * high, wide, high)
            write_mark(paper, box, Mark(digit), hand, rng, guided=False)


def _strike_out(paper: Image, area: Box, votes: int, hand: Hand, pen: float) -> None:
    """Cross the unused rows of a tally with one long Z."""
    x, y, w, h = area
    first_free = -(-votes // (TALLY_COLUMNS * VOTES_PER_BOX))
    if first_free < TALLY_ROWS:
        top = y + h * (first_free + 0.3) / TALLY_ROWS
        bottom = y + h * (TALLY_ROWS - 0.3) / TALLY_ROWS
        left, right = x + 0.04 * w, x + 0.96 * w
        z = [(left, top), (right, top), (left, bottom), (right, bottom)]
        draw_stroke(paper, np.array(z), pen, hand)


def _spell(paper: Image, area: Box, words: str, hand: Hand, rng: Generator) -> None:
    """Write words in capitals, as far right as they go and no farther."""
    x, y, w, h = area
    height = min(0.4 * h, 0.95 * w / len(words))
    pitch = 0.9 * height
    left = x + (w - pitch * len(words)) * rng.uniform(0.2, 0.6)
    middle = y + h * rng.uniform(0.42, 0.52)
    for i, letter in enumerate(words.upper()):
        place = (left + pitch * (i + 0.5), middle)
        write_letter(paper, place, height, letter, hand, rng)


def _spell_in_boxes(
    paper: Image,
    area: Box,
    rows: Sequence[int],
    words: str,
    hand: Hand,
    rng: Generator,
) -> None:
    """Write one letter to a box and leave a box between words, none cut in two."""
    x, y, w, h = area
    wide, high = w / rows[0], h / len(rows)
    row = at = 0
    for word in words.upper().split():
        if at + len(word) > rows[row] and row + 1 < len(rows):
            row, at = row + 1, 0
        for letter in word:
            place = (x + wide * (at + 0.5), y + high * (row + 0.5))
            write_letter(paper, place, 0.62 * min(high, 1.4 * wide), letter, hand, rng)
            at += 1
        at += 1


def _sign(paper: Image, strip: Box, hand: Hand, rng: Generator) -> None:
    """Scribble invented signatures where the signature strip is."""
    x, y, w, h = strip
    for row, signers in enumerate(SIGNERS):
        for i in range(signers):
            across, down = 0.1 + 0.8 * (i + 0.5) / signers, 0.3 + 0.45 * row
            loops = smooth(rng.normal(0, 1, (9, 2)).cumsum(axis=0))
            unit = (loops - loops.min(axis=0)) / (np.ptp(loops, axis=0) + 1e-6) - 0.5
            points = unit * (0.07 * w, 0.12 * h) + (x + across * w, y + down * h)
            draw_stroke(paper, points, 0.025 * w, hand)
