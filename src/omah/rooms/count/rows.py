"""The rows of the ledger in the database of the house."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from threading import local

from django.db import OperationalError, connection, transaction

from omah.adapters.ledger import Row, Stored
from omah.core.log.statements import entry_bytes
from omah.rooms.count.sql import VALUES_AT_ONCE, Value, ask, insert

WRITERS_LOCK = 0x6F6D6168
"""PostgreSQL's advisory lock that lets one writer number the rows at a time."""
TABLE, COLUMNS = (
    "count_statement",
    ("seq", "sha256", "subject", "received_at", "entry"),
)
TIMES = "SELECT sha256, received_at FROM count_statement"
LAST = "~"
"""Stands behind every letter that a subject has, as bytes are compared."""


_mine = local()
"""The connection that this thread has open, and its file by device and number."""


def refuse_lost_file() -> None:
    """Refuse to write to an SQLite file that was moved away, deleted or replaced.

    An open connection would go on writing to a file that nobody finds again, and
    the house would promise what is lost at its next start.
    """
    path = connection.settings_dict["NAME"]
    if connection.vendor != "sqlite" or not isinstance(path, Path):
        return
    try:
        found = path.stat()
    except FileNotFoundError:
        raise OperationalError(f"{path.name} is gone") from None
    connection.ensure_connection()
    here = (found.st_dev, found.st_ino)
    known, opened = getattr(_mine, "opened", (None, here))
    if known is not connection.connection:
        _mine.opened = (connection.connection, here)
    elif opened != here:
        connection.close()
        raise OperationalError(f"{path.name} is another file now")


class HouseRows:
    """See `omah.adapters.ledger.Rows`; each thread has a connection of its own."""

    @contextmanager
    def writing(self) -> Iterator[None]:
        refuse_lost_file()
        with transaction.atomic(durable=True):
            if connection.vendor == "postgresql":
                ask("SELECT pg_advisory_xact_lock(%s)", WRITERS_LOCK)
            yield
        refuse_lost_file()

    def size(self) -> int:
        ((size,),) = ask("SELECT coalesce(max(seq), 0) FROM count_statement")
        return int(str(size))

    def received_at(self, ids: Sequence[str]) -> dict[str, int]:
        found: dict[str, int] = {}
        for some in parts(ids):
            rows = ask(f"{TIMES} WHERE sha256 IN ({marks(some)})", *some)
            found |= {str(id_): int(str(at)) for id_, at in rows}
        return found

    def entry(self, id_: str) -> bytes | None:
        rows = ask("SELECT entry FROM count_statement WHERE sha256 = %s", id_)
        return bytes_of(rows[0][0]) if rows else None

    def add(self, rows: Sequence[Row]) -> None:
        insert(TABLE, COLUMNS, [values_of(row) for row in rows])

    def between(self, start: int, stop: int) -> list[Stored]:
        return stored("seq > %s AND seq <= %s", start, stop)

    def of(self, subjects: Sequence[str], stop: int) -> list[Stored]:
        return [
            row
            for some in parts(subjects)
            for row in stored(f"subject IN ({marks(some)}) AND seq <= %s", *some, stop)
        ]

    def subjects(self, prefix: str) -> list[str]:
        query = "SELECT DISTINCT subject FROM count_statement WHERE subject"
        rows = ask(f"{query} BETWEEN %s AND %s", prefix, prefix + LAST)
        return [str(subject) for (subject,) in rows]

    def close(self) -> None:
        connection.close()


def parts(values: Sequence[str]) -> Iterator[Sequence[str]]:
    for start in range(0, len(values), VALUES_AT_ONCE):
        yield values[start : start + VALUES_AT_ONCE]


def marks(values: Sequence[str]) -> str:
    return ", ".join(["%s"] * len(values))


def values_of(row: Row) -> Sequence[Value]:
    said = row.statement
    return row.seq, said.id, row.subject, row.received_at, entry_bytes(said)


def stored(where: str, *values: str | int) -> list[Stored]:
    query = "SELECT seq, subject, entry FROM count_statement"
    rows = ask(f"{query} WHERE {where} ORDER BY seq", *values)
    return [
        Stored(int(str(seq)), str(subject), bytes_of(entry))
        for seq, subject, entry in rows
    ]


def bytes_of(value: object) -> bytes:
    if not isinstance(value, bytes | memoryview):
        raise TypeError("an entry is bytes")
    return bytes(value)
