"""Seats of real elections and published vectors: ours beside what is known."""

import csv
import json
import time
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

import duckdb

from omah.cli.main import UsageError
from omah.cli.seats import packaged_rules
from omah.cli.seats.party_list import allocate_district
from omah.core.seats.candidates import elect_candidates
from omah.core.seats.president import elect_president
from omah.core.seats.regional_head import RegionResult, elect_regional_head
from omah.core.seats.rules import PartyListRules, PresidentRules, RegionalHeadRules
from omah.core.seats.sainte_lague import Allocation, allocate
from omah.core.seats.threshold import apply_threshold
from omah.core.seats.votes import DistrictVotes, VoteLine
from omah.formats.seats_csv import read_votes

Figures = dict[str, Any]


def measure(real: Path) -> Figures:
    results = real / "results"
    return {
        "dpr_2024": measure_dpr(results),
        "dpr_2024_candidates": measure_candidates(results),
        "dprd_jombang_2019": measure_jombang(real),
        "president_2019": measure_president(results),
        "pilkada_2024": measure_pilkada(results),
        "vectors": measure_vectors(real / "vectors"),
    }


def measure_dpr(results: Path) -> Figures:
    started = time.perf_counter()
    districts = read_votes(
        (results / "dpr-2024-votes-seats.csv").read_bytes()
    ).districts
    allocations = _allocate_nation(districts, _party_list("dpr-2024"))
    took = time.perf_counter() - started
    expected = list(_rows(results / "dpr-2024-seats-expected.csv"))
    wrong = [
        row["district"]
        for row in expected
        if allocations[row["district"]].seats[row["party"]] != int(row["seats_sl"])
    ]
    return {
        "dapil": len(districts),
        "seats": sum(sum(a.seats.values()) for a in allocations.values()),
        "by_party": _sum_parties(allocations.values()),
        "checked": len(expected),
        "wrong": len(wrong),
        "wrong_dapil": sorted(set(wrong)),
        "ties": sum(a.tie is not None for a in allocations.values()),
        "ms": round(took * 1000, 1),
    }


def measure_candidates(results: Path) -> Figures:
    """Elect from the open lists; the source ranks each list, so compare."""
    seats_of = {
        row["district"]: int(row["seats"])
        for row in _rows(results / "dpr-2024-votes-seats.csv")
    }
    rows = list(_rows(results / "dpr-2024-candidates.csv"))
    published = {
        (r["district"], r["party_code"], r["candidate_name"]): int(r["candidate_rank"])
        for r in rows
    }
    districts = tuple(_lists(rows, seats_of))
    allocations = _allocate_nation(districts, _party_list("dpr-2024"))
    lists = [r for d in districts for r in elect_candidates(d, allocations[d.district])]
    elected = [
        published[result.district, result.party, name] <= result.seats
        for result in lists
        for name in result.ranking.elected
    ]
    return {
        "candidates": len(rows),
        "lists": len(lists),
        "elected": len(elected),
        "not_among_the_published_first": elected.count(False),
        "unfilled": sum(r.ranking.unfilled for r in lists),
        "ties": sum(r.ranking.tie is not None for r in lists),
    }


def measure_jombang(real: Path) -> Figures:
    seats_of = {
        row["nama"]: int(row["kursi"])
        for row in _rows(real / "districts" / "dapil-2019.csv")
        if row["level"] == "kabupaten"
    }
    not_parties = {"dapil", "tps", "blank-tps"}
    districts = [
        DistrictVotes(
            row["dapil"],
            seats_of[row["dapil"]],
            tuple(
                VoteLine(p, "", int(v)) for p, v in row.items() if p not in not_parties
            ),
        )
        for row in _rows(real / "results" / "dprd-jombang-2019-votes.csv")
    ]
    rules = _party_list("dprd-2019")
    allocations = [allocate_district(d, rules) for d in districts]
    return {
        "dapil": len(districts),
        "seats": sum(sum(a.seats.values()) for a in allocations),
        "by_party": _sum_parties(allocations),
        "ties": sum(a.tie is not None for a in allocations),
    }


def measure_president(results: Path) -> Figures:
    rules = packaged_rules()["president-2024"]
    if not isinstance(rules, PresidentRules):
        raise UsageError("president-2024 is not a presidential rule")
    pairs = ("01", "02")
    provinces = [
        DistrictVotes(
            row["prov"],
            None,
            tuple(VoteLine("", p, int(row[f"v{p[-1]}"])) for p in pairs),
        )
        for row in _rows(results / "president-2019-official-provinsi.csv")
    ]
    result = elect_president(provinces, rules)
    return {
        "provinces": result.provinces,
        "provinces_needed": result.provinces_needed,
        "elected": result.elected,
        "pairs": {
            p.pair: {"votes": p.votes, "provinces_reached": p.provinces_reached}
            for p in result.pairs
        },
    }


