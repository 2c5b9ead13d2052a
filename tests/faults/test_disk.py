"""Bytes are on the disk before the answer leaves; a full disk promises nothing."""

import hashlib
import re
import shutil
import subprocess
from contextlib import closing, suppress

import pytest
from tests.conftest import skip_or_fail

from omah.adapters.blobs import Blobs
from omah.adapters.files import Folder
from omah.adapters.uploads import UploadError, Uploads
from omah.cli.bench.line import Line

PHOTO = b"".join(hashlib.sha256(bytes([n])).digest() for n in range(250)) * 7
PHOTO = PHOTO[:50_000]
SHA256 = hashlib.sha256(PHOTO).hexdigest()
CALLS = "fsync,fdatasync,write,writev,sendto,sendmsg"


@pytest.fixture
def strace():
    """The tracer, where this machine lets one process trace another."""
    found = shutil.which("strace")
    if found is None:
        skip_or_fail("strace", "strace is not installed")
    tried = subprocess.run([found, "-e", "trace=none", "true"], capture_output=True)
    if tried.returncode:
        skip_or_fail("strace", "this machine does not let strace trace")
    return found


def position(trace: str, pattern: str) -> int:
    found = re.search(pattern, trace)
    assert found, f"{pattern} is not in the trace"
    return found.start()


@pytest.mark.slow
@pytest.mark.timeout(300)
def test_the_disk_has_it_before_the_answer_leaves(running, letter, strace, tmp_path):
    phone, said = letter
    running.stop()
    out = tmp_path / "trace"
    running.start(strace, "-f", "-y", "-s", "4096", "-e", f"trace={CALLS}", "-o", out)
    with closing(Line(running.port)) as line:
        (answer,) = line.hand_in(phone, [said])
        status, _ = line.put(phone, SHA256, PHOTO[:9_000], offset=0, total=len(PHOTO))
    assert answer["receipt"]
    assert status == 200
    running.kill()
    trace = out.read_text(errors="replace")
    synced = position(trace, r"f(data)?sync\(\d+<[^>]*omah\.sqlite3-wal>")
    assert synced < position(trace, r"received_at\\\"")
    part = position(trace, rf"fsync\(\d+<[^>]*{SHA256}[^>]*\.part>")
    folder = position(trace, r"fsync\(\d+<[^>]*/uploads>")
    answered = position(trace, r"\\\"whole\\\"")
    assert part < folder < answered
    running.start()


def send_rest(uploads):
    while not uploads.safe(SHA256, "a").whole:
        start = uploads.safe(SHA256, "a").bytes
        piece = PHOTO[start : start + 16_384]
        uploads.put(SHA256, "a", piece, offset=start, total=len(PHOTO))


@pytest.mark.parametrize("tail", [b"", PHOTO[20_000:25_000], bytes(5_000)])
def test_a_torn_last_piece_is_gone_over_again(tmp_path, tail):
    """A power cut may leave a piece half written, or its length without its bytes."""
    uploads = Uploads(tmp_path / "uploads", Blobs(Folder(tmp_path / "originals")))
    uploads.put(SHA256, "a", PHOTO[:20_000], offset=0, total=len(PHOTO))
    (part,) = (tmp_path / "uploads").glob("*.part")
    with part.open("ab") as file:
        file.write(tail)
    with suppress(UploadError):  # wrong bytes are found at the end, and dropped
        send_rest(uploads)
    send_rest(uploads)
    assert (tmp_path / "originals" / SHA256[:2] / SHA256).read_bytes() == PHOTO


@pytest.mark.slow
@pytest.mark.timeout(300)
def test_a_full_disk_promises_nothing_and_loses_nothing(running, letter):
    """A limit on the size of a file stands for the full disk."""
    phone, said = letter
    photo, total = PHOTO * 8, 8 * len(PHOTO)
    sha256 = hashlib.sha256(photo).hexdigest()
    running.stop()
    running.start("prlimit", "--fsize=200000")
    with closing(Line(running.port)) as line:
        status, _ = line.put(phone, sha256, photo[:150_000], offset=0, total=total)
        assert status == 200
        rest = photo[150_000:]
        status, told = line.put(phone, sha256, rest, offset=150_000, total=total)
        assert (status, told["refused"]["code"]) == (507, "disk-full")
        assert told["refused"]["retry"]
        assert 150_000 <= line.safe(phone, sha256)["safe"] <= 200_000
    running.kill()
    running.start()
    with closing(Line(running.port)) as line:
        kept = line.safe(phone, sha256)["safe"]
        status, told = line.put(phone, sha256, photo[kept:], offset=kept, total=total)
        assert (status, told["whole"]) == (200, True)
        (answer,) = line.hand_in(phone, [said])
    assert answer["receipt"]
