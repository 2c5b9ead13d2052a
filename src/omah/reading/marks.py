"""Find a page by its printed code and its corner marks, in any perspective."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache

import cv2
import numpy as np

from omah.core.count.forms import CodeKind, Page, Rect
from omah.reading.fit import UM_PER_MM, Matrix, project
from omah.reading.image import Grey, sketch
from omah.reading.reasons import PageRefusedError, Reason
from omah.reading.skeleton import Skeleton

# The tag is sought in a picture of this size, where it still has some 30 px when the
# whole page is in view; if it is not seen there, in the larger one.
SEARCH_SIDES_PX = (1_000, 1_400)
# Corner marks are matched at this many px per mm of page.
MARK_PX_PER_MM = 2.0
# White around a mark that belongs to the template; the page may end beyond it.
MARK_MARGIN_MM = 1.5
# Correlation above which a patch may be the mark, seen askew (elsewhere it stays
# below 0.4), and above which it is the mark, seen straight.
MARK_MAY_BE, MARK_IS = 0.45, 0.6
# A mark lies at most this far off its place as its neighbours foretell it.
SLACK_MM = 8.0
# So near to its place a tag lies where the outline of flat paper puts it: on generated
# photographs of medium damage (tuning seeds) within 3.4 mm, folded ones 5 mm or more.
ASIDE_MM = 4.0
# Corner order of OpenCV's AprilTags, against the tag as printed upright.
TAG_TURN = 2
# A tag of shorter sides than this share of the picture's has bits too small to tell.
LEAST_TAG_SHARE = 0.02
# The tag of a paper lying beside another is at least this share of its size.
LEAST_TWIN = 0.5


@dataclass(frozen=True, slots=True)
class CornerMark:
    """One mark in a corner of a page: the squares that make it up.

    Attributes
    ----------
    squares
        The black squares.
    middle
        ``(2,)`` x, y in mm.
    size_mm
        Its longer side, with the white around it.
    """

    squares: tuple[Rect, ...]
    middle: Matrix
    size_mm: float

    @classmethod
    def of(cls, squares: tuple[Rect, ...]) -> "CornerMark":
        """Return the mark that some squares make up."""
        x0, y0, x1, y1 = bounds_mm(squares)
        size_mm = max(x1 - x0, y1 - y0) + 2 * MARK_MARGIN_MM
        return cls(squares, np.array([(x0 + x1) / 2, (y0 + y1) / 2]), size_mm)


@dataclass(frozen=True, slots=True)
class Manner:
    """How the corners of a page are sought, from the tag outwards.

    Attributes
    ----------
    perspective_from
        With fewer corners than this the map of the page is affine.
    slack_share
        How far off a mark may lie, as a share of the way from the nearest anchor.
    """

    perspective_from: int
    slack_share: float


# The tag and two corners beside it say little of how a page recedes: on generated
# photographs an affine map foretells the third corner twice as well, and saves work.
# A page seen from close by (a real photograph of a screen) needs the second.
MANNERS = (Manner(3, 0.16), Manner(2, 0.22))


@dataclass(frozen=True, slots=True)
class Search:
    """How far around its expected place a mark is sought, and how alike it must be.

    A wide search looks at every second px: a quarter of the work.
    """

    slack_mm: float
    least_match: float
    px_per_mm: float


NEARBY = Search(SLACK_MM, MARK_IS, MARK_PX_PER_MM)


@dataclass(frozen=True, slots=True)
class Anchors:
    """Points of a page found in the picture: page mm and picture px, (N, 2)."""

    page: Skeleton
    on_page: Matrix
    on_picture: Matrix
    corners: int
    manner: Manner

    @property
    def is_perspective(self) -> bool:
        """Whether the corners are enough to tell perspective."""
        return self.corners >= self.manner.perspective_from

    def homography(self) -> Matrix:
        """Return page mm to picture px by least squares over all anchors.

        While the corners are too few to tell perspective, it is affine.
        """
        if self.is_perspective:
            found, _ = cv2.findHomography(self.on_page, self.on_picture)
            return np.asarray(found, np.float64)
        unit = np.column_stack((self.on_page, np.ones(len(self.on_page))))
        affine, *_ = np.linalg.lstsq(unit, self.on_picture, rcond=None)
        return np.vstack((affine.T, (0.0, 0.0, 1.0)))

    def fit_in(self, homography: Matrix) -> bool:
        """Return whether a map of the page puts the anchors about where they are."""
        back = np.asarray(np.linalg.inv(homography), np.float64)
        seen = project(back, self.on_picture)
        return bool(np.hypot(*(seen - self.on_page).T).max() < ASIDE_MM)

    def distance_mm(self, mark: CornerMark) -> float:
        """Return how far a mark lies from the nearest anchor."""
        return float(np.hypot(*(self.on_page - mark.middle).T).min())

    def and_point(self, on_page: Matrix, on_picture: Matrix) -> "Anchors":
        """Return the anchors with one corner more."""
        return Anchors(
            self.page,
            np.vstack((self.on_page, on_page)),
            np.vstack((self.on_picture, on_picture)),
            self.corners + 1,
            self.manner,
        )


def find_tagged(grey: Grey, pages: Sequence[Skeleton]) -> Anchors | None:
    """Return the page whose tag the picture shows, anchored by the tag alone.

    Parameters
    ----------
    grey
        ``(H, W) uint8`` photograph, any way up.
    pages
        The pages it may show; those without a tag are passed over.

    Raises
    ------
    PageRefusedError
        Two tags are seen: nobody may guess which of two papers is meant.
    """
    by_tag = {tag: page for page in pages for tag in tags_of(page.page)}
    found = find_tags(grey, tuple(sorted(by_tag))) if by_tag else []
    if not found:
        return None
    tag, corners = found[0]
    if any(are_two_papers(corners, other) for _, other in found[1:]):
        raise PageRefusedError(Reason.SEVERAL_PAGES)
    page = by_tag[tag]
    return Anchors(page, box_corners(tags_of(page.page)[tag]), corners, 0, MANNERS[0])


def find_anchors(grey: Grey, tagged: Anchors) -> Iterator[Anchors]:
    """Yield, manner by manner, the anchors of a page whose tag was found."""
    for manner in MANNERS:
        yield with_corners(grey, replace(tagged, manner=manner))


def with_corners(grey: Grey, start: Anchors) -> Anchors:
    """Return the anchors with the corner marks: found far off first, then exactly."""
    marks = nearest_first(start.page.page, start.on_page.mean(axis=0))
    askew = start
    for mark in marks:
        far_mm = start.manner.slack_share * askew.distance_mm(mark)
        wide = Search(max(SLACK_MM, far_mm), MARK_MAY_BE, MARK_PX_PER_MM / 2)
        askew = with_mark(grey, askew, mark, wide)
    straight = start
    for mark in marks:
        seen = with_mark(grey, askew, mark, NEARBY)
        if seen is not askew:
            straight = straight.and_point(seen.on_page[-1], seen.on_picture[-1])
    return straight


def tags_of(page: Page) -> dict[int, Rect]:
    """Return the AprilTags printed on a page: number to box."""
    kind = CodeKind.APRILTAG_36H10
    return {int(code.value): code.box for code in page.codes if code.kind is kind}


def find_tags(grey: Grey, tags: tuple[int, ...]) -> list[tuple[int, Matrix]]:
    """Return those of these AprilTags that are seen, the largest first.

    With each its corners in px, clockwise from the upper left of the upright print.
    """
    for side in SEARCH_SIDES_PX:
        small, scale, shift = sketch(grey, side)
        corners, ids, _ = tag_detector(tags).detectMarkers(small)
        if corners:
            areas = [cv2.contourArea(quad) for quad in corners]
            quads = [quad.reshape(4, 2).astype(np.float64) for quad in corners]
            return [
                (
                    tags[int(ids.ravel()[k])],
                    np.roll(quads[k], TAG_TURN, axis=0) * scale + shift,
                )
                for k in sorted(range(len(quads)), key=lambda k: -areas[k])
            ]
    return []


def are_two_papers(tag: Matrix, other: Matrix) -> bool:
    """Return whether two tags are printed on two papers lying side by side.

    A smudge taken for a tag is small, and one tag seen twice lies in one place.
    """
    side, other_side = (np.hypot(*(quad[1] - quad[0])) for quad in (tag, other))
    apart = np.hypot(*(tag.mean(axis=0) - other.mean(axis=0)))
    return bool(other_side > LEAST_TWIN * side and apart > 2 * side)


@cache
def tag_detector(tags: tuple[int, ...]) -> cv2.aruco.ArucoDetector:
    """Return a detector of only these tags: telling 3 apart beats telling 2,320."""
    every = cv2.aruco.getPredefinedDictionary(cv2.aruco.DICT_APRILTAG_36H10)
    some = cv2.aruco.Dictionary(
        every.bytesList[list(tags)], every.markerSize, every.maxCorrectionBits
    )
    how = cv2.aruco.DetectorParameters()
    how.adaptiveThreshWinSizeMin = how.adaptiveThreshWinSizeMax = 23
    how.minMarkerPerimeterRate = 4 * LEAST_TAG_SHARE
    how.cornerRefinementMethod = cv2.aruco.CORNER_REFINE_SUBPIX
    return cv2.aruco.ArucoDetector(some, how)


def nearest_first(page: Page, start: Matrix) -> list[CornerMark]:
    """Return the corner marks, nearest to ``start`` (mm) first."""
    return sorted(
        corner_marks(page.marks),
        key=lambda mark: float(np.hypot(*(mark.middle - start))),
    )


@cache
def corner_marks(squares: tuple[tuple[str, Rect], ...]) -> tuple[CornerMark, ...]:
    """Return the marks that named squares make up.

    Squares whose names begin alike (``tl_outer``, ``tl_inner``) are one mark.
    """
    corners: dict[str, list[Rect]] = defaultdict(list)
    for name, square in squares:
        corners[name.partition("_")[0]].append(square)
    return tuple(CornerMark.of(tuple(squares)) for squares in corners.values())


def with_mark(
    grey: Grey, anchors: Anchors, mark: CornerMark, search: Search
) -> Anchors:
    """Return the anchors with one corner mark more, or themselves if unseen."""
    half_mm = search.slack_mm + mark.size_mm / 2
    side = 2 * int(half_mm * search.px_per_mm)
    step = 1 / search.px_per_mm
    left, top = mark.middle - half_mm
    to_mm = np.array([[step, 0, left], [0, step, top], [0, 0, 1]])
    to_picture = anchors.homography() @ to_mm
    patch = cv2.warpPerspective(
        grey,
        to_picture,
        (side, side),
        flags=cv2.INTER_LINEAR | cv2.WARP_INVERSE_MAP,
        borderMode=cv2.BORDER_REPLICATE,
    )
    drawn = draw_mark(mark.squares, search.px_per_mm)
    match = cv2.matchTemplate(patch, drawn, cv2.TM_CCOEFF_NORMED)
    _, best, _, at = cv2.minMaxLoc(match)
    middle = np.array(at) + (np.array(drawn.shape[::-1]) - 1) / 2
    if best < search.least_match:
        return anchors
    return anchors.and_point(mark.middle, project(to_picture, middle[None, :])[0])


@cache
def draw_mark(mark: tuple[Rect, ...], px_per_mm: float) -> Grey:
    """Return how a corner mark looks on white, ``(h, w) uint8``."""
    x0, y0, x1, y1 = bounds_mm(mark)
    size = np.rint((np.array([y1 - y0, x1 - x0]) + 2 * MARK_MARGIN_MM) * px_per_mm)
    picture = np.full(size.astype(int), 255, np.uint8)
    for square in mark:
        x, y = square.x / UM_PER_MM - x0, square.y / UM_PER_MM - y0
        ends = np.array([[x, y], [x + square.w / UM_PER_MM, y + square.h / UM_PER_MM]])
        (a, b), (c, d) = np.rint((ends + MARK_MARGIN_MM) * px_per_mm).astype(int)
        picture[b:d, a:c] = 0
    return picture


def bounds_mm(boxes: Iterable[Rect]) -> tuple[float, float, float, float]:
    """Return left, top, right, bottom around some rectangles, in mm."""
    sides = np.array([[b.x, b.y, b.x + b.w, b.y + b.h] for b in boxes]) / UM_PER_MM
    (x0, y0), (x1, y1) = sides[:, :2].min(axis=0), sides[:, 2:].max(axis=0)
    return float(x0), float(y0), float(x1), float(y1)


def box_corners(box: Rect) -> Matrix:
    """Return the corners of a box in mm, clockwise from the upper left."""
    x0, y0, x1, y1 = bounds_mm((box,))
    return np.array([[x0, y0], [x1, y0], [x1, y1], [x0, y1]])
