"""What the public log holds of a case: when it came, and a commitment to what it said.

No name, no text, no kind of matter: a salted hash. Whoever filed the case keeps the
salt and can show later what they said; whoever erases the salt has erased the rest.
"""

import hashlib
import hmac
import re
from collections.abc import Mapping
from dataclasses import dataclass

from omah.core.log import canonical_json
from omah.core.log.canonical_json import Json

PREFIX = b"omah case v1\n"
LETTERS = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ"
"""Digits and letters that nobody mixes up when reading aloud (no 0, 1, I, O)."""
CODE_LETTERS = 12


_STEP = re.compile(r"case\.[a-z-]{2,12}")
_OFFICE = re.compile(r"(?:[0-9A-Z]{2}){0,5}|[0-9A-Z]{13}")
_HEX64 = re.compile(r"[0-9a-f]{64}")


class BadEntryError(ValueError):
    """The bytes are no entry of the citizens' log."""


@dataclass(frozen=True, slots=True)
class CaseEntry:
    """One step of one case: which office, which step, a commitment, and when."""

    id: str
    office: str
    step: str
    commitment: str
    at: int


def commitment(salt: str, said: Mapping[str, Json]) -> str:
    """Return the salted SHA-256 of what was said, in hexadecimal.

    Examples
    --------
    >>> said = {"subject": "Anggaran 2026"}
    >>> commitment("00" * 16, said) == commitment("01" * 16, said)
    False
    """
    content = PREFIX + salt.encode() + b"\n" + canonical_json.encode(dict(said))
    return hashlib.sha256(content).hexdigest()


def log_entry(*, office: str, step: str, committed: str, at: int) -> bytes:
    """Return the entry of the citizens' log for a filing or a later step.

    Parameters
    ----------
    step
        The move, such as ``file`` or ``answer``.
    at
        Seconds since 1970 UTC.
    """
    return canonical_json.encode(
        {
            "type": f"case.{step}",
            "v": 1,
            "office": office,
            "commitment": committed,
            "at": at,
        }
    )


def parse_log_entry(entry: bytes) -> CaseEntry:
    """Return what an entry of the citizens' log says.

    Raises
    ------
    NotCanonicalError
        If the bytes are not canonical JSON.
    BadEntryError
        If they hold more or less than an entry does.

    Examples
    --------
    >>> entry = log_entry(office="3517", step="file", committed="ab" * 32, at=7)
    >>> parse_log_entry(entry).step
    'file'
    """
    match canonical_json.decode(entry):
        case {
            "type": str(step),
            "v": 1,
            "office": str(office),
            "commitment": str(committed),
            "at": int(at),
            **rest,
        } if (
            not rest
            and at >= 0
            and _STEP.fullmatch(step)
            and _OFFICE.fullmatch(office)
            and _HEX64.fullmatch(committed)
        ):
            step = step.removeprefix("case.")
            return CaseEntry(entry_id(entry), office, step, committed, at)
    raise BadEntryError("an entry says type, version, office, commitment and time")


def entry_id(entry: bytes) -> str:
    """Return the id of an entry: what its receipt names."""
    return hashlib.sha256(entry).hexdigest()


def follow_up_code(secret: str, case: str) -> str:
    """Return the code by which a case is followed without an account.

    It follows from the house's secret and the case's id, so that it is never stored;
    the 60 bits are beyond guessing.

    Examples
    --------
    >>> len(follow_up_code("secret", "id"))
    14
    """
    digest = hmac.new(secret.encode(), b"case code\n" + case.encode(), hashlib.sha256)
    number = int.from_bytes(digest.digest(), "big")
    letters = []
    for _ in range(CODE_LETTERS):
        number, place = divmod(number, len(LETTERS))
        letters.append(LETTERS[place])
    return "-".join("".join(letters[i : i + 4]) for i in range(0, CODE_LETTERS, 4))


def as_typed(code: str) -> str:
    """Return a code as it was printed, however it was typed.

    Examples
    --------
    >>> as_typed(" k7qm3xra 9tpd")
    'K7QM-3XRA-9TPD'
    """
    kept = "".join(sign for sign in code.upper() if sign in LETTERS)[:CODE_LETTERS]
    return "-".join(kept[i : i + 4] for i in range(0, len(kept), 4))


def masked(name: str) -> str:
    """Return a name of which only the first letters can be read.

    Examples
    --------
    >>> masked("Rara Ketapang")
    'R••• K•••'
    """
    return " ".join(word[0] + "•••" for word in name.split())
