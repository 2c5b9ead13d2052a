"""Proof that a number is not read one row or column aside, where paper is uneven.

Boxes repeat, so the frame around a number proves little. The printed lines in a band
through the whole page do not: they begin, end and pause as the form says. All are laid
on the ink of the band at once, in their order and without jumps: with the number where
it is read, and with it elsewhere. By how much the first explains more is the proof.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from omah.core.count.forms import Number, Page
from omah.reading.cut import edges, sides_mm
from omah.reading.fit import UM_PER_MM, Matrix, project
from omah.reading.image import look_up
from omah.reading.ink import INK_SHARE
from omah.reading.locate import Located
from omah.reading.skeleton import BAR_UM

Covers = NDArray[np.bool_]

# All px here are those of a page 1,000 px wide.
YARD_PX = 1000
# Ink is looked up at so many places across a band; between so many px along it a
# bent page is straight enough.
LANES, KNOT_PX = 12, 16
# A line is dark here and this many px before and behind, and thinner than this.
RUN_PX, THIN_PX = 8.0, 17
# Ink may lie this many px beside its line: a band leans.
LEAN_PX = 2
# Columns and rows whose ends differ by less are one band; lines nearer are one line.
SAME_SPAN_UM, SAME_PX = 4_000, 3.0
# Lines are sought so far aside: beyond the next rows and boxes of every form.
FARTHEST_PX = 90
# A line may lie this much farther aside than the one before, per px between them.
STEEPEST = 0.4
# What a shift of a line against the one before costs per px, in lines seen.
SHIFT_COST = 0.012
# So near a number is where it is read; beyond this share of its box it is not.
NEAR_PX, NEAR_SHARE = 4, 0.4


@dataclass(frozen=True, slots=True)
class Band:
    """A strip through the page in which numbers stand one after another.

    Attributes
    ----------
    level
        Whether the strip goes down the page, across level lines.
    ends
        From where to where it is wide, in mm.
    numbers
        Which numbers of the page stand in it.
    """

    level: bool
    ends: tuple[float, float]
    numbers: tuple[int, ...]

    def lanes(self) -> Matrix:
        """Return where ink is looked up across the band, ``(LANES,)`` mm."""
        start, end = self.ends
        return start + (end - start) * (np.arange(LANES) + 0.5) / LANES


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


def strokes_of(page: Page, *, level: bool) -> Matrix:
    """Return the printed lines that run one way, ``(N, 3)``: middle and ends, in mm."""
    sides = dict.fromkeys(s for n in page.numbers for c in n.cells for s in edges(c))
    x, y, w, h = sides_mm((*page.lines, *sides)).T
    thin = np.minimum(w, h) < BAR_UM / UM_PER_MM
    mine = thin & ((w >= h) == level)
    ways = (y + h / 2, x, x + w) if level else (x + w / 2, y, y + h)
    found = np.column_stack(ways)[mine]
    return np.asarray(found[np.argsort(found[:, 0], kind="stable")])


def band_margins(located: Located, band: Band, strokes: Matrix) -> list[float]:
    """Return the margins of the numbers of one band."""
    page, level = located.page, band.level
    px = YARD_PX * UM_PER_MM / page.width
    cells = [page.numbers[k].cells[0] for k in band.numbers]
    wide = [(cell.h if level else cell.w) / UM_PER_MM * px for cell in cells]
    ends = [boxes_end(page.numbers[k], level=level) for k in band.numbers]
    shifts = np.arange(-FARTHEST_PX, FARTHEST_PX + 1)
    at, covers = crossing(strokes, band.lanes(), px)
    size = round((page.height if level else page.width) / UM_PER_MM * px)
    seen = lines_seen(band_ink(located, band, size, px), at, covers, shifts)
    through = best_through(seen, at)
    return [
        margin_of(through, slice_of(at, start * px, end * px), abs(shifts), box)
        for (start, end), box in zip(ends, wide, strict=True)
    ]


def crossing(strokes: Matrix, lanes: Matrix, px: float) -> tuple[Matrix, Covers]:
    """Return where lines cross a band, ``(L,)`` px, and which lanes, ``(L, LANES)``."""
    at: list[float] = []
    covers: list[Covers] = []
    hits = (strokes[:, 1:2] <= lanes) & (lanes <= strokes[:, 2:])
    for k in np.flatnonzero(hits.any(axis=1)):
        middle = float(strokes[k, 0]) * px
        if at and middle - at[-1] < SAME_PX:
            covers[-1] = covers[-1] | hits[k]
        else:
            at.append(middle)
            covers.append(hits[k])
    return np.array(at), np.array(covers)


def band_ink(located: Located, band: Band, size: int, px: float) -> Covers:
    """Return where lines run across a band, ``(size, LANES)``."""
    knots = np.arange(0, size + 2 * KNOT_PX, KNOT_PX)
    along, across = np.meshgrid(knots / px, band.lanes(), indexing="ij")
    before, on = np.divmod(np.arange(size), KNOT_PX)
    share = (on / KNOT_PX)[:, None, None]
    light = np.zeros((size, LANES), np.uint8)
    for run in (-RUN_PX, 0.0, RUN_PX):
        beside = across + run / px
        pair = (beside, along) if band.level else (along, beside)
        spots = in_photograph(located, np.stack(pair, axis=-1).reshape(-1, 2))
        spots = spots.reshape(len(knots), LANES, 2)
        spots = spots[before] * (1 - share) + spots[before + 1] * share
        light = np.maximum(
            light, look_up(located.photograph, *np.moveaxis(spots, 2, 0))
        )
    paper = cv2.morphologyEx(light, cv2.MORPH_CLOSE, np.ones((THIN_PX, 1), np.uint8))
    ink = (light < INK_SHARE * paper).astype(np.uint8)
    return cv2.dilate(ink, np.ones((2 * LEAN_PX + 1, 1), np.uint8)) > 0


def in_photograph(located: Located, points: Matrix) -> Matrix:
    """Return where points of a page are seen, ``(N, 2)`` mm to px."""
    flat = project(located.flat, points)
    if located.bend is not None:
        flat = flat + located.bend.at(points)
    return project(located.to_photograph, flat)


def lines_seen(
    ink: Covers, at: Matrix, covers: Covers, shifts: NDArray[np.intp]
) -> Matrix:
    """Return how much of each line is seen at each shift, ``(L, S)``, 1 is all."""
    beyond = len(shifts)
    padded = np.pad(ink, ((beyond, beyond), (0, 0))).astype(np.float32)
    rows = np.rint(at).astype(np.intp)[:, None] + shifts + beyond
    rows = rows.clip(0, len(padded) - 1)
    seen = np.einsum("lsk,lk->ls", padded[rows], covers.astype(np.float32))
    return np.asarray(seen / LANES, np.float64)


def best_through(seen: Matrix, at: Matrix) -> Matrix:
    """Return what the best alignment of all lines sees that has one at a shift.

    Parameters
    ----------
    seen
        ``(L, S)``: how much is seen of each line at each shift.
    at
        ``(L,)``: where the lines are printed, in px, ascending.

    Returns
    -------
    ndarray
        ``(L, S)``: for each line and shift, of the alignments that have that line
        there, the most lines seen less what their shifts cost.

    Examples
    --------
    >>> seen = np.zeros((3, 9))
    >>> seen[0, 4] = seen[1, [4, 8]] = seen[2, 8] = 1
    >>> best_through(seen, np.array([0.0, 20, 40])).round(2)[1, [4, 8]].tolist()
    [2.95, 2.95]
    """
    ahead = _forward(seen, np.diff(at))
    behind = _forward(seen[::-1], np.diff(at)[::-1])[::-1]
    return ahead + behind - seen


def _forward(seen: Matrix, gaps: Matrix) -> Matrix:
    """Return the best alignment of each line and those before it, at each shift."""
    best = [seen[0]]
    for line, gap in zip(seen[1:], gaps, strict=True):
        most = int(STEEPEST * gap) + 1
        moves = np.arange(-most, most + 1)
        padded = np.pad(best[-1], most, constant_values=-np.inf)
        before = np.lib.stride_tricks.sliding_window_view(padded, len(moves))
        best.append(line + (before - SHIFT_COST * abs(moves)).max(axis=1))
    return np.array(best)


def slice_of(at: Matrix, start: float, end: float) -> slice:
    """Return the lines from a number's first to its last, or the nearest behind."""
    first = min(int(np.searchsorted(at, start - SAME_PX)), len(at) - 1)
    return slice(first, max(int(np.searchsorted(at, end + SAME_PX)), first + 1))


def margin_of(
    through: Matrix, mine: slice, aside: NDArray[np.intp], box_px: float
) -> float:
    """Return by how much a number's least sure line is seen better where it is read."""
    here = through[mine][:, aside <= NEAR_PX].max(axis=1)
    elsewhere = through[mine][:, aside > NEAR_SHARE * box_px].max(axis=1)
    return float((here - elsewhere).min())
