"""Signed notes and checkpoints (C2SP signed-note, tlog-checkpoint).

A note is text with signature lines below; a checkpoint is a note that says:
this log, of this size, has this root. Keys are Ed25519.
"""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import (
    Ed25519PrivateKey,
    Ed25519PublicKey,
)

from omah.formats.keys_spki import from_base64, to_base64

ED25519 = b"\x01"
MAX_NOTE_BYTES = 1_000_000
MAX_SIGNATURES = 100
_DASH = "\N{EM DASH} "


class BadNoteError(ValueError):
    """The note, key or checkpoint is malformed, or no known key signed it."""


@dataclass(frozen=True, slots=True)
class NoteKey:
    """A verifier key: name and Ed25519 public key (32 bytes)."""

    name: str
    public: bytes

    @property
    def hash(self) -> bytes:
        """Return the four bytes by which a signature line names this key."""
        named = self.name.encode() + b"\n" + ED25519 + self.public
        return hashlib.sha256(named).digest()[:4]

    @property
    def text(self) -> str:
        """Return the verifier key as text: ``name+hash+base64``."""
        return f"{self.name}+{self.hash.hex()}+{to_base64(ED25519 + self.public)}"


@dataclass(frozen=True, slots=True)
class Checkpoint:
    """Size and root of a log; ``origin`` names the log."""

    origin: str
    size: int
    root: bytes


def note_key(name: str, private: Ed25519PrivateKey) -> NoteKey:
    """Return the verifier key that belongs to a private key.

    Raises
    ------
    BadNoteError
        If the name is empty or has a space or plus sign.
    """
    if not _is_name(name):
        raise BadNoteError(f"a key name has no space and no plus: {name!r}")
    return NoteKey(name, private.public_key().public_bytes_raw())


def parse_note_key(text: str) -> NoteKey:
    """Return the verifier key written as ``name+hash+base64``.

    Raises
    ------
    BadNoteError
        If the text is malformed, names another algorithm, or its hash is wrong.
    """
    parts = text.strip().split("+", 2)
    if len(parts) != 3 or not _is_name(parts[0]):
        raise BadNoteError("a verifier key reads name+hash+base64")
    try:
        raw = from_base64(parts[2])
    except ValueError:
        raise BadNoteError("the verifier key's last part is not base64") from None
    if len(raw) != 33 or raw[:1] != ED25519:
        raise BadNoteError("the verifier key is not an Ed25519 key")
    key = NoteKey(parts[0], raw[1:])
    if key.hash.hex() != parts[1]:
        raise BadNoteError("the verifier key's hash does not fit its name and key")
    return key


def sign_note(text: str, name: str, private: Ed25519PrivateKey) -> bytes:
    """Return the note of a text, which must end in a line break, signed."""
    if not text.endswith("\n"):
        raise BadNoteError("the text of a note ends in a line break")
    mark = note_key(name, private).hash + private.sign(text.encode())
    return f"{text}\n{_DASH}{name} {to_base64(mark)}\n".encode()


def open_note(data: bytes, keys: Sequence[NoteKey]) -> str:
    """Return the text of a note that one of ``keys`` has signed.

    Signatures by unknown keys are passed over; one by a known key that does not
    hold refuses the note.

    Raises
    ------
    BadNoteError
        If the note is malformed, or no known key signed it.
    """
    text, lines = _split_note(data)
    known = {(key.name, key.hash): key for key in keys}
    has_signed = False
    for line in lines:
        name, mark = _parse_signature(line)
        key = known.get((name, mark[:4]))
        if key is not None:
            _check_signature(key, text, mark[4:])
            has_signed = True
    if not has_signed:
        raise BadNoteError("no known key has signed the note")
    return text


def checkpoint_text(checkpoint: Checkpoint) -> str:
    """Return the three lines of a checkpoint.

    Examples
    --------
    >>> checkpoint_text(Checkpoint("example/log", 1, bytes(32))).splitlines()[:2]
    ['example/log', '1']
    """
    root = to_base64(checkpoint.root)
    return f"{checkpoint.origin}\n{checkpoint.size}\n{root}\n"


def parse_checkpoint(text: str) -> Checkpoint:
    """Return the checkpoint in the text of a note; further lines are passed over.

    Raises
    ------
    BadNoteError
        If one of its three lines is malformed.
    """
    lines = text.split("\n")
    if len(lines) < 4 or not lines[0]:
        raise BadNoteError("a checkpoint has three lines: origin, size, root")
    origin, size, root = lines[:3]
    plain = size.isascii() and size.isdigit() and len(size) <= 16
    if not plain or str(int(size)) != size:
        raise BadNoteError("the checkpoint's size is not a number")
    try:
        raw = from_base64(root)
    except ValueError:
        raise BadNoteError("the checkpoint's root is not base64") from None
    if len(raw) != 32 or to_base64(raw) != root:
        raise BadNoteError("the checkpoint's root is not 32 bytes")
    return Checkpoint(origin, int(size), raw)


def _is_name(name: str) -> bool:
    return bool(name) and "+" not in name and not any(c.isspace() for c in name)


def _split_note(data: bytes) -> tuple[str, list[str]]:
    if len(data) > MAX_NOTE_BYTES:
        raise BadNoteError("the note is too long")
    try:
        whole = data.decode()
    except UnicodeDecodeError:
        raise BadNoteError("the note is not UTF-8") from None
    if any(ord(c) < 0x20 and c != "\n" for c in whole):
        raise BadNoteError("the note holds control characters")
    head, gap, tail = whole.rpartition("\n\n")
    if not gap or not tail.endswith("\n"):
        raise BadNoteError("the note has no signature below a blank line")
    lines = tail[:-1].split("\n")
    if len(lines) > MAX_SIGNATURES:
        raise BadNoteError("the note has too many signatures")
    return head + "\n", lines


def _parse_signature(line: str) -> tuple[str, bytes]:
    name, _, mark = line.removeprefix(_DASH).partition(" ")
    if not line.startswith(_DASH) or not _is_name(name):
        raise BadNoteError("a signature line is malformed")
    try:
        raw = from_base64(mark)
    except ValueError:
        raise BadNoteError("a signature is not base64") from None
    if len(raw) < 5:
        raise BadNoteError("a signature is too short")
    return name, raw


def _check_signature(key: NoteKey, text: str, signature: bytes) -> None:
    try:
        public = Ed25519PublicKey.from_public_bytes(key.public)
        public.verify(signature, text.encode())
    except (InvalidSignature, ValueError):
        raise BadNoteError(f"the signature of {key.name} does not hold") from None
