"""The push services of the browsers' makers: where a house hands over a notice.

An address comes from whoever subscribes, so only known services are ever called, over
TLS, and no redirect is followed: the house is not to be sent round its own network.
"""

import http.client
import os
import secrets
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import SplitResult, urlsplit

from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    load_pem_private_key,
)

from omah.formats.web_push import CURVE, SALT_BYTES, says_who, seal

SERVICES = (
    "https://fcm.googleapis.com",
    "https://updates.push.services.mozilla.com",
    "https://web.push.apple.com",
    "https://*.notify.windows.com",
)
PATIENCE_S = 20
KEPT_FOR_S = 3 * 24 * 3600
SAID_FOR_S = 12 * 3600
GONE = (404, 410)


class PushRefusedError(OSError):
    """A push service did not take a message; its status is the argument."""


class PlaceGoneError(PushRefusedError):
    """The browser has taken its subscription back."""


@dataclass(frozen=True, slots=True)
class Place:
    """One browser that asked for notices."""

    endpoint: str
    p256dh: str
    auth: str


def house_key(path: Path) -> ec.EllipticCurvePrivateKey:
    """Return the key by which push services know this house, made on first use."""
    if not path.exists():
        make_key(path)
    key = load_pem_private_key(path.read_bytes(), None)
    if not isinstance(key, ec.EllipticCurvePrivateKey):
        raise TypeError(f"{path.name} holds no key of the curve P-256")
    return key


def make_key(path: Path) -> None:
    pem = ec.generate_private_key(CURVE).private_bytes(
        Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()
    )
    fresh = path.with_suffix(f".{secrets.token_hex(4)}")
    descriptor = os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "wb") as stream:
        stream.write(pem)
    with suppress(FileExistsError):  # another process was quicker: its key stands
        os.link(fresh, path)
    fresh.unlink()


def is_known(endpoint: str, services: Sequence[str] = SERVICES) -> bool:
    """Whether an address is one of a push service; credentials and ports are not.

    Examples
    --------
    >>> is_known("https://fcm.googleapis.com/fcm/send/abc")
    True
    >>> is_known("https://fcm.googleapis.com@intranet.test/fcm/send/abc")
    False
    """
    try:
        parts = urlsplit(endpoint)
    except ValueError:
        return False
    if {"@", ":"} & set(parts.netloc) and origin_of(parts) not in services:
        return False
    return any(fits(parts, urlsplit(service)) for service in services)


def origin_of(parts: SplitResult) -> str:
    return f"{parts.scheme}://{parts.netloc}"


def fits(parts: SplitResult, known: SplitResult) -> bool:
    if parts.scheme != known.scheme:
        return False
    if known.netloc.startswith("*"):
        return parts.netloc.endswith(known.netloc.removeprefix("*"))
    return parts.netloc == known.netloc


def hand_over(
    place: Place,
    message: bytes,
    *,
    key: ec.EllipticCurvePrivateKey,
    contact: str,
    now: int,
    services: Sequence[str] = SERVICES,
) -> None:
    """Give a message to a browser's push service.

    Raises
    ------
    PlaceGoneError
        If the browser has unsubscribed.
    OSError
        If the service can't be reached, refuses, or is none that is known.
    """
    if not is_known(place.endpoint, services):
        raise PushRefusedError("no known push service")
    parts = urlsplit(place.endpoint)
    body = seal(
        message,
        p256dh=place.p256dh,
        auth=place.auth,
        sender=ec.generate_private_key(CURVE),
        salt=secrets.token_bytes(SALT_BYTES),
    )
    headers = {
        "Authorization": says_who(
            key,
            origin=origin_of(parts),
            contact=contact,
            expires=now + SAID_FOR_S,
        ),
        "Content-Encoding": "aes128gcm",
        "Content-Type": "application/octet-stream",
        "TTL": str(KEPT_FOR_S),
        "Urgency": "normal",
    }
    status = post(parts.scheme, parts.netloc, place.endpoint, body, headers)
    if status in GONE:
        raise PlaceGoneError(status)
    if not 200 <= status < 300:
        raise PushRefusedError(status)


def post(
    scheme: str, host: str, address: str, body: bytes, headers: dict[str, str]
) -> int:
    kind = (
        http.client.HTTPSConnection if scheme == "https" else http.client.HTTPConnection
    )
    line = kind(host, timeout=PATIENCE_S)
    try:
        line.request("POST", address.split(host, 1)[1] or "/", body, headers)
        return line.getresponse().status
    except http.client.HTTPException as problem:
        raise PushRefusedError(type(problem).__name__) from None
    finally:
        line.close()
