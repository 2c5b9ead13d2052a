"""Two sources of the same sheets, side by side: where and how they differ."""

from collections import Counter
from collections.abc import Sequence
from typing import Any

import duckdb

from omah.core.count.differences import Slip, slips_on_sheet
from omah.engine.sheet_table import SheetTable, quoted


def disagreements(
    ours: SheetTable, theirs: SheetTable, fields: Sequence[str] = ()
) -> dict[str, Any]:
    """Count differences by field and by kind, over some fields or all shared.

    ``typed_by_both`` are stations where both sources know both votes; a
    ``differing`` one has another figure for a candidate. ``kinds`` counts
    differences over the fields, those without any figure once per sheet.
    """
    fields = fields or [name for name in ours.fields if name in theirs.fields]
    ours.con.register("theirs", theirs.con.table("sheets").to_arrow_table())
    con = ours.con
    joined = "sheets as a join theirs as b using (station)"
    votes = [name for name in fields if name.startswith("votes.")]
    known = " and ".join(f"{_both_known(name)}" for name in votes)
    differ = " or ".join(f"{_differs(name)}" for name in votes)
    columns = ", ".join(
        f"count(*) filter ({_both_known(n)}), count(*) filter ({_differs(n)})"
        for n in fields
    )
    stations, typed, differing, *counts = _one(
        con,
        f"select count(*), count(*) filter ({known}), "  # noqa: S608  quoted names
        f"count(*) filter (({known}) and ({differ})), {columns} from {joined}",
    )
    slips = _slips(con, joined, fields)
    return {
        "stations": stations,
        "typed_by_both": typed,
        "differing": differing,
        "fields": {
            name: {"both": counts[2 * i], "differ": counts[2 * i + 1]}
            for i, name in enumerate(fields)
        },
        "kinds": {slip.value: slips[slip] for slip in Slip},
    }


def _slips(
    con: duckdb.DuckDBPyConnection, joined: str, fields: Sequence[str]
) -> Counter[Slip]:
    names = ", ".join(f"{side}.{quoted(name)}" for side in "ab" for name in fields)
    unlike = " or ".join(_unlike(name) for name in fields)
    rows = con.execute(f"select {names} from {joined} where {unlike}").fetchall()  # noqa: S608  quoted names
    counted: Counter[Slip] = Counter()
    for row in rows:
        one = dict(zip(fields, row[: len(fields)], strict=True))
        other = dict(zip(fields, row[len(fields) :], strict=True))
        counted.update(slip for slip, _ in slips_on_sheet(one, other, fields))
    return counted


def _both_known(name: str) -> str:
    return f"a.{quoted(name)} is not null and b.{quoted(name)} is not null"


def _differs(name: str) -> str:
    return f"a.{quoted(name)} <> b.{quoted(name)}"


def _unlike(name: str) -> str:
    return f"a.{quoted(name)} is distinct from b.{quoted(name)}"


def _one(con: duckdb.DuckDBPyConnection, sql: str) -> tuple[int, ...]:
    (row,) = con.execute(sql).fetchall()
    return tuple(row)
