"""A published folder behind a web address, read with every step bounded."""

import http.client
import time
import urllib.error
import urllib.request
from typing import IO
from urllib.parse import quote, urlsplit

from omah.adapters.files import UnsafeFileError, safe_name

TIMEOUT_S = 30
SLOWEST_BYTES_S = 1_000  # a server that drips could hold a verifier for ever
PIECE_BYTES = 64 * 1024
MAX_REDIRECTS = 3


class WebFolderError(Exception):
    """The address can't be read, or leads somewhere else."""


class _SameHost(urllib.request.HTTPRedirectHandler):
    """Follows few redirects, and none to another host or kind of address."""

    max_redirections = MAX_REDIRECTS
    max_repeats = MAX_REDIRECTS

    def redirect_request(  # type: ignore[explicit-override]  # its mark is 3.12's
        self,
        req: urllib.request.Request,
        fp: IO[bytes],
        code: int,
        msg: str,
        headers: http.client.HTTPMessage,
        newurl: str,
    ) -> urllib.request.Request | None:
        old, new = urlsplit(req.full_url), urlsplit(newurl)
        if (old.scheme, old.netloc) != (new.scheme, new.netloc):
            raise WebFolderError(f"{req.full_url} redirects to another place")
        return super().redirect_request(req, fp, code, msg, headers, newurl)


class WebFolder:
    """Files below a web address. What else lies there can't be listed."""

    def __init__(self, address: str) -> None:
        try:
            parts = urlsplit(address)
        except ValueError:
            raise WebFolderError(f"{address!r} is not a web address") from None
        if parts.scheme not in {"http", "https"}:
            raise WebFolderError("only http and https addresses can be verified")
        if not parts.hostname or not address.isprintable() or " " in address:
            raise WebFolderError(f"{address!r} is not a web address")
        self._base = address.rstrip("/")
        self._opener = urllib.request.build_opener(_SameHost())

    def get(self, name: str, limit: int) -> bytes:
        """Read a file of at most ``limit`` bytes."""
        address = f"{self._base}/{quote(str(safe_name(name)))}"
        try:
            with self._opener.open(address, timeout=TIMEOUT_S) as answer:
                content = _read(answer, limit + 1)
        except (urllib.error.URLError, http.client.HTTPException, OSError) as problem:
            raise WebFolderError(f"{name}: {problem}") from None
        if len(content) > limit:
            raise UnsafeFileError(f"{name} is larger than {limit} bytes")
        return content


def _read(answer: http.client.HTTPResponse, most: int) -> bytes:
    """Read up to ``most`` bytes, from a server that is not too slow."""
    started = time.monotonic()
    content = bytearray()
    while len(content) < most:
        # read1 returns what has come; read would wait for a whole piece.
        piece = answer.read1(min(PIECE_BYTES, most - len(content)))
        if not piece:
            # Asked for less than was announced, the library keeps quiet about it.
            if answer.length:
                raise http.client.IncompleteRead(b"", answer.length)
            break
        content += piece
        if time.monotonic() - started > TIMEOUT_S + len(content) / SLOWEST_BYTES_S:
            raise TimeoutError("the server is too slow")
    return bytes(content)
