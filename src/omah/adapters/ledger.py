"""The ledger: every statement in the order in which it came, in SQLite.

A statement is admitted by the same fold that reads the log, then stored, then
promised by a receipt. What the receipt promises is on the disk: SQLite runs with
``synchronous=FULL`` and the transaction ends before the receipt is made.
"""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from omah.adapters.clock import Clock, system_clock
from omah.core.fold import Fold
from omah.core.roll import RefusedError, SignatureCheck
from omah.core.statements import Statement, entry_bytes, parse_entry
from omah.formats.keys_spki import statement_holds
from omah.formats.receipt import Receipt, sign_receipt

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

BATCH = 10_000


@dataclass(frozen=True, slots=True)
class Promise:
    """Who signs receipts, and the delay that they promise."""

    log: str
    private: Ed25519PrivateKey
    max_merge_delay: int = 3600


class Ledger:
    """Statements of one election; several processes may hold it open."""

    def __init__(
        self,
        path: Path,
        promise: Promise,
        *,
        clock: Clock = system_clock,
        holds: SignatureCheck = statement_holds,
    ) -> None:
        self._promise = promise
        self._clock = clock
        self._holds = holds
        self._connection = sqlite3.connect(path, isolation_level=None, timeout=30)
        self._connection.execute("PRAGMA journal_mode=WAL")
        self._connection.execute("PRAGMA synchronous=FULL")
        self._connection.executescript(_SCHEMA)
        self._forget()

    @property
    def size(self) -> int:
        row = self._connection.execute("SELECT count(*) FROM statement").fetchone()
        return int(row[0])

    def append(self, *statements: Statement) -> list[Receipt]:
        """Store statements in one transaction; return a receipt for each.

        A statement that is stored already gets its first receipt again. If one
        is refused (`RefusedError`), none is stored.
        """
        now = self._clock()
        try:
            with self._transaction():
                self._catch_up()
                times = [self._admit(statement, now) for statement in statements]
        except BaseException:
            self._forget()
            raise
        return [
            self._receipt(statement, received_at)
            for statement, received_at in zip(statements, times, strict=True)
        ]

    def entries(self, start: int, stop: int | None = None) -> Iterator[bytes]:
        """Yield the log entries from index ``start`` on, before ``stop``."""
        end = self.size if stop is None else stop
        for first in range(start, end, BATCH):
            last = min(first + BATCH, end)
            yield from self._rows(first, last)

    def _rows(self, start: int, stop: int) -> list[bytes]:
        query = "SELECT entry FROM statement WHERE seq > ? AND seq <= ? ORDER BY seq"
        rows = self._connection.execute(query, (start, stop)).fetchall()
        return [bytes(entry) for (entry,) in rows]

    def statements(self) -> Iterator[Statement]:
        """Yield every statement in its order."""
        return map(parse_entry, self.entries(0))

    def fold(self) -> Fold:
        """Return the fold over all statements so far; do not change it."""
        self._catch_up()
        return self._fold

    def close(self) -> None:
        self._connection.close()

    def _admit(self, statement: Statement, now: int) -> int:
        query = "SELECT received_at FROM statement WHERE id = ?"
        known = self._connection.execute(query, (statement.id,)).fetchone()
        if known is not None:
            return int(known[0])
        refusal = self._fold.add(self._folded, statement)
        if refusal is not None:
            raise RefusedError(refusal.why)
        self._folded += 1
        self._connection.execute(
            "INSERT INTO statement (seq, id, received_at, entry) VALUES (?, ?, ?, ?)",
            (self._folded, statement.id, now, entry_bytes(statement)),
        )
        return now

    def _catch_up(self) -> None:
        """Fold what other processes have stored; they have checked it."""
        self._is_replaying = True
        for entry in self.entries(self._folded):
            self._fold.add(self._folded, parse_entry(entry))
            self._folded += 1
        self._is_replaying = False

    def _forget(self) -> None:
        """Begin the fold anew: what it holds may not be what was stored."""
        self._fold, self._folded = Fold(self._check), 0
        self._is_replaying = False

    def _check(self, statement: Statement, public_key: str) -> bool:
        return self._is_replaying or self._holds(statement, public_key)

    def _receipt(self, statement: Statement, received_at: int) -> Receipt:
        promise = self._promise
        receipt = Receipt(
            statement.id, received_at, promise.max_merge_delay, promise.log
        )
        return sign_receipt(receipt, promise.private)

    @contextmanager
    def _transaction(self) -> Iterator[None]:
        self._connection.execute("BEGIN IMMEDIATE")
        try:
            yield
        except BaseException:
            self._connection.execute("ROLLBACK")
            raise
        self._connection.execute("COMMIT")
