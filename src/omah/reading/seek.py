"""Seek pages in a small picture: about where they lie, and how well they fit there."""

from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np

from omah.reading.fit import (
    SEEKING_PX,
    UM_PER_MM,
    Fit,
    Matrix,
    fit_coarse,
    project,
    refine,
)
from omah.reading.outline import turns_for
from omah.reading.skeleton import Skeleton
from omah.reading.view import View

# No other page of the forms comes near this.
SIMILARITY_SURE = 0.7
# Below this the page may lie one box aside; odd-numbered scans have 0.71 or more.
SIMILARITY_CLEAR = 0.8
# By this much the right place must beat one a box aside; in real scans it is 0.16.
CLEAR_MARGIN = 0.08
# Candidates of the coarse fit that are worth an exact fit.
CANDIDATES = 2


@dataclass(frozen=True, slots=True)
class Sketched:
    """A page found in a view: about where it lies, mm to px of the photograph."""

    page: Skeleton | None = None
    homography: Matrix = field(default_factory=lambda: np.eye(3))
    similarity: float = 0.0


@dataclass(frozen=True, slots=True)
class Begun:
    """A page as the coarse fit puts it, mm to px of a view, and how well it fits."""

    score: float
    page: Skeleton
    turn: int
    start: Matrix
    to_photograph: Matrix


def begin(view: View, pages: Sequence[Skeleton]) -> list[Begun]:
    """Return where the coarse fit puts each page in each turn, the best first."""
    begun = []
    for page in pages:
        turns = turns_for(page.page, is_tall=view.shape[0] >= view.shape[1])
        fits = fit_coarse(view.lines, page.lines, turns)
        for turn, (score, start) in zip(turns, fits, strict=True):
            begun.append(Begun(score, page, turn, start, view.to_photograph))
    return sorted(begun, key=lambda way: -way.score)


def best_page(view: View, begun: Sequence[Begun]) -> Sketched:
    """Return the page that fits a view best, however well that is."""
    best = Sketched()
    for way in begun[:CANDIDATES]:
        if best.similarity >= SIMILARITY_SURE or way.score < begun[0].score * 0.7:
            break
        fit = refine(view.lines, way.page.samples, way.start, SEEKING_PX)
        if fit.similarity < SIMILARITY_CLEAR:
            fit = try_next_boxes(view, way.page, fit)
        if fit.similarity > best.similarity:
            homography = np.asarray(view.to_photograph @ fit.homography)
            best = Sketched(way.page, homography, fit.similarity)
    return best


def try_next_boxes(view: View, page: Skeleton, fit: Fit) -> Fit:
    """Return the best fit among this one and those one box aside.

    Boxes repeat: a page slid along by one box still has most lines in place. Where
    two places fit about as well, neither is believed: the similarity is 0.
    """
    box = page.page.numbers[0].cells[0]
    wide, high = box.w / UM_PER_MM, box.h / UM_PER_MM
    fits = [fit]
    for right, down in ((wide, 0), (-wide, 0), (0, high), (0, -high)):
        aside = np.array([[1, 0, right], [0, 1, down], [0, 0, 1]])
        fits.append(
            refine(view.lines, page.samples, fit.homography @ aside, SEEKING_PX)
        )
    best = max(fits, key=lambda found: found.similarity)
    middle = page.samples.points.mean(axis=0)[None, :]
    for other in fits:
        back = project(np.linalg.inv(best.homography) @ other.homography, middle)
        elsewhere = np.hypot(*(back - middle)[0]) > min(wide, high) / 2
        if elsewhere and other.similarity > best.similarity - CLEAR_MARGIN:
            return Fit(best.homography, 0.0)
    return best
