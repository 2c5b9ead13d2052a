"""Photograph bytes to a grey picture: bounded, upright by its tag, or refused."""

import re
import zlib
from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from omah.reading.reasons import Reason

Grey = NDArray[np.uint8]

# 64 megapixels cover the cameras of ordinary phones; a progressive JPEG of that
# size decodes within 400 MB.
MAX_PIXELS = 64_000_000
# A progressive JPEG is decoded from coefficients of all its samples, two bytes each.
# Three to a pixel take 480 MB at most; the four of print, which no camera writes, 600.
MAX_SAMPLES = 3 * MAX_PIXELS
MAX_SIDE_PX = 16_384
MAX_BYTES = 48_000_000
MIN_SIDE_PX = 64
# A progressive JPEG has about ten scans; each costs as much as a picture.
MAX_SCANS = 64
INFLATED_AT_ONCE = 1 << 20
# Below this a swollen PNG costs two seconds at most, and looking for it would cost a
# scanned page half of its decoding.
UNSUSPECTED_BYTES = 1 << 20
# A 12 megapixel photograph is decoded at half its size: a page that fills it still
# has digit boxes of some 45 px, and no more is used of them.
WORKING_SIDE_PX = 3_600

PNG_MAGIC = b"\x89PNG\r\n\x1a\n"
JPEG_MAGIC = b"\xff\xd8\xff"
_JPEG_FRAMES = frozenset(range(0xC0, 0xD0)) - {0xC4, 0xC8, 0xCC}
_AFTER_SCAN = re.compile(rb"\xff[^\x00\xd0-\xd7\xff]")
_FOREIGN = re.compile(
    rb"PK\x03\x04|PK\x05\x06|%PDF-|<script|<html|<svg|<\?php|\x7fELF|Rar!|7z\xbc\xaf",
    re.IGNORECASE,
)
_GREY = {
    1: cv2.IMREAD_GRAYSCALE,
    2: cv2.IMREAD_REDUCED_GRAYSCALE_2,
    4: cv2.IMREAD_REDUCED_GRAYSCALE_4,
    8: cv2.IMREAD_REDUCED_GRAYSCALE_8,
}
_COLOUR = {
    1: cv2.IMREAD_COLOR,
    2: cv2.IMREAD_REDUCED_COLOR_2,
    4: cv2.IMREAD_REDUCED_COLOR_4,
    8: cv2.IMREAD_REDUCED_COLOR_8,
}


class ImageRefusedError(Exception):
    """The bytes are not a photograph we decode; ``reason`` says why."""

    def __init__(self, reason: Reason) -> None:
        super().__init__(str(reason))
        self.reason = reason


@dataclass(frozen=True, slots=True)
class Header:
    """What a picture's own structure says, read without decoding a pixel.

    Attributes
    ----------
    width, height
        Size in pixels, before any orientation tag is applied.
    end
        Offset of the first byte after the picture.
    pixels
        The compressed pieces of a PNG's picture.
    channels
        Samples to a pixel of a JPEG.
    """

    width: int
    height: int
    end: int
    pixels: tuple[memoryview, ...] = ()
    channels: int = 1


def decode_grey(blob: bytes, least_px: int = MIN_SIDE_PX) -> Grey:
    """Return the photograph as grey, turned as its orientation tag says.

    Parameters
    ----------
    blob
        The file's bytes: JPEG or PNG.
    least_px
        Sides shorter than this are too small.

    Returns
    -------
    ndarray
        ``(H, W) uint8``, at most about 3,600 px on its longer side.

    Raises
    ------
    ImageRefusedError
        Empty, not JPEG or PNG, cut off, too large, or carrying an archive,
        document or script behind the picture.
    """
    header = read_header(blob)
    reduction = choose_reduction(max(header.width, header.height))
    return _decode(blob, header, _GREY[reduction], least_px)


