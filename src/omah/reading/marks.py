"""Find a page by its printed code and its corner marks, in any perspective."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache

import cv2
import numpy as np

from omah.core.forms import CodeKind, Page, Rect
from omah.reading.fit import UM_PER_MM, Matrix, project
from omah.reading.image import Grey, sketch
from omah.reading.skeleton import Skeleton

# The tag is sought in a picture of this size; it then still has 40 px or more
# where the whole page is in view.
SEARCH_SIDE_PX = 1_400
# Corner marks are matched at this many px per mm of page.
MARK_PX_PER_MM = 2.0
# White around a mark that belongs to the template; the page may end beyond it.
MARK_MARGIN_MM = 1.5
# Correlation above which a patch may be the mark, seen askew (elsewhere it stays
# below 0.4), and above which it is the mark, seen straight.
MARK_MAY_BE, MARK_IS = 0.45, 0.6
# Where a mark may lie off its expected place: a share of the way to the nearest
# point already known, and a least distance.
SLACK_SHARE, SLACK_MM = 0.22, 8.0
CORNERS_FOR_PERSPECTIVE = 2
# Corner order of OpenCV's AprilTags, against the tag as printed upright.
TAG_TURN = 2


@dataclass(frozen=True, slots=True)
class Anchors:
    """Points of a page found in the picture: page mm and picture px, (N, 2)."""

    page: Skeleton
    on_page: Matrix
    on_picture: Matrix
    corners: int

    def homography(self) -> Matrix:
        """Return page mm to picture px by least squares over all anchors.

        The tag alone is too small to tell perspective: then it is affine.
        """
        if self.corners >= CORNERS_FOR_PERSPECTIVE:
            found, _ = cv2.findHomography(self.on_page, self.on_picture)
            return np.asarray(found, np.float64)
        unit = np.column_stack((self.on_page, np.ones(len(self.on_page))))
        affine, *_ = np.linalg.lstsq(unit, self.on_picture, rcond=None)
        return np.vstack((affine.T, (0.0, 0.0, 1.0)))

    def distance_mm(self, mark: tuple[Rect, ...]) -> float:
        """Return how far a mark lies from the nearest anchor."""
        return float(np.hypot(*(self.on_page - centre_mm(mark)).T).min())

    def and_point(self, on_page: Matrix, on_picture: Matrix) -> "Anchors":
        """Return the anchors with one corner more."""
        return Anchors(
            self.page,
            np.vstack((self.on_page, on_page)),
            np.vstack((self.on_picture, on_picture)),
            self.corners + 1,
        )


def find_anchors(grey: Grey, pages: Sequence[Skeleton]) -> Anchors | None:
    """Return the anchors of the page whose tag the picture shows, if any.

    Parameters
    ----------
    grey
        ``(H, W) uint8`` photograph, any way up.
    pages
        The pages it may show; those without a tag are passed over.
    """
    by_tag = {tag: page for page in pages for tag in tags_of(page.page)}
    if not by_tag:
        return None
    found = find_tag(grey, tuple(sorted(by_tag)))
    if found is None:
        return None
    tag, corners = found
    page = by_tag[tag]
    start = Anchors(page, box_corners(tags_of(page.page)[tag]), corners, 0)
    marks = nearest_first(page.page, start.on_page.mean(axis=0))
    askew = start
    for mark in marks:
        slack = max(SLACK_MM, SLACK_SHARE * askew.distance_mm(mark))
        askew = with_mark(grey, askew, mark, slack, MARK_MAY_BE)
    straight = start
    for mark in marks:
        seen = with_mark(grey, askew, mark, SLACK_MM, MARK_IS)
        if seen is not askew:
            straight = straight.and_point(seen.on_page[-1], seen.on_picture[-1])
    return straight


def tags_of(page: Page) -> dict[int, Rect]:
    """Return the AprilTags printed on a page: number to box."""
    kind = CodeKind.APRILTAG_36H10
    return {int(code.value): code.box for code in page.codes if code.kind is kind}


def find_tag(grey: Grey, tags: tuple[int, ...]) -> tuple[int, Matrix] | None:
    """Return the largest of these AprilTags and its corners in px, as printed.

    The corners run clockwise from the upper left one of the upright print.
    """
    small, scale, shift = sketch(grey, SEARCH_SIDE_PX)
    corners, ids, _ = tag_detector(tags).detectMarkers(small)
    if not corners:
        return None
    quads = [quad.reshape(4, 2).astype(np.float64) for quad in corners]
    largest = max(range(len(quads)), key=lambda k: cv2.contourArea(corners[k]))
    upright = np.roll(quads[largest], TAG_TURN, axis=0)
    return tags[int(ids.ravel()[largest])], upright * scale + shift


@cache
def tag_detector(tags: tuple[int, ...]) -> cv2.aruco.ArucoDetector:
    """Return a detector of only these tags: telling 3 apart beats telling 2,320."""
    every = cv2.aruco.getPredefinedDictionary(cv2.aruco.DICT_APRILTAG_36H10)
    some = cv2.aruco.Dictionary(
        every.bytesList[list(tags)], every.markerSize, every.maxCorrectionBits
    )
    how = cv2.aruco.DetectorParameters()
    how.adaptiveThreshWinSizeMin = how.adaptiveThreshWinSizeMax = 23
    how.cornerRefinementMethod = cv2.aruco.CORNER_REFINE_SUBPIX
    return cv2.aruco.ArucoDetector(some, how)


def nearest_first(page: Page, start: Matrix) -> list[tuple[Rect, ...]]:
    """Return the corner marks, nearest to ``start`` (mm) first.

    Squares whose names begin alike (``tl_outer``, ``tl_inner``) are one mark.
    """
    corners: dict[str, list[Rect]] = defaultdict(list)
    for name, square in page.marks:
        corners[name.partition("_")[0]].append(square)
    marks = [tuple(squares) for squares in corners.values()]
    return sorted(marks, key=lambda m: float(np.hypot(*(centre_mm(m) - start))))


def with_mark(
    grey: Grey,
    anchors: Anchors,
    mark: tuple[Rect, ...],
    slack_mm: float,
    least_match: float,
) -> Anchors:
    """Return the anchors with one corner mark more, or themselves if unseen."""
    centre = centre_mm(mark)
    half_mm = slack_mm + mark_size_mm(mark) / 2
    homography = anchors.homography()
    size = int(2 * half_mm * MARK_PX_PER_MM)
    to_mm = np.array(
        [
            [1 / MARK_PX_PER_MM, 0, centre[0] - half_mm],
            [0, 1 / MARK_PX_PER_MM, centre[1] - half_mm],
            [0, 0, 1],
        ]
    )
    patch = cv2.warpPerspective(
        grey,
        homography @ to_mm,
        (size, size),
        flags=cv2.INTER_AREA | cv2.WARP_INVERSE_MAP,
        borderMode=cv2.BORDER_REPLICATE,
    )
    match = cv2.matchTemplate(patch, draw_mark(mark), cv2.TM_CCOEFF_NORMED)
    _, best, _, at = cv2.minMaxLoc(match)
    if best < least_match:
        return anchors
    middle = np.array(at) + (np.array(draw_mark(mark).shape[::-1]) - 1) / 2
    return anchors.and_point(centre, project(homography @ to_mm, middle[None, :])[0])


@cache
def draw_mark(mark: tuple[Rect, ...]) -> Grey:
    """Return how a corner mark looks on white, ``(h, w) uint8``."""
    x0, y0, x1, y1 = bounds_mm(mark)
    size = np.rint((np.array([y1 - y0, x1 - x0]) + 2 * MARK_MARGIN_MM) * MARK_PX_PER_MM)
    picture = np.full(size.astype(int), 255, np.uint8)
    for square in mark:
        x, y = square.x / UM_PER_MM - x0, square.y / UM_PER_MM - y0
        ends = np.array([[x, y], [x + square.w / UM_PER_MM, y + square.h / UM_PER_MM]])
        (a, b), (c, d) = np.rint((ends + MARK_MARGIN_MM) * MARK_PX_PER_MM).astype(int)
        picture[b:d, a:c] = 0
    return picture


def bounds_mm(boxes: Iterable[Rect]) -> tuple[float, float, float, float]:
    """Return left, top, right, bottom around some rectangles, in mm."""
    sides = np.array([[b.x, b.y, b.x + b.w, b.y + b.h] for b in boxes]) / UM_PER_MM
    (x0, y0), (x1, y1) = sides[:, :2].min(axis=0), sides[:, 2:].max(axis=0)
    return float(x0), float(y0), float(x1), float(y1)


def centre_mm(mark: Iterable[Rect]) -> Matrix:
    """Return the middle of a mark in mm."""
    x0, y0, x1, y1 = bounds_mm(mark)
    return np.array([(x0 + x1) / 2, (y0 + y1) / 2])


def mark_size_mm(mark: Iterable[Rect]) -> float:
    """Return the longer side of a mark with its margin, in mm."""
    x0, y0, x1, y1 = bounds_mm(mark)
    return max(x1 - x0, y1 - y0) + 2 * MARK_MARGIN_MM


def box_corners(box: Rect) -> Matrix:
    """Return the corners of a box in mm, clockwise from the upper left."""
    x0, y0, x1, y1 = bounds_mm((box,))
    return np.array([[x0, y0], [x1, y0], [x1, y1], [x0, y1]])
