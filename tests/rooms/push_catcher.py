"""A push service and a browser for tests: the one takes, the other opens."""

import http.server
import os
import threading
from collections.abc import Iterator
from contextlib import contextmanager

from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from omah.formats.web_push import CURVE, point, to_text


class Browser:
    """Holds the keys of a subscription and opens what was sealed for them."""

    def __init__(self) -> None:
        self.key, self.secret = ec.generate_private_key(CURVE), os.urandom(16)
        self.p256dh = to_text(point(self.key.public_key()))
        self.auth = to_text(self.secret)

    def open(self, body: bytes) -> bytes:
        """Undo RFC 8291, written from the receiver's side."""
        salt, sender, sealed = body[:16], body[21:86], body[86:]
        other = ec.EllipticCurvePublicKey.from_encoded_point(CURVE, sender)
        shared = self.key.exchange(ec.ECDH(), other)
        info = b"WebPush: info\x00" + point(self.key.public_key()) + sender
        first = self.derive(shared, self.secret, info, 32)
        key = self.derive(first, salt, b"Content-Encoding: aes128gcm\x00", 16)
        nonce = self.derive(first, salt, b"Content-Encoding: nonce\x00", 12)
        return AESGCM(key).decrypt(nonce, sealed, None).rstrip(b"\x02")

    def derive(self, secret: bytes, salt: bytes, info: bytes, length: int) -> bytes:
        return HKDF(hashes.SHA256(), length, salt, info).derive(secret)


class Service(http.server.BaseHTTPRequestHandler):
    """Takes a message, or answers with the status that the path names."""

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["Content-Length"]))
        self.server.taken.append((self.path, dict(self.headers), body))
        status = self.path.rpartition("/")[2]
        self.send_response(int(status) if status.isdigit() else 201)
        self.end_headers()

    def log_message(self, *_words: object) -> None:
        """Say nothing."""


@contextmanager
def push_service() -> Iterator[http.server.ThreadingHTTPServer]:
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), Service) as server:
        server.taken = []
        server.address = f"http://127.0.0.1:{server.server_port}"
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield server
        server.shutdown()
