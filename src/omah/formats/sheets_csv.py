"""A table of sheets from CSV, however hostile: each step rejects one thing.

Nothing is guessed and nothing is lost: either every cell becomes exactly the
number that stands there (or unknown, where it is blank), or there is one
clear error with the number of the row. Rows are counted as a spreadsheet
does: the header is row 1.
"""

import csv
import io
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from omah.core.record import SheetStatus
from omah.formats.columns_toml import (
    LARGEST_FIGURE,
    PATH_SEPARATOR,
    Columns,
    columns_of,
    load_columns,
)

MAX_BYTES = 2 << 30
MAX_CELL = 500
MAX_COLUMNS = 5_000
MAX_DIGITS = len(str(LARGEST_FIGURE))
ROWS_AT_ONCE = 5_000
SEPARATORS = (",", ";", "\t")
SEPARATOR_NAMES = {",": "comma", ";": "semicolon", "\t": "tab"}
DIGITS = frozenset("0123456789")

Rows = list[list[str]]


class CsvError(ValueError):
    """The table can't be read without guessing; the message is one sentence."""


@dataclass(frozen=True, slots=True)
class SheetColumns:
    """Sheets by column: station codes, and whole numbers or unknown per field.

    ``names`` and ``status`` are empty where the table has no such columns.
    """

    columns: Columns
    station: list[str]
    fields: dict[str, list[int | None]]
    names: tuple[list[str], ...]
    status: list[str]
    ignored: tuple[str, ...]


def read_sheets_csv(content: bytes, column_set: str = "") -> SheetColumns:
    r"""Return the sheets of a CSV file.

    Parameters
    ----------
    content
        The file: UTF-8 with or without a mark, comma, semicolon or tab.
    column_set
        Name of a packaged description of columns; empty to go by the header.

    Raises
    ------
    CsvError
        For the first thing that is wrong, with the number of its row.

    Examples
    --------
    >>> sheets = read_sheets_csv(b"station,valid\n3517092003001,230\n")
    >>> sheets.fields
    {'valid': [230]}
    """
    text = decode(reject_giant_file(content))
    reject_empty(text)
    reject_nul(text)
    header, *rows = split(text, separator_of(text))
    header = [name.strip() for name in header]
    reject_bad_header(header)
    rows = without_blank_tail(rows)
    reject_no_rows(rows)
    reject_ragged(header, rows)
    reject_giant_cells(rows)
    columns = _columns(header, column_set)
    by_name = by_column(header, rows)
    stations = _stations(columns, by_name)
    reject_duplicates(stations)
    fields = {
        field: numbers(column, by_name[column], columns)
        for field, column in columns.fields
    }
    names = tuple(by_name[column] for column in columns.names)
    status = statuses(by_name[columns.status]) if columns.status else []
    used = columns.needed() | {columns.status}
    ignored = tuple(name for name in header if name not in used)
    return SheetColumns(columns, stations, fields, names, status, ignored)


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


def split(text: str, separator: str) -> Rows:
    """Return the cells; quotes must be closed and stand where they belong."""
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True)
    rows: Rows = []
    try:
        rows.extend(reader)
    except csv.Error as problem:
        raise CsvError(f"row {len(rows) + 1} can't be split: {problem}") from None
    return rows


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
        raise CsvError(f"row 1 names the column '{_short(name)}' {count} times")


def without_blank_tail(rows: Rows) -> Rows:
    """Return the rows without the blank lines at the end that editors leave."""
    end = len(rows)
    while end and not any(cell.strip() for cell in rows[end - 1]):
        end -= 1
    return rows[:end]


def reject_no_rows(rows: Rows) -> None:
    """Refuse a header without sheets."""
    if not rows:
        raise CsvError("the table has a header but no rows")


def reject_ragged(header: Sequence[str], rows: Rows) -> None:
    """Refuse rows with more or fewer cells than the header."""
    for at, row in enumerate(rows, start=2):
        if len(row) != len(header):
            raise CsvError(f"row {at} has {len(row)} cells, the header {len(header)}")


def reject_giant_cells(rows: Rows) -> None:
    """Refuse cells that no column of a table of sheets can need."""
    for at, row in enumerate(rows, start=2):
        if max(map(len, row)) > MAX_CELL:
            raise CsvError(f"row {at} has a cell longer than {MAX_CELL} characters")


