"""A table of sheets, however it came: one view of checked columns.

The view ``sheets`` has ``station``, ``standing`` and one whole-number column per
field, whatever the table called them; ``NULL`` is unknown.
"""

from dataclasses import dataclass

import duckdb

from omah.core.places.regions import DIGITS, Level, ancestor, level_of
from omah.formats.columns_toml import PATH_SEPARATOR, Columns


class TableError(ValueError):
    """The table can't be counted; the message is one clear sentence."""


@dataclass(frozen=True, slots=True)
class SheetTable:
    """An open table: its connection, its columns and the view ``sheets``.

    ``notes`` are sentences about what of the input was not used.
    """

    con: duckdb.DuckDBPyConnection
    columns: Columns
    notes: tuple[str, ...] = ()

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


def connect() -> duckdb.DuckDBPyConnection:
    """An engine in memory that prints nothing of its own."""
    con = duckdb.connect()
    con.execute("set enable_progress_bar = false")
    return con


def quoted(name: str) -> str:
    return '"' + name.replace('"', '""') + '"'


def literal(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"


def standing_sql(status: str) -> str:
    """SQL for the total that a sheet of this status belongs to; NULL for none."""
    return (
        f"case {status} when 'accepted' then 'accepted' "
        "when 'corrected' then 'accepted' when 'unconfirmed' then 'unconfirmed' end"
    )
