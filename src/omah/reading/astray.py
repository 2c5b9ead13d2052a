"""Proof that a number is not read one row or column aside, where paper is uneven.

Boxes repeat, so the frame around a number proves little. The printed lines in a band
through the whole page do not: they begin, end and pause as the form says. All are laid
on the ink of the band at once, in their order and without jumps: with the number where
it is read, and with it elsewhere. By how much the first explains more is the proof.
"""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from omah.core.count.forms import Number
from omah.reading.bands import SAME_PX, Band, lay, px_per_mm, strokes_of
from omah.reading.fit import UM_PER_MM, Matrix
from omah.reading.located import Located

# Lines are sought so far aside: beyond the next rows and boxes of every form.
FARTHEST_PX = 90
# Columns and rows whose ends differ by less are one band.
SAME_SPAN_UM = 4_000
# On uneven paper boxes of the next row or column may be seen in their place. There the
# page's lines must say so by this many lines: of generated folds (tuning seeds) the
# wrong ones reach 0.05, 94 % of the right ones 0.1.
LEAST_MARGIN = 0.15
# So near a number is where it is read; beyond this share of its box it is not.
NEAR_PX, NEAR_SHARE = 4, 0.4


def margins(located: Located) -> Matrix:
    """Return how surely each number stands where it is read, in lines seen.

    Parameters
    ----------
    located
        The page as found, with its bend.

    Returns
    -------
    ndarray
        ``(N,)``: by how many lines the place where a number is read beats the best of
        all others, along the page or across it, whichever is less sure; below 0
        another is better.
    """
    page = located.page
    found = np.full(len(page.numbers), np.inf)
    for level in (True, False):
        strokes = strokes_of(page, level=level)
        for band in bands(page.numbers, level=level):
            mine = list(band.numbers)
            found[mine] = np.minimum(found[mine], band_margins(located, band, strokes))
    return found


def bands(numbers: Sequence[Number], *, level: bool) -> list[Band]:
    """Return the columns in which numbers stand, or the rows."""
    spans: dict[tuple[int, ...], list[int]] = {}
    for k, number in enumerate(numbers):
        ends = boxes_end(number, level=not level)
        span = tuple(round(end * UM_PER_MM / SAME_SPAN_UM) for end in ends)
        spans.setdefault(span, []).append(k)
    found = []
    for members in spans.values():
        starts, ends = zip(
            *(boxes_end(numbers[k], level=not level) for k in members), strict=True
        )
        found.append(Band(level, (min(starts), max(ends)), tuple(members)))
    return found


def boxes_end(number: Number, *, level: bool) -> tuple[float, float]:
    """Return from where to where a number's boxes reach, down or across, in mm."""
    first, last = number.cells[0], number.cells[-1]
    if level:
        return first.y / UM_PER_MM, (first.y + first.h) / UM_PER_MM
    return first.x / UM_PER_MM, (last.x + last.w) / UM_PER_MM


def band_margins(located: Located, band: Band, strokes: Matrix) -> list[float]:
    """Return the margins of the numbers of one band."""
    page, level = located.page, band.level
    px = px_per_mm(page)
    cells = [page.numbers[k].cells[0] for k in band.numbers]
    wide = [(cell.h if level else cell.w) / UM_PER_MM * px for cell in cells]
    ends = [boxes_end(page.numbers[k], level=level) for k in band.numbers]
    shifts = np.arange(-FARTHEST_PX, FARTHEST_PX + 1)
    laid = lay(located, band, strokes, shifts)
    return [
        margin_of(laid.through, slice_of(laid.at, start * px, end * px), shifts, box)
        for (start, end), box in zip(ends, wide, strict=True)
    ]


def slice_of(at: Matrix, start: float, end: float) -> slice:
    """Return the lines from a number's first to its last, or the nearest behind."""
    first = min(int(np.searchsorted(at, start - SAME_PX)), len(at) - 1)
    return slice(first, max(int(np.searchsorted(at, end + SAME_PX)), first + 1))


def margin_of(
    through: Matrix, mine: slice, shifts: NDArray[np.intp], box_px: float
) -> float:
    """Return by how much a number's least sure line is seen better where it is read."""
    aside = abs(shifts)
    here = through[mine][:, aside <= NEAR_PX].max(axis=1)
    elsewhere = through[mine][:, aside > NEAR_SHARE * box_px].max(axis=1)
    return float((here - elsewhere).min())
