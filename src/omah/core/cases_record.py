"""What the public log holds of a case: when it came, and a commitment to what it said.

No name, no text, no kind of matter: a salted hash. Whoever filed the case keeps the
salt and can show later what they said; whoever erases the salt has erased the rest.
"""

import hashlib
import hmac
from collections.abc import Mapping

from omah.core import canonical_json
from omah.core.canonical_json import Json

PREFIX = b"omah case v1\n"
LETTERS = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ"
"""Digits and letters that nobody mixes up when reading aloud (no 0, 1, I, O)."""
CODE_LETTERS = 12


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
