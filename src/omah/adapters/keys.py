"""Private keys: made, kept in files that only their owner reads, used to sign."""

import os
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import ec, ed25519

from omah.core.log.canonical_json import Json
from omah.core.log.statements import Statement, key_id
from omah.formats.keys_spki import PrivateKey, sign_statement, spki_of, to_base64


@dataclass(frozen=True)
class Signer:
    """A private key that makes statements; ``repr`` does not show it."""

    private: PrivateKey = field(repr=False)

    @cached_property
    def key(self) -> str:
        return key_id(spki_of(self.private))

    @cached_property
    def public_key(self) -> str:
        """The public key as statements carry it."""
        return to_base64(spki_of(self.private))

    def say(
        self, type_: str, *, at: int, election: str = "", **fields: Json
    ) -> Statement:
        """Return a signed statement of version 1; the root has no ``election``."""
        body: dict[str, Json] = {"type": type_, "v": 1, "key": self.key, "at": at}
        if election:
            body["election"] = election
        return sign_statement(self.private, {**body, **fields})


def new_person_key() -> Signer:
    """Return a new P-256 key, for people and phones."""
    return Signer(ec.generate_private_key(ec.SECP256R1()))


def new_log_key() -> ed25519.Ed25519PrivateKey:
    """Return a new Ed25519 key, for a log or a publisher."""
    return ed25519.Ed25519PrivateKey.generate()


def save_key(path: Path, private: PrivateKey) -> None:
    """Write a private key to a new file that only its owner may read."""
    pem = private.private_bytes(
        serialization.Encoding.PEM,
        serialization.PrivateFormat.PKCS8,
        serialization.NoEncryption(),
    )
    number = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(number, "wb") as file:
        file.write(pem)
        file.flush()
        os.fsync(file.fileno())


def load_key(path: Path) -> PrivateKey:
    """Read a private key; refuses one that others may read."""
    if path.stat().st_mode & 0o077:
        raise PermissionError(f"{path.name} may be read by others; chmod 600 it")
    key = serialization.load_pem_private_key(path.read_bytes(), password=None)
    if not isinstance(key, ec.EllipticCurvePrivateKey | ed25519.Ed25519PrivateKey):
        raise TypeError(f"{path.name} holds neither a P-256 nor an Ed25519 key")
    return key
