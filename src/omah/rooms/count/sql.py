"""Plain SQL, for SQLite and PostgreSQL alike, where every submission waits for it."""

from collections.abc import Sequence
from itertools import chain

from django.db import connection

VALUES_AT_ONCE = 900
"""SQLite takes so many values in one question, at the least 999."""

Value = str | int | bytes


def ask(query: str, *values: Value) -> list[tuple[object, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(query, values)
        return list(cursor.fetchall())


def insert(
    table: str,
    columns: Sequence[str],
    rows: Sequence[Sequence[Value]],
    *,
    unique: Sequence[str] = (),
) -> None:
    """Insert rows; each takes the place of one with the same ``unique`` columns."""
    beginning = f"INSERT INTO {table} ({', '.join(columns)}) VALUES "  # noqa: S608  # our own names
    taken = ", ".join(f"{c} = excluded.{c}" for c in columns if c not in unique)
    end = f" ON CONFLICT ({', '.join(unique)}) DO UPDATE SET {taken}" if unique else ""
    marks = f"({', '.join(['%s'] * len(columns))})"
    at_once = VALUES_AT_ONCE // len(columns)
    for start in range(0, len(rows), at_once):
        some = rows[start : start + at_once]
        query = beginning + ", ".join([marks] * len(some)) + end
        with connection.cursor() as cursor:
            cursor.execute(query, list(chain.from_iterable(some)))