def by_column(header: Sequence[str], rows: Rows) -> dict[str, list[str]]:
    """Return the cells of each column; some rows at a time, for the cache's sake."""
    columns: list[list[str]] = [[] for _ in header]
    for start in range(0, len(rows), ROWS_AT_ONCE):
        chunk = zip(*rows[start : start + ROWS_AT_ONCE], strict=True)
        for column, cells in zip(columns, chunk, strict=True):
            column.extend(cells)
    return dict(zip(header, columns, strict=True))


def reject_duplicates(stations: Sequence[str]) -> None:
    """Refuse a second sheet of one station; which of them counts is not ours."""
    seen: dict[str, int] = {}
    for at, station in enumerate(stations, start=2):
        first = seen.setdefault(station, at)
        if first != at:
            raise CsvError(f"row {at} repeats station {station} of row {first}")


def numbers(column: str, cells: Sequence[str], columns: Columns) -> list[int | None]:
    """Return the whole numbers of a column; blank is unknown."""
    if columns.minus_one_is_unknown:
        cells = ["" if cell.strip() == "-1" else cell for cell in cells]
    distinct = set(cells)
    if all(len(c) <= MAX_DIGITS and DIGITS.issuperset(c) for c in distinct):
        values = {cell: int(cell) if cell else None for cell in distinct}
        return [values[cell] for cell in cells]
    return [number(column, at, cell) for at, cell in enumerate(cells, start=2)]


def number(column: str, at: int, cell: str) -> int | None:
    """Return one cell's number, or say what is wrong with it.

    A number below zero is passed on: what it breaks is a rule (R11).
    """
    text = cell.strip()
    if not text:
        return None
    where = f"row {at}, column '{_short(column)}'"
    unsigned = text.removeprefix("-")
    if DIGITS.issuperset(unsigned) and unsigned:
        if len(unsigned) > MAX_DIGITS:
            raise CsvError(f"{where}: {_short(text)} is too large")
        return int(text)
    parts = unsigned.replace(",", ".").split(".")
    if len(parts) > 1 and all(part and DIGITS.issuperset(part) for part in parts):
        raise CsvError(f"{where}: write {_short(text)} without dots and commas")
    raise CsvError(f"{where}: '{_short(text)}' is not a whole number")


def statuses(cells: Sequence[str]) -> list[str]:
    """Return the status of each sheet; blank is a sheet that waits."""
    for at, cell in enumerate(cells, start=2):
        if cell.strip() not in {"", *SheetStatus}:
            known = ", ".join(SheetStatus)
            raise CsvError(f"row {at}: '{_short(cell)}' is no status; known: {known}")
    return [cell.strip() for cell in cells]


def _columns(header: list[str], column_set: str) -> Columns:
    try:
        columns = load_columns(column_set) if column_set else columns_of(header)
    except ValueError as problem:
        raise CsvError(str(problem)) from None
    if missing := columns.needed() - set(header):
        raise CsvError(f"the table has no column '{min(missing)}'")
    return columns


def _stations(columns: Columns, by_name: dict[str, list[str]]) -> list[str]:
    if not columns.station:
        names = zip(*(by_name[part] for part in columns.path), strict=True)
        return [station_path(at, parts) for at, parts in enumerate(names, start=2)]
    return [
        station_code(at, cell)
        for at, cell in enumerate(by_name[columns.station], start=2)
    ]


def station_path(at: int, parts: Sequence[str]) -> str:
    """Return a station's names from the province down; none may be missing."""
    names = [part.strip() for part in parts]
    if not all(names):
        raise CsvError(f"row {at} does not name every region of its station")
    return PATH_SEPARATOR.join(names)


def station_code(at: int, cell: str) -> str:
    """Return a station's code, which spreadsheets like to spoil."""
    code = cell.strip()
    if len(code) != 13 or not DIGITS.issuperset(code):
        raise CsvError(f"row {at}: a station code has 13 digits, not '{_short(code)}'")
    return code


def _short(text: str) -> str:
    clean = "".join(c if c.isprintable() else "�" for c in text)
    return clean if len(clean) <= 40 else clean[:39] + "…"
