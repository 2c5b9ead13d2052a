"""A statement: who says what, signed; and its bytes in the log.

Its id is the SHA-256 of the canonical body, which names the key but not the
signature, so the same statement sent twice is one statement.
"""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field

from omah.core.count.figures import Figures
from omah.core.log import canonical_json, shapes
from omah.core.log.canonical_json import Json
from omah.core.log.statement_kinds import KINDS, BadStatementError, kind_of
from omah.core.people.roles import Role

MAX_ENTRY_BYTES = 65_535
"""An entry's length is two bytes in a bundle (C2SP tlog-tiles)."""

SIGNED_PREFIX = b"omah statement v1\n"
"""Stands before the body under every signature, so that a signature made for
another purpose can never be passed off as a statement."""

Body = Mapping[str, Json]


@dataclass(frozen=True, slots=True)
class Statement:
    """A signed statement; make it with `parse_entry` or `signed`.

    ``canonical`` is the body as the signature and the log have it, kept because
    each statement needs it several times on its way.
    """

    id: str
    body: Body
    sig: str
    canonical: bytes = field(repr=False, compare=False)

    @property
    def type(self) -> str:
        """Return the kind's dotted name."""
        return self.text("type")

    @property
    def key(self) -> str:
        """Return the id of the key that signed."""
        return self.text("key")

    @property
    def at(self) -> int:
        """Return the time the signer claims, in seconds since 1970 UTC."""
        return self.number("at")

    def text(self, name: str) -> str:
        """Return a text field; the kind's shape has made it text."""
        value = self.body[name]
        assert isinstance(value, str)  # noqa: S101  # shape checked when made
        return value

    def number(self, name: str) -> int:
        """Return a whole number field."""
        value = self.body[name]
        assert isinstance(value, int)  # noqa: S101  # shape checked when made
        return value

    def mapping(self, name: str) -> Mapping[str, Json]:
        """Return an object field."""
        value = self.body[name]
        assert isinstance(value, dict)  # noqa: S101  # shape checked when made
        return value

    def texts(self, name: str) -> tuple[str, ...]:
        """Return a field that is an array of texts."""
        value = self.body[name]
        assert isinstance(value, list | tuple)  # noqa: S101  # shape checked
        return tuple(str(part) for part in value)

    def figures(self, name: str = "figures") -> Figures:
        """Return a field of figures; ``"?"`` becomes ``None``, never zero."""
        return {field: figure(value) for field, value in self.mapping(name).items()}


def roles_of(statement: Statement) -> frozenset[Role]:
    """Return the roles that may say this kind."""
    return KINDS[statement.type, statement.number("v")].roles


def figure(value: Json) -> int | None:
    """Return the figure that a value in a statement stands for.

    Examples
    --------
    >>> figure(0), figure("?")
    (0, None)
    """
    return value if isinstance(value, int) else None


def figures_json(figures: Figures) -> dict[str, Json]:
    """Return figures as they stand in a statement.

    Examples
    --------
    >>> figures_json({"votes.1": 41, "votes.2": None})
    {'votes.1': 41, 'votes.2': '?'}
    """
    return {
        field: shapes.UNKNOWN if value is None else value
        for field, value in figures.items()
    }


def key_id(spki: bytes) -> str:
    """Return the id of a public key: SHA-256 of its SubjectPublicKeyInfo."""
    return hashlib.sha256(spki).hexdigest()


def signed(body: Body, sig: str, canonical: bytes | None = None) -> Statement:
    """Return the statement of a body and its signature (64 bytes in base64).

    Parameters
    ----------
    body, sig
        As they came, or as they were made.
    canonical
        What `canonical_json.encode` made of the body, if the caller has it already.

    Raises
    ------
    BadStatementError
        If the body or the form of the signature is wrong, or the entry would be
        too long. Whether the signature holds is for `omah.core.log.fold` to ask.
    """
    return _made(
        body, sig, canonical_json.encode(body) if canonical is None else canonical
    )


def entry_bytes(statement: Statement) -> bytes:
    """Return the log entry of a statement."""
    return _entry(statement.canonical, statement.sig)


def parse_entry(data: bytes) -> Statement:
    """Return the statement of a log entry.

    Raises
    ------
    NotCanonicalError
        If the bytes are not canonical JSON.
    BadStatementError
        If they are not an object of ``body`` and ``sig``, or the body is not a
        statement that we know.
    """
    value = canonical_json.parse(data)
    if not (isinstance(value, dict) and value.keys() == {"body", "sig"}):
        raise BadStatementError("an entry is an object of body and sig")
    body, sig = value["body"], value["sig"]
    if not (isinstance(body, dict) and isinstance(sig, str)):
        raise BadStatementError("body must be an object, sig a text")
    canonical = canonical_json.encode(body)
    statement = _made(body, sig, canonical)
    if _entry(canonical, sig) != data:
        raise canonical_json.NotCanonicalError("the entry is not canonical JSON")
    return statement


def _made(body: Body, sig: str, canonical: bytes) -> Statement:
    kind_of(body)
    if not shapes.SIGNATURE.fits(sig):
        raise BadStatementError(f"sig must be {shapes.SIGNATURE.words}")
    if len(_entry(canonical, sig)) > MAX_ENTRY_BYTES:
        raise BadStatementError("the statement is too long for a log entry")
    return Statement(hashlib.sha256(canonical).hexdigest(), body, sig, canonical)


def _entry(canonical: bytes, sig: str) -> bytes:
    """Canonical JSON of body and signature; base64 needs no escapes."""
    return b'{"body":%b,"sig":"%b"}' % (canonical, sig.encode())
