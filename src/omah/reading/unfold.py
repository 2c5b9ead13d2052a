"""Follow a page over folds: its lines laid strip by strip, then bent as they lie.

Near a fold the lines of a page lie farther aside than from one line to the next, and
to look for the nearest leads astray. Laid in their order, whole strips at once, they
find their places; where that is plain, a bend is solved from it.
"""

from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from omah.reading.bands import Band, lay, px_per_mm, strokes_of
from omah.reading.bend import Bend, fit_bend
from omah.reading.fit import Fit, Matrix, Samples, page_scale, straighten_out
from omah.reading.located import Located

# Strips across the page and down it.
ACROSS, DOWN = 8, 11
# So far aside lines are sought, in px at 1,000 px page width: at first, and again.
FAR_PX = (90, 40)
# Half the search windows once the bend is known.
SETTLING_PX = (5.0, 4.0, 3.0)
# A line tells where it lies when it covers this share of its strip, this share of that
# is seen there, and by so many lines more is explained than by a place so many px off.
LEAST_COVER, LEAST_SEEN, LEAST_AHEAD, ASIDE_PX = 0.25, 0.5, 0.15, 6
# So many lines must tell, either way, before paper is bent by them.
FEWEST = 8

Ways = tuple[Matrix, Matrix, NDArray[np.bool_]]


def unfold(located: Located, samples: Samples) -> Located:
    """Return the page with the bend that its lines show, laid in their order.

    Parameters
    ----------
    located
        The page about where it lies, not bent.
    samples
        Points on the page's printed lines.

    Returns
    -------
    Located
        The page as it was given where too few lines tell.
    """
    found = located
    for farthest in FAR_PX:
        points, wanted, level = lines_lie(found, samples, farthest)
        if min(np.count_nonzero(level), np.count_nonzero(~level)) < FEWEST:
            return located
        if found.bend is not None:
            wanted = wanted + across(found.bend, points, level)
        found = replace(found, bend=fit_bend(points, wanted, level))
    start = Fit(found.flat, 0.0, found.bend)
    fit = straighten_out(found.lines, samples, start, SETTLING_PX)
    return replace(found, similarity=fit.similarity, bend=fit.bend)


def across(bend: Bend, points: Matrix, level: NDArray[np.bool_]) -> Matrix:
    """Return by how much lines at points are bent aside, across themselves."""
    lies = bend.at(points)
    return np.asarray(np.where(level, lies[:, 1], lies[:, 0]))


def lines_lie(located: Located, samples: Samples, farthest: int) -> Ways:
    """Return where lines plainly lie: points, px aside across each, and which way."""
    shifts = np.arange(-farthest, farthest + 1)
    scale, px = page_scale(located.flat, samples), px_per_mm(located.page)
    points, wanted, ways = [], [], []
    for level, count in ((True, ACROSS), (False, DOWN)):
        strokes = strokes_of(located.page, level=level)
        for band in strips(strokes, count, level=level):
            laid = lay(located, band, strokes, shifts)
            best = laid.through.argmax(axis=1)
            lines = np.arange(len(best))
            away = abs(shifts - shifts[best][:, None]) > ASIDE_PX
            elsewhere = np.where(away, laid.through, -np.inf).max(axis=1)
            plain = laid.through[lines, best] - elsewhere >= LEAST_AHEAD
            plain &= laid.share >= LEAST_COVER
            plain &= laid.seen[lines, best] >= LEAST_SEEN * laid.share
            at = laid.at[plain] / px
            middle = np.full(len(at), sum(band.ends) / 2)
            points.append(np.column_stack((middle, at) if level else (at, middle)))
            wanted.append(shifts[best][plain] * scale)
            ways.append(np.full(len(at), level))
    return np.concatenate(points), np.concatenate(wanted), np.concatenate(ways)


def strips(strokes: Matrix, count: int, *, level: bool) -> Iterator[Band]:
    """Yield so many strips side by side that some of the lines cross."""
    ends = np.linspace(strokes[:, 1].min(), strokes[:, 2].max(), count + 1)
    for start, end in pairwise(ends):
        band = Band(level, (float(start), float(end)))
        lanes = band.lanes()
        if ((strokes[:, 1:2] <= lanes) & (lanes <= strokes[:, 2:])).any():
            yield band
