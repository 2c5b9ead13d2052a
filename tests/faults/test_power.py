"""A power cut at any step: what the disk was not asked to keep is dropped or torn.

The disk of this test remembers what was flushed. At the cut, every write that was not
is left out, kept in part, or there in its length with zeros; names in a folder that was
not flushed appear or do not. What was acknowledged before must be there all the same.
"""

import contextlib
import hashlib
import random

import pytest

from omah.adapters.blobs import Blobs
from omah.adapters.files import Disk, Folder
from omah.adapters.uploads import Safe, UploadError, Uploads

PHOTO = random.Random(2027).randbytes(5_000)  # noqa: S311  # a picture, no secret
SHA256 = hashlib.sha256(PHOTO).hexdigest()
PIECE = 1_200
CUTS = 45
"""More steps than an upload of this photograph takes."""


class PowerCutError(BaseException):
    """The lights go out, or the process is killed."""


class FragileDisk(Disk):
    """A disk that loses what it was not asked to keep, once the power goes."""

    def __init__(self, steps: int, chance: random.Random, unnamed: dict) -> None:
        self.steps = steps
        self.chance = chance
        self.unnamed = unnamed  # names that no flush of their folder covers yet

    def step(self) -> None:
        self.steps -= 1
        if self.steps < 0:
            raise PowerCutError

    def lose_power(self) -> None:
        """Let any of the names that were not flushed be as they were before."""
        for path, before in self.unnamed.items():
            if self.chance.random() < 0.5:
                before(path)
        self.unnamed.clear()

    def torn(self, content: bytes) -> bytes:
        kept = self.chance.randrange(len(content) + 1)
        rest = bytes(len(content) - kept) if self.chance.random() < 0.5 else b""
        return content[:kept] + rest

    def write(self, path, content):
        self.unnamed[path] = lambda gone: gone.unlink(missing_ok=True)
        path.write_bytes(self.torn(content))
        self.step()
        path.write_bytes(content)

    def write_at(self, path, offset, content):
        if not path.exists():
            self.unnamed[path] = lambda gone: gone.unlink(missing_ok=True)
            path.touch()
        known = path.read_bytes()[:offset]
        path.write_bytes(known + self.torn(content))
        self.step()
        path.write_bytes(known + content)

    def sync(self, path):
        path.stat()
        self.step()

    def rename(self, source, target):
        self.step()
        content, before = source.read_bytes(), None
        if target.exists():
            before = target.read_bytes()
        source.replace(target)
        self.unnamed.pop(source, None)

        def undo(gone):
            gone.write_bytes(before) if before is not None else gone.unlink()
            source.write_bytes(content)

        self.unnamed[target] = undo

    def remove(self, path):
        self.step()
        if path.exists():
            content = path.read_bytes()
            self.unnamed[path] = lambda gone: gone.write_bytes(content)
            path.unlink()

    def make_folder(self, path):
        self.step()
        path.mkdir(exist_ok=True)

    def sync_folder(self, path):
        self.step()
        named = [name for name in self.unnamed if name.parent == path]
        for name in named:
            del self.unnamed[name]


def opened(folder, disk) -> Uploads:
    return Uploads(folder / "uploads", Blobs(Folder(folder / "originals", disk)), disk)


def send(uploads: Uploads, promised: list[Safe]) -> None:
    """Send the photograph from what is safe; note every promise."""
    safe = uploads.safe(SHA256, "a")
    promised.append(safe)
    while not safe.whole:
        piece = PHOTO[safe.bytes : safe.bytes + PIECE]
        safe = uploads.put(SHA256, "a", piece, offset=safe.bytes, total=len(PHOTO))
        promised.append(safe)


@pytest.mark.parametrize("seed", range(6))
@pytest.mark.parametrize("cut", range(CUTS))
def test_no_power_cut_takes_back_what_was_promised(tmp_path, cut, seed):
    (tmp_path / "originals").mkdir()
    chance = random.Random(cut * 100 + seed)  # noqa: S311
    promised: list[Safe] = [Safe(0, whole=False)]
    unnamed: dict = {}
    # killed first, which leaves to the disk what it has not kept yet; then the power
    for steps, is_kill in ((cut, seed % 2), (chance.randrange(CUTS), 0)):
        disk = FragileDisk(steps, chance, unnamed)
        with contextlib.suppress(PowerCutError):
            send(opened(tmp_path, disk), promised)
        if is_kill:
            continue
        disk.lose_power()
        after = opened(tmp_path, Disk()).safe(SHA256, "a")
        last = promised[-1]
        assert (after.whole, after.bytes) >= (last.whole, last.bytes)
    uploads = opened(tmp_path, Disk())
    try:
        send(uploads, promised)
    except UploadError as stopped:
        pytest.fail(f"a cut spoiled the photograph: {stopped.code}")
    assert Blobs(Folder(tmp_path / "originals")).get(SHA256) == PHOTO


def test_the_cuts_reach_to_the_end_of_an_upload(tmp_path):
    (tmp_path / "originals").mkdir()
    disk = FragileDisk(10_000, random.Random(1), {})  # noqa: S311
    send(opened(tmp_path, disk), [])
    assert 20 < 10_000 - disk.steps <= CUTS
