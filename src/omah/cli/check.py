"""Rule findings over a table of sheets: ./omah check FILE --form ID."""

import argparse
import json
import sys
from collections.abc import Iterator
from pathlib import Path

from tqdm import tqdm

from omah.cli.main import OK, WRONG, UsageError
from omah.core.rules import Instance, Rule, Severity, expand
from omah.engine.check import CodeCount, TableReport, check_table
from omah.engine.check_input import table_of_columns
from omah.engine.sheet_table import SheetTable, TableError, open_sheet_table
from omah.formats.columns_toml import COLUMN_SETS
from omah.formats.form_toml import form_ids, load_form
from omah.formats.kpu_json import KpuJsonError, read_kpu_json
from omah.formats.rules_toml import ruled_forms, rules_of_form
from omah.formats.sheets_csv import CsvError, read_sheets_csv


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "file", type=Path, help="csv, parquet, or a folder of KPU's public JSON"
    )
    parser.add_argument("--form", required=True, help="id of the form of the sheets")
    parser.add_argument(
        "--columns",
        default="",
        help=f"what the columns mean: {', '.join(COLUMN_SETS)} (default: by header)",
    )
    parser.add_argument(
        "--detail", action="store_true", help="counts for each row and column too"
    )
    parser.add_argument("--json", action="store_true", help="JSON lines")


def run(args: argparse.Namespace) -> int:
    rules = find_rules(args.form)
    try:
        table = open_input(args.file, args.columns)
    except (CsvError, KpuJsonError) as problem:
        raise UsageError(f"{args.file.name}: {problem}") from problem
    except TableError as problem:
        raise UsageError(str(problem)) from problem
    report = check_table(table, instances_for(args.form, rules, table))
    lines = json_lines(report, args.detail) if args.json else text_lines(report, rules)
    for line in lines:
        print(line)
    return WRONG if report.found_errors else OK


def find_rules(form: str) -> tuple[Rule, ...]:
    try:
        return rules_of_form(form)
    except KeyError:
        known = ", ".join(ruled_forms())
        raise UsageError(f"there is no form '{form}'; known: {known}") from None


def open_input(path: Path, column_set: str) -> SheetTable:
    if column_set and column_set not in COLUMN_SETS:
        raise UsageError(f"--columns is one of {', '.join(COLUMN_SETS)}")
    if path.is_dir():
        return open_kpu_folder(path)
    if path.suffix.lower() in {".csv", ".tsv", ".txt"} and path.is_file():
        sheets = read_sheets_csv(path.read_bytes(), column_set)
        if sheets.ignored:
            sys.stderr.write(f"columns not used: {', '.join(sheets.ignored)}\n")
        return table_of_columns(sheets.columns, sheets.station, sheets.fields)
    return open_sheet_table(path, column_set)


def open_kpu_folder(folder: Path) -> SheetTable:
    found = read_kpu_json(documents(folder))
    if not found.sheets():
        raise UsageError(f"{folder.name} holds no sheet in KPU's public JSON")
    if found.others:
        sys.stderr.write(f"documents without sheets: {', '.join(found.others)}\n")
    return table_of_columns(*found.by_column())


def documents(folder: Path) -> Iterator[tuple[str, bytes]]:
    paths = sorted(folder.rglob("*.json"))
    for path in tqdm(paths, unit="file", disable=None, leave=False):
        yield path.relative_to(folder).as_posix(), path.read_bytes()


def instances_for(
    form: str, rules: tuple[Rule, ...], table: SheetTable
) -> tuple[Instance, ...]:
    """Expand over the form's fields too: what a table lacks shows as unchecked."""
    printed = tuple(load_form(form).fields()) if form in form_ids() else ()
    return expand(rules, tuple(dict.fromkeys((*printed, *table.fields))))


def json_lines(report: TableReport, detail: bool) -> Iterator[str]:  # noqa: FBT001  a flag of the command line
    for code in report.codes:
        line: dict[str, object] = {
            "code": code.code,
            "checked": code.checked,
            "broken": code.broken,
        }
        if detail:
            line["severity"] = code.severity
            line["instances"] = [
                {"fields": i.fields, "checked": i.checked, "broken": i.broken}
                for i in code.instances
            ]
        yield json.dumps(line)
    sheets = {"sheets": report.sheets, "clean": report.clean}
    yield json.dumps({**sheets, "unchecked": report.unchecked})


MARKS = {Severity.ERROR: "✗", Severity.WARNING: "!", Severity.INFO: "·"}


def text_lines(report: TableReport, rules: tuple[Rule, ...]) -> Iterator[str]:
    titles = {rule.code: rule.title_id for rule in rules}
    yield f"{'aturan':<8}{'diperiksa':>12}{'melanggar':>12}"
    for code in report.codes:
        yield f"{code_mark(code)} {code.code:<6}{counts(code)}  {titles[code.code]}"
    yield ""
    yield (
        f"{dotted(report.sheets)} lembar: {dotted(report.clean)} tanpa kesalahan, "
        f"{dotted(report.unchecked)} belum dapat diperiksa"
    )
    yield (
        f"{report.sheets:,} sheets: {report.clean:,} without an error, "
        f"{report.unchecked:,} could not be checked"
    )


def counts(code: CodeCount) -> str:
    if not code.checked:
        return f"{'-':>12}{'-':>12}"
    return f"{dotted(code.checked):>12}{dotted(code.broken):>12}"


def code_mark(code: CodeCount) -> str:
    return MARKS[code.severity] if code.broken else " "


def dotted(number: int) -> str:
    """Write a number as Indonesian does: 1.234."""
    return f"{number:,}".replace(",", ".")
