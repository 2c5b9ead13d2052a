"""Web push on the wire: the sealed message, and who says that it sends it.

References
----------
RFC 8188 (aes128gcm), RFC 8291 (message encryption), RFC 8292 (VAPID).
"""

import json
import struct
from base64 import urlsafe_b64decode, urlsafe_b64encode

from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.asymmetric.utils import decode_dss_signature
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

CURVE = ec.SECP256R1()
POINT_BYTES, AUTH_BYTES, SALT_BYTES = 65, 16, 16
RECORD_BYTES = 4096
LONGEST_MESSAGE = 3000
LAST_RECORD = b"\x02"


class BadPlaceError(ValueError):
    """The keys of a browser are no point of the curve, or no secret of 16 bytes."""


def to_text(content: bytes) -> str:
    """Return base64url without padding, as browsers write keys."""
    return urlsafe_b64encode(content).rstrip(b"=").decode()


def from_text(text: str) -> bytes:
    """Return the bytes of base64url, padded or not.

    Raises
    ------
    BadPlaceError
        If it is no base64url.
    """
    try:
        return urlsafe_b64decode(text + "=" * (-len(text) % 4))
    except ValueError:
        raise BadPlaceError from None


def point(key: ec.EllipticCurvePublicKey) -> bytes:
    """Return a public key as an uncompressed point, 65 bytes."""
    return key.public_bytes(Encoding.X962, PublicFormat.UncompressedPoint)


def check_keys(p256dh: str, auth: str) -> None:
    """Refuse keys of a browser with which nothing can be sealed.

    Raises
    ------
    BadPlaceError
        If either is not what RFC 8291 says.
    """
    try:
        ec.EllipticCurvePublicKey.from_encoded_point(CURVE, from_text(p256dh))
    except ValueError:
        raise BadPlaceError from None
    if len(from_text(auth)) != AUTH_BYTES:
        raise BadPlaceError


def seal(
    message: bytes,
    *,
    p256dh: str,
    auth: str,
    sender: ec.EllipticCurvePrivateKey,
    salt: bytes,
) -> bytes:
    """Return a message that only the browser with these keys can open.

    Parameters
    ----------
    message
        At most 3,000 bytes; push services refuse more than 4,096 in all.
    p256dh, auth
        The browser's public key and secret, base64url.
    sender
        A key made for this message alone.
    salt
        16 fresh random bytes.
    """
    if len(message) > LONGEST_MESSAGE or len(salt) != SALT_BYTES:
        raise ValueError("a message is at most 3,000 bytes, a salt 16")
    receiver = from_text(p256dh)
    shared = sender.exchange(
        ec.ECDH(), ec.EllipticCurvePublicKey.from_encoded_point(CURVE, receiver)
    )
    own = point(sender.public_key())
    secret = derived(shared, from_text(auth), b"WebPush: info\0" + receiver + own, 32)
    key = derived(secret, salt, b"Content-Encoding: aes128gcm\0", 16)
    nonce = derived(secret, salt, b"Content-Encoding: nonce\0", 12)
    header = salt + struct.pack("!IB", RECORD_BYTES, POINT_BYTES) + own
    return header + AESGCM(key).encrypt(nonce, message + LAST_RECORD, None)


def derived(secret: bytes, salt: bytes, info: bytes, length: int) -> bytes:
    """Return ``length`` bytes that follow from a secret for one purpose."""
    return HKDF(hashes.SHA256(), length, salt, info).derive(secret)


def says_who(
    key: ec.EllipticCurvePrivateKey, *, origin: str, contact: str, expires: int
) -> str:
    """Return the header ``Authorization`` by which a house says who it is.

    Parameters
    ----------
    origin
        Scheme and host of the push service.
    contact
        Where its people reach the house, ``mailto:`` or ``https:``.
    expires
        Unix time, at most a day ahead.
    """
    claims = {"aud": origin, "exp": expires, "sub": contact}
    parts = [{"typ": "JWT", "alg": "ES256"}, claims]
    said = ".".join(
        to_text(json.dumps(p, separators=(",", ":")).encode()) for p in parts
    )
    r, s = decode_dss_signature(key.sign(said.encode(), ec.ECDSA(hashes.SHA256())))
    signature = to_text(r.to_bytes(32) + s.to_bytes(32))
    return f"vapid t={said}.{signature}, k={to_text(point(key.public_key()))}"
