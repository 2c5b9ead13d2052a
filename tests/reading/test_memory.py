"""No file, however large or hostile, makes a reading process grow beyond bounds."""

import json
import os
import struct
import subprocess
import sys
import zlib

import cv2
import numpy as np
import pytest

from omah.adapters.practice import Press
from omah.formats.form_toml import load_form
from omah.reading.practice.photograph import Level
from omah.reading.reasons import Reason

FORM = "c-hasil-ppwp-2024"
MOST_MB = 600
# The kernel's mark of this program alone: what getrusage tells a child begins at the
# size of the process that started it.
PROGRAM = """
import json, sys
from pathlib import Path
from omah.adapters.eyes import load_reader, settle_down
settle_down()
for path in sys.argv[2:]:
    reading = load_reader((sys.argv[1],)).read(Path(path).read_bytes())
    status = Path('/proc/self/status').read_text()
    peak_kb = int(status.split('VmHWM:')[1].split()[0])
    print(json.dumps([reading.status, reading.reason, peak_kb // 1024]))
"""


def png_of_zeros(width: int, height: int, kind: int, channels: int) -> bytes:
    """Return a picture of a few kB that is honest about its size: 1,000 to one."""
    head = struct.pack(">IIBBBBB", width, height, 8, kind, 0, 0, 0)
    row = bytes(1 + width * channels)
    packer = zlib.compressobj(9)
    body = b"".join(packer.compress(row) for _ in range(height)) + packer.flush()
    parts = []
    for name, what in ((b"IHDR", head), (b"IDAT", body), (b"IEND", b"")):
        crc = struct.pack(">I", zlib.crc32(name + what))
        parts.append(struct.pack(">I", len(what)) + name + what + crc)
    return b"\x89PNG\r\n\x1a\n" + b"".join(parts)


def photographed(megapixels: int, *how: int) -> bytes:
    """Return a filled page in a photograph of so many pixels."""
    form = load_form(FORM)
    jpeg = Press(form).sheet("9901010000001", "latihan", {}, level=Level.LIGHT).photos
    small = cv2.imdecode(np.frombuffer(jpeg[1].jpeg, np.uint8), cv2.IMREAD_COLOR)
    scale = (megapixels * 1e6 / (small.shape[0] * small.shape[1])) ** 0.5
    large = cv2.resize(small, None, fx=scale, fy=scale)
    return cv2.imencode(".jpg", large, how)[1].tobytes()


def noise(megapixels: int) -> bytes:
    side = round((megapixels * 1e6) ** 0.5)
    tile = np.random.default_rng(5).integers(0, 255, (side // 8 + 1,) * 2, np.uint8)
    how = (cv2.IMWRITE_JPEG_QUALITY, 50)
    picture = np.tile(tile, (8, 8))[:side, :side]
    return cv2.imencode(".jpg", picture, how)[1].tobytes()


PROGRESSIVE = (cv2.IMWRITE_JPEG_PROGRESSIVE, 1)
FILES = {
    "12 MP photograph": (lambda: photographed(12), {Reason.BLANK}),
    "50 MP photograph": (lambda: photographed(50), {Reason.BLANK}),
    "50 MP progressive": (lambda: photographed(50, *PROGRESSIVE), {Reason.BLANK}),
    "50 MP of noise": (
        lambda: noise(50),
        {Reason.NOT_A_FORM, Reason.PARTLY_HIDDEN, Reason.CORNERS_MISSING},
    ),
    "64 MP grey PNG": (lambda: png_of_zeros(8_000, 8_000, 0, 1), {Reason.TOO_DARK}),
    "64 MP colour PNG with alpha": (
        lambda: png_of_zeros(8_000, 8_000, 6, 4),
        {Reason.TOO_DARK},
    ),
    "a bomb of 10,000 MP": (
        lambda: png_of_zeros(100, 100, 0, 1).replace(
            struct.pack(">II", 100, 100), struct.pack(">II", 100_000, 100_000)
        ),
        {Reason.TOO_LARGE},
    ),
    "a file of 60 MB": (lambda: noise(1)[:-2] + bytes(60_000_000), {Reason.TRUNCATED}),
}


@pytest.fixture(scope="module")
def told(tmp_path_factory) -> dict[str, list]:
    """Read all files in one process, one after the other: nothing may pile up."""
    folder = tmp_path_factory.mktemp("files")
    paths = [folder / str(k) for k in range(len(FILES))]
    for path, (make, _) in zip(paths, FILES.values(), strict=True):
        path.write_bytes(make())
    done = subprocess.run(
        [sys.executable, "-c", PROGRAM, FORM, *paths],
        env={**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, sys.path))},
        capture_output=True,
        text=True,
        check=True,
    )
    lines = map(json.loads, done.stdout.splitlines())
    return dict(zip(FILES, lines, strict=True))


@pytest.mark.parametrize("name", FILES)
def test_reading_any_file_takes_less_than_600_megabytes(name, told):
    status, reason, peak_mb = told[name]
    assert (status, Reason(reason) in FILES[name][1]) == ("rejected", True), reason
    assert peak_mb < MOST_MB
