"""Figures in pages: read each ``<data>`` and compare it with the record."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from html.parser import HTMLParser

from omah.site.verify_expected import Expected, UnknownMarkError
from omah.site.verify_log import Mismatch

UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Claim:
    """A figure in a page: its mark, the stated value, the digits that people see."""

    mark: str
    value: str
    shown: str


class _FigureParser(HTMLParser):
    """Collects the figures of a page, in order."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.claims: list[Claim] = []
        self._open: tuple[str, str] | None = None
        self._shown: list[str] = []

    def handle_starttag(  # type: ignore[explicit-override]  # its mark is 3.12's
        self, tag: str, attrs: list[tuple[str, str | None]]
    ) -> None:
        names = dict(attrs)
        if tag == "data" and "data-f" in names:
            self._close()
            self._open = names["data-f"] or "", names.get("value") or ""

    def handle_data(self, data: str) -> None:  # type: ignore[explicit-override]  # 3.12
        if self._open is not None:
            self._shown.append(data)

    def handle_endtag(self, tag: str) -> None:  # type: ignore[explicit-override]  # 3.12
        if tag == "data":
            self._close()

    def _close(self) -> None:
        if self._open is not None:
            digits = filter(str.isdigit, "".join(self._shown))
            self.claims.append(Claim(*self._open, "".join(digits)))
        self._open, self._shown = None, []


def claims_of(page: bytes) -> list[Claim]:
    """Return every figure of a page."""
    parser = _FigureParser()
    parser.feed(page.decode(errors="replace"))
    parser.close()
    return parser.claims


def check_page(
    path: str, page: bytes, expected: Mapping[str, Expected], seen: set[str]
) -> Iterator[Mismatch]:
    """Yield what does not agree in one page; note in ``seen`` what does."""
    for claim in claims_of(page):
        problem = _problem(claim, expected)
        if problem is None:
            seen.add(claim.mark)
        else:
            yield Mismatch("meaning", path, f"{claim.mark}: {problem}")


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
