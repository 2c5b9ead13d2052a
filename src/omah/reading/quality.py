"""Whether a photograph is worth reading, and what its photographer should mend.

Everything is judged on a sketch of the picture, a few milliseconds even on a phone.
A verdict never rejects what can be read: it refuses only the dark, and explains a
page that was not found.
"""

from typing import cast

import cv2
import numpy as np
from numpy.typing import NDArray

from omah.reading.blur import is_blurred
from omah.reading.corners import find_marks, span_page
from omah.reading.image import Grey, sketch
from omah.reading.ink import find_ink, find_lines
from omah.reading.reasons import Reason
from omah.reading.sheet import LEAST_SHARE, find_paper, four_corners, paper_share

SKETCH_PX, LINES_PX = 480, 1_000
# So many percent of a picture too dark to read are darker than this.
DARKEST_PAPER, LIGHTEST_SHARE = 48, 97
# A form has printed lines both ways, each and together so many times as long as the
# sketch: generated photographs cut to 40 % have 1.6 and 8, covered ones 1.0 and 6.
LEAST_EACH, LEAST_RULED = 0.8, 5.0
# Texture has short runs only. Of straight strokes that span this share of the sketch,
# ruined photographs have 1.0 times its length each way; flowers and clouds 0.6.
STROKE_SHARE, LEAST_LONG, ACROSS_DEG = 0.08, 0.8, 15
# Ink on paper changes its light by this share, blurred beyond reading 0.09, covered or
# cut off 0.07; a blank sheet on a table 0.03, light that falls off included.
LEAST_WRITTEN, SOFT_PX, RIM_PX = 0.045, 12, 25
# So many corner marks are a form's, whatever else is seen of it.
LEAST_MARKS = 2
# Paper whose edge runs along this share of one of the picture's sides goes beyond it.
SIDE_SHARE, EDGE_PX = 0.3, 3


def is_too_dark(grey: Grey) -> bool:
    """Return whether a photograph has no light part in it at all.

    Examples
    --------
    >>> page = np.full((400, 300), 200, np.uint8)
    >>> is_too_dark(page), is_too_dark(page // 8)
    (False, True)
    """
    step = max(1, max(grey.shape) // SKETCH_PX)
    sketched = grey[::step, ::step]
    dark = np.count_nonzero(sketched < DARKEST_PAPER)
    return bool(dark > LIGHTEST_SHARE / 100 * sketched.size)


def advise(grey: Grey, refused: Reason = Reason.NOT_A_FORM) -> Reason:
    """Return what the photographer should mend, where no page was found.

    Parameters
    ----------
    grey
        ``(H, W) uint8`` photograph.
    refused
        What the search for a page says itself.

    Returns
    -------
    Reason
        Too dark, too blurred, too small (come closer), corners missing or partly
        hidden, where the picture shows as much; else ``refused``.
    """
    if is_too_dark(grey):
        return Reason.TOO_DARK
    marks = find_marks(grey)
    if len(marks) < LEAST_MARKS and is_bare(grey):
        return Reason.NOT_A_FORM
    if is_blurred(grey):
        return Reason.TOO_BLURRED
    if refused is Reason.TOO_BLURRED:
        return Reason.PARTLY_HIDDEN
    if refused not in {Reason.NOT_A_FORM, Reason.PARTLY_HIDDEN}:
        return refused
    small, _, _ = sketch(grey, SKETCH_PX)
    paper = find_paper(small)
    if paper is not None and is_far(paper, small):
        return Reason.TOO_SMALL
    if refused is Reason.NOT_A_FORM and len(marks) < LEAST_MARKS and not is_ruled(grey):
        return refused
    goes_on = paper is not None and goes_beyond(paper, small)
    is_cut = goes_on and len(marks) > 0 and not span_page(marks)
    return Reason.CORNERS_MISSING if is_cut else Reason.PARTLY_HIDDEN


def is_far(paper: NDArray[np.int32], small: Grey) -> bool:
    """Return whether a sheet of paper is in view, but too far away to read."""
    few = paper_share(paper, small) < LEAST_SHARE
    return few and four_corners(paper) is not None


def goes_beyond(paper: NDArray[np.int32], small: Grey) -> bool:
    """Return whether the paper goes beyond one of the picture's sides.

    Examples
    --------
    >>> table = np.full((400, 300), 30, np.uint8)
    >>> table[40:360, 30:270] = 230
    >>> half = np.ascontiguousarray(table[:, :150])
    >>> [goes_beyond(find_paper(small), small) for small in (table, half)]
    [False, True]
    """
    inside = cv2.fillConvexPoly(np.zeros(small.shape, np.uint8), paper, (255,))
    for turns in range(4):
        side = np.rot90(inside, turns)[:EDGE_PX].any(axis=0)
        if np.count_nonzero(side) > SIDE_SHARE * side.size:
            return True
    return False


def is_ruled(grey: Grey) -> bool:
    """Return whether a picture shows printed lines both ways, as forms do.

    Examples
    --------
    >>> page = np.full((1000, 700), 220, np.uint8)
    >>> page[::120], page[:, ::140] = 30, 30
    >>> is_ruled(page), is_ruled(np.full((1000, 700), 220, np.uint8))
    (True, False)
    """
    small, _, _ = sketch(grey, LINES_PX)
    lines = find_lines(find_ink(small))
    longest = max(small.shape)
    level = float(cv2.countNonZero(lines.level)) / longest
    upright = float(cv2.countNonZero(lines.upright)) / longest
    has_lines = min(level, upright) > LEAST_EACH and level + upright > LEAST_RULED
    return bool(has_lines and has_long_strokes(small))


def has_long_strokes(small: Grey) -> bool:
    """Return whether long straight strokes run two ways that cross upright."""
    found = cast("Grey | None", cv2.createLineSegmentDetector().detect(small)[0])
    if found is None:
        return False
    ends = found.reshape(-1, 4)
    way = ends[:, 2:] - ends[:, :2]
    length = np.hypot(way[:, 0], way[:, 1]) / max(small.shape)
    way, length = way[length >= STROKE_SHARE], length[length >= STROKE_SHARE]
    if not len(length):
        return False
    angle = np.degrees(np.arctan2(way[:, 1], way[:, 0]))
    apart = np.abs((angle - angle[length.argmax()] + 90) % 180 - 90)
    along = length[apart < ACROSS_DEG].sum()
    across = length[apart > 90 - ACROSS_DEG].sum()
    return bool(min(along, across) > LEAST_LONG)


def is_bare(grey: Grey) -> bool:
    """Return whether the lightest thing in view is a sheet with nothing on it.

    Examples
    --------
    >>> desk = np.full((400, 300), 70, np.uint8)
    >>> desk[40:360, 30:270] = 230
    >>> written = desk.copy()
    >>> written[80:320:12, 60:240] = 60
    >>> is_bare(desk), is_bare(written)
    (True, False)
    """
    small, _, _ = sketch(grey, SKETCH_PX)
    inside = np.zeros(small.shape, np.uint8)
    if (paper := find_paper(small)) is not None:
        cv2.fillConvexPoly(inside, paper, (255,))
    rim = np.ones((RIM_PX, RIM_PX), np.uint8)
    on_paper = cv2.erode(inside, rim, borderValue=(255,)) > 0
    light = small.astype(np.float32)
    soft = cv2.GaussianBlur(light, (0, 0), SOFT_PX)
    if not on_paper.any():
        return True
    strokes = float((light - soft)[on_paper].std())
    return strokes < LEAST_WRITTEN * max(1.0, float(soft[on_paper].mean()))
