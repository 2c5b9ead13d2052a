"""Printed lines of a page laid on its ink, strip by strip, all at once and in order."""

from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from omah.core.count.forms import Page
from omah.reading.cut import edges, sides_mm
from omah.reading.fit import UM_PER_MM, Matrix, project
from omah.reading.image import look_up
from omah.reading.ink import INK_SHARE
from omah.reading.located import Located
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
# Lines nearer than this are one line.
SAME_PX = 3.0
# A line may lie this much farther aside than the one before, per px between them.
STEEPEST = 0.4
# What a shift of a line against the one before costs per px, in lines seen.
SHIFT_COST = 0.012


@dataclass(frozen=True, slots=True)
class Band:
    """A strip through the page, across its lines.

    Attributes
    ----------
    level
        Whether the strip goes down the page, across level lines.
    ends
        From where to where it is wide, in mm.
    numbers
        Which numbers of the page stand in it, where it is for them.
    """

    level: bool
    ends: tuple[float, float]
    numbers: tuple[int, ...] = ()

    def lanes(self) -> Matrix:
        """Return where ink is looked up across the band, ``(LANES,)`` mm."""
        start, end = self.ends
        return start + (end - start) * (np.arange(LANES) + 0.5) / LANES


def strokes_of(page: Page, *, level: bool) -> Matrix:
    """Return the printed lines that run one way, ``(N, 3)``: middle and ends, in mm."""
    sides = dict.fromkeys(s for n in page.numbers for c in n.cells for s in edges(c))
    x, y, w, h = sides_mm((*page.lines, *sides)).T
    thin = np.minimum(w, h) < BAR_UM / UM_PER_MM
    mine = thin & ((w >= h) == level)
    ways = (y + h / 2, x, x + w) if level else (x + w / 2, y, y + h)
    found = np.column_stack(ways)[mine]
    return np.asarray(found[np.argsort(found[:, 0], kind="stable")])


@dataclass(frozen=True, slots=True)
class Laid:
    """The printed lines of a band, laid on its ink.

    Attributes
    ----------
    at
        ``(L,)``: where the lines are printed, in px, ascending.
    share
        ``(L,)``: how much of the band's width each line covers.
    seen, through
        ``(L, S)``: how much is seen of each line at each shift, and what the best
        alignment sees that has it there.
    """

    at: Matrix
    share: Matrix
    seen: Matrix
    through: Matrix


def px_per_mm(page: Page) -> float:
    """Return the scale at which bands are looked at."""
    return YARD_PX * UM_PER_MM / page.width


def lay(
    located: Located, band: Band, strokes: Matrix, shifts: NDArray[np.intp]
) -> Laid:
    """Return the lines of a band laid on its ink, each at all shifts."""
    page, px = located.page, px_per_mm(located.page)
    at, covers = crossing(strokes, band.lanes(), px)
    size = round((page.height if band.level else page.width) / UM_PER_MM * px)
    seen = lines_seen(band_ink(located, band, size, px), at, covers, shifts)
    return Laid(at, covers.mean(axis=1), seen, best_through(seen, at))


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
