"""Files made to burst a reader: each a few kB that claim, or hold, far more."""

import struct
import zlib
from collections.abc import Callable

import cv2
import numpy as np

from omah.adapters.practice import Press
from omah.formats.form_toml import load_form
from omah.reading.image import decode_grey
from omah.reading.reasons import Reason

FORM = "c-hasil-ppwp-2024"
SIDE = 8_000
"""64 megapixels: the most that is decoded."""
GREY, COLOUR, PALETTE, ALPHA = (0, 1), (2, 3), (3, 1), (6, 4)
"""Kind of a PNG and its samples to a pixel."""
PASSES = ((0, 0, 8, 8), (4, 0, 8, 8), (0, 4, 4, 8), (2, 0, 4, 4), (0, 2, 2, 4),
          (1, 0, 2, 2), (0, 1, 1, 2))  # fmt: skip
"""Of an interlaced PNG: first column and row, and the steps between them."""
BASELINE, PROGRESSIVE = 0xC0, 0xC2


def chunk(kind: bytes, body: bytes) -> bytes:
    crc = zlib.crc32(kind + body)
    return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", crc)


def png(
    kind: tuple[int, int] = GREY,
    depth: int = 8,
    size: tuple[int, int] = (SIDE, SIDE),
    *,
    extra: bytes = b"",
    behind: bytes = b"",
    interlaced: bool = False,
    rows: int | None = None,
) -> bytes:
    """Return a black picture; ``rows`` are more than it has room for, if given."""
    (number, samples), (wide, high) = kind, size
    head = struct.pack(">IIBBBBB", *size, depth, number, 0, 0, interlaced)
    packer, body = zlib.compressobj(9), b""
    for x, y, dx, dy in PASSES if interlaced else ((0, 0, 1, 1),):
        row = bytes(1 + (-(-(wide - x) // dx) * samples * depth + 7) // 8)
        count = rows or -(-(high - y) // dy)
        body += b"".join(packer.compress(row) for _ in range(count))
    body += packer.flush()
    parts = (chunk(b"IHDR", head), extra, chunk(b"IDAT", body), behind)
    return b"\x89PNG\r\n\x1a\n" + b"".join(parts) + chunk(b"IEND", b"")


def animated(frames: int) -> bytes:
    def control(nth: int) -> bytes:
        shown = struct.pack(">IIIIIHHBB", nth, SIDE, SIDE, 0, 0, 1, 10, 0, 0)
        return chunk(b"fcTL", shown)

    body = zlib.compress(bytes((1 + SIDE * 4) * SIDE), 9)
    behind = b"".join(
        control(2 * n - 1) + chunk(b"fdAT", struct.pack(">I", 2 * n) + body)
        for n in range(1, frames)
    )
    extra = chunk(b"acTL", struct.pack(">II", frames, 0)) + control(0)
    return png(ALPHA, extra=extra, behind=behind)


def jpeg(frame: int, channels: int) -> bytes:
    """Return a grey picture of 64 megapixels; four channels are those of print."""

    def segment(marker: int, body: bytes) -> bytes:
        return bytes((0xFF, marker)) + struct.pack(">H", len(body) + 2) + body

    of_each = range(1, channels + 1)
    planes = b"".join(bytes((c, 0x11, 0)) for c in of_each)
    shortest = bytes((1, *[0] * 15, 0))  # one code, of one bit: nothing changes
    last = 0 if frame == PROGRESSIVE else 63
    scan = bytes((channels, *(b for c in of_each for b in (c, 0)), 0, last, 0))
    bits = (SIDE // 8) ** 2 * channels * (1 if frame == PROGRESSIVE else 2)
    return b"".join(
        (
            b"\xff\xd8",
            segment(0xDB, b"\0" + b"\1" * 64),
            segment(frame, struct.pack(">BHHB", 8, SIDE, SIDE, channels) + planes),
            segment(0xC4, b"\0" + shortest),
            segment(0xC4, b"\x10" + shortest),
            segment(0xDA, scan),
            bytes(bits // 8 + 1),
            b"\xff\xd9",
        )
    )


def photographed(megapixels: int, *how: int) -> bytes:
    """Return an empty page in a photograph of so many pixels."""
    sheet = Press(load_form(FORM)).sheet("9901010000001", "latihan", {})
    small = decode_grey(sheet.photos[1].jpeg)
    scale = (megapixels * 1e6 / (small.shape[0] * small.shape[1])) ** 0.5
    large = cv2.resize(small, None, fx=scale, fy=scale)
    return cv2.imencode(".jpg", large, how)[1].tobytes()


def noise(megapixels: int) -> bytes:
    side = round((megapixels * 1e6) ** 0.5)
    tile = np.random.default_rng(5).integers(0, 255, (side // 8 + 1,) * 2, np.uint8)
    picture = np.tile(tile, (8, 8))[:side, :side]
    return cv2.imencode(".jpg", picture, (cv2.IMWRITE_JPEG_QUALITY, 50))[1].tobytes()


def bomb(size: tuple[int, int]) -> bytes:
    """Return a small PNG that claims another size."""
    small = struct.pack(">II", 100, 100)
    return png(size=(100, 100)).replace(small, struct.pack(">II", *size))


NOTHING = {Reason.NOT_A_FORM, Reason.PARTLY_HIDDEN, Reason.CORNERS_MISSING}
DARK, LARGE = {Reason.TOO_DARK}, {Reason.TOO_LARGE}
UPRIGHT = (cv2.IMWRITE_JPEG_PROGRESSIVE, 1)
FILES: dict[str, tuple[Callable[[], bytes], set[Reason]]] = {
    "12 MP photograph": (lambda: photographed(12), {Reason.BLANK}),
    "50 MP photograph": (lambda: photographed(50), {Reason.BLANK}),
    "50 MP photograph, progressive": (
        lambda: photographed(50, *UPRIGHT),
        {Reason.BLANK},
    ),
    "50 MP of noise": (lambda: noise(50), NOTHING),
    "64 MP JPEG, progressive": (lambda: jpeg(PROGRESSIVE, 3), NOTHING),
    "64 MP JPEG, progressive, of print (CMYK)": (lambda: jpeg(PROGRESSIVE, 4), LARGE),
    "64 MP JPEG of print (CMYK)": (lambda: jpeg(BASELINE, 4), LARGE),
    "64 MP PNG, grey": (png, DARK),
    "64 MP PNG with alpha": (lambda: png(ALPHA), DARK),
    "64 MP PNG with alpha, 16 bit": (lambda: png(ALPHA, 16), DARK),
    "64 MP PNG, 16 bit, interlaced": (lambda: png(ALPHA, 16, interlaced=True), DARK),
    "64 MP PNG of two colours": (
        lambda: png(PALETTE, 1, extra=chunk(b"PLTE", bytes(6))),
        DARK,
    ),
    "64 MP PNG, animated": (lambda: animated(3), {Reason.FOREIGN_CONTENT}),
    "PNG of 0.9 MB that holds 900": (
        lambda: png(size=(200, 200), rows=4_500_000),
        DARK,
    ),
    "PNG with 500 MB of text": (
        lambda: png(
            size=(200, 200),
            extra=chunk(b"zTXt", b"a\0\0" + zlib.compress(bytes(500_000_000), 9)),
        ),
        DARK,
    ),
    "PNG that claims 10,000 MP": (lambda: bomb((100_000, 100_000)), LARGE),
    "a file of 60 MB": (
        lambda: noise(1)[:-2] + bytes(60_000_000),
        {Reason.TRUNCATED},
    ),
}
"""Each file by what it is, and the reasons for which it may be refused."""
