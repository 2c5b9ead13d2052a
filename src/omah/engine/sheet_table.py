"""A table of sheets (csv, parquet) opened as one view of checked columns.

The view has ``station``, ``standing`` and one whole-number column per field,
whatever the table called them; ``NULL`` is unknown.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

import duckdb

from omah.core.recap import Standing
from omah.core.record import SheetStatus
from omah.core.regions import CODE_PATTERN, DIGITS, Level, ancestor, level_of
from omah.formats.columns_toml import Columns, columns_of, load_columns

PATH_SEPARATOR = " › "
INTEGERS = {
    *("TINYINT", "SMALLINT", "INTEGER", "BIGINT"),
    *("UTINYINT", "USMALLINT", "UINTEGER"),
}


class TableError(ValueError):
    """The table can't be counted; the message is one clear sentence."""


@dataclass(frozen=True, slots=True)
class SheetTable:
    """An open table: its connection, its columns and the view ``sheets``."""

    con: duckdb.DuckDBPyConnection
    columns: Columns

    @property
    def fields(self) -> tuple[str, ...]:
        return tuple(name for name, _ in self.columns.fields)

    def region_sql(self, column: str, level: Level) -> str:
        """SQL for the region of ``level`` that holds the region in ``column``."""
        if level is Level.NASIONAL:
            return "''"
        if self.columns.station:
            return f"substr({column}, 1, {DIGITS[level]})"
        separator = literal(PATH_SEPARATOR)
        parts = f"string_split({column}, {separator})[:{int(level)}]"
        return f"array_to_string({parts}, {separator})"

    def level_of(self, code: str) -> Level:
        """The level of a region's code, or of its path of names."""
        if self.columns.station:
            return level_of(code)
        return Level(len(code.split(PATH_SEPARATOR)) if code else 0)

    def ancestor(self, code: str, level: Level) -> str:
        """The region of ``level`` that holds ``code``."""
        if self.columns.station:
            return ancestor(code, level)
        return PATH_SEPARATOR.join(code.split(PATH_SEPARATOR)[: int(level)])


def open_sheet_table(path: Path, column_set: str = "", threads: int = 0) -> SheetTable:
    """Open a table and refuse it with a sentence if it can't be trusted."""
    con = connect()
    if threads:
        con.execute(f"set threads = {int(threads)}")
    try:
        _scan(con, path)
        types = {row[0]: row[1] for row in con.execute("describe raw").fetchall()}
        columns = load_columns(column_set) if column_set else columns_of(types)
        _refuse_missing_columns(columns, types)
        con.execute(_view_sql(columns, types))
        _refuse_bad_stations(con, columns)
        _refuse_bad_status(con, columns)
        _refuse_bad_numbers(con, columns, types)
    except (duckdb.Error, ValueError) as problem:
        first_line = str(problem).splitlines()[0]
        raise TableError(f"{path.name}: {first_line}") from problem
    return SheetTable(con, columns)


def connect() -> duckdb.DuckDBPyConnection:
    """An engine in memory that prints nothing of its own."""
    con = duckdb.connect()
    con.execute("set enable_progress_bar = false")
    return con


def quoted(name: str) -> str:
    return '"' + name.replace('"', '""') + '"'


