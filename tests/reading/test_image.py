"""Hostile and broken files are refused by their structure, before decoding."""

import os
import struct
import subprocess
import sys
import zlib

import cv2
import numpy as np
import pytest

from omah.cli.bench import hostile
from omah.reading.image import ImageRefusedError, decode_colour, decode_grey
from omah.reading.reasons import ADVICE, Reason


def picture(height: int = 120, width: int = 90) -> np.ndarray:
    """A wedge that is dark on the left and light on the right."""
    return np.tile(np.linspace(0, 255, width).astype(np.uint8), (height, 1))


def jpeg(pixels: np.ndarray | None = None, *how: int) -> bytes:
    return cv2.imencode(".jpg", picture() if pixels is None else pixels, how)[
        1
    ].tobytes()


def png(pixels: np.ndarray | None = None) -> bytes:
    return cv2.imencode(".png", picture() if pixels is None else pixels)[1].tobytes()


def chunk(kind: bytes, body: bytes) -> bytes:
    crc = zlib.crc32(kind + body)
    return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", crc)


def png_claiming(width: int, height: int, body: bytes = b"") -> bytes:
    head = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    parts = (chunk(b"IHDR", head), chunk(b"IDAT", body), chunk(b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(parts)


def png_with(extra: bytes) -> bytes:
    """Return a PNG with one more chunk, after its header."""
    whole, head_ends = png(), 8 + 25
    return whole[:head_ends] + extra + whole[head_ends:]


def with_orientation(blob: bytes, tag: int) -> bytes:
    """Put an EXIF block with this orientation behind the start marker."""
    tiff = b"II*\x00\x08\x00\x00\x00" + struct.pack("<HHHII", 1, 0x112, 3, 1, tag)
    body = b"Exif\x00\x00" + tiff + b"\x00\x00\x00\x00"
    return blob[:2] + b"\xff\xe1" + struct.pack(">H", len(body) + 2) + body + blob[2:]


def progressive() -> bytes:
    return cv2.imencode(".jpg", picture(), [cv2.IMWRITE_JPEG_PROGRESSIVE, 1])[
        1
    ].tobytes()


def endless(blob: bytes) -> bytes:
    """Repeat the last scan of a JPEG a hundred times."""
    last = blob[blob.rindex(b"\xff\xda") : -2]
    return blob[:-2] + 100 * last + blob[-2:]


HOSTILE = {
    "empty": (b"", Reason.EMPTY_FILE),
    "one byte": (b"\xff", Reason.NOT_AN_IMAGE),
    "text": (b"a letter, not a photograph", Reason.NOT_AN_IMAGE),
    "svg": (b"<svg xmlns='http://www.w3.org/2000/svg'/>", Reason.NOT_AN_IMAGE),
    "gif": (b"GIF89a" + bytes(100), Reason.NOT_AN_IMAGE),
    "pdf": (b"%PDF-1.7\n" + bytes(100), Reason.NOT_AN_IMAGE),
    "only a JPEG marker": (b"\xff\xd8\xff", Reason.TRUNCATED),
    "only a PNG signature": (b"\x89PNG\r\n\x1a\n", Reason.NOT_AN_IMAGE),
    "half a JPEG": (jpeg()[: len(jpeg()) // 2], Reason.TRUNCATED),
    "JPEG without its last byte": (jpeg()[:-1], Reason.TRUNCATED),
    "half a PNG": (png()[: len(png()) // 2], Reason.TRUNCATED),
    "20,000 x 20,000": (png_claiming(20_000, 20_000), Reason.TOO_LARGE),
    "a bomb": (
        png_claiming(30_000, 30_000, zlib.compress(bytes(10**7))),
        Reason.TOO_LARGE,
    ),
    "a PNG that swells past its size": (
        png_claiming(100, 100, zlib.compress(bytes(3 << 20), 0)),
        Reason.TOO_LARGE,
    ),
    "an animation": (png_with(chunk(b"acTL", bytes(8))), Reason.FOREIGN_CONTENT),
    "64 megapixels in the colours of print": (
        hostile.jpeg(hostile.PROGRESSIVE, 4),
        Reason.TOO_LARGE,
    ),
    "a JPEG of endless scans": (endless(progressive()), Reason.TOO_LARGE),
    "a line 60,000 px long": (png_claiming(60_000, 100), Reason.TOO_LARGE),
    "0 x 0": (png_claiming(0, 0), Reason.TOO_SMALL),
    "a thumbnail": (jpeg(picture(20, 20)), Reason.TOO_SMALL),
    "PNG with rotten pixels": (png_claiming(200, 200, b"rot"), Reason.NOT_AN_IMAGE),
    "JPEG with an archive": (
        jpeg() + b"PK\x03\x04" + bytes(30),
        Reason.FOREIGN_CONTENT,
    ),
    "PNG with a script": (png() + b"<ScRiPt>alert(1)", Reason.FOREIGN_CONTENT),
}


@pytest.mark.parametrize(("blob", "reason"), HOSTILE.values(), ids=HOSTILE.keys())
def test_a_hostile_file_is_refused_with_its_reason(blob, reason):
    with pytest.raises(ImageRefusedError) as refused:
        decode_grey(blob)
    assert refused.value.reason is reason


def test_a_large_honest_png_is_not_taken_for_a_swollen_one():
    noise = np.random.default_rng(1).integers(0, 256, (1100, 1100), np.uint8)
    assert (decode_grey(png(noise)) == noise).all()


def test_every_reason_has_advice_in_both_languages():
    assert set(ADVICE) == set(Reason)
    assert all(advice.id and advice.en for advice in ADVICE.values())


@pytest.mark.parametrize("seed", range(60))
def test_random_damage_decodes_or_is_refused_but_never_crashes(seed):
    rng = np.random.default_rng(seed)
    blob = bytearray((jpeg if seed % 2 else png)())
    for at in rng.integers(0, len(blob), 1 + seed // 6):
        blob[at] = rng.integers(256)
    try:
        assert decode_grey(bytes(blob)).ndim == 2
    except ImageRefusedError as refused:
        assert refused.reason in Reason  # noqa: PT017  # damage may also do no harm


@pytest.mark.parametrize("how", [(), (cv2.IMWRITE_JPEG_PROGRESSIVE, 1)])
def test_plain_and_progressive_jpeg_are_decoded(how):
    assert decode_grey(jpeg(None, *how)).shape == (120, 90)


@pytest.mark.parametrize(
    ("tag", "shape", "darkest"),
    [(1, (120, 90), "left"), (3, (120, 90), "right"), (6, (90, 120), "top")],
)
def test_the_orientation_tag_turns_the_picture(tag, shape, darkest):
    turned = decode_grey(with_orientation(jpeg(), tag))
    ends = {"left": turned[:, :5], "right": turned[:, -5:], "top": turned[:5]}
    assert turned.shape == shape
    assert min(ends, key=lambda end: float(ends[end].mean())) == darkest


@pytest.mark.parametrize("tag", [0, 9, 65_535])
def test_a_nonsense_orientation_tag_is_ignored(tag):
    assert decode_grey(with_orientation(jpeg(), tag)).shape == (120, 90)


@pytest.mark.parametrize("side", [900, 3_300, 5_000])
def test_colour_is_no_larger_than_its_copy_needs_and_says_its_scale(side):
    blob = with_orientation(jpeg(picture(side, 300)), 6)
    colour, scale = decode_colour(blob, 1_600)
    assert min(side, 1_600) <= max(colour.shape) < 3_200
    for have, want in zip(colour.shape, decode_grey(blob).shape, strict=False):
        assert have == pytest.approx(want * scale, abs=1)


def test_the_largest_photograph_decodes_within_600_megabytes(tmp_path):
    """A progressive JPEG costs most: it is held whole before it is shrunk."""
    big = cv2.resize(picture(500, 500), (8_000, 8_000))
    path = tmp_path / "big.jpg"
    path.write_bytes(jpeg(big, cv2.IMWRITE_JPEG_PROGRESSIVE, 1))
    program = (
        "import sys; from pathlib import Path;"
        "from omah.reading.image import decode_grey, decode_sharper;"
        "blob = Path(sys.argv[1]).read_bytes();"
        "assert decode_grey(blob).shape == (2_000, 2_000);"
        "shape = decode_sharper(blob).shape;"
        "status = Path('/proc/self/status').read_text();"
        "peak = status.split('VmHWM:')[1].split()[0];"
        "print(*shape, int(peak) // 1024)"
    )
    done = subprocess.run(
        [sys.executable, "-c", program, path],
        env={**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, sys.path))},
        capture_output=True,
        text=True,
        check=True,
    )
    height, width, megabytes = map(int, done.stdout.split())
    assert (height, width) == (4_000, 4_000)
    assert megabytes < 600
