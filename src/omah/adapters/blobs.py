"""Blobs: bytes kept under their own SHA-256, so that they can't change."""

import hashlib
from pathlib import Path

from omah.adapters.files import Folder

MAX_BLOB_BYTES = 64_000_000


class BlobChangedError(Exception):
    """The bytes on disk are not those that their name promises."""


class Blobs:
    """A store of blobs in a folder."""

    def __init__(self, folder: Folder) -> None:
        self._folder = folder

    def put(self, content: bytes) -> str:
        """Keep bytes and return their SHA-256; keeping them twice is keeping once."""
        sha256 = hashlib.sha256(content).hexdigest()
        if self.kept(sha256) is None:
            self._folder.put(blob_name(sha256), content)
        return sha256

    def get(self, sha256: str) -> bytes:
        content = self._folder.get(blob_name(sha256), MAX_BLOB_BYTES)
        if hashlib.sha256(content).hexdigest() != sha256:
            raise BlobChangedError(f"blob {sha256} has changed")
        return content

    def path(self, sha256: str) -> Path:
        """Return the file that keeps a blob, for readers that want a file."""
        return self._folder.root / blob_name(sha256)

    def kept(self, sha256: str) -> int | None:
        """Return a blob's size once it may be promised, or ``None`` if it is not here.

        Its writer may have been killed before the disk had the name of the file.
        """
        size = self.size(sha256)
        if size is not None:
            self._folder.keep(blob_name(sha256))
        return size

    def size(self, sha256: str) -> int | None:
        """Return how many bytes are kept under a hash, or ``None`` if none are."""
        name = blob_name(sha256)
        if not self._folder.has(name):
            return None
        return self.path(sha256).stat().st_size


def blob_name(sha256: str) -> str:
    return f"{sha256[:2]}/{sha256}"
