"""A receipt: the server's signed promise that a statement will be in the log."""

from dataclasses import dataclass

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import (
    Ed25519PrivateKey,
    Ed25519PublicKey,
)

from omah.core.log import canonical_json
from omah.core.log.canonical_json import Json
from omah.formats.keys_spki import from_base64, to_base64
from omah.formats.note import NoteKey

SIGNED_PREFIX = b"omah receipt v1\n"


@dataclass(frozen=True, slots=True)
class Receipt:
    """The promise: this statement, received then, in the log within the delay.

    Attributes
    ----------
    statement
        Id of the statement.
    received_at
        The server's time, seconds since 1970 UTC.
    max_merge_delay
        Seconds within which the published log must hold the statement.
    log
        Name of the log.
    sig
        Ed25519 signature of the log's key, in base64.
    """

    statement: str
    received_at: int
    max_merge_delay: int
    log: str
    sig: str = ""


def sign_receipt(receipt: Receipt, private: Ed25519PrivateKey) -> Receipt:
    """Return the receipt with its signature; the same receipt signs the same."""
    sig = to_base64(private.sign(_message(receipt)))
    return Receipt(
        receipt.statement,
        receipt.received_at,
        receipt.max_merge_delay,
        receipt.log,
        sig,
    )


def receipt_holds(receipt: Receipt, key: NoteKey) -> bool:
    """Return whether the log's key has signed the receipt."""
    try:
        public = Ed25519PublicKey.from_public_bytes(key.public)
        public.verify(from_base64(receipt.sig), _message(receipt))
    except (InvalidSignature, ValueError):
        return False
    return receipt.log == key.name


def receipt_json(receipt: Receipt) -> bytes:
    """Return the receipt as canonical JSON, to be kept by its holder."""
    return canonical_json.encode({**_promise(receipt), "sig": receipt.sig})


def _promise(receipt: Receipt) -> dict[str, Json]:
    return {
        "statement": receipt.statement,
        "received_at": receipt.received_at,
        "max_merge_delay": receipt.max_merge_delay,
        "log": receipt.log,
    }


def _message(receipt: Receipt) -> bytes:
    return SIGNED_PREFIX + canonical_json.encode(_promise(receipt))
