"""Find which page of which form a picture shows, and exactly where it lies."""

from collections.abc import Sequence
from dataclasses import dataclass

import cv2
import numpy as np

from omah.core.forms import Form, Page, Rect
from omah.reading.fit import (
    Fit,
    Matrix,
    fit_coarse,
    refine,
    sample_lines,
)
from omah.reading.image import Grey
from omah.reading.ink import Lines, estimate_skew, find_ink, find_lines
from omah.reading.reasons import Reason

# Below this share of printed lines in place, the page is not the one described.
# Odd-numbered 2019 scans: right page and turn 0.84 to 1.00, wrong ones at most 0.53.
SIMILARITY_GATE = 0.65
# A picture whose best page reaches this much, but not the gate, shows a form
# that is cropped, folded or too faint to read.
SIMILARITY_SOME = 0.45
# Rows leaning less than this many degrees keep their printed lines whole.
SKEW_DEG = 0.7
# Thicker than this many micrometres, a printed line is a bar, not a line.
BAR_UM = 2_000
# Candidates of the coarse fit that are worth an exact fit.
CANDIDATES = 2


class PageRefusedError(Exception):
    """No page of the forms was found in the picture; ``reason`` says why."""

    def __init__(self, reason: Reason) -> None:
        super().__init__(str(reason))
        self.reason = reason


@dataclass(frozen=True, slots=True)
class Located:
    """A page found in a picture.

    Attributes
    ----------
    form, page
        Which page it is.
    picture
        ``(H, W) uint8``: the picture, straightened where it leaned.
    lines
        The printed lines of ``picture``.
    homography
        ``(3, 3)``; page mm to px of ``picture``.
    straightened
        ``(3, 3)``; px of the decoded photograph to px of ``picture``.
    similarity
        Share of the page's printed lines found in place, 0 to 1.
    """

    form: Form
    page: Page
    picture: Grey
    lines: Lines
    homography: Matrix
    straightened: Matrix
    similarity: float

    @property
    def on_photograph(self) -> Matrix:
        """Page mm to px of the photograph as decoded."""
        return np.asarray(np.linalg.inv(self.straightened) @ self.homography)


def locate(grey: Grey, forms: Sequence[Form]) -> Located:
    """Return the page of one of the forms that the picture shows.

    Parameters
    ----------
    grey
        ``(H, W) uint8`` photograph or scan, any way up.
    forms
        The forms it may be a page of.

    Raises
    ------
    PageRefusedError
        No page reaches the similarity gate.
    """
    return locate_by_lines(grey, forms)


def locate_by_lines(grey: Grey, forms: Sequence[Form]) -> Located:
    """Return the page whose printed lines lie best on those of the picture."""
    picture, lines, straightened = straighten(grey)
    starts = [
        (score, form, page, start)
        for form in forms
        for page in form.pages
        for score, start in fit_coarse(lines, thin_lines(page), turns_for(grey, page))
    ]
    starts.sort(key=lambda start: -start[0])
    best: tuple[Fit, Form, Page] | None = None
    for _, form, page, start in starts[:CANDIDATES]:
        fit = refine(lines, sample_lines(thin_lines(page)), start)
        if best is None or fit.similarity > best[0].similarity:
            best = (fit, form, page)
    if best is None or best[0].similarity < SIMILARITY_GATE:
        raise PageRefusedError(refusal(best[0].similarity if best else 0.0))
    fit, form, page = best
    return Located(
        form, page, picture, lines, fit.homography, straightened, fit.similarity
    )


def refusal(best_similarity: float) -> Reason:
    """Return why no page was found, by how near the nearest came."""
    near = best_similarity >= SIMILARITY_SOME
    return Reason.CORNERS_MISSING if near else Reason.NOT_A_FORM


def straighten(grey: Grey) -> tuple[Grey, Lines, Matrix]:
    """Return the picture with its rows level, its lines, and the map to it."""
    ink = find_ink(grey)
    skew = estimate_skew(ink)
    if abs(skew) < SKEW_DEG:
        return grey, find_lines(ink), np.eye(3)
    height, width = grey.shape
    turn = cv2.getRotationMatrix2D((width / 2, height / 2), skew, 1.0)
    level = cv2.warpAffine(grey, turn, (width, height), borderMode=cv2.BORDER_REPLICATE)
    picture = np.asarray(level, np.uint8)
    return picture, find_lines(find_ink(picture)), np.vstack((turn, (0, 0, 1)))


def thin_lines(page: Page) -> list[Rect]:
    """Return the page's printed lines without its solid bars."""
    return [r for r in dict.fromkeys(page.lines) if min(r.w, r.h) < BAR_UM]


def turns_for(grey: Grey, page: Page) -> tuple[int, ...]:
    """Return the quarter turns that fit the shape of page and picture."""
    height, width = grey.shape
    same_way = (height >= width) == (page.height >= page.width)
    return (0, 2) if same_way else (1, 3)
