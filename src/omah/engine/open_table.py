"""Any table of sheets: CSV, Parquet, or a folder of KPU's public JSON."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from pathlib import Path

import pyarrow as pa

from omah.core.count.recap import Standing
from omah.engine.parquet_table import open_parquet
from omah.engine.sheet_table import (
    SheetTable,
    TableError,
    connect,
    literal,
    quoted,
    standing_sql,
)
from omah.formats.columns_toml import Columns
from omah.formats.kpu_json import read_kpu_json
from omah.formats.sheets_csv import read_sheets_csv

NAMED = 5

Watch = Callable[[Sequence[Path]], Iterable[Path]]


def open_sheet_table(
    path: Path, column_set: str = "", *, threads: int = 0, watch: Watch = iter
) -> SheetTable:
    """Open a table to be added up; refuse with a sentence what can't be trusted.

    ``watch`` passes on the documents of a folder, so that a caller can show how
    far it is.
    """
    table = open_to_check(path, column_set, threads=threads, watch=watch)
    try:
        _refuse_negative(table)
    except TableError as problem:
        raise TableError(f"{path.name}: {problem}") from None
    return table


def open_to_check(
    path: Path, column_set: str = "", *, threads: int = 0, watch: Watch = iter
) -> SheetTable:
    """Open a table to be checked: numbers below zero are for a rule to find."""
    try:
        if path.is_dir():
            return _open_kpu_folder(path, watch)
        if not path.is_file():
            raise TableError("there is no such file")
        match path.suffix.lower():
            case ".parquet":
                return open_parquet(path, column_set, threads)
            case ".csv" | ".tsv" | ".txt":
                return _open_csv(path, column_set)
            case suffix:
                message = f"a table is a .csv or a .parquet file, not '{suffix}'"
                raise TableError(message)
    except OSError as problem:
        raise TableError(f"{path.name}: {problem.strerror}") from problem
    except ValueError as problem:
        raise TableError(f"{path.name}: {problem}") from problem


def table_of_columns(
    columns: Columns,
    station: Sequence[str],
    fields: Mapping[str, Sequence[int | None]],
    names: Sequence[Sequence[str]] = (),
    status: Sequence[str] = (),
) -> SheetTable:
    """Open sheets that are already values: one list for each column."""
    arrays = {"station": pa.array(station, pa.string())}
    arrays |= {name: pa.array(known, pa.int64()) for name, known in fields.items()}
    for place, column in enumerate(names, start=1):
        arrays[f"name_{place}"] = pa.array(column, pa.string())
    standing = literal(Standing.ACCEPTED)
    if status:
        arrays["status"] = pa.array(status, pa.string())
        standing = standing_sql("status")
    con = connect()
    con.register("given", pa.table(arrays))
    con.execute(f"create view sheets as select *, {standing} as standing from given")  # noqa: S608 - constants
    return SheetTable(con, columns)


def _refuse_negative(table: SheetTable) -> None:
    least = ", ".join(f"min({quoted(name)})" for name in table.fields)
    (row,) = table.con.execute(f"select {least} from sheets").fetchall()  # noqa: S608 - quoted
    for name, number in zip(table.fields, row, strict=True):
        if number is not None and number < 0:
            raise TableError(
                f"'{name}' is {number} somewhere, and a sum can't rest on that"
            )


def _open_csv(path: Path, column_set: str) -> SheetTable:
    sheets = read_sheets_csv(path.read_bytes(), column_set)
    table = table_of_columns(
        sheets.columns, sheets.station, sheets.fields, sheets.names, sheets.status
    )
    return _noted(table, "columns not used", sheets.ignored)


def _open_kpu_folder(folder: Path, watch: Watch) -> SheetTable:
    found = read_kpu_json(_documents(folder, watch))
    if not found.sheets():
        raise TableError("the folder holds no sheet in KPU's public JSON")
    table = table_of_columns(*found.by_column())
    return _noted(table, "documents without sheets", found.others)


def _documents(folder: Path, watch: Watch) -> Iterator[tuple[str, bytes]]:
    for path in watch(sorted(folder.rglob("*.json"))):
        yield path.relative_to(folder).as_posix(), path.read_bytes()


def _noted(table: SheetTable, what: str, names: Sequence[str]) -> SheetTable:
    if not names:
        return table
    more = f" and {len(names) - NAMED} more" if len(names) > NAMED else ""
    note = f"{what}: {', '.join(names[:NAMED])}{more}"
    return SheetTable(table.con, table.columns, (note,))
