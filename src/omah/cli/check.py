"""Rule findings over a table of sheets: ./omah check FILE --form ID."""

import argparse
import json
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from tqdm import tqdm

from omah.cli.main import OK, WRONG, UsageError
from omah.core.count.contests import ContestKind
from omah.core.count.rules import Instance, Rule, Severity, expand
from omah.engine.check import CodeCount, TableReport, check_table
from omah.engine.open_table import open_to_check
from omah.engine.sheet_table import SheetTable, TableError
from omah.formats.columns_toml import COLUMN_SETS
from omah.formats.form_toml import form_ids, load_form
from omah.formats.rules_toml import kind_of_form, ruled_forms, rules_of_form


def run(args: argparse.Namespace) -> int:
    rules = find_rules(args.form)
    table = open_input(args.file, args.columns)
    found = check_table(table, instances_for(args.form, rules, table))
    report = replace(found, codes=tuple(every_code(found, rules)))
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


def open_input(
    path: Path, column_set: str, how: Callable[..., SheetTable] = open_to_check
) -> SheetTable:
    """Open a table of sheets; what of it is not used is said on standard error."""
    if column_set and column_set not in COLUMN_SETS:
        raise UsageError(f"--columns is one of {', '.join(COLUMN_SETS)}")
    try:
        table = how(path, column_set, watch=watched)
    except TableError as problem:
        raise UsageError(str(problem)) from problem
    for note in table.notes:
        sys.stderr.write(f"{note}\n")
    return table


def watched(paths: Sequence[Path]) -> Iterable[Path]:
    return tqdm(paths, unit="file", disable=None, leave=False)


def instances_for(
    form: str, rules: tuple[Rule, ...], table: SheetTable
) -> tuple[Instance, ...]:
    """Expand over the form's fields too: what a table lacks shows as unchecked.

    Only the president's ballot is the same everywhere. Who stands elsewhere the
    table says, not the form, which has room for more than a dapil may fill.
    """
    printed = tuple(load_form(form).fields()) if form in form_ids() else ()
    if kind_of_form(form) is not ContestKind.PRESIDENT:
        printed = tuple(name for name in printed if not name.startswith("votes."))
    return expand(rules, tuple(dict.fromkeys((*printed, *table.fields))))


def every_code(report: TableReport, rules: tuple[Rule, ...]) -> Iterator[CodeCount]:
    """Yield a count for each rule of the form: none is passed over in silence."""
    found = {count.code: count for count in report.codes}
    for rule in rules:
        none = CodeCount(rule.code, rule.severity, 0, 0, ())
        yield found.get(rule.code, none)


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
