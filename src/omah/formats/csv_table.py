"""The cells of a CSV file, however hostile: each step rejects one thing.

Nothing is guessed: either every cell is exactly what stands there, or there is
one clear error with the number of the row. Rows are counted as a spreadsheet
does: the header is row 1.
"""

import csv
import io
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

MAX_BYTES = 2 << 30
MAX_CELL = 500
MAX_COLUMNS = 5_000
SEPARATORS = (",", ";", "\t")
SEPARATOR_NAMES = {",": "comma", ";": "semicolon", "\t": "tab"}

ROWS_AT_ONCE = 5_000  # so that most rows die young, and nobody looks at them twice

Row = list[str]


class CsvError(ValueError):
    """The table can't be read without guessing; the message is one sentence."""


@dataclass(frozen=True, slots=True)
class Cells:
    """A table as text: name to column, and the number in the file of each row."""

    columns: dict[str, list[str]]
    at: list[int]

    def rows(self) -> Iterator[tuple[int, dict[str, str]]]:
        """Yield each row's number, and its cells without the space around them."""
        for at, *cells in zip(self.at, *self.columns.values(), strict=True):
            yield at, dict(zip(self.columns, map(str.strip, cells), strict=True))


def read_cells(content: bytes) -> Cells:
    r"""Return the cells of a CSV file by column; blank rows say nothing.

    Parameters
    ----------
    content
        The file: UTF-8 with or without a mark, comma, semicolon or tab.

    Raises
    ------
    CsvError
        For the first thing that is wrong, with the number of its row.

    Examples
    --------
    >>> read_cells(b"party; votes\r\n\r\nA;7\r\n")
    Cells(columns={'party': ['A'], 'votes': ['7']}, at=[3])
    """
    text = decode(reject_giant_file(content))
    reject_empty(text)
    reject_nul(text)
    rows = numbered(text, separator_of(text))
    header = [name.strip() for _, row in islice(rows, 1) for name in row]
    reject_bad_header(header)
    cells = Cells({name: [] for name in header}, [])
    while some := list(islice(rows, ROWS_AT_ONCE)):
        add(cells, [(at, row) for at, row in some if is_filled(row)])
    reject_no_rows(cells)
    return cells


def add(cells: Cells, rows: Sequence[tuple[int, Row]]) -> None:
    """Put rows under the columns, if they fit."""
    reject_ragged(rows, len(cells.columns))
    reject_giant_cells(rows)
    cells.at.extend(at for at, _ in rows)
    columns = zip(*(row for _, row in rows), strict=True)
    for column, part in zip(cells.columns.values(), columns, strict=False):
        column.extend(part)


def reject_giant_file(content: bytes) -> bytes:
    """Refuse what no table of polling stations can be."""
    if len(content) > MAX_BYTES:
        raise CsvError(f"the file is larger than {MAX_BYTES >> 30} GiB")
    return content


def decode(content: bytes) -> str:
    """Return the text; only UTF-8 is certain, so nothing else is guessed."""
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise CsvError("the file is UTF-16; save it as CSV UTF-8")
    if content.startswith((b"PK\x03\x04", b"\xd0\xcf\x11\xe0")):
        raise CsvError("the file is a spreadsheet; save it as CSV UTF-8")
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as problem:
        row = content.count(b"\n", 0, problem.start) + 1
        raise CsvError(f"row {row} is not UTF-8; save the file as CSV UTF-8") from None


def reject_empty(text: str) -> None:
    """Refuse a file with nothing in it but space."""
    if not text.strip():
        raise CsvError("the file is empty")


def reject_nul(text: str) -> None:
    """Refuse binary content."""
    if (at := text.find("\0")) >= 0:
        row = text.count("\n", 0, at) + 1
        raise CsvError(f"row {row} holds a zero byte; this is not a text file")


def separator_of(text: str) -> str:
    """Return the one separator that the header uses."""
    # Not splitlines: it would also end the header at exotic separators.
    header = text.lstrip("\r\n").replace("\r", "\n").partition("\n")[0]
    used = [separator for separator in SEPARATORS if separator in header]
    if len(used) > 1:
        names = " and ".join(SEPARATOR_NAMES[separator] for separator in used)
        raise CsvError(f"the header uses {names}; use one separator")
    return used[0] if used else ","


def numbered(text: str, separator: str) -> Iterator[tuple[int, Row]]:
    """Yield rows with their number; quotes are closed and stand where they belong."""
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True)
    at = 0
    try:
        for at, row in enumerate(reader, start=1):
            yield at, row
    except csv.Error as problem:
        raise CsvError(f"row {at + 1} can't be split: {problem}") from None


def reject_bad_header(header: Sequence[str]) -> None:
    """Refuse nameless and doubled columns, and more columns than any form has."""
    if not any(header):
        raise CsvError("row 1 is empty; it must name the columns")
    if len(header) > MAX_COLUMNS:
        raise CsvError(f"row 1 has {len(header)} columns; at most {MAX_COLUMNS}")
    if "" in header:
        raise CsvError(f"row 1 has no name for column {header.index('') + 1}")
    name, count = Counter(header).most_common(1)[0]
    if count > 1:
        raise CsvError(f"row 1 names the column '{shorten(name)}' {count} times")


def is_filled(row: Row) -> bool:
    """Whether anything stands in a row; editors leave blank lines, at the end most."""
    return any(map(str.strip, row))


def reject_no_rows(cells: Cells) -> None:
    """Refuse a header without sheets."""
    if not cells.at:
        raise CsvError("the table has a header but no rows")


def reject_ragged(rows: Sequence[tuple[int, Row]], width: int) -> None:
    """Refuse rows with more or fewer cells than the header."""
    for at, row in rows:
        if len(row) != width:
            raise CsvError(f"row {at} has {len(row)} cells, the header {width}")


def reject_giant_cells(rows: Sequence[tuple[int, Row]]) -> None:
    """Refuse cells that no column of a table can need."""
    for at, row in rows:
        if max(map(len, row)) > MAX_CELL:
            raise CsvError(f"row {at} has a cell longer than {MAX_CELL} characters")


def shorten(text: str) -> str:
    """Return a cell as a message may quote it: short, and without hidden signs."""
    clean = "".join(c if c.isprintable() else "�" for c in text)
    return clean if len(clean) <= 40 else clean[:39] + "…"
