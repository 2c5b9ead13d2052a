"""Find where in a picture a page lies, and which of some pages fits best."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

import cv2
import numpy as np

from omah.core.count.forms import Page
from omah.reading.astray import LEAST_MARGIN, margins
from omah.reading.blur import is_blurred
from omah.reading.fit import (
    ANCHORED_PX,
    UM_PER_MM,
    WINDOWS_PX,
    Fit,
    Matrix,
    refine,
    straighten_out,
)
from omah.reading.image import Grey
from omah.reading.located import Located
from omah.reading.marked import marked
from omah.reading.marks import Anchors, find_anchors
from omah.reading.outline import AHEAD, outlined, starts
from omah.reading.reasons import PageRefusedError, Reason
from omah.reading.seek import (
    SIMILARITY_CLEAR,
    SIMILARITY_SURE,
    Begun,
    Sketched,
    begin,
    best_page,
)
from omah.reading.sheet import find_corner_squares, find_sheet, picture_corners
from omah.reading.skeleton import Skeleton
from omah.reading.through import Through, see_through
from omah.reading.unfold import unfold
from omah.reading.view import View, flat_view, shrink, straighten

# Below this share of printed lines in place, the page is not the one described.
# Odd-numbered 2019 scans: right page and turn 0.71 to 1.00, wrong ones at most 0.42.
SIMILARITY_GATE = 0.6
# A picture whose best page reaches this much, but not the gate, shows a form
# that is cropped, folded or too faint to read.
SIMILARITY_SOME = 0.4
# From there it is this far, in px at 1,000 px page width, to where it lies exactly.
SKETCHED_PX = (5.0, 3.0)
# Paper beyond its corner squares, as a share of the sheet.
BEYOND_SQUARES = 0.04
# With so many corner marks in place, the page is nearly where they put it.
ALL_CORNERS = 4
# Candidates of a folded page that are worth unfolding, and the least that the coarse
# fit sees of one: of generated folds (tuning seeds) the right page has 0.65 or more.
UNFOLDED, FOLDED_SCORE = 3, 0.6
# So many of its numbers must be proven on an unfolded page: a spreadsheet may be bent
# until it fits the lines of a page that has few. On tuning seeds right pages have 0.79.
PROVEN_SHARE = 0.5


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
    bent = replace(found, similarity=fit.similarity, bend=fit.bend)
    if bent.similarity >= SIMILARITY_CLEAR:
        return bent
    return max(bent, unfold_proven(found, page), key=lambda way: way.similarity)


def unfold_proven(found: Located, page: Skeleton) -> Located:
    """Return the page unfolded, where its lines then prove most of its numbers."""
    unfolded = unfold(found, page.samples)
    if np.mean(margins(unfolded) >= LEAST_MARGIN) < PROVEN_SHARE:
        return found
    return unfolded


def locate_plane(
    grey: Grey, page: Skeleton, homography: Matrix, rounds: Sequence[float]
) -> Located:
    """Return the page with its lines in place, sought straight in the photograph."""
    lines, to_flat = see_through(grey, homography, page.page)
    fit = refine(lines, page.samples, to_flat, rounds)
    return placed(grey, page, lines, fit.homography, fit.similarity)


def placed(
    grey: Grey, page: Skeleton, lines: Through, flat: Matrix, similarity: float = 0.0
) -> Located:
    """Return the page as a map to its flat picture places it."""
    return Located(
        form=page.form,
        page=page.page,
        photograph=grey,
        lines=lines,
        flat=flat,
        to_photograph=lines.to_photograph,
        similarity=similarity,
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
    begun: list[Begun] = []
    for view in views(grey, corners):
        starts_here = begin(view, pages)
        begun += starts_here
        best = max(best, best_page(view, starts_here), key=lambda seen: seen.similarity)
        if best.similarity >= SIMILARITY_SURE:
            break
    seen = best.similarity
    if best.page is not None and seen >= SIMILARITY_SOME:
        found = locate_exactly(grey, best.page, best.homography, SKETCHED_PX)
        seen = found.similarity
        if seen >= SIMILARITY_GATE:
            return found
    if other_way := locate_by_marks(grey, pages) or locate_folded(grey, begun):
        return other_way
    raise PageRefusedError(refusal(grey, seen))


def locate_by_marks(grey: Grey, pages: Sequence[Skeleton]) -> Located | None:
    """Return the page where its corner marks put it, if it surely lies there."""
    best = marked(grey, pages)
    if best is None:
        return None
    found = locate_exactly(grey, *best, WINDOWS_PX)
    return found if found.similarity >= SIMILARITY_SURE else None


def locate_folded(grey: Grey, begun: Sequence[Begun]) -> Located | None:
    """Return the page that fits best when its lines may lie far aside, if one does.

    The best starts of the coarse fit are unfolded; one page must be far ahead of all
    others. Which of its numbers stand where they are read is proven later.
    """
    tried: dict[tuple[int, int], tuple[Skeleton, Located]] = {}
    for way in sorted(begun, key=lambda way: -way.score):
        if way.score < FOLDED_SCORE or len(tried) == UNFOLDED:
            break
        name = (id(way.page), way.turn)
        if name not in tried:
            start = np.asarray(way.to_photograph @ way.start)
            flat = placed(grey, way.page, *see_through(grey, start, way.page.page))
            tried[name] = way.page, unfold_proven(flat, way.page)
    if not tried:
        return None
    page, best = max(tried.values(), key=lambda way: way[1].similarity)
    others = [found.similarity for other, found in tried.values() if other is not page]
    least = max(SIMILARITY_GATE, AHEAD + max(others, default=0.0))
    return best if best.similarity >= least else None


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


def refusal(grey: Grey, best_similarity: float) -> Reason:
    """Return why no page was found: by how near the nearest came, or how blurred."""
    if best_similarity >= SIMILARITY_SOME:
        return Reason.PARTLY_HIDDEN
    return Reason.TOO_BLURRED if is_blurred(grey) else Reason.NOT_A_FORM
