"""Open sheets that are already values as a table for the engine."""

from collections.abc import Mapping, Sequence

import pyarrow as pa

from omah.engine.sheet_table import SheetTable, connect
from omah.formats.columns_toml import Columns


def table_of_columns(
    columns: Columns, station: Sequence[str], fields: Mapping[str, Sequence[int | None]]
) -> SheetTable:
    arrays = [pa.array(numbers, pa.int64()) for numbers in fields.values()]
    names = ["station", *fields]
    sheets = pa.table([pa.array(station, pa.string()), *arrays], names=names)
    con = connect()
    con.register("sheets", sheets)
    return SheetTable(con, columns)
