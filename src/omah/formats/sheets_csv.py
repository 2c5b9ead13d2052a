"""A table of sheets from CSV, however hostile.

Nothing is guessed and nothing is lost: either every cell becomes exactly the
number that stands there (or unknown, where it is blank), or there is one
clear error with the number of the row, as a spreadsheet counts them.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from omah.core.count.record import SheetStatus
from omah.core.places.regions import CODE_PATTERN, Level
from omah.core.places.regions import DIGITS as CODE_DIGITS
from omah.formats.columns_toml import (
    LARGEST_FIGURE,
    PATH_SEPARATOR,
    Columns,
    columns_of,
    load_columns,
)
from omah.formats.csv_table import CsvError, read_cells, shorten

MAX_DIGITS = len(str(LARGEST_FIGURE))
DIGITS = frozenset("0123456789")
STATION_DIGITS = CODE_DIGITS[Level.STATION]
CODE = re.compile(CODE_PATTERN)


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
    cells = read_cells(content)
    header = list(cells.columns)
    columns = _columns(header, column_set)
    by_name = cells.columns
    stations = _stations(columns, by_name, cells.at)
    reject_duplicates(stations, cells.at)
    fields = {
        field: numbers(column, by_name[column], columns, cells.at)
        for field, column in columns.fields
    }
    names = tuple(by_name[column] for column in columns.names)
    status = statuses(by_name[columns.status], cells.at) if columns.status else []
    used = columns.needed() | {columns.status}
    ignored = tuple(name for name in header if name not in used)
    return SheetColumns(columns, stations, fields, names, status, ignored)


def reject_duplicates(stations: Sequence[str], rows: Sequence[int]) -> None:
    """Refuse a second sheet of one station; which of them counts is not ours."""
    seen: dict[str, int] = {}
    for at, station in zip(rows, stations, strict=True):
        first = seen.setdefault(station, at)
        if first != at:
            raise CsvError(f"row {at} repeats station {station} of row {first}")


def numbers(
    column: str, cells: Sequence[str], columns: Columns, rows: Sequence[int]
) -> list[int | None]:
    """Return the whole numbers of a column; blank is unknown."""
    if columns.minus_one_is_unknown:
        cells = ["" if cell.strip() == "-1" else cell for cell in cells]
    distinct = set(cells)
    if all(len(c) <= MAX_DIGITS and DIGITS.issuperset(c) for c in distinct):
        values = {cell: int(cell) if cell else None for cell in distinct}
        return [values[cell] for cell in cells]
    return [number(column, at, cell) for at, cell in zip(rows, cells, strict=True)]


def number(column: str, at: int, cell: str) -> int | None:
    """Return one cell's number, or say what is wrong with it.

    A number below zero is passed on: what it breaks is a rule (R11).
    """
    text = cell.strip()
    if not text:
        return None
    where = f"row {at}, column '{shorten(column)}'"
    unsigned = text.removeprefix("-")
    if DIGITS.issuperset(unsigned) and unsigned:
        if len(unsigned) > MAX_DIGITS:
            raise CsvError(f"{where}: {shorten(text)} is too large")
        return int(text)
    parts = unsigned.replace(",", ".").split(".")
    if len(parts) > 1 and all(part and DIGITS.issuperset(part) for part in parts):
        raise CsvError(f"{where}: write {shorten(text)} without dots and commas")
    raise CsvError(f"{where}: '{shorten(text)}' is not a whole number")


def statuses(cells: Sequence[str], rows: Sequence[int]) -> list[str]:
    """Return the status of each sheet; blank is a sheet that waits."""
    for at, cell in zip(rows, cells, strict=True):
        if cell.strip() not in {"", *SheetStatus}:
            known = ", ".join(SheetStatus)
            raise CsvError(f"row {at}: '{shorten(cell)}' is no status; known: {known}")
    return [cell.strip() for cell in cells]


def _columns(header: list[str], column_set: str) -> Columns:
    try:
        columns = load_columns(column_set) if column_set else columns_of(header)
    except ValueError as problem:
        raise CsvError(str(problem)) from None
    if missing := columns.needed() - set(header):
        raise CsvError(f"the table has no column '{min(missing)}'")
    return columns


def _stations(
    columns: Columns, by_name: dict[str, list[str]], rows: Sequence[int]
) -> list[str]:
    if columns.station:
        codes = zip(rows, by_name[columns.station], strict=True)
        return [station_code(at, cell) for at, cell in codes]
    names = zip(*(by_name[part] for part in columns.path), strict=True)
    return [station_path(at, parts) for at, parts in zip(rows, names, strict=True)]


def station_path(at: int, parts: Sequence[str]) -> str:
    """Return a station's names from the province down; none may be missing."""
    names = [part.strip() for part in parts]
    if not all(names):
        raise CsvError(f"row {at} does not name every region of its station")
    return PATH_SEPARATOR.join(names)


def station_code(at: int, cell: str) -> str:
    """Return a station's code, which spreadsheets like to spoil."""
    code = cell.strip()
    if len(code) != STATION_DIGITS or not CODE.fullmatch(code):
        raise CsvError(f"row {at}: a station code has 13 digits, not '{shorten(code)}'")
    return code
