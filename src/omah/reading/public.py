"""The public copy of a photograph: names and signatures masked, metadata gone."""

import cv2
import numpy as np
from numpy.typing import NDArray

from omah.core.forms import Page, Rect
from omah.reading.fit import Matrix
from omah.reading.image import (
    ImageRefusedError,
    choose_reduction,
    read_header,
    refuse_unsafe,
)
from omah.reading.reasons import Reason

Picture = NDArray[np.uint8]

LONGEST_PX = 1600
"""Large enough to read a digit box by eye, small enough for a slow line."""

QUALITY = 80
MASK_GREY = 128
MASK_MARGIN_UM = 1500
"""A strip is widened by this on every side: pages curl and pens stray."""

_COLOUR = {
    1: cv2.IMREAD_COLOR,
    2: cv2.IMREAD_REDUCED_COLOR_2,
    4: cv2.IMREAD_REDUCED_COLOR_4,
    8: cv2.IMREAD_REDUCED_COLOR_8,
}
_TURNS = {
    1: cv2.ROTATE_90_COUNTERCLOCKWISE,
    2: cv2.ROTATE_180,
    3: cv2.ROTATE_90_CLOCKWISE,
}


def public_copy(blob: bytes, page: Page, homography: Matrix) -> bytes:
    """Return the photograph as the public may see it.

    Parameters
    ----------
    blob
        The file's bytes, as given to `omah.reading.read.Reader`.
    page
        The page that was found; its strips are masked.
    homography
        ``(3, 3)``; page mm to px of the photograph as decoded for reading.

    Returns
    -------
    bytes
        A JPEG of at most 1,600 px, upright, without any metadata.

    Raises
    ------
    ImageRefusedError
        If the bytes are not a photograph we decode.
    """
    header = read_header(blob)
    refuse_unsafe(blob, header)
    reduction = choose_reduction(max(header.width, header.height))
    raw = np.frombuffer(blob, np.uint8, count=header.end)
    picture = cv2.imdecode(raw, _COLOUR[reduction])
    if picture is None:
        raise ImageRefusedError(Reason.NOT_AN_IMAGE)
    colour = np.asarray(picture, np.uint8)
    for strip in page.strips:
        mask(colour, strip, homography)
    return encode(upright(shrink(colour), homography))


def mask(picture: Picture, strip: Rect, homography: Matrix) -> None:
    """Paint a strip of the page over with plain grey."""
    left, top = strip.x - MASK_MARGIN_UM, strip.y - MASK_MARGIN_UM
    right = strip.x + strip.w + MASK_MARGIN_UM
    bottom = strip.y + strip.h + MASK_MARGIN_UM
    corners = [(left, top), (right, top), (right, bottom), (left, bottom)]
    on_page = np.array([corners], np.float64) / 1000
    on_photo = cv2.perspectiveTransform(on_page, homography)
    cv2.fillPoly(picture, [np.rint(on_photo[0]).astype(np.int32)], (MASK_GREY,) * 3)


def shrink(picture: Picture) -> Picture:
    """Return the picture with its longer side at most `LONGEST_PX`."""
    height, width = picture.shape[:2]
    scale = LONGEST_PX / max(height, width)
    if scale >= 1:
        return picture
    size = (round(width * scale), round(height * scale))
    small = cv2.resize(picture, size, interpolation=cv2.INTER_AREA)
    return np.asarray(small, np.uint8)


def upright(picture: Picture, homography: Matrix) -> Picture:
    """Return the picture turned by quarters until the page stands upright."""
    turns = quarter_turns(homography)
    if turns == 0:
        return picture
    return np.asarray(cv2.rotate(picture, _TURNS[turns]), np.uint8)


def quarter_turns(homography: Matrix) -> int:
    """Return how many quarters clockwise the page lies turned in the picture."""
    ends = cv2.perspectiveTransform(np.array([[(0.0, 0.0), (1.0, 0.0)]]), homography)
    across, down = ends[0][1] - ends[0][0]
    return round(float(np.degrees(np.arctan2(down, across))) / 90) % 4


def encode(picture: Picture) -> bytes:
    """Return the picture as JPEG; the encoder writes no metadata."""
    written, jpeg = cv2.imencode(".jpg", picture, [cv2.IMWRITE_JPEG_QUALITY, QUALITY])
    if not written:
        raise ImageRefusedError(Reason.NOT_AN_IMAGE)
    return jpeg.tobytes()
