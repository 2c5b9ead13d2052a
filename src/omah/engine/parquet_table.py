"""A Parquet table of sheets, opened where it lies, or refused with a sentence."""

from collections.abc import Iterable, Mapping
from pathlib import Path

import duckdb

from omah.core.count.recap import Standing
from omah.core.count.record import SheetStatus
from omah.core.places.regions import CODE_PATTERN
from omah.engine.sheet_table import (
    SheetTable,
    TableError,
    connect,
    literal,
    quoted,
    standing_sql,
)
from omah.formats.columns_toml import (
    LARGEST_FIGURE,
    PATH_SEPARATOR,
    Columns,
    columns_of,
    load_columns,
)

INTEGERS = {
    *("TINYINT", "SMALLINT", "INTEGER", "BIGINT"),
    *("UTINYINT", "USMALLINT", "UINTEGER"),
}
FRACTIONS = ("FLOAT", "DOUBLE")


def open_parquet(path: Path, column_set: str = "", threads: int = 0) -> SheetTable:
    """Open a table and refuse it with a sentence if it can't be trusted."""
    con = connect()
    if threads:
        con.execute(f"set threads = {int(threads)}")
    try:
        con.execute(f"create view raw as from read_parquet({literal(str(path))})")
        types = {row[0]: row[1] for row in con.execute("describe raw").fetchall()}
        columns = load_columns(column_set) if column_set else columns_of(types)
        _refuse_missing_columns(columns, types)
        _refuse_other_types(columns, types)
        con.execute(_view_sql(columns, types))
        _refuse_no_rows(con)
        _refuse_bad_stations(con, columns)
        _refuse_bad_status(con, columns)
        _refuse_bad_numbers(con, columns, types)
    except duckdb.Error as problem:
        raise TableError(str(problem).splitlines()[0]) from problem
    return SheetTable(con, columns)


def _refuse_missing_columns(columns: Columns, present: Iterable[str]) -> None:
    missing = columns.needed() - set(present)
    if missing:
        raise TableError(f"there is no column '{min(missing)}'")


def _refuse_other_types(columns: Columns, types: Mapping[str, str]) -> None:
    for _, column in columns.fields:
        kind = types[column]
        numeric = kind in {*INTEGERS, *FRACTIONS, "UBIGINT", "HUGEINT", "VARCHAR"}
        # A column in which nothing is known at all may have any type.
        if not numeric and not kind.startswith("DECIMAL") and kind != '"NULL"':
            raise TableError(f"column '{column}' holds {kind}, not whole numbers")


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
        # NaN equals itself, and no cast to a whole number takes it.
        whole = f"{number} = trunc({number})"
        if kind in FRACTIONS:
            whole += f" and isfinite({number})"
        number = f"case when {whole} then try_cast({number} as bigint) end"
    return f"nullif({number}, -1)" if columns.minus_one_is_unknown else number


def _standing_sql(columns: Columns) -> str:
    if not columns.status:
        return literal(Standing.ACCEPTED)
    return standing_sql(quoted(columns.status))


def _refuse_no_rows(con: duckdb.DuckDBPyConnection) -> None:
    if not con.execute("select 1 from raw limit 1").fetchall():
        raise TableError("the table has columns but no rows")


def _refuse_bad_stations(con: duckdb.DuckDBPyConnection, columns: Columns) -> None:
    stations = "select station from sheets"
    if columns.station:
        _refuse_first(
            con,
            f"{stations} where station is null or length(station) <> 13 "
            f"or not regexp_full_match(station, {literal(CODE_PATTERN)})",
            "a station code has 13 digits, not '{}'",
        )
    nameless = [f"coalesce(trim({quoted(p)}::varchar), '') = ''" for p in columns.path]
    if nameless:
        _refuse_first(
            con,
            f"select {_station_sql(columns)} from raw where {' or '.join(nameless)}",  # noqa: S608 - quoted
            "the station of '{}' does not name every region",
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
    outside = f"{number} not between -{LARGEST_FIGURE} and {LARGEST_FIGURE}"
    if kind in INTEGERS:
        return outside
    blank = f"coalesce(trim({quoted(column)}::varchar), '') in ('', '-1')"
    if not columns.minus_one_is_unknown:
        blank = f"coalesce(trim({quoted(column)}::varchar), '') = ''"
    return f"{outside} or ({number} is null and not {blank})"


def _refuse_first(con: duckdb.DuckDBPyConnection, sql: str, message: str) -> None:
    for row in con.execute(f"{sql} limit 1").fetchall():
        raise TableError(message.format(*row))
