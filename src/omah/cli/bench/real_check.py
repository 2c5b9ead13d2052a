"""Rules over the published tables of 2024 and 2019, and where typists differ."""

import time
from pathlib import Path
from typing import Any

from omah.core.count.rules import Instance, expand, find
from omah.engine.check import TableReport, check_table, verdict_rows
from omah.engine.compare import disagreements
from omah.engine.open_table import open_sheet_table
from omah.engine.sheet_table import SheetTable
from omah.formats.rules_toml import rules_of_form

SHEETS_2024 = "president-2024-sirekap-tps.parquet"
STATIONS_2019 = "president-2019-tps-two-transcriptions.parquet"
TABLES = {
    "sirekap_2024": (SHEETS_2024, "sirekap-2024", "c-hasil-ppwp-2024"),
    "kpu_2019": (STATIONS_2019, "ppwp-2019-kpu", "c1-ppwp-2019"),
    "kawal_pemilu_2019": (STATIONS_2019, "ppwp-2019-kawal-pemilu", "c1-ppwp-2019"),
}
TYPED_TWICE = ("votes.1", "votes.2", "valid", "invalid", "total")

Figures = dict[str, Any]


def measure(real: Path) -> Figures:
    results = real / "results"
    figures = {name: measure_table(results, *words) for name, words in TABLES.items()}
    kpu, volunteers = (
        open_sheet_table(results / STATIONS_2019, column_set)
        for column_set in ("ppwp-2019-kpu", "ppwp-2019-kawal-pemilu")
    )
    figures["disagreements_2019"] = disagreements(kpu, volunteers, TYPED_TWICE)
    return figures


def measure_table(results: Path, name: str, column_set: str, form: str) -> Figures:
    started = time.perf_counter()
    table = open_sheet_table(results / name, column_set)
    instances = expand(rules_of_form(form), table.fields)
    report = check_table(table, instances)
    took = time.perf_counter() - started
    return {
        **counts(report),
        "seconds": round(took, 2),
        "rows_where_sheet_and_table_differ": differing_rows(table, instances),
    }


def counts(report: TableReport) -> Figures:
    return {
        "sheets": report.sheets,
        "clean": report.clean,
        "unchecked": report.unchecked,
        "rules": {
            c.code: {"checked": c.checked, "broken": c.broken} for c in report.codes
        },
    }


def differing_rows(
    table: SheetTable, instances: tuple[Instance, ...], every: int = 1, start: int = 0
) -> int:
    """Check every row, or one in so many, as a sheet; count other verdicts."""
    names = ", ".join(f'"{name}"' for name in table.fields)
    rows = table.con.cursor().execute(f"select station, {names} from sheets")  # noqa: S608  our own names
    sheets = {station: figures for station, *figures in rows.fetchall()}
    return sum(
        not same_verdicts(instances, verdicts, table.fields, sheets[station])
        for at, (station, *verdicts) in enumerate(verdict_rows(table, instances))
        if at % every == start
    )


def same_verdicts(
    instances: tuple[Instance, ...],
    verdicts: list[bool | None],
    fields: tuple[str, ...],
    numbers: list[int | None],
) -> bool:
    figures = dict(zip(fields, numbers, strict=True))
    broken = tuple(
        i.finding(figures)
        for i, verdict in zip(instances, verdicts, strict=True)
        if verdict is False
    )
    return broken == find(instances, figures)
