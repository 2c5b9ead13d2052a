"""Public keys as SubjectPublicKeyInfo, their ids, and signatures of 64 bytes.

People and phones sign with ECDSA over P-256 and SHA-256, the form that every
browser offers (WebCrypto: ``spki`` export, signature ``r || s``); the publisher
may sign with Ed25519. The key itself says which.
"""

import base64
from functools import lru_cache

from cryptography.exceptions import InvalidSignature, UnsupportedAlgorithm
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec, ed25519
from cryptography.hazmat.primitives.asymmetric.utils import (
    decode_dss_signature,
    encode_dss_signature,
)

from omah.core.log import canonical_json
from omah.core.log.statements import (
    SIGNED_PREFIX,
    Body,
    Statement,
    key_id,
    signed,
)

SIGNATURE_BYTES = 64
PublicKey = ec.EllipticCurvePublicKey | ed25519.Ed25519PublicKey
PrivateKey = ec.EllipticCurvePrivateKey | ed25519.Ed25519PrivateKey

_ECDSA = ec.ECDSA(hashes.SHA256(), deterministic_signing=True)


class BadKeyError(ValueError):
    """The bytes are not a public key of a kind that we use."""


def spki_of(key: PublicKey | PrivateKey) -> bytes:
    """Return the SubjectPublicKeyInfo (DER) of a key."""
    if isinstance(key, ec.EllipticCurvePrivateKey | ed25519.Ed25519PrivateKey):
        key = key.public_key()
    return key.public_bytes(
        serialization.Encoding.DER, serialization.PublicFormat.SubjectPublicKeyInfo
    )


@lru_cache(maxsize=100_000)
def load_public(spki: bytes) -> PublicKey:
    """Return the public key in SubjectPublicKeyInfo bytes.

    Raises
    ------
    BadKeyError
        If the bytes are no key, a key of another kind or curve, or not the one
        usual way to write this key (else one key could have two ids).
    """
    try:
        key = serialization.load_der_public_key(spki)
    except (ValueError, UnsupportedAlgorithm):
        raise BadKeyError("not a public key") from None
    is_p256 = isinstance(key, ec.EllipticCurvePublicKey) and isinstance(
        key.curve, ec.SECP256R1
    )
    if not (is_p256 or isinstance(key, ed25519.Ed25519PublicKey)):
        raise BadKeyError("neither a P-256 nor an Ed25519 key")
    assert isinstance(key, ec.EllipticCurvePublicKey | ed25519.Ed25519PublicKey)  # noqa: S101  # for the type checker
    if spki_of(key) != spki:
        raise BadKeyError("the key is written in an unusual way")
    return key


def sign(key: PrivateKey, message: bytes) -> bytes:
    """Return the signature of a message, 64 bytes."""
    if isinstance(key, ed25519.Ed25519PrivateKey):
        return key.sign(message)
    r, s = decode_dss_signature(key.sign(message, _ECDSA))
    return r.to_bytes(32, "big") + s.to_bytes(32, "big")


def holds(spki: bytes, message: bytes, signature: bytes) -> bool:
    """Return whether a signature of 64 bytes holds; False for a bad key too."""
    if len(signature) != SIGNATURE_BYTES:
        return False
    try:
        key = load_public(spki)
        if isinstance(key, ed25519.Ed25519PublicKey):
            key.verify(signature, message)
        else:
            r = int.from_bytes(signature[:32], "big")
            s = int.from_bytes(signature[32:], "big")
            key.verify(encode_dss_signature(r, s), message, _ECDSA)
    except (InvalidSignature, BadKeyError):
        return False
    return True


def sign_statement(key: PrivateKey, body: Body) -> Statement:
    """Return the statement of a body, signed; the body must name this key.

    Raises
    ------
    BadKeyError
        If ``body["key"]`` is the id of another key.
    BadStatementError
        If the body is not a statement that we know.
    """
    if body.get("key") != key_id(spki_of(key)):
        raise BadKeyError("the body names another key")
    canonical = canonical_json.encode(body)
    return signed(body, to_base64(sign(key, SIGNED_PREFIX + canonical)), canonical)


def statement_holds(statement: Statement, public_key: str) -> bool:
    """Return whether the key (base64) has signed the statement."""
    message = SIGNED_PREFIX + statement.canonical
    return holds(from_base64(public_key), message, from_base64(statement.sig))


def to_base64(data: bytes) -> str:
    """Return bytes as base64 text.

    Examples
    --------
    >>> to_base64(b"omah")
    'b21haA=='
    """
    return base64.b64encode(data).decode()


def from_base64(text: str) -> bytes:
    """Return the bytes of base64 text (ValueError if it is none)."""
    return base64.b64decode(text, validate=True)
