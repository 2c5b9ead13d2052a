"""President 2019 added up from every polling station, beside what was announced."""

import time
from pathlib import Path
from typing import Any

from omah.core.places.regions import Level
from omah.engine.official import Comparison, compare_president_2019
from omah.engine.open_table import open_sheet_table
from omah.engine.recap import TableRecap, recap_table

STATIONS = "president-2019-tps-two-transcriptions.parquet"
OFFICIAL = {
    Level.PROVINSI: "president-2019-official-provinsi.csv",
    Level.KABKOTA: "president-2019-official-kabkota.csv",
}
TYPISTS = {"kpu": "ppwp-2019-kpu", "kawal_pemilu": "ppwp-2019-kawal-pemilu"}

Figures = dict[str, Any]


def measure(real: Path) -> Figures:
    results = real / "results"
    return {
        typist: measure_typist(results, column_set)
        for typist, column_set in TYPISTS.items()
    }


def measure_typist(results: Path, column_set: str) -> Figures:
    started = time.perf_counter()
    recap = recap_table(open_sheet_table(results / STATIONS, column_set))
    (nation,) = recap.of("")
    took = time.perf_counter() - started
    provinces = compare(recap, results, Level.PROVINSI)
    return {
        "stations": nation.total.sheets,
        "stations_not_typed": nation.total.unknown("votes.1"),
        "votes": [nation.total.fields[f"votes.{n}"].value for n in (1, 2)],
        "official_votes": [sum(c.official[n] for c in provinces) for n in (0, 1)],
        "provinces": summary(provinces),
        "kabkota": summary(compare(recap, results, Level.KABKOTA)),
        "by_province": list(map(line, provinces)),
        "ms": round(took * 1000),
    }


def compare(recap: TableRecap, results: Path, level: Level) -> list[Comparison]:
    return list(compare_president_2019(recap, results / OFFICIAL[level], level))


def summary(comparisons: list[Comparison]) -> Figures:
    found = [c.differences for c in comparisons if c.differences is not None]
    return {
        "compared": len(found),
        "equal": sum(not any(differences) for differences in found),
        "not_in_table": len(comparisons) - len(found),
        "votes_apart": sum(abs(d) for differences in found for d in differences),
    }


def line(comparison: Comparison) -> Figures:
    return {
        "province": comparison.region,
        "official": list(comparison.official),
        "difference": list(comparison.differences or ()),
        "stations_not_typed": comparison.unknown,
    }
