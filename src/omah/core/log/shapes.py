"""Shapes of the values in statements: small named checks, and nothing clever."""

import base64
import binascii
import re
from collections.abc import Callable
from dataclasses import dataclass

UNKNOWN = "?"
"""How a figure that nobody can read stands in a statement; never as zero."""

MAX_FIGURE = 10**9
"""No sheet holds a larger number; the nation has 2 * 10^8 voters."""

MAX_AT = 2**40
MILLION = 10**6


@dataclass(frozen=True, slots=True)
class Shape:
    """What a value must look like: words for the reference page, and the check."""

    words: str
    fits: Callable[[object], bool]


def text(pattern: str, words: str) -> Shape:
    """Return the shape of a string that matches ``pattern`` as a whole."""
    compiled = re.compile(pattern, re.ASCII)
    return Shape(words, lambda value: _matches(compiled, value))


def whole(most: int, words: str) -> Shape:
    """Return the shape of a whole number from 0 to ``most``."""
    return Shape(words, lambda value: _is_whole(value, most))


def list_of(item: Shape, most: int) -> Shape:
    """Return the shape of an array of at most ``most`` items, none twice."""
    return Shape(
        f"up to {most} of: {item.words}",
        lambda value: (
            isinstance(value, list | tuple)
            and len(value) <= most
            and all(item.fits(part) for part in value)
            and len({str(part) for part in value}) == len(value)
        ),
    )


def map_of(key: Shape, item: Shape, most: int) -> Shape:
    """Return the shape of an object of at most ``most`` keys."""
    return Shape(
        f"up to {most}: {key.words} -> {item.words}",
        lambda value: (
            isinstance(value, dict)
            and len(value) <= most
            and all(key.fits(k) and item.fits(v) for k, v in value.items())
        ),
    )


def _matches(pattern: re.Pattern[str], value: object) -> bool:
    return isinstance(value, str) and pattern.fullmatch(value) is not None


def _is_whole(value: object, most: int) -> bool:
    is_number = isinstance(value, int) and not isinstance(value, bool)
    return is_number and 0 <= value <= most  # type: ignore[operator]  # int by now


def _is_figure(value: object) -> bool:
    return value == UNKNOWN or _is_whole(value, MAX_FIGURE)


def _is_change(value: object) -> bool:
    return (
        isinstance(value, list | tuple)
        and len(value) == 2
        and value[0] != value[1]
        and all(_is_figure(part) for part in value)
    )


def _is_base64(value: object, longest: int) -> bool:
    if not isinstance(value, str) or len(value) > longest:
        return False
    try:
        raw = base64.b64decode(value, validate=True)
    except (binascii.Error, ValueError):
        return False
    return base64.b64encode(raw).decode() == value


HASH = text("[0-9a-f]{64}", "SHA-256, 64 hexadecimal digits")
HASH_OR_NONE = text("([0-9a-f]{64})?", "SHA-256, or empty where there is none")
CODE = text("[a-z0-9]([a-z0-9.-]{0,62}[a-z0-9])?", "short code: a-z 0-9 . -")
CODE_OR_NONE = text(
    "([a-z0-9]([a-z0-9.-]{0,62}[a-z0-9])?)?", "short code, or empty for none"
)
FIELD = text(r"[a-z0-9]{1,24}(\.[a-z0-9]{1,24}){0,3}", "field id")
FILE_NAME = text("[a-z0-9][a-z0-9._/-]{0,120}", "file name below the folder")
REGION = text(r"(\d{2}|\d{4}|\d{6}|\d{10}|\d{13})?", "region code; empty is the nation")
STATION = text(r"\d{13}", "polling station code, 13 digits")
VERIFIER_KEY = text(r"[!-*,-~]{1,120}\+[0-9a-f]{8}\+[A-Za-z0-9+/=]{8,120}", "note key")
AT = whole(MAX_AT, "seconds since 1970 UTC, as claimed by the signer")
INDEX = whole(2**53 - 1, "number of log entries")
PAGE = whole(99, "page number")
FLAG = whole(1, "0 or 1")
VERSION = whole(10**6, "version of the kind")
FIGURE = Shape('whole number, or "?" for unknown', _is_figure)
FIGURES = map_of(FIELD, FIGURE, 3000)
PPM = map_of(FIELD, whole(MILLION, "parts per million"), 3000)
CHANGES = map_of(FIELD, Shape("[old, new], each a figure", _is_change), 3000)
PUBLIC_KEY = Shape(
    "SubjectPublicKeyInfo (DER) in base64", lambda value: _is_base64(value, 200)
)
SIGNATURE = text("[A-Za-z0-9+/]{85}[AQgw]==", "64 bytes in base64")
