"""The rows of a ledger in an SQLite file of their own, for one machine.

SQLite runs with ``synchronous=FULL``; triggers refuse any change or removal.
"""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

_SCHEMA = """
CREATE TABLE IF NOT EXISTS statement (
    seq INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    received_at INTEGER NOT NULL,
    entry BLOB NOT NULL
) STRICT;
CREATE TRIGGER IF NOT EXISTS statement_is_never_changed
BEFORE UPDATE ON statement
BEGIN SELECT RAISE(ABORT, 'a statement is never changed'); END;
CREATE TRIGGER IF NOT EXISTS statement_is_never_deleted
BEFORE DELETE ON statement
BEGIN SELECT RAISE(ABORT, 'a statement is never deleted'); END;
"""


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
        row = self._connection.execute(
            "SELECT coalesce(max(seq), 0) FROM statement"
        ).fetchone()
        return int(row[0])

    def received_at(self, id_: str) -> int | None:
        query = "SELECT received_at FROM statement WHERE id = ?"
        row = self._connection.execute(query, (id_,)).fetchone()
        return None if row is None else int(row[0])

    def add(self, seq: int, id_: str, received_at: int, entry: bytes) -> None:
        self._connection.execute(
            "INSERT INTO statement (seq, id, received_at, entry) VALUES (?, ?, ?, ?)",
            (seq, id_, received_at, entry),
        )

    def entries(self, start: int, stop: int) -> list[bytes]:
        query = "SELECT entry FROM statement WHERE seq > ? AND seq <= ? ORDER BY seq"
        rows = self._connection.execute(query, (start, stop)).fetchall()
        return [bytes(entry) for (entry,) in rows]

    def close(self) -> None:
        self._connection.close()
