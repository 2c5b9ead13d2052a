"""The public copy of a photograph: names and signatures masked, no metadata."""

import cv2
import numpy as np

from omah.core.count.forms import Page, Rect
from omah.reading.fit import UM_PER_MM, Matrix, project
from omah.reading.image import Grey, decode_colour

LONGEST_PX = 1_600
JPEG_QUALITY = 80
MASK = (225, 225, 225)
# A strip is widened by this on every side: pages curl and pens stray.
MASK_MARGIN_MM = 1.5
_TURNS = {
    1: cv2.ROTATE_90_COUNTERCLOCKWISE,
    2: cv2.ROTATE_180,
    3: cv2.ROTATE_90_CLOCKWISE,
}


def public_copy(blob: bytes, homography: Matrix, page: Page) -> bytes:
    """Return a JPEG of the photograph that may be shown to everyone.

    Parameters
    ----------
    blob
        The original file's bytes.
    homography
        ``(3, 3)``; page mm to px, as in ``PageReading.homography``.
    page
        The page, whose ``strips`` are masked.

    Returns
    -------
    bytes
        JPEG of at most 1,600 px, upright, decoded and encoded anew: nothing of
        the original file but its pixels remains.

    Raises
    ------
    ImageRefusedError
        The bytes are not a photograph.
    """
    picture, scale = shrunk(*decode_colour(blob, LONGEST_PX))
    on_picture = np.diag([scale, scale, 1.0]) @ homography
    for strip in page.strips:
        ends = project(on_picture, widened(corners_mm(strip)))
        cv2.fillConvexPoly(picture, np.rint(ends).astype(np.int32), MASK)
    turns = quarter_turns(homography)
    if turns:
        picture = np.asarray(cv2.rotate(picture, _TURNS[turns]), np.uint8)
    _, jpeg = cv2.imencode(".jpg", picture, [cv2.IMWRITE_JPEG_QUALITY, JPEG_QUALITY])
    return jpeg.tobytes()


def corners_on_copy(
    homography: Matrix, size: tuple[int, int], page: Page
) -> list[tuple[float, float]]:
    """Return where the page's corners lie in its public copy.

    Parameters
    ----------
    homography
        ``(3, 3)``; page mm to px, as in ``PageReading.homography``.
    size
        Width and height of the photograph as decoded, px.
    page
        The page.

    Returns
    -------
    list
        Four times (x, y) in px of the copy, clockwise from the page's upper left.
    """
    width, height = size
    scale = min(1.0, LONGEST_PX / max(size))
    ends = project(homography, corners_mm(Rect(0, 0, page.width, page.height))) * scale
    for _ in range((4 - quarter_turns(homography)) % 4):  # clockwise, as the copy
        ends = np.column_stack([height * scale - ends[:, 1], ends[:, 0]])
        width, height = height, width
    return [(float(x), float(y)) for x, y in ends]


def shrunk(picture: Grey, scale: float) -> tuple[Grey, float]:
    """Return the picture no larger than a public copy, and the scale it then has.

    It is less than twice too large: no area needs averaging, which costs six times
    as much.
    """
    shrink = LONGEST_PX / max(picture.shape[:2])
    if shrink >= 1:
        return picture, scale
    small = cv2.resize(
        picture, None, fx=shrink, fy=shrink, interpolation=cv2.INTER_LINEAR
    )
    return np.asarray(small, np.uint8), scale * shrink


def quarter_turns(homography: Matrix) -> int:
    """Return how many quarters clockwise the page lies turned in the picture.

    Examples
    --------
    >>> quarter_turns(np.diag([-4.0, -4.0, 1.0]))
    2
    """
    start, end = project(homography, np.array([[0.0, 0.0], [1.0, 0.0]]))
    across, down = end - start
    return round(float(np.degrees(np.arctan2(down, across))) / 90) % 4


def widened(corners: Matrix) -> Matrix:
    """Return corners (clockwise from upper left) moved outwards by the margin."""
    outwards = np.array([[-1, -1], [1, -1], [1, 1], [-1, 1]])
    return corners + outwards * MASK_MARGIN_MM


def corners_mm(box: Rect) -> Matrix:
    """Return the corners of a rectangle, clockwise, in mm.

    Examples
    --------
    >>> corners_mm(Rect(0, 1000, 2000, 3000)).tolist()
    [[0.0, 1.0], [2.0, 1.0], [2.0, 4.0], [0.0, 4.0]]
    """
    x0, y0, x1, y1 = box.x, box.y, box.x + box.w, box.y + box.h
    return np.array([[x0, y0], [x1, y0], [x1, y1], [x0, y1]]) / UM_PER_MM
