"""All rules over 823,236 generated sheets, beside one plain sum of the columns."""

import time
from collections.abc import Callable
from typing import Any

from omah.core.count.rules import expand
from omah.engine.check import check_table
from omah.engine.sheet_table import SheetTable, connect, quoted
from omah.formats.columns_toml import Columns, load_columns
from omah.formats.rules_toml import rules_of_form

STATIONS = 823_236
FORM = "c-hasil-ppwp-2024"


def measure() -> dict[str, Any]:
    table = generated_table()
    instances = expand(rules_of_form(FORM), table.fields)
    sums = ", ".join(f"sum({quoted(name)})" for name in table.fields)
    bare = seconds(lambda: table.con.execute(f"select {sums} from sheets").fetchall())  # noqa: S608  quoted names
    took = seconds(lambda: check_table(table, instances))
    return {
        "sheets": STATIONS,
        "instances": len(instances),
        "seconds": round(took, 3),
        "plain_sum_seconds": round(bare, 3),
        "ratio_to_plain_sum": round(took / bare, 1),
        "material": "generated",
    }


def generated_table() -> SheetTable:
    names = [name for name, _ in load_columns("sirekap-2024").fields]
    con = connect()
    con.execute("select setseed(0.5)")
    columns = ", ".join(f"(random() * 300)::bigint as {quoted(name)}" for name in names)
    con.execute(
        f"create table sheets as select range::varchar as station, {columns} "  # noqa: S608  quoted names
        f"from range({STATIONS})"
    )
    return SheetTable(con, Columns("station", (), tuple((n, n) for n in names)))


def seconds(work: Callable[[], object], rounds: int = 3) -> float:
    """The best of some rounds."""
    best = float("inf")
    for _ in range(rounds):
        started = time.perf_counter()
        work()
        best = min(best, time.perf_counter() - started)
    return best
