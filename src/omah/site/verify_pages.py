"""Figures in pages: read each ``<data>`` and compare it with the record.

Pages must be plain HTML: nothing in them may hide a figure from people and show
it to this check, so comments, templates, styles and scripts inside a page are
refused, and so is any tag that is not written in the simplest way.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from html import unescape

from omah.site.verify_expected import Expected, UnknownMarkError
from omah.site.verify_log import Mismatch

UNKNOWN = "unknown"
_TAG = re.compile(
    r"""/([a-z][a-z0-9]*)
    |([a-zA-Z][a-zA-Z0-9]*)((?:\s+[a-zA-Z:-]+(?:="[^"<>]*")?)*)\s*/?
    |!doctype\ html""",
    re.VERBOSE | re.ASCII,
)
_ATTRIBUTE = re.compile(r'([a-zA-Z:-]+)(?:="([^"]*)")?')
_HIDING = re.compile(
    "iframe|math|noembed|noscript|object|plaintext|style|template|textarea|xmp",
    re.IGNORECASE,
)
_HIDDEN = {"hidden", "style"}
_ONLY_EMPTY = re.compile("script", re.IGNORECASE)


class NotPlainError(Exception):
    """The page is not plain HTML: it may show people something else."""


@dataclass(frozen=True, slots=True)
class Claim:
    """A figure in a page: its mark, the stated value, the digits that people see."""

    mark: str
    value: str
    shown: str


def claims_of(page: bytes) -> Iterator[Claim]:
    """Yield every figure of a page; refuse a page that may hide one."""
    try:
        text = page.decode()
    except UnicodeDecodeError:
        raise NotPlainError("the page is not UTF-8") from None
    figure: Mapping[str, str] | None = None
    shown: list[str] = []
    in_form = False
    for part in text.split("<")[1:]:
        tag, end, after = part.partition(">")
        closing, name, attributes, has_text = _tag(tag)
        if not end or (after.strip() and not has_text):
            raise NotPlainError(f"<{tag[:40]} may hide something")
        if figure is not None and closing == "data":
            digits = "".join(filter(str.isdigit, unescape("".join(shown))))
            yield Claim(figure["data-f"], figure.get("value", ""), digits)
            figure = None
        elif name == "data":
            figure, shown = _attributes(attributes), []
            if in_form or "data-f" not in figure:
                raise NotPlainError("a figure has no mark, or stands in a form")
        in_form = (in_form or name == "form") and closing != "form"
        shown.append(after)
    if figure is not None:
        raise NotPlainError("a figure has no end")


@lru_cache(maxsize=10_000)
def _tag(tag: str) -> tuple[str, str, str, bool]:
    """Return closing name, opening name, attributes, and whether text may follow.

    A page has few different tags, each very often.
    """
    found = _TAG.fullmatch(tag)
    if found is None:
        raise NotPlainError(f"<{tag[:40]} is not plain HTML")
    closing, name, attributes = (found[group] or "" for group in (1, 2, 3))
    if _may_hide(name, attributes):
        raise NotPlainError(f"<{tag[:40]} may hide something")
    return closing, name, attributes, _ONLY_EMPTY.fullmatch(name) is None


def _may_hide(name: str, attributes: str) -> bool:
    """Only the search form may be hidden, until a script can serve it."""
    if name == "form" or not attributes:
        return _HIDING.fullmatch(name) is not None
    names = {found.lower() for found, _ in _ATTRIBUTE.findall(attributes)}
    return bool(names & _HIDDEN or _HIDING.fullmatch(name))


def _attributes(text: str) -> dict[str, str]:
    found = [(name, unescape(value)) for name, value in _ATTRIBUTE.findall(text)]
    if len(dict(found)) != len(found):
        raise NotPlainError("a tag has an attribute twice")
    return dict(found)


def check_page(
    path: str, page: bytes, expected: Mapping[str, Expected], seen: set[str]
) -> Iterator[Mismatch]:
    """Yield what does not agree in one page; note in ``seen`` what does."""
    try:
        claims = list(claims_of(page))
    except NotPlainError as problem:
        yield Mismatch("meaning", path, str(problem))
        return
    for claim in claims:
        wrong = _problem(claim, expected)
        if wrong is None:
            seen.add(claim.mark)
        else:
            yield Mismatch("meaning", path, f"{claim.mark}: {wrong}")


def _problem(claim: Claim, expected: Mapping[str, Expected]) -> str | None:
    parts = claim.mark.split("/")
    if len(parts) != 4 or parts[0] not in expected:
        return "the mark names no figure"
    try:
        value = expected[parts[0]].value(*parts[1:])
    except UnknownMarkError:
        return "the record has no such figure"
    stated = "" if value is None else str(value)
    if claim.value != stated:
        return (
            f"the page says {claim.value or 'unknown'}, the log {stated or 'unknown'}"
        )
    if without_zeros(claim.shown) != stated:
        return (
            f"people see {claim.shown or 'nothing'}, the log says {stated or 'unknown'}"
        )
    return None


def without_zeros(digits: str) -> str:
    """Return digits as a number is stated: a rate of 5 per mille is shown as 0,5.

    Examples
    --------
    >>> without_zeros("05"), without_zeros("00"), without_zeros("")
    ('5', '0', '')
    """
    return str(int(digits)) if digits else ""
