"""Find where in a picture a page lies, and which of some pages fits best."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

import cv2
import numpy as np

from omah.core.count.forms import Form, Page
from omah.reading.bend import Bend
from omah.reading.blur import is_blurred
from omah.reading.fit import (
    ANCHORED_PX,
    SEEKING_PX,
    UM_PER_MM,
    WINDOWS_PX,
    Fit,
    Matrix,
    Sight,
    fit_coarse,
    project,
    refine,
    straighten_out,
)
from omah.reading.image import Grey
from omah.reading.marked import marked
from omah.reading.marks import Anchors, find_anchors
from omah.reading.outline import outlined, starts, turns_for
from omah.reading.reasons import PageRefusedError, Reason
from omah.reading.sheet import find_corner_squares, find_sheet, picture_corners
from omah.reading.skeleton import Skeleton
from omah.reading.through import Through, see_through
from omah.reading.view import View, flat_view, shrink, straighten

# Below this share of printed lines in place, the page is not the one described.
# Odd-numbered 2019 scans: right page and turn 0.71 to 1.00, wrong ones at most 0.42.
SIMILARITY_GATE = 0.6
# No other page of the forms comes near this.
SIMILARITY_SURE = 0.7
# Below this the page may lie one box aside; odd-numbered scans have 0.71 or more.
SIMILARITY_CLEAR = 0.8
# By this much the right place must beat one a box aside; in real scans it is 0.16.
CLEAR_MARGIN = 0.08
# A picture whose best page reaches this much, but not the gate, shows a form
# that is cropped, folded or too faint to read.
SIMILARITY_SOME = 0.4
# From there it is this far, in px at 1,000 px page width, to where it lies exactly.
SKETCHED_PX = (5.0, 3.0)
# Paper beyond its corner squares, as a share of the sheet.
BEYOND_SQUARES = 0.04
# With so many corner marks in place, the page is nearly where they put it.
ALL_CORNERS = 4
# Candidates of the coarse fit that are worth an exact fit.
CANDIDATES = 2


@dataclass(frozen=True, slots=True)
class Sketched:
    """A page found in a view: about where it lies, mm to px of the photograph."""

    page: Skeleton | None = None
    homography: Matrix = field(default_factory=lambda: np.eye(3))
    similarity: float = 0.0


@dataclass(frozen=True, slots=True)
class Located:
    """A page found in a photograph.

    Attributes
    ----------
    form, page
        Which page it is.
    photograph
        ``(H, W) uint8``.
    lines
        Where the printed lines of the flat page are sought.
    flat
        ``(3, 3)``; page mm to px of the flat page.
    to_photograph
        ``(3, 3)``; px of the flat page to px of the photograph.
    similarity
        Share of the page's printed lines found in place, 0 to 1.
    bend
        How the paper departs from a plane, where it has to be known.
    """

    form: Form
    page: Page
    photograph: Grey
    lines: Sight
    flat: Matrix
    to_photograph: Matrix
    similarity: float
    bend: Bend | None = None

    @property
    def homography(self) -> Matrix:
        """Page mm to px of the photograph."""
        return np.asarray(self.to_photograph @ self.flat)


def locate_outlined(grey: Grey, tagged: Anchors) -> Located | None:
    """Return the page where its outline and its tag put it, if it is flat there."""
    corners = find_sheet(grey)
    if corners is None:
        return None
    for start in starts(corners, tagged.page.page):
        if tagged.fit_in(start):
            found = locate_plane(grey, tagged.page, start, ANCHORED_PX)
            return found if found.similarity >= SIMILARITY_CLEAR else None
    return None


def best_anchored(grey: Grey, tagged: Anchors) -> Located:
    """Return the page as its tag and the first good or the best marks place it.

    Raises
    ------
    PageRefusedError
        No marks bring the printed lines into place.
    """
    best: Located | None = None
    refused = PageRefusedError(Reason.CORNERS_MISSING)
    for anchors in find_anchors(grey, tagged):
        try:
            found = locate_by_anchors(grey, anchors)
        except PageRefusedError as problem:
            refused = problem
            continue
        if best is None or found.similarity > best.similarity:
            best = found
        if best.similarity >= SIMILARITY_CLEAR:
            break
    if best is None:
        raise refused
    return best


def locate_by_anchors(grey: Grey, anchors: Anchors) -> Located:
    """Return the page as its code and corner marks place it, lines in place."""
    rounds = ANCHORED_PX if anchors.corners >= ALL_CORNERS else WINDOWS_PX
    found = locate_exactly(grey, anchors.page, anchors.homography(), rounds)
    if found.similarity < SIMILARITY_GATE:
        few = not anchors.is_perspective
        raise PageRefusedError(Reason.CORNERS_MISSING if few else Reason.TOO_BLURRED)
    return found


def locate_exactly(
    grey: Grey, page: Skeleton, homography: Matrix, rounds: Sequence[float]
) -> Located:
    """Return the page with its lines in place, bent if it must be."""
    found = locate_plane(grey, page, homography, rounds)
    if not SIMILARITY_SOME / 2 <= found.similarity < SIMILARITY_CLEAR:
        return found
    fit = Fit(found.flat, found.similarity)
    fit = straighten_out(found.lines, page.samples, fit)
    return replace(found, similarity=fit.similarity, bend=fit.bend)


def locate_plane(
    grey: Grey, page: Skeleton, homography: Matrix, rounds: Sequence[float]
) -> Located:
    """Return the page with its lines in place, sought straight in the photograph."""
    lines, to_flat = see_through(grey, homography, page.page)
    fit = refine(lines, page.samples, to_flat, rounds)
    return Located(
        form=page.form,
        page=page.page,
        photograph=grey,
        lines=lines,
        flat=fit.homography,
        to_photograph=lines.to_photograph,
        similarity=fit.similarity,
    )


def sharpened(found: Located, photograph: Grey) -> Located:
    """Return the page as found, in a larger copy of the photograph."""
    scale = photograph.shape[1] / found.photograph.shape[1]
    shift = (scale - 1) / 2  # px centres lie half a px inside
    larger = np.array([[scale, 0, shift], [0, scale, shift], [0, 0, 1]])
    to_photograph = np.asarray(larger @ found.to_photograph)
    return replace(
        found,
        photograph=photograph,
        lines=Through(photograph, to_photograph),
        to_photograph=to_photograph,
    )


def lay_flat(grey: Grey, homography: Matrix, page: Page, px_per_mm: float) -> Grey:
    """Return the page as if scanned: ``(H, W) uint8`` at ``px_per_mm``."""
    size = [round(s / UM_PER_MM * px_per_mm) for s in (page.width, page.height)]
    flat = cv2.warpPerspective(
        grey,
        homography @ np.diag([1 / px_per_mm, 1 / px_per_mm, 1.0]),
        (size[0], size[1]),
        flags=cv2.INTER_LINEAR | cv2.WARP_INVERSE_MAP,
        borderMode=cv2.BORDER_REPLICATE,
    )
    return np.asarray(flat, np.uint8)


def locate_by_lines(grey: Grey, pages: Sequence[Skeleton]) -> Located:
    """Return the page whose printed lines lie best on those of the picture."""
    corners = find_sheet(grey)
    if found := locate_by_outline(grey, corners, pages):
        return found
    best = Sketched()
    for view in views(grey, corners):
        best = max(best, best_page(view, pages), key=lambda seen: seen.similarity)
        if best.similarity >= SIMILARITY_SURE:
            break
    similarity = best.similarity
    if best.page is not None and similarity >= SIMILARITY_SOME:
        found = locate_exactly(grey, best.page, best.homography, SKETCHED_PX)
        if (similarity := found.similarity) >= SIMILARITY_GATE:
            return found
    if found := locate_by_marks(grey, pages):
        return found
    raise PageRefusedError(refusal(grey, similarity))


def locate_by_marks(grey: Grey, pages: Sequence[Skeleton]) -> Located | None:
    """Return the page where its corner marks put it, if it surely lies there."""
    best = marked(grey, pages)
    if best is None:
        return None
    found = locate_exactly(grey, *best, WINDOWS_PX)
    return found if found.similarity >= SIMILARITY_SURE else None


def locate_by_outline(
    grey: Grey, corners: Matrix | None, pages: Sequence[Skeleton]
) -> Located | None:
    """Return the page where its paper's outline puts it, if it plainly lies there."""
    best = None if corners is None else outlined(grey, corners, pages)
    if best is None:
        return None
    page, rough = best
    rounds = SKETCHED_PX if rough.similarity >= SIMILARITY_SURE else WINDOWS_PX
    found = locate_plane(grey, page, rough.homography, rounds)
    return found if found.similarity >= SIMILARITY_CLEAR else None


