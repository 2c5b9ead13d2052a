"""Photographs that arrive in pieces, over any network, in as many tries as it takes.

A piece is acknowledged only when it is on the disk, its folder entry too. The whole
is checked against its hash before it is kept under that name; sending it again is a
no-op, whoever sends it.
"""

import fcntl
import hashlib
import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from omah.adapters.blobs import Blobs

MAX_PHOTO_BYTES = 16_000_000
MAX_PIECE_BYTES = 1_048_576


class UploadError(Exception):
    """A piece is not taken; ``code`` says why, ``safe`` how many bytes are kept."""

    def __init__(self, code: str, safe: int = 0) -> None:
        super().__init__(code)
        self.code = code
        self.safe = safe


@dataclass(frozen=True, slots=True)
class Safe:
    """How many bytes of a photograph are on the disk, and whether that is all."""

    bytes: int
    whole: bool


class Uploads:
    """Unfinished photographs in a folder; whole ones go to the originals."""

    def __init__(self, folder: Path, originals: Blobs) -> None:
        self._folder = folder
        self._originals = originals

    def safe(self, sha256: str, sender: str) -> Safe:
        """Return how much of a photograph is safe, of what this sender began."""
        size = self._originals.size(sha256)
        if size is not None:
            return Safe(size, whole=True)
        try:
            return Safe(self._part(sha256, sender).stat().st_size, whole=False)
        except FileNotFoundError:
            return Safe(0, whole=False)

    def put(
        self, sha256: str, sender: str, piece: bytes, *, offset: int, total: int
    ) -> Safe:
        """Keep a piece; bytes that are safe already are passed over.

        Each sender fills a file of its own, so that nobody can spoil what another
        has begun.

        Raises
        ------
        UploadError
            ``too-large``; ``gap``: bytes before ``offset`` are missing; ``beyond``:
            the piece ends after the photograph; ``other-bytes``: the whole has
            another hash, and nothing of it is kept.
        """
        if total > MAX_PHOTO_BYTES or len(piece) > MAX_PIECE_BYTES:
            raise UploadError("too-large")
        if offset + len(piece) > total:
            raise UploadError("beyond")
        with self._alone(sha256, sender) as part:
            safe = self.safe(sha256, sender)
            if safe.whole:
                return safe
            if offset > safe.bytes:
                raise UploadError("gap", safe.bytes)
            size = append(part, piece[safe.bytes - offset :])
            if size < total:
                return Safe(size, whole=False)
            return self._finish(sha256, part)

    def _finish(self, sha256: str, part: Path) -> Safe:
        content = part.read_bytes()
        if hashlib.sha256(content).hexdigest() != sha256:
            part.unlink()
            raise UploadError("other-bytes")
        self._originals.put(content)  # durable before the pieces go
        part.unlink()
        return Safe(len(content), whole=True)

    @contextmanager
    def _alone(self, sha256: str, sender: str) -> Iterator[Path]:
        """One writer of a file at a time, on this machine."""
        if not self._folder.is_dir():
            self._folder.mkdir(parents=True, exist_ok=True)
            sync_folder(self._folder.parent)
        with (self._folder / "lock").open("w") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            yield self._part(sha256, sender)

    def _part(self, sha256: str, sender: str) -> Path:
        return self._folder / f"{sha256}.{sender}.part"


def append(path: Path, piece: bytes) -> int:
    """Add bytes to a file, durably; return its size."""
    is_new = not path.exists()
    with path.open("ab") as file:
        file.write(piece)
        file.flush()
        os.fsync(file.fileno())
        size = file.tell()
    if is_new:
        sync_folder(path.parent)
    return size


def sync_folder(path: Path) -> None:
    number = os.open(path, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(number)
    finally:
        os.close(number)
