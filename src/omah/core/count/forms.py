"""A result form as data: pages, boxes in micrometres, marks, field ids.

Lengths are whole micrometres so that a specification is exact. The origin is
the upper left corner of the page as printed; x grows right, y grows down.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

TALLY_COLUMNS, TALLY_ROWS = 12, 5
"""A tally area has 5 rows of 12 boxes, each for 5 votes: 60 votes a row."""


class Guide(StrEnum):
    """What is printed inside a digit box."""

    PLAIN = "plain"
    SEGMENT = "segment"


class CodeKind(StrEnum):
    """How a page says which form and page it is."""

    APRILTAG_36H10 = "apriltag-36h10"
    QR = "qr"
    PAGE_QR = "page-qr"
    CODE128 = "code128"


@dataclass(frozen=True, slots=True)
class Rect:
    """A rectangle on the page, in micrometres."""

    x: int
    y: int
    w: int
    h: int


@dataclass(frozen=True, slots=True)
class PageCode:
    """The printed code that names form and page; ``value`` is what it says.

    A ``qr`` stands only on the blanks that we print and says a `PageLabel`; a
    ``page-qr`` is part of the form and says ``value`` on every copy.
    """

    kind: CodeKind
    value: str
    box: Rect


@dataclass(frozen=True, slots=True)
class PageLabel:
    """What the QR code on a blank of ours says: whose page this is.

    Upper case letters, digits, dash and slash keep the code small.

    Examples
    --------
    >>> label = PageLabel("c-hasil-ppwp-2024", 2, "presiden", "3517092003001")
    >>> label.text()
    'OMAH/C-HASIL-PPWP-2024/2/PRESIDEN/3517092003001'
    >>> PageLabel.parse(label.text()) == label
    True
    """

    form: str
    page: int
    contest: str
    station: str

    def text(self) -> str:
        """Return the text of the code; ids are ASCII without slashes."""
        parts = ("omah", self.form, str(self.page), self.contest, self.station)
        return "/".join(parts).upper()

    @classmethod
    def parse(cls, text: str) -> "PageLabel | None":
        """Return what a scanned text says, or None if it is not such a label."""
        match text.lower().split("/"):
            case ["omah", form, page, contest, station] if (
                page.isascii() and page.isdigit() and len(page) <= 2
            ):
                return cls(form, int(page), contest, station)
        return None


@dataclass(frozen=True, slots=True)
class Number:
    """One number on a page: a field id and its digit boxes, left to right.

    Attributes
    ----------
    field
        Field id, such as ``used.dpt.l`` or ``votes.1``.
    cells
        Digit boxes, most significant first.
    guide
        What is printed inside the boxes.
    bubbles
        One column of ten bubbles (0 to 9) per cell, or empty.
    words
        Where the number is spelled out, if the form asks for it.
    tally
        Where the votes are tallied, if the form has it.
    letters
        How many boxes for single letters each row of ``words`` has; empty where
        words are written freely.
    sums
        Beside the tally: what each of its rows holds, in boxes for two digits.
    """

    field: str
    cells: tuple[Rect, ...]
    guide: Guide = Guide.PLAIN
    bubbles: tuple[tuple[Rect, ...], ...] = ()
    words: Rect | None = None
    letters: tuple[int, ...] = ()
    tally: Rect | None = None
    sums: Rect | None = None


@dataclass(frozen=True, slots=True)
class Text:
    """Printed words: the left end of their base line, and the type's height."""

    x: int
    y: int
    height: int
    words: str


@dataclass(frozen=True, slots=True)
class Page:
    """One page: size, how to find it, what to read, what to mask in public.

    ``marks`` are solid black squares that a reader can find: name to
    rectangle. ``strips`` hide names and signatures in the public copy.
    ``lines`` are the printed lines as thin rectangles (a thick one is a black
    bar); ``texts`` are our own words for the blanks we print.
    """

    number: int
    width: int
    height: int
    codes: tuple[PageCode, ...]
    marks: tuple[tuple[str, Rect], ...]
    numbers: tuple[Number, ...]
    strips: tuple[Rect, ...]
    lines: tuple[Rect, ...] = ()
    texts: tuple[Text, ...] = ()

    def number_of(self, field: str) -> Number:
        """Return the number with this field id (KeyError if not here)."""
        for number in self.numbers:
            if number.field == field:
                return number
        raise KeyError(field)


@dataclass(frozen=True, slots=True)
class Form:
    """A result form; its kind of contest and ``valid_from`` say which rules apply."""

    id: str
    title_id: str
    title_en: str
    law: str
    valid_from: str
    contest_kind: str
    pages: tuple[Page, ...]

    def fields(self) -> Iterator[str]:
        """Yield every field id once, in the order of the paper."""
        seen: set[str] = set()
        for page in self.pages:
            for number in page.numbers:
                if number.field not in seen:
                    seen.add(number.field)
                    yield number.field
