"""The recapitulation of a generated nation, beside a bare sum of the same table.

The table is generated: it measures speed and nothing else.
"""

import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

from omah.core.count.recap import Sheet, Standing, Total, change, path_of, recap
from omah.core.places.regions import Level
from omah.engine.open_table import open_sheet_table
from omah.engine.recap import TableRecap, recap_table
from omah.engine.sheet_table import SheetTable, connect, quoted

STATIONS = 823_236
PER_KELDES, KELDES_PER_KECAMATAN, KECAMATAN_PER_KABKOTA = 10, 12, 15
FIELDS = (
    *(f"voters.dpt.{sex}" for sex in "lpj"),
    *(f"used.{roll}.{s}" for roll in ("dpt", "dptb", "dpk", "total") for s in "lpj"),
    *("votes.1", "votes.2", "votes.3", "valid", "invalid", "total"),
    *("ballots.received", "ballots.used", "disabled.j"),
)
RUNS = 5
CHANGES = 1000

Result = TypeVar("Result")


def measure() -> dict[str, Any]:
    with tempfile.TemporaryDirectory() as folder:
        path = generate(Path(folder) / "sheets.parquet")
        opened, table = best(lambda: open_sheet_table(path))
        bare, sums = best(lambda: bare_sum(table))
        grouped, _ = best(lambda: bare_sum(table, "substr(station, 1, 10) as code"))
        nation_only, _ = best(lambda: list(recap_table(table).of("")))
        added, whole = best(lambda: all_levels(table))
        (nation,) = whole.of("")
    if tuple(t.value for t in nation.total.fields.values()) != sums:
        raise AssertionError("the recapitulation and the bare sum disagree")
    return {
        "generated": True,
        "stations": STATIONS,
        "fields": len(FIELDS),
        "open_and_check_seconds": round(opened, 3),
        "bare_sum_seconds": round(bare, 3),
        "bare_sum_by_keldes_seconds": round(grouped, 3),
        "nation_seconds": round(nation_only, 3),
        "all_levels_seconds": round(added, 3),
        "nation_ratio_to_bare_sum": round(nation_only / bare, 2),
        "all_levels_ratio_to_bare_sum_by_keldes": round(added / grouped, 2),
        "one_change_microseconds": round(one_change_seconds() * 1e6),
    }


def best(work: Callable[[], Result]) -> tuple[float, Result]:
    """The shortest of a few runs: the others measure the machine's other work."""
    times, results = [], []
    for _ in range(RUNS):
        started = time.perf_counter()
        results.append(work())
        times.append(time.perf_counter() - started)
    return min(times), results[-1]


def generate(path: Path) -> Path:
    per_kecamatan = PER_KELDES * KELDES_PER_KECAMATAN
    per_kabkota = per_kecamatan * KECAMATAN_PER_KABKOTA
    station = (
        f"(1101 + i // {per_kabkota})::varchar"
        f" || lpad((1 + i // {per_kecamatan} % {KECAMATAN_PER_KABKOTA})::varchar, 2,"
        " '0')"
        f" || (2001 + i // {PER_KELDES} % {KELDES_PER_KECAMATAN})::varchar"
        f" || lpad((1 + i % {PER_KELDES})::varchar, 3, '0')"
    )
    columns = ", ".join(
        f"case when hash(i, {n}) % 100 > 0 then (hash(i, {n}) % 300)::bigint end"
        f" as {quoted(name)}"
        for n, name in enumerate(FIELDS)
    )
    with connect() as con:
        con.execute(
            f"copy (select {station} as station, {columns} "  # noqa: S608 - constants
            f"from range({STATIONS}) as t(i)) to '{path}' (format parquet)"
        )
    return path


def bare_sum(table: SheetTable, by: str = "") -> tuple[int, ...]:
    """The same sums as the engine gives them when nothing else is asked."""
    sums = ", ".join(f"sum({quoted(name)})" for name in FIELDS)
    if by:
        sql = f"create or replace temp table bare as select {by}, {sums} from raw "  # noqa: S608 - constants
        table.con.execute(f"{sql} group by all").fetchall()
        return ()
    (row,) = table.con.execute(f"select {sums} from raw").fetchall()  # noqa: S608 - constants
    return tuple(row)


def all_levels(table: SheetTable) -> TableRecap:
    totals = recap_table(table)
    totals.add_up(*(level for level in Level if level is not Level.STATION))
    return totals


def one_change_seconds() -> float:
    station = "3517092003001"
    figures: dict[str, int | None] = dict.fromkeys(FIELDS, 7)
    old, new = Sheet(station, figures), Sheet(station, figures | {"votes.1": 9})
    totals: dict[tuple[Standing, str], Total] = recap([old])
    started = time.perf_counter()
    for _ in range(CHANGES):
        totals |= change(totals, old, new)
        old, new = new, old
    took = (time.perf_counter() - started) / CHANGES
    if len(totals) != len(path_of(station)):
        raise AssertionError("a change left the way from station to nation")
    return took
