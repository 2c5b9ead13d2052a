"""Canonical JSON: the one way to write a value, so that its hash means it.

A subset of RFC 8785 (JSON Canonicalization Scheme): objects with ASCII keys,
arrays, strings, and whole numbers that every JSON reader keeps exactly. There
is no ``null``, no boolean and no fraction, so nothing depends on how a language
prints one.
"""

import json
from collections.abc import Mapping, Sequence
from typing import NoReturn, TypeAlias

Json: TypeAlias = "str | int | Sequence[Json] | Mapping[str, Json]"

SAFE_INTEGER = 2**53 - 1
"""Largest whole number that every JSON reader keeps exactly (RFC 8785, 3.2.2.3)."""

MAX_DEPTH = 16
"""Deepest nesting read or written; our statements need five."""


class NotCanonicalError(ValueError):
    """The value or the bytes lie outside canonical JSON; the message says where."""


def encode(value: Json) -> bytes:
    """Return the canonical bytes of a value.

    Parameters
    ----------
    value
        Objects, arrays, strings and whole numbers from ``-SAFE_INTEGER`` to
        ``SAFE_INTEGER``, nested at most ``MAX_DEPTH`` deep.

    Raises
    ------
    NotCanonicalError
        If the value holds anything else, or text that UTF-8 can't carry.

    Examples
    --------
    >>> encode({"votes.2": 41, "votes.1": "?"})
    b'{"votes.1":"?","votes.2":41}'

    References
    ----------
    RFC 8785. Keys are ASCII, so sorting them by code point is the sorting by
    UTF-16 units that section 3.2.3 asks for.
    """
    _check(value, "$", MAX_DEPTH)
    text = json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    try:
        return text.encode()
    except UnicodeEncodeError:
        raise NotCanonicalError("a string holds half a surrogate pair") from None


def decode(data: bytes) -> Json:
    """Return the value of canonical bytes, refusing any other way to write it.

    Raises
    ------
    NotCanonicalError
        If the bytes are not JSON, or are not what `encode` makes of their value
        (spaces, other key order, a key twice, ``1.0``, ``1e3``, escapes).

    Examples
    --------
    >>> decode(b'{"a":1}')
    {'a': 1}
    >>> decode(b'{"a": 1}')
    Traceback (most recent call last):
    omah.core.log.canonical_json.NotCanonicalError: the bytes are not canonical JSON
    """
    value = parse(data)
    if encode(value) != data:
        raise NotCanonicalError("the bytes are not canonical JSON")
    return value


def parse(data: bytes) -> Json:
    """Return the value of JSON bytes, canonical or not; `encode` decides that.

    Raises
    ------
    NotCanonicalError
        If the bytes are not JSON, or hold a number that is not whole.
    """
    try:
        value = json.loads(data.decode(), parse_float=_refuse, parse_constant=_refuse)
    except (ValueError, RecursionError) as problem:
        raise NotCanonicalError(f"not JSON: {problem}") from None
    return value  # type: ignore[no-any-return]  # callers encode it, which checks


def _refuse(number: str) -> NoReturn:
    raise NotCanonicalError(f"only whole numbers are allowed, not {number[:40]}")


def _check(value: object, where: str, depth: int) -> None:
    if depth < 0:
        raise NotCanonicalError("nested too deep")
    if isinstance(value, dict):
        for key, part in value.items():
            _check_key(key, where)
            _check(part, f"{where}.{key}", depth - 1)
    elif isinstance(value, list | tuple):
        for place, part in enumerate(value):
            _check(part, f"{where}[{place}]", depth - 1)
    else:
        _check_leaf(value, where)


def _check_leaf(value: object, where: str) -> None:
    if isinstance(value, bool) or not isinstance(value, str | int):
        kind = type(value).__name__
        raise NotCanonicalError(f"{where}: {kind} is not allowed")
    if isinstance(value, int) and abs(value) > SAFE_INTEGER:
        raise NotCanonicalError(f"{where}: {value} is beyond 2^53 - 1")


def _check_key(key: object, where: str) -> None:
    if not (isinstance(key, str) and key.isascii()):
        raise NotCanonicalError(f"{where}: a key must be ASCII text, not {key!r}")
