"""Rule findings over a table of sheets, in one pass of DuckDB."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any, TypeVar

import duckdb

from omah.core.count.rules import Instance, Severity
from omah.engine.rules_sql import any_broken_sql, any_known_sql, verdict_sql
from omah.engine.sheet_table import SheetTable

BATCH = 10_000
Part = TypeVar("Part")


@dataclass(frozen=True, slots=True)
class InstanceCount:
    """One rule on concrete fields: sheets where it could be checked, and broke."""

    fields: tuple[str, ...]
    counted: bool
    checked: int
    broken: int


@dataclass(frozen=True, slots=True)
class CodeCount:
    """One rule: sheets on which a counted instance could be checked, and broke."""

    code: str
    severity: Severity
    checked: int
    broken: int
    instances: tuple[InstanceCount, ...]


@dataclass(frozen=True, slots=True)
class TableReport:
    """All rules over a table.

    ``clean`` sheets had figures to compare and broke no error rule; ``unchecked``
    sheets had too few figures to compare any, so nothing is known about them.
    """

    sheets: int
    clean: int
    unchecked: int
    codes: tuple[CodeCount, ...]

    @property
    def found_errors(self) -> bool:
        """Whether an error rule broke anywhere, counted or beside the count."""
        errors = (c for c in self.codes if c.severity is Severity.ERROR)
        return any(i.broken for code in errors for i in code.instances)


def check_table(table: SheetTable, instances: Sequence[Instance]) -> TableReport:
    """Count where each rule could be checked and where it broke."""
    verdicts = [verdict_sql(instance, table.fields) for instance in instances]
    wanted = [*_instance_counts(verdicts), *_code_counts(instances, verdicts)]
    wanted += _sheet_counts(instances, verdicts)
    row = _one_row(table.con, f"select {', '.join(wanted)} from sheets")  # noqa: S608  built from the register
    return _report(instances, iter(row))


def verdict_rows(
    table: SheetTable, instances: Sequence[Instance]
) -> Iterator[tuple[str, *tuple[bool | None, ...]]]:
    """Yield station and verdict (holds, broken, unknown) per instance and row."""
    columns = ", ".join(verdict_sql(i, table.fields) for i in instances)
    found = table.con.execute(f"select station, {columns} from sheets")  # noqa: S608  built from the register
    while batch := found.fetchmany(BATCH):
        yield from batch


def _instance_counts(verdicts: Sequence[str]) -> Iterator[str]:
    for verdict in verdicts:
        yield from (f"count({verdict})", _how_many(f"not {verdict}"))


def _code_counts(
    instances: Sequence[Instance], verdicts: Sequence[str]
) -> Iterator[str]:
    for _, group in _by_code(instances, verdicts):
        counted = [verdict for instance, verdict in group if instance.counted]
        yield _how_many(any_known_sql(counted))
        yield _how_many(any_broken_sql(counted))


def _sheet_counts(
    instances: Sequence[Instance], verdicts: Sequence[str]
) -> tuple[str, ...]:
    pairs = zip(instances, verdicts, strict=True)
    errors = [(i, v) for i, v in pairs if i.severity is Severity.ERROR]
    # That a figure fits its boxes (R11) compares it with nothing on the sheet.
    compared = any_known_sql(v for i, v in errors if len(i.claim.fields()) > 1)
    # A rule that can't be checked is NULL, and NULL must not hide a broken one.
    broken = f"coalesce({any_broken_sql(v for _, v in errors)}, false)"
    clean = _how_many(f"({compared}) and not {broken}")
    return "count(*)", clean, _how_many(f"not ({compared}) and not {broken}")


def _how_many(condition: str) -> str:
    # Three times as fast as count(*) filter (...); NULL is not counted either.
    return f"coalesce(sum(({condition})::integer), 0)::bigint"


def _report(instances: Sequence[Instance], numbers: Iterator[int]) -> TableReport:
    counts = [
        InstanceCount(i.claim.fields(), i.counted, next(numbers), next(numbers))
        for i in instances
    ]
    codes = []
    for code, group in _by_code(instances, counts):
        checked, broken = next(numbers), next(numbers)
        severity = group[0][0].severity
        parts = tuple(count for _, count in group)
        codes.append(CodeCount(code, severity, checked, broken, parts))
    sheets, clean, unchecked = numbers
    return TableReport(sheets, clean, unchecked, tuple(codes))


def _by_code(
    instances: Sequence[Instance], parts: Sequence[Part]
) -> Iterator[tuple[str, list[tuple[Instance, Part]]]]:
    pairs = zip(instances, parts, strict=True)
    for code, group in groupby(pairs, key=lambda pair: pair[0].code):
        yield code, list(group)


def _one_row(con: duckdb.DuckDBPyConnection, sql: str) -> tuple[Any, ...]:
    row = con.execute(sql).fetchone()
    if row is None:
        raise duckdb.Error("an aggregate gave no row")
    return row
