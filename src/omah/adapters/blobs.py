"""Blobs: bytes kept under their own SHA-256, so that they can't change."""

import hashlib
from collections.abc import Iterable, Iterator
from contextlib import AbstractContextManager, ExitStack, contextmanager
from pathlib import Path
from typing import Protocol

MAX_BLOB_BYTES = 64_000_000


class BlobChangedError(Exception):
    """The bytes on disk are not those that their name promises."""


class StoreGoneError(Exception):
    """The store does not answer, or refuses; the message is not for the public."""


class Store(Protocol):
    """Where blobs lie: a folder of this machine (`Folder`), or a bucket (`Objects`)."""

    def put_new(self, name: str, content: bytes) -> bool: ...

    def get(self, name: str, limit: int) -> bytes: ...

    def size(self, name: str) -> int | None: ...

    def keep(self, name: str) -> None: ...

    def as_file(self, name: str, limit: int, /) -> AbstractContextManager[Path]: ...


class Blobs:
    """Blobs in a store."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def put(self, content: bytes) -> str:
        """Keep bytes and return their SHA-256; keeping them twice is keeping once."""
        sha256 = hashlib.sha256(content).hexdigest()
        self._store.put_new(blob_name(sha256), content)
        return sha256

    def get(self, sha256: str) -> bytes:
        content = self._store.get(blob_name(sha256), MAX_BLOB_BYTES)
        if hashlib.sha256(content).hexdigest() != sha256:
            raise BlobChangedError(f"blob {sha256} has changed")
        return content

    @contextmanager
    def as_files(self, hashes: Iterable[str]) -> Iterator[list[Path]]:
        """Lend a file of each blob, to readers that want files."""
        names = map(blob_name, hashes)
        with ExitStack() as lent:
            yield [
                lent.enter_context(self._store.as_file(name, MAX_BLOB_BYTES))
                for name in names
            ]

    def kept(self, sha256: str) -> int | None:
        """Return a blob's size once it may be promised, or ``None`` if it is not here.

        Its writer may have been killed before the disk had the name of the file.
        """
        size = self.size(sha256)
        if size is not None:
            self._store.keep(blob_name(sha256))
        return size

    def size(self, sha256: str) -> int | None:
        """Return how many bytes are kept under a hash, or ``None`` if none are."""
        return self._store.size(blob_name(sha256))


def blob_name(sha256: str) -> str:
    return f"{sha256[:2]}/{sha256}"
