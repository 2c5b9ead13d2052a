"""omah recap: add sheets up the tree of regions and say what each sum rests on."""

import argparse
import json
import sys
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from tqdm import tqdm

from omah.adapters.files import Folder
from omah.cli.arguments import LEVELS
from omah.cli.check import open_input
from omah.cli.main import OK, WRONG, UsageError
from omah.core.count.contests import Contest
from omah.core.count.participation import Turnout
from omah.core.count.recap import FieldTotal, Standing, Total
from omah.core.places.regions import Level
from omah.core.places.registers import RegionRegister, RegisterError
from omah.engine.open_table import open_sheet_table
from omah.engine.recap import RegionTotal, TableRecap, recap_table
from omah.engine.recap_sheet import file_name, sheet_of
from omah.formats.contest_toml import ContestError, load_contest
from omah.formats.recap_sheet import dotted, render_recap_sheet
from omah.formats.regions_tsv import read_regions

UNKNOWN = "tidak diketahui"
STRANGERS_NAMED = 5
STANDINGS = {Standing.ACCEPTED: "diterima", Standing.UNCONFIRMED: "belum pasti"}


def run(args: argparse.Namespace) -> int:
    register = read_register(args.register) if args.register else None
    recap = recap_table(open_input(args.file, args.columns, open_sheet_table), register)
    strangers = recap.strangers()
    if strangers:
        sys.stderr.write(f"{strangers_words(strangers)}\n")
    if args.explain is not None:
        explain(recap, args.explain, as_json=args.json)
        return WRONG if strangers else OK
    if args.within:
        read_region(recap, args.within)
    rows = list(recap.at(LEVELS[args.by], args.within))
    if args.sheet:
        write_sheets(recap, rows, args)
    if args.json:
        for row in rows:
            print(json.dumps(row_json(row), ensure_ascii=False))
    else:
        print_table(rows)
        print_waiting(recap)
    return WRONG if strangers else OK


def strangers_words(stations: Sequence[str]) -> str:
    """Sheets of stations that nobody registered are added up, and said."""
    named = ", ".join(stations[:STRANGERS_NAMED])
    more = len(stations) - STRANGERS_NAMED
    return f"the register does not know {len(stations)} of the stations: {named}" + (
        f" and {more} more" if more > 0 else ""
    )


def write_sheets(
    recap: TableRecap, rows: Iterable[RegionTotal], args: argparse.Namespace
) -> None:
    if LEVELS[args.by] is not Level.KECAMATAN:
        raise UsageError("a recapitulation sheet is per kecamatan: add --by kecamatan")
    contest = read_contest(args.contest) if args.contest else None
    args.sheet.mkdir(parents=True, exist_ok=True)
    folder = Folder(args.sheet)
    codes = [row.code for row in rows if row.standing is Standing.ACCEPTED]
    for code in tqdm(codes, unit="lembar", disable=not sys.stderr.isatty()):
        folder.put(file_name(code), render_recap_sheet(sheet_of(recap, code, contest)))


def read_register(path: Path) -> RegionRegister:
    try:
        return read_regions(path.read_bytes())
    except (OSError, RegisterError) as problem:
        raise UsageError(f"{path.name}: {problem}") from problem


def read_contest(path: Path) -> Contest:
    try:
        return load_contest(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, ContestError) as problem:
        raise UsageError(f"{path.name}: {problem}") from problem


def explain(recap: TableRecap, code: str, *, as_json: bool) -> None:
    whole = {row.standing: row for row in read_region(recap, code)}
    parts = list(recap.parts_of(code))
    if as_json:
        for part in parts:
            print(json.dumps(part_json(part, whole[part.standing]), ensure_ascii=False))
        return
    for standing, row in whole.items():
        print(f"{row.name or code or 'Indonesia'} ({STANDINGS[standing]})")
        print_table([part for part in parts if part.standing is standing], whole=row)


def read_region(recap: TableRecap, code: str) -> Sequence[RegionTotal]:
    try:
        rows = list(recap.of(code))
    except ValueError as problem:
        raise UsageError(str(problem)) from problem
    if not rows:
        raise UsageError(f"no sheet in the table lies in '{code}'")
    return rows


