"""Photographs made small and bare of where and when they were taken."""

import io
import warnings

from PIL import Image, ImageOps, UnidentifiedImageError

LONGEST_SIDE_PX = 1600
MAX_PIXELS = 60_000_000
QUALITY = 82


class NotAPhotoError(ValueError):
    """These bytes are no picture that can be opened, or one too large to open."""


def bare_photo(content: bytes) -> bytes:
    """Return a picture as an upright JPEG without metadata, at most 1600 px long.

    Raises
    ------
    NotAPhotoError
        If the bytes are no JPEG, PNG or WebP, are broken, or hide too many pixels.
    """
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            opened = Image.open(io.BytesIO(content), formats=("JPEG", "PNG", "WEBP"))
            if opened.width * opened.height > MAX_PIXELS:
                raise NotAPhotoError("too many pixels")
            upright = ImageOps.exif_transpose(opened).convert("RGB")
    except (UnidentifiedImageError, OSError, SyntaxError, ValueError, Warning) as fault:
        raise NotAPhotoError(str(fault)) from None
    upright.thumbnail((LONGEST_SIDE_PX, LONGEST_SIDE_PX))
    out = io.BytesIO()
    Image.frombytes("RGB", upright.size, upright.tobytes()).save(
        out, "JPEG", quality=QUALITY
    )
    return out.getvalue()