def views(grey: Grey, corners: Matrix | None) -> Iterator[View]:
    """Yield the picture in the ways a page may show its lines level."""
    if corners is not None and not np.array_equal(corners, picture_corners(grey)):
        yield flat_view(grey, corners, margin=0.0)
    yield straighten(*shrink(grey))
    if (corners := find_corner_squares(grey)) is not None:
        yield flat_view(grey, corners, margin=BEYOND_SQUARES)


def best_page(view: View, pages: Sequence[Skeleton]) -> Sketched:
    """Return the page that fits a view best, however well that is."""
    starts = [
        (score, page, start)
        for page in pages
        for score, start in fit_coarse(
            view.lines,
            page.lines,
            turns_for(page.page, is_tall=view.shape[0] >= view.shape[1]),
        )
    ]
    starts.sort(key=lambda start: -start[0])
    best = Sketched()
    for score, page, start in starts[:CANDIDATES]:
        if best.similarity >= SIMILARITY_SURE or score < starts[0][0] * 0.7:
            break
        fit = refine(view.lines, page.samples, start, SEEKING_PX)
        if fit.similarity < SIMILARITY_CLEAR:
            fit = try_next_boxes(view, page, fit)
        if fit.similarity > best.similarity:
            homography = np.asarray(view.to_photograph @ fit.homography)
            best = Sketched(page, homography, fit.similarity)
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


def refusal(grey: Grey, best_similarity: float) -> Reason:
    """Return why no page was found: by how near the nearest came, or how blurred."""
    if best_similarity >= SIMILARITY_SOME:
        return Reason.PARTLY_HIDDEN
    return Reason.TOO_BLURRED if is_blurred(grey) else Reason.NOT_A_FORM
