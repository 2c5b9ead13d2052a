"""Photographs that arrive in pieces, over any network, in as many tries as it takes.

A piece is acknowledged only when it is on the disk, its folder entry too. What was
acknowledged is kept until the whole stands under its hash, or until the same device
sends other bytes for it: so an answer is never taken back by a fault of ours.
Sending anything again is a no-op, whoever sends it.
"""

import fcntl
import hashlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from omah.adapters.blobs import Blobs, StoreGoneError
from omah.adapters.files import Disk
from omah.adapters.pieces import append_piece, kept_bytes, read_pieces

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

    def __init__(
        self, folder: Path, originals: Blobs, disk: Disk | None = None
    ) -> None:
        self._folder = folder
        self._originals = originals
        self._disk = disk or Disk()

    def safe(self, sha256: str, sender: str) -> Safe:
        """Return how much of a photograph is safe, of what this sender began.

        A killed server may have left bytes that the disk was never asked to keep:
        it is asked before they are promised.
        """
        size = self._whole(sha256)
        if size is not None:
            return Safe(size, whole=True)
        part = self._part(sha256, sender)
        size = kept_bytes(part)
        try:
            self._disk.sync(part)
        except FileNotFoundError:  # not begun, or finished just now
            return Safe(0, whole=False)
        self._disk.sync_folder(part.parent)
        return Safe(size, whole=False)

    def _whole(self, sha256: str) -> int | None:
        """Pieces come in also while the store of whole photographs is away."""
        try:
            return self._originals.kept(sha256)
        except StoreGoneError:
            return None

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
            the piece ends after the photograph; ``other-bytes``: the pieces that
            this sender signed are not those of the hash. They are set aside, and
            the sender may begin again.
        StoreGoneError
            All pieces are safe; the whole can't be kept yet. Sent again, it will be.
        """
        if total > MAX_PHOTO_BYTES or len(piece) > MAX_PIECE_BYTES:
            raise UploadError("too-large")
        if offset + len(piece) > total:
            raise UploadError("beyond")
        with self._alone(sha256) as folder:
            safe = self.safe(sha256, sender)
            if safe.whole:
                return safe
            if offset > safe.bytes:
                raise UploadError("gap", safe.bytes)
            part = self._part(sha256, sender)
            size = append_piece(self._disk, part, piece[safe.bytes - offset :])
            self._disk.sync_folder(folder)
            if size < total:
                return Safe(size, whole=False)
            return self._finish(sha256, part)

    def _finish(self, sha256: str, part: Path) -> Safe:
        content = read_pieces(part)
        aside = part.with_suffix(".other")
        if hashlib.sha256(content).hexdigest() != sha256:
            self._disk.rename(part, aside)
            self._disk.sync_folder(part.parent)
            raise UploadError("other-bytes")
        self._originals.put(content)  # durable before the pieces go
        for path in (part, aside):
            self._disk.remove(path)
        return Safe(len(content), whole=True)

    @contextmanager
    def _alone(self, sha256: str) -> Iterator[Path]:
        """One writer of a photograph at a time, on this machine.

        A store that is slow to answer holds up few others.
        """
        if not self._folder.is_dir():
            self._folder.mkdir(parents=True, exist_ok=True)
            self._disk.sync_folder(self._folder.parent)
        with (self._folder / f"{sha256[:2]}.lock").open("w") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            yield self._folder

    def _part(self, sha256: str, sender: str) -> Path:
        return self._folder / f"{sha256}.{sender}.part"