def measure_pilkada(results: Path) -> Figures:
    """Outcome in each region as published that hour: partial, a sanity check."""
    rules = packaged_rules()["kepala-daerah-2024"]
    if not isinstance(rules, RegionalHeadRules):
        raise UsageError("kepala-daerah-2024 is not a rule for regional heads")
    table = str(results / "pilkada-2024-sirekap-kecamatan.parquet")
    outcomes = {
        kind: [elect_regional_head(d, rules) for d in _regions(table, kind, digits)]
        for kind, digits in (("pkwkp", 2), ("pkwkk", 4))
    }
    jombang = next(r for r in outcomes["pkwkk"] if r.district == "3517")
    jakarta = next(r for r in outcomes["pkwkp"] if r.district == "31")
    return {
        "provinsi": _outcomes(outcomes["pkwkp"]),
        "kabkota": _outcomes(outcomes["pkwkk"]),
        "jombang": [r.votes for r in jombang.ranked],
        "jakarta_condition": str(jakarta.condition),
        "jakarta_elected": jakarta.elected is not None,
    }


def measure_vectors(vectors: Path) -> Figures:
    """Run the published vectors; a tie must be one there too."""
    cases = json.loads((vectors / "sainte-lague.json").read_text())
    wrong = []
    for case in cases:
        votes = {str(i): v for i, v in enumerate(case["votes"])}
        got = allocate(votes, case["seats"])
        floor, ceiling = _bounds(got)
        fits = all(
            floor[party] <= seats <= ceiling[party]
            for party, seats in zip(votes, case["saintelague"], strict=True)
        )
        if not fits or (got.tie is not None) != case["unresolved_tie"]:
            wrong.append(case["name"])
    return {"sainte_lague": len(cases), "wrong": len(wrong), "wrong_names": wrong}


def _bounds(got: Allocation) -> tuple[dict[str, int], dict[str, int]]:
    tied = got.tie.tied if got.tie else ()
    floor = dict(got.seats)
    return floor, {party: n + (party in tied) for party, n in floor.items()}


def _party_list(id_: str) -> PartyListRules:
    rules = packaged_rules()[id_]
    if not isinstance(rules, PartyListRules):
        raise UsageError(f"{id_} is not a rule for parties")
    return rules


def _allocate_nation(
    districts: Sequence[DistrictVotes], rules: PartyListRules
) -> dict[str, Allocation]:
    if rules.threshold is None:
        raise UsageError(f"{rules.source.id} has no threshold")
    threshold = apply_threshold((d.by_party() for d in districts), rules.threshold)
    return {d.district: allocate_district(d, rules, threshold) for d in districts}


def _lists(
    rows: Sequence[dict[str, str]], seats_of: dict[str, int]
) -> Iterator[DistrictVotes]:
    lines: dict[str, dict[tuple[str, str], int]] = {}
    for row in rows:
        given = lines.setdefault(row["district"], {})
        given[row["party_code"], ""] = int(row["party_vote"])
        given[row["party_code"], row["candidate_name"]] = int(row["candidate_vote"])
    for district, given in lines.items():
        votes = tuple(VoteLine(party, who, v) for (party, who), v in given.items())
        yield DistrictVotes(district, seats_of[district], votes)


def _regions(table: str, kind: str, digits: int) -> Iterator[DistrictVotes]:
    rows = duckdb.execute(
        "SELECT kode, paslon, suara FROM read_parquet(?) "
        "WHERE jenis = ? AND length(kode) = ? ORDER BY kode, no",
        [table, kind, digits],
    ).fetchall()
    lines: dict[str, list[VoteLine]] = {}
    for code, pair, votes in rows:
        lines.setdefault(code, []).append(VoteLine("", pair, votes))
    for code, given in lines.items():
        if any(line.votes for line in given):
            yield DistrictVotes(code, None, tuple(given))


def _outcomes(results: Sequence[RegionResult]) -> Figures:
    return {
        "regions": len(results),
        "elected": sum(r.elected is not None for r in results),
        "run_off": sum(bool(r.run_off) for r in results),
        "single_pair": sum("single" in r.condition for r in results),
        "ties": sum(r.tie is not None for r in results),
    }


def _sum_parties(allocations: Iterable[Allocation]) -> dict[str, int]:
    total: dict[str, int] = {}
    for allocation in allocations:
        for party, seats in allocation.seats.items():
            total[party] = total.get(party, 0) + seats
    return {p: n for p, n in sorted(total.items(), key=lambda item: -item[1]) if n}


def _rows(path: Path) -> Iterator[dict[str, str]]:
    with path.open(newline="", encoding="utf-8-sig") as file:
        yield from csv.DictReader(file)
