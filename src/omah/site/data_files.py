"""The same record as files for machines: JSON and CSV of everything, as bytes.

JSON is compact with sorted keys, so that the same record gives the same bytes. In CSV
an empty cell is unknown, never zero.
"""

import csv
import io
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from omah.core.count.contests import Contest
from omah.core.count.recap import Standing, Total
from omah.core.count.record import SheetRecord, SheetStatus
from omah.core.count.rules import Finding
from omah.core.places.regions import Level, level_of
from omah.site.addresses import data_file, keldes_file
from omah.site.tallies import STANDING, Tally, stations_of


def to_json(value: object) -> bytes:
    text = json.dumps(value, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return text.encode() + b"\n"


def to_csv(rows: Iterable[Sequence[object]]) -> bytes:
    text = io.StringIO(newline="")
    csv.writer(text, lineterminator="\r\n").writerows(rows)
    return text.getvalue().encode()


def whole_contest_files(tally: Tally, fields: Sequence[str]) -> dict[str, bytes]:
    """The files that cover a whole contest."""
    name, levels = tally.contest.id, levels_of(tally)
    found = {
        data_file(name, "contest.json"): to_json(contest_facts(tally.contest, fields)),
        data_file(name, "regions.json"): to_json(
            {code: tally.register.name_of(code) for code in tally.regions() if code}
        ),
        data_file(name, "sheets.csv"): to_csv(sheet_rows(tally, fields)),
        data_file(name, "findings.csv"): to_csv(finding_rows(tally)),
    }
    for level in levels:
        rows = to_csv(total_rows(tally, fields, level))
        found[data_file(name, totals_name(level))] = rows
    return found


def totals_name(level: Level) -> str:
    return f"totals-{level.name.lower()}.csv"


def levels_of(tally: Tally) -> tuple[Level, ...]:
    """The levels that have pages in this contest, the top first."""
    top = level_of(tally.contest.region)
    return tuple(level for level in Level if top <= level <= Level.KELDES)


def contest_facts(contest: Contest, fields: Sequence[str]) -> dict[str, Any]:
    return {
        "id": contest.id,
        "kind": contest.kind,
        "election": contest.election,
        "title": {"id": contest.title_id, "en": contest.title_en},
        "date": contest.date,
        "region": contest.region,
        "form": contest.form,
        "fields": list(fields),
        "invented": contest.invented,
        "candidates": [_person(c.number, c.name) for c in contest.candidates],
        "parties": [
            {
                **_person(party.number, party.name),
                "candidates": [_person(c.number, c.name) for c in party.candidates],
            }
            for party in contest.parties
        ],
    }


def _person(number: int, name: str) -> dict[str, object]:
    return {"number": number, "name": name}


def sheet_rows(tally: Tally, fields: Sequence[str]) -> Iterator[list[object]]:
    """One row per station, missing ones too; figures only where they stand."""
    yield ["station", "status", *fields]
    for station in stations_of(tally.register, tally.contest.region):
        status = tally.status(station)
        figures = tally.sheets[station].figures if status in STANDING else {}
        yield [station, status, *(_cell(figures.get(field)) for field in fields)]


def finding_rows(tally: Tally) -> Iterator[list[object]]:
    yield ["station", "code", "severity", "fields", "left", "right"]
    for station in sorted(tally.findings):
        for f in tally.findings[station]:
            yield [station, f.code, f.severity, " ".join(f.fields), *f.numbers]


def total_rows(
    tally: Tally, fields: Sequence[str], level: Level
) -> Iterator[list[object]]:
    """One row per region of a level: stations by status, then both totals, apart."""
    yield [
        *("code", "name", "stations"),
        *SheetStatus,
        *(f"{s}.sheets" for s in Standing),
        *(f"{s}.{field}" for s in Standing for field in fields),
    ]
    for code in tally.regions():
        if level_of(code) is not level:
            continue
        totals = [tally.total(standing, code) for standing in Standing]
        yield [
            *(code, tally.register.name_of(code) if code else "", tally.stations(code)),
            *(tally.statuses[code][status] for status in SheetStatus),
            *(total.sheets for total in totals),
            *(_cell(_known(total).get(f)) for total in totals for f in fields),
        ]


def region_file(tally: Tally, code: str) -> tuple[str, bytes]:
    """The JSON file of one region: its totals, and below keldes its sheets."""
    facts = region_facts(tally, code)
    if level_of(code) is not Level.KELDES:
        facts["children"] = [
            region_facts(tally, child) for child in tally.register.parts_of(code)
        ]
        name = data_file(tally.contest.id, f"wilayah/{code or 'nasional'}.json")
        return name, to_json(facts)
    facts["sheets"] = [
        sheet_facts(tally, station) for station in tally.register.parts_of(code)
    ]
    return keldes_file(tally.contest.id, code), to_json(facts)


def region_facts(tally: Tally, code: str) -> dict[str, Any]:
    statuses = tally.statuses[code]
    return {
        "contest": tally.contest.id,
        "code": code,
        "name": tally.register.name_of(code) if code else "",
        "level": level_of(code).name.lower(),
        "stations": tally.stations(code),
        "statuses": {s: statuses[s] for s in SheetStatus if statuses[s]},
        "findings": dict(tally.broken[code]),
        **{s: total_facts(tally.total(s, code)) for s in Standing},
    }


def total_facts(total: Total) -> dict[str, Any]:
    return {
        "sheets": total.sheets,
        "fields": _known(total),
        "unknown": {f: n for f in total.fields if (n := total.unknown(f))},
        "turnout": {
            group: {"voters": t.voters, "users": t.users, "sheets": t.sheets}
            for group, t in total.turnout.items()
            if t.sheets
        },
    }


def sheet_facts(tally: Tally, station: str) -> dict[str, Any]:
    """All that is on record about one station, readings and entries included."""
    sheet = tally.sheets.get(station)
    if sheet is None:
        return {"station": station, "status": SheetStatus.MISSING}
    return {
        "station": station,
        "status": sheet.status,
        "form": sheet.form,
        "figures": dict(sheet.figures) if sheet.status in STANDING else {},
        "differing": list(sheet.differing),
        "findings": [_finding(f) for f in tally.findings.get(station, ())],
        **_history(sheet),
    }


def _history(sheet: SheetRecord) -> dict[str, Any]:
    return {
        "captures": [
            {
                **_statement(c.id, c.index, c.at),
                "page": c.page,
                "original_sha256": c.original_sha256,
                "public_sha256": "" if c.reason else c.public_sha256,
                "reason": c.reason,
            }
            for c in sheet.captures
        ],
        "readings": [
            {
                **_statement(r.id, r.index, r.at),
                "figures": dict(r.figures),
                "ppm": dict(r.ppm),
                "legible": r.legible,
                "model": r.model,
            }
            for r in sheet.readings
        ],
        "entries": [
            {
                **_statement(e.id, e.index, e.at),
                "figures": dict(e.figures),
                "post": e.post,
                "blind": e.blind,
            }
            for e in sheet.entries
        ],
        "corrections": [
            {
                **_statement(c.id, c.index, c.at),
                "changes": {field: list(change) for field, change in c.changes.items()},
                "post": c.post,
                "reason": c.reason,
            }
            for c in sheet.corrections
        ],
    }


def _statement(id_: str, index: int, at: int) -> dict[str, object]:
    return {"id": id_, "index": index, "at": at}


def _finding(finding: Finding) -> dict[str, object]:
    return {
        "code": finding.code,
        "severity": finding.severity,
        "fields": list(finding.fields),
        "numbers": list(finding.numbers),
    }


def _known(total: Total) -> Mapping[str, int]:
    """Sums of the fields that at least one sheet states."""
    return {field: t.value for field, t in total.fields.items() if t.known}


def _cell(value: int | None) -> int | str:
    return "" if value is None else value