def literal(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"


def _scan(con: duckdb.DuckDBPyConnection, path: Path) -> None:
    if not path.is_file():
        raise TableError("there is no such file")
    name = literal(str(path))
    match path.suffix.lower():
        case ".parquet":
            source = f"read_parquet({name})"
        case ".csv" | ".tsv" | ".txt":
            # Everything as text: a code must keep its zeros, and a cell that is
            # no number must be named, not guessed at.
            source = f"read_csv({name}, all_varchar = true, header = true)"
        case suffix:
            raise TableError(f"a table is a .csv or a .parquet file, not '{suffix}'")
    con.execute(f"create view raw as from {source}")


def _refuse_missing_columns(columns: Columns, present: Iterable[str]) -> None:
    missing = columns.needed() - set(present)
    if missing:
        raise TableError(f"there is no column '{min(missing)}'")


def _view_sql(columns: Columns, types: Mapping[str, str]) -> str:
    measures = [
        f"{_number_sql(column, columns, types[column])} as {quoted(name)}"
        for name, column in columns.fields
    ]
    names = [
        f"{quoted(column)}::varchar as name_{place}"
        for place, column in enumerate(columns.names, start=1)
    ]
    selected = ", ".join([*measures, *names])
    return (
        f"create view sheets as select {_station_sql(columns)} as station, "  # noqa: S608 - quoted
        f"{_standing_sql(columns)} as standing, {selected} from raw"
    )


def _station_sql(columns: Columns) -> str:
    if columns.station:
        return f"{quoted(columns.station)}::varchar"
    parts = ", ".join(f"{quoted(part)}::varchar" for part in columns.path)
    return f"concat_ws({literal(PATH_SEPARATOR)}, {parts})"


def _number_sql(column: str, columns: Columns, kind: str) -> str:
    number = quoted(column)
    if kind == "VARCHAR":
        # A cast alone would read 1.234 (a thousand and more) as 1.
        digits = f"regexp_full_match(trim({number}), '-?[0-9]{{1,15}}')"
        number = f"case when {digits} then trim({number})::bigint end"
    elif kind not in INTEGERS:
        number = f"case when {number} = trunc({number}) then {number}::bigint end"
    return f"nullif({number}, -1)" if columns.minus_one_is_unknown else number


def _standing_sql(columns: Columns) -> str:
    if not columns.status:
        return literal(Standing.ACCEPTED)
    return (
        f"case {quoted(columns.status)} when 'accepted' then 'accepted' "
        "when 'corrected' then 'accepted' when 'unconfirmed' then 'unconfirmed' end"
    )


def _refuse_bad_stations(con: duckdb.DuckDBPyConnection, columns: Columns) -> None:
    stations = "select station from sheets"
    if columns.station:
        _refuse_first(
            con,
            f"{stations} where station is null or length(station) <> 13 "
            f"or not regexp_full_match(station, {literal(CODE_PATTERN)})",
            "a station code has 13 digits, not '{}'",
        )
    _refuse_first(
        con,
        f"{stations} group by station having count(*) > 1",
        "station {} has two sheets",
    )


def _refuse_bad_status(con: duckdb.DuckDBPyConnection, columns: Columns) -> None:
    if columns.status:
        known = ", ".join(literal(status) for status in SheetStatus)
        status = quoted(columns.status)
        _refuse_first(
            con,
            f"select {_station_sql(columns)}, {status} from raw "  # noqa: S608 - quoted
            f"where {status} not in ({known}, '')",
            "station {} has the status '{}', which no sheet can have",
        )


def _refuse_bad_numbers(
    con: duckdb.DuckDBPyConnection, columns: Columns, types: Mapping[str, str]
) -> None:
    bad = {
        column: _bad_number_sql(column, columns, types[column])
        for _, column in columns.fields
    }
    counts = ", ".join(f"count(*) filter ({condition})" for condition in bad.values())
    (row,) = con.execute(f"select {counts} from raw").fetchall()  # noqa: S608 - quoted
    for (column, condition), count in zip(bad.items(), row, strict=True):
        if count:
            _refuse_first(
                con,
                f"select {_station_sql(columns)}, {quoted(column)} from raw "  # noqa: S608 - quoted
                f"where {condition}",
                f"station {{}} has no whole number in '{column}' but '{{}}'",
            )


def _bad_number_sql(column: str, columns: Columns, kind: str) -> str:
    number = _number_sql(column, columns, kind)
    if kind in INTEGERS:
        return f"{number} < 0"
    blank = f"coalesce(trim({quoted(column)}::varchar), '') in ('', '-1')"
    if not columns.minus_one_is_unknown:
        blank = f"coalesce(trim({quoted(column)}::varchar), '') = ''"
    return f"{number} < 0 or ({number} is null and not {blank})"


def _refuse_first(con: duckdb.DuckDBPyConnection, sql: str, message: str) -> None:
    for row in con.execute(f"{sql} limit 1").fetchall():
        raise TableError(message.format(*row))
