"""An S3-compatible store in the place of a folder: same names, same promises.

An object can be seen when all its bytes are kept, so nothing is ever half there.
Whatever goes wrong on the way to the store is a `StoreGoneError`: nothing was
promised, and the same step may be done again.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from mimetypes import guess_type
from pathlib import Path
from tempfile import TemporaryDirectory
from urllib.parse import parse_qs, urlsplit

import obstore
from obstore.exceptions import AlreadyExistsError, BaseError
from obstore.store import S3Store

from omah.adapters.blobs import StoreGoneError
from omah.adapters.files import UnsafeFileError, safe_name

TRIES = 2


class Objects:
    """Objects below a prefix of a bucket; see `omah.adapters.blobs.Store`."""

    def __init__(self, bucket: S3Store, prefix: str) -> None:
        self._bucket = bucket
        self._prefix = prefix

    def put(self, name: str, content: bytes) -> None:
        """Keep bytes under a name, in the place of what was there."""
        with said_plainly():
            obstore.put(
                self._bucket,
                self._key(name),
                content,
                attributes={"Content-Type": type_of(name)},
                use_multipart=False,
            )

    def put_new(self, name: str, content: bytes) -> bool:
        """Keep bytes under a name that must be free; say whether it was.

        The store decides (`If-None-Match: *`), so of two that come at once one wins.
        """
        key = self._key(name)
        with said_plainly():
            try:
                obstore.put(self._bucket, key, content, mode="create")
            except AlreadyExistsError:
                return False
        return True

    def get(self, name: str, limit: int) -> bytes:
        """Return at most ``limit`` bytes (FileNotFoundError if there is no object)."""
        with said_plainly():
            found = obstore.get(self._bucket, self._key(name))
            if found.meta["size"] > limit:
                raise UnsafeFileError(f"{name} is larger than {limit} bytes")
            return bytes(found.bytes())

    def size(self, name: str) -> int | None:
        """Return the size of an object, or ``None`` if there is none."""
        with said_plainly():
            try:
                return obstore.head(self._bucket, self._key(name))["size"]
            except FileNotFoundError:
                return None

    def keep(self, name: str) -> None:
        """Do nothing: what can be seen in a store is kept."""

    def remove(self, name: str) -> None:
        with said_plainly():
            obstore.delete(self._bucket, self._key(name))

    def names(self) -> Iterator[str]:
        """Yield the name of every object."""
        with said_plainly():
            for found in obstore.list(self._bucket, self._prefix):
                for meta in found:
                    yield meta["path"].removeprefix(f"{self._prefix}/")

    @contextmanager
    def as_file(self, name: str, limit: int) -> Iterator[Path]:
        """Fetch an object into a file that is thrown away afterwards."""
        with TemporaryDirectory(prefix="omah-object-") as folder:
            path = Path(folder) / safe_name(name).name
            path.write_bytes(self.get(name, limit))
            yield path

    def _key(self, name: str) -> str:
        return f"{self._prefix}/{safe_name(name)}"


def type_of(name: str) -> str:
    return guess_type(name)[0] or "application/octet-stream"


@contextmanager
def said_plainly() -> Iterator[None]:
    try:
        yield
    except BaseError as problem:
        raise StoreGoneError(str(problem)) from problem


@cache
def bucket_at(address: str) -> S3Store:
    """Open ``https://host/bucket?region=...``; AWS_ACCESS_KEY_ID and
    AWS_SECRET_ACCESS_KEY of the environment are its keys.

    The store checks what it gets against a SHA-256 sent with it.
    """
    parts = urlsplit(address)
    bucket = parts.path.strip("/")
    if parts.scheme not in {"http", "https"} or not bucket or "/" in bucket:
        raise ValueError("OMAH_OBJECTS is https://host/bucket, with ?region=... if any")
    return S3Store(
        bucket,
        endpoint=f"{parts.scheme}://{parts.netloc}",
        region=parse_qs(parts.query).get("region", ["us-east-1"])[0],
        checksum_algorithm="SHA256",
        client_options={
            "connect_timeout": "5s",
            "timeout": "30s",
            "allow_http": parts.scheme == "http",
        },
        retry_config={"max_retries": TRIES},
    )