def row_json(row: RegionTotal) -> dict[str, Any]:
    """The shape that DESIGN promises, with what every sum leaves out beside it."""
    total = row.total
    registered = {} if row.registered is None else {"registered": row.registered}
    return registered | {
        "code": row.code,
        "name": row.name,
        "level": row.level.name.lower(),
        "standing": row.standing.value,
        "stations": total.sheets,
        "fields": {name: known_value(field) for name, field in total.fields.items()},
        "unknown": {n: total.unknown(n) for n in total.fields if total.unknown(n)},
        "participation": {
            group: turnout_json(turnout) for group, turnout in total.turnout.items()
        },
    }


def part_json(part: RegionTotal, whole: RegionTotal) -> dict[str, Any]:
    shares = {
        name: share_per_mille(field, whole.total.fields[name])
        for name, field in part.total.fields.items()
    }
    return row_json(part) | {"of": whole.code, "share_per_mille": shares}


def known_value(field: FieldTotal) -> int | None:
    return field.value if field.known else None


def turnout_json(turnout: Turnout) -> dict[str, int | None] | None:
    if not turnout.sheets:
        return None
    return {
        "voters": turnout.voters,
        "users": turnout.users,
        "stations": turnout.sheets,
        "per_mille": turnout.per_mille,
    }


def share_per_mille(part: FieldTotal, whole: FieldTotal) -> int | None:
    if not part.known or not whole.value:
        return None
    return (2000 * part.value + whole.value) // (2 * whole.value)


def print_table(rows: Sequence[RegionTotal], whole: RegionTotal | None = None) -> None:
    if not rows:
        print("Tidak ada lembar yang dapat dijumlah. / No sheet can be added up.")
        return
    shown = [name for name in rows[0].total.fields if is_shown(name)]
    head = ["wilayah", "nama", "status", "TPS", *shown, "partisipasi"]
    lines = [*rows, whole] if whole else rows
    print_columns([head, *(row_words(row, shown) for row in lines)])
    for line in unknown_notes(rows):
        print(line)


def is_shown(name: str) -> bool:
    """Votes, of a party only its total; the JSON has every field."""
    words = name.split(".")
    if words[0] == "votes":
        return len(words) == 2 or words[-1] == "total"
    return name in {"valid", "invalid", "total"}


def row_words(row: RegionTotal, shown: Iterable[str]) -> list[str]:
    total = row.total
    return [
        row.code or "0",
        row.name or ("Indonesia" if row.level is Level.NASIONAL else ""),
        STANDINGS[row.standing],
        stations_words(row),
        *(words_of(total, name) for name in shown),
        rate_words(total),
    ]


def stations_words(row: RegionTotal) -> str:
    sheets = dotted(row.total.sheets)
    if row.registered is None:
        return sheets
    return f"{sheets} dari {dotted(row.registered)}"


def words_of(total: Total, name: str) -> str:
    field = total.fields[name]
    if not field.known:
        return UNKNOWN
    return dotted(field.value) + ("*" if total.unknown(name) else "")


def rate_words(total: Total) -> str:
    rate = total.turnout["j"].per_mille
    return UNKNOWN if rate is None else f"{rate // 10},{rate % 10} %"


def print_waiting(recap: TableRecap) -> None:
    waiting = recap.waiting()
    if waiting:
        count = dotted(waiting)
        print(f"{count} lembar menunggu orang dan tidak ada dalam jumlah mana pun.")
        print(f"{count} sheets wait for a person and are in no total.")


def print_columns(lines: Sequence[Sequence[str]]) -> None:
    widths = [max(map(len, column)) for column in zip(*lines, strict=True)]
    for line in lines:
        left = [
            word.ljust(width) for word, width in zip(line[:3], widths, strict=False)
        ]
        right = [
            word.rjust(width) for word, width in zip(line[3:], widths[3:], strict=True)
        ]
        print("  ".join([*left, *right]).rstrip())


def unknown_notes(rows: Iterable[RegionTotal]) -> Iterable[str]:
    """One line per standing: sums leave unknown figures out and say so."""
    for standing in Standing:
        totals = [row.total for row in rows if row.standing is standing]
        missing = sum(
            max((total.unknown(n) for n in total.fields), default=0) for total in totals
        )
        if missing:
            count = dotted(missing)
            yield (
                f"* {STANDINGS[standing]}: ada angka yang tidak diketahui di {count} "
                "lembar atau lebih; angka itu tidak ikut dijumlah, bukan dihitung "
                "nol.\n"
                f"  {standing.value}: figures are unknown on {count} sheets or more; "
                "they are left out, not counted as zero."
            )
