"""The rows of a ledger in an SQLite file of their own, for one machine.

SQLite runs with ``synchronous=FULL``; triggers refuse any change or removal.
"""

import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from omah.adapters.ledger import Row, Stored
from omah.core.log.statements import entry_bytes

_SCHEMA = """
CREATE TABLE IF NOT EXISTS statement (
    seq INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    subject TEXT NOT NULL,
    received_at INTEGER NOT NULL,
    entry BLOB NOT NULL
) STRICT;
CREATE INDEX IF NOT EXISTS statement_by_subject ON statement (subject, seq);
CREATE TRIGGER IF NOT EXISTS statement_is_never_changed
BEFORE UPDATE ON statement
BEGIN SELECT RAISE(ABORT, 'a statement is never changed'); END;
CREATE TRIGGER IF NOT EXISTS statement_is_never_deleted
BEFORE DELETE ON statement
BEGIN SELECT RAISE(ABORT, 'a statement is never deleted'); END;
"""
_LAST = "\U0010ffff"
"""Stands behind every text that begins with a prefix."""
AT_ONCE = 500
"""SQLite takes so many values in one question, at the least 999."""


class SqliteRows:
    """Rows in an SQLite file; see `omah.adapters.ledger.Rows`."""

    def __init__(self, path: Path) -> None:
        self._connection = sqlite3.connect(path, isolation_level=None, timeout=30)
        self._connection.execute("PRAGMA journal_mode=WAL")
        self._connection.execute("PRAGMA synchronous=FULL")
        self._connection.executescript(_SCHEMA)

    @contextmanager
    def writing(self) -> Iterator[None]:
        self._connection.execute("BEGIN IMMEDIATE")
        try:
            yield
        except BaseException:
            self._connection.execute("ROLLBACK")
            raise
        self._connection.execute("COMMIT")

    def size(self) -> int:
        query = "SELECT coalesce(max(seq), 0) FROM statement"
        return int(self._connection.execute(query).fetchone()[0])

    def received_at(self, ids: Sequence[str]) -> dict[str, int]:
        found: dict[str, int] = {}
        for start in range(0, len(ids), AT_ONCE):
            some = ids[start : start + AT_ONCE]
            marks = ",".join("?" * len(some))
            query = f"SELECT id, received_at FROM statement WHERE id IN ({marks})"  # noqa: S608  # marks only
            found.update(self._connection.execute(query, some).fetchall())
        return found

    def entry(self, id_: str) -> bytes | None:
        query = "SELECT entry FROM statement WHERE id = ?"
        row = self._connection.execute(query, (id_,)).fetchone()
        return None if row is None else bytes(row[0])

    def add(self, rows: Sequence[Row]) -> None:
        self._connection.executemany(
            "INSERT INTO statement (seq, id, subject, received_at, entry)"
            " VALUES (?, ?, ?, ?, ?)",
            [
                (row.seq, row.statement.id, row.subject, row.received_at,
                 entry_bytes(row.statement))
                for row in rows
            ],
        )  # fmt: skip

    def between(self, start: int, stop: int) -> list[Stored]:
        return self._stored("seq > ? AND seq <= ?", (start, stop))

    def of(self, subjects: Sequence[str], stop: int) -> list[Stored]:
        found: list[Stored] = []
        for start in range(0, len(subjects), AT_ONCE):
            some = subjects[start : start + AT_ONCE]
            marks = ",".join("?" * len(some))
            where = f"subject IN ({marks}) AND seq <= ?"
            found += self._stored(where, (*some, stop))
        return found

    def subjects(self, prefix: str) -> list[str]:
        query = "SELECT DISTINCT subject FROM statement WHERE subject BETWEEN ? AND ?"
        found = self._connection.execute(query, (prefix, prefix + _LAST)).fetchall()
        return [subject for (subject,) in found]

    def close(self) -> None:
        self._connection.close()

    def _stored(self, where: str, values: tuple[object, ...]) -> list[Stored]:
        query = f"SELECT seq, subject, entry FROM statement WHERE {where} ORDER BY seq"  # noqa: S608  # our own words
        return list(map(Stored._make, self._connection.execute(query, values)))
