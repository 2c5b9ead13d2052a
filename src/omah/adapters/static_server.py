"""A small web server for a published folder: reads files, and does nothing else.

GET and HEAD only; no listings, no hidden or unfinished files, no way out of the
folder. Any web server can take its place: the site is plain files.
"""

import gzip
from email.utils import formatdate
from functools import partial
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import unquote, urlsplit

from omah.adapters.files import UNFINISHED, Folder, UnsafeFileError

LARGEST_FILE = 512 * 1024 * 1024
PACKED_BELOW = 8 * 1024 * 1024
"""Larger texts are sent as they are: packing them would hold up everyone else."""
TYPES = {
    ".html": "text/html; charset=utf-8",
    ".css": "text/css; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".json": "application/json",
    ".csv": "text/csv; charset=utf-8",
    ".txt": "text/plain; charset=utf-8",
    ".toml": "text/plain; charset=utf-8",
    ".tsv": "text/tab-separated-values; charset=utf-8",
    ".svg": "image/svg+xml",
    ".jpg": "image/jpeg",
    ".png": "image/png",
    ".pdf": "application/pdf",
}
UNPACKED = {".jpg", ".png", ".pdf", ""}
HEADERS = {
    "Content-Security-Policy": "default-src 'none'; style-src 'self'; script-src "
    "'self'; img-src 'self'; base-uri 'none'; form-action 'none'; "
    "frame-ancestors 'none'",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cache-Control": "no-cache",
}


def make_server(folder: Path, host: str, port: int) -> ThreadingHTTPServer:
    """A server bound to its port; ``serve_forever`` starts it."""
    return ThreadingHTTPServer((host, port), partial(_Handler, Folder(folder)))


def file_of(address: str) -> str | None:
    """The name of the file that a request's path asks for; None for no such file."""
    name = unquote(urlsplit(address).path, errors="replace").removeprefix("/")
    name = f"{name}index.html" if name.endswith("/") or not name else name
    hidden = any(part.startswith(".") for part in name.split("/"))
    return None if hidden or name.endswith(UNFINISHED) else name


class _Handler(BaseHTTPRequestHandler):
    server_version = "omah"
    sys_version = ""
    timeout = 30

    def __init__(self, folder: Folder, *args: object) -> None:
        self._folder = folder
        super().__init__(*args)  # type: ignore[arg-type]  # given by the server

    def do_GET(self) -> None:
        self._answer(with_body=True)

    def do_HEAD(self) -> None:
        self._answer(with_body=False)

    def _answer(self, *, with_body: bool) -> None:
        name = file_of(self.path)
        try:
            content = None if name is None else self._folder.get(name, LARGEST_FILE)
        except (OSError, UnsafeFileError):
            content = None
        if name is None or content is None:
            self.send_error(HTTPStatus.NOT_FOUND)
            return
        self._send(name, content, with_body=with_body)

    def _send(self, name: str, content: bytes, *, with_body: bool) -> None:
        suffix = Path(name).suffix
        packed = self._may_pack(suffix, content)
        body = gzip.compress(content, 6, mtime=0) if packed else content
        self.send_response(HTTPStatus.OK)
        self.send_header("Content-Type", TYPES.get(suffix, "application/octet-stream"))
        self.send_header("Content-Length", str(len(body)))
        changed = (self._folder.root / name).stat().st_mtime
        self.send_header("Last-Modified", formatdate(changed, usegmt=True))
        if packed:
            self.send_header("Content-Encoding", "gzip")
        self.send_header("Vary", "Accept-Encoding")
        for header, value in HEADERS.items():
            self.send_header(header, value)
        self.end_headers()
        if with_body:
            self.wfile.write(body)

    def _may_pack(self, suffix: str, content: bytes) -> bool:
        wanted = "gzip" in self.headers.get("Accept-Encoding", "")
        return wanted and suffix not in UNPACKED and len(content) < PACKED_BELOW

    def log_message(self, *_: object) -> None:  # type: ignore[explicit-override]  # 3.12
        """Say nothing: who reads which result is nobody's business."""