def decode_sharper(blob: bytes) -> Grey | None:
    """Return a photograph twice as large as :func:`decode_grey` does.

    ``None`` where that decodes it whole. For a page that fills little of it.
    """
    header = read_header(blob)
    reduction = choose_reduction(max(header.width, header.height))
    return None if reduction == 1 else _decode(blob, header, _GREY[reduction // 2])


def decode_colour(blob: bytes, longest_px: int) -> tuple[Grey, float]:
    """Return the photograph in colour, no larger than a copy needs it, and its scale.

    Parameters
    ----------
    blob
        The file's bytes: JPEG or PNG.
    longest_px
        The longer side of the copy to be made.

    Returns
    -------
    tuple
        ``(H, W, 3) uint8``, blue green red, shrunk while decoding to not less than
        ``longest_px``; and how many of its px make one of :func:`decode_grey`.

    Raises
    ------
    ImageRefusedError
        As :func:`decode_grey`.
    """
    header = read_header(blob)
    longer = max(header.width, header.height)
    reduction = next((n for n in (8, 4, 2) if longer >= n * longest_px), 1)
    colour = _decode(blob, header, _COLOUR[reduction])
    return colour, choose_reduction(longer) / reduction


def _decode(
    blob: bytes, header: Header, flag: int, least_px: int = MIN_SIDE_PX
) -> Grey:
    refuse_unsafe(blob, header, least_px)
    raw = np.frombuffer(blob, np.uint8, count=header.end)
    try:
        picture = cv2.imdecode(raw, flag)
    except cv2.error as problem:
        raise ImageRefusedError(Reason.NOT_AN_IMAGE) from problem
    if picture is None:
        raise ImageRefusedError(Reason.NOT_AN_IMAGE)
    return np.asarray(picture, np.uint8)


def sketch(grey: Grey, longest_px: int) -> tuple[Grey, float, float]:
    """Return a quick small picture, good for finding large things, and the way back.

    Parameters
    ----------
    grey
        ``(H, W) uint8`` picture.
    longest_px
        Longer side of the sketch.

    Returns
    -------
    tuple
        The sketch, and ``a``, ``b`` such that ``a * x + b`` is in px of ``grey``.

    Examples
    --------
    >>> small, a, b = sketch(np.zeros((900, 600), np.uint8), 300)
    >>> small.shape, a, b
    ((300, 200), 3.0, 0.0)
    """
    step = max(1, max(grey.shape) // longest_px)
    small = np.ascontiguousarray(grey[::step, ::step])
    scale = longest_px / max(small.shape)
    if scale >= 1:
        return small, float(step), 0.0
    small = np.asarray(
        cv2.resize(small, None, fx=scale, fy=scale, interpolation=cv2.INTER_LINEAR),
        np.uint8,
    )
    return small, step / scale, step * (0.5 / scale - 0.5)


def look_up(grey: Grey, x: NDArray[np.float64], y: NDArray[np.float64]) -> Grey:
    """Return the light at points between pixels; beyond the edge it is as at the edge.

    Parameters
    ----------
    grey
        ``(H, W) uint8`` picture.
    x, y
        ``(h, w)`` each, in px.

    Returns
    -------
    ndarray
        ``(h, w) uint8``.

    Examples
    --------
    >>> x, y = np.array([[0.5, 9]]), np.zeros((1, 2))
    >>> look_up(np.array([[0, 100]], np.uint8), x, y)
    array([[ 50, 100]], dtype=uint8)
    """
    light = cv2.remap(
        grey,
        x.astype(np.float32),
        y.astype(np.float32),
        cv2.INTER_LINEAR,
        borderMode=cv2.BORDER_REPLICATE,
    )
    return np.asarray(light, np.uint8)


def read_header(blob: bytes) -> Header:
    """Return size and end of a JPEG or PNG from its own structure.

    Raises
    ------
    ImageRefusedError
        Empty, of another kind, or cut off before its end.
    """
    if not blob:
        raise ImageRefusedError(Reason.EMPTY_FILE)
    if blob.startswith(PNG_MAGIC):
        return _png_header(blob)
    if blob.startswith(JPEG_MAGIC):
        return _jpeg_header(blob)
    raise ImageRefusedError(Reason.NOT_AN_IMAGE)


def refuse_unsafe(blob: bytes, header: Header, least_px: int = MIN_SIDE_PX) -> None:
    """Refuse what would cost too much to decode or hides something else."""
    longer = max(header.width, header.height)
    if header.width * header.height > MAX_PIXELS or longer > MAX_SIDE_PX:
        raise ImageRefusedError(Reason.TOO_LARGE)
    if header.width * header.height * header.channels > MAX_SAMPLES:
        raise ImageRefusedError(Reason.TOO_LARGE)
    if len(blob) > MAX_BYTES:
        raise ImageRefusedError(Reason.TOO_LARGE)
    if min(header.width, header.height) < least_px:
        raise ImageRefusedError(Reason.TOO_SMALL)
    if _FOREIGN.search(blob, header.end):
        raise ImageRefusedError(Reason.FOREIGN_CONTENT)
    if sum(map(len, header.pixels)) > UNSUSPECTED_BYTES:
        _refuse_swollen(blob, header)


def choose_reduction(longer_side_px: int) -> int:
    """Return 1, 2, 4 or 8: how much to shrink while decoding.

    Examples
    --------
    >>> choose_reduction(1768), choose_reduction(4000), choose_reduction(12000)
    (1, 2, 4)
    """
    return next(
        (n for n in (1, 2, 4) if longer_side_px <= n * WORKING_SIDE_PX),
        8,
    )


def _png_header(blob: bytes) -> Header:
    """Walk the chunks: IHDR first, IEND last, nothing beyond the file."""
    width, height = (int.from_bytes(blob[at : at + 4]) for at in (16, 20))
    if blob[12:16] != b"IHDR":
        raise ImageRefusedError(Reason.NOT_AN_IMAGE)
    at = len(PNG_MAGIC)
    pixels: list[memoryview] = []
    while at + 12 <= len(blob):
        length = int.from_bytes(blob[at : at + 4])
        kind = blob[at + 4 : at + 8]
        if kind == b"IDAT":
            pixels.append(memoryview(blob)[at + 8 : at + 8 + length])
        at += 12 + length
        if kind == b"acTL":  # an animation costs three pictures' memory to decode
            raise ImageRefusedError(Reason.FOREIGN_CONTENT)
        if kind == b"IEND":
            return Header(width, height, at, tuple(pixels))
    raise ImageRefusedError(Reason.TRUNCATED)


def _refuse_swollen(blob: bytes, header: Header) -> None:
    """Refuse a PNG whose few bytes inflate to more than its picture needs.

    The decoder throws away what is too much, but only after inflating it: 48 MB
    would keep it busy for minutes.
    """
    channels = {0: 1, 2: 3, 3: 1, 4: 2, 6: 4}.get(blob[25], 4)
    row = (header.width * channels * blob[24] + 7) // 8 + 1
    # Interlaced pictures have up to twice as many rows, each with its own byte.
    left = 2 * row * header.height + INFLATED_AT_ONCE
    inflater = zlib.decompressobj()
    try:
        for piece in header.pixels:
            rest: bytes | memoryview = piece
            while rest and not inflater.eof:
                left -= len(inflater.decompress(rest, INFLATED_AT_ONCE))
                if left < 0:
                    raise ImageRefusedError(Reason.TOO_LARGE)
                rest = inflater.unconsumed_tail
    except zlib.error as problem:
        raise ImageRefusedError(Reason.NOT_AN_IMAGE) from problem


def _jpeg_header(blob: bytes) -> Header:
    """Walk the markers: a frame gives the size, the end marker the end."""
    width = height = channels = scans = 0
    at = 2
    while at + 4 <= len(blob):
        if blob[at] != 0xFF:
            raise ImageRefusedError(Reason.NOT_AN_IMAGE)
        marker = blob[at + 1]
        if marker == 0xFF:  # fill bytes may stand before a marker
            at += 1
            continue
        length = int.from_bytes(blob[at + 2 : at + 4])
        if marker in _JPEG_FRAMES:
            height, width = (int.from_bytes(blob[n : n + 2]) for n in (at + 5, at + 7))
            channels = blob[at + 9] if at + 9 < len(blob) else 0
        at += 2 + length
        if marker == 0xDA:
            scans += 1
            if scans > MAX_SCANS:
                raise ImageRefusedError(Reason.TOO_LARGE)
            at = _end_of_scan(blob, at)
            if blob[at + 1] == 0xD9:
                return Header(width, height, at + 2, channels=channels)
    raise ImageRefusedError(Reason.TRUNCATED)


def _end_of_scan(blob: bytes, at: int) -> int:
    """Return where the marker stands that ends the scan starting at ``at``."""
    found = _AFTER_SCAN.search(blob, at)
    if found is None:
        raise ImageRefusedError(Reason.TRUNCATED)
    return found.start()
