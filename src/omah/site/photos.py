"""Public copies of photographs: their size, and a small picture for phones."""

from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

THUMBNAIL_WIDTH = 280
"""Pixels; three pages side by side on a 360-pixel phone of density 2."""
_QUALITY = 62


class PhotoError(ValueError):
    """The bytes are not the photograph that the record names."""


@dataclass(frozen=True, slots=True)
class PhotoSize:
    """Width and height in pixels."""

    width: int
    height: int


def thumbnail(photo: bytes) -> bytes:
    """A JPEG of the photo, ``THUMBNAIL_WIDTH`` pixels wide."""
    # A quarter of the resolution is decoded at a fraction of the cost.
    small = _decoded(photo, cv2.IMREAD_REDUCED_COLOR_4)
    height = max(1, THUMBNAIL_WIDTH * small.shape[0] // small.shape[1])
    resized = cv2.resize(small, (THUMBNAIL_WIDTH, height), interpolation=cv2.INTER_AREA)
    done, encoded = cv2.imencode(".jpg", resized, [cv2.IMWRITE_JPEG_QUALITY, _QUALITY])
    if not done:
        raise PhotoError("a public photo can't be made smaller")
    return encoded.tobytes()


def photo_size(photo: bytes) -> PhotoSize:
    """The size of any picture; for a JPEG from its header alone."""
    return jpeg_size(photo) or _size_of(_decoded(photo, cv2.IMREAD_COLOR))


def _decoded(photo: bytes, mode: int) -> NDArray[np.uint8]:
    image = cv2.imdecode(np.frombuffer(photo, np.uint8), mode) if photo else None
    if image is None:
        raise PhotoError("a public photo is not a picture")
    return image.astype(np.uint8, copy=False)


def _size_of(image: NDArray[np.uint8]) -> PhotoSize:
    return PhotoSize(image.shape[1], image.shape[0])


def jpeg_size(photo: bytes) -> PhotoSize | None:
    """Size as the JPEG's frame header states it; None if there is no such header."""
    if photo[:2] != b"\xff\xd8":
        return None
    at = 2
    while at + 9 < len(photo) and photo[at] == 0xFF:
        marker, length = photo[at + 1], int.from_bytes(photo[at + 2 : at + 4])
        is_frame = 0xC0 <= marker <= 0xCF and marker not in {0xC4, 0xC8, 0xCC}
        if is_frame:
            height = int.from_bytes(photo[at + 5 : at + 7])
            return PhotoSize(int.from_bytes(photo[at + 7 : at + 9]), height)
        at += 2 + length
    return None
