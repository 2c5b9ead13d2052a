"""The rows of the ledger in the database of the house."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection, transaction
from django.db.models import Max

from omah.rooms.count.models import Statement

WRITERS_LOCK = 0x6F6D6168
"""PostgreSQL's advisory lock that lets one writer number the rows at a time."""


class HouseRows:
    """See `omah.adapters.ledger.Rows`; each thread has a connection of its own."""

    @contextmanager
    def writing(self) -> Iterator[None]:
        with transaction.atomic(durable=True):
            if connection.vendor == "postgresql":
                with connection.cursor() as cursor:
                    cursor.execute("SELECT pg_advisory_xact_lock(%s)", [WRITERS_LOCK])
            yield

    def size(self) -> int:
        return Statement.objects.aggregate(last=Max("seq"))["last"] or 0

    def received_at(self, id_: str) -> int | None:
        found = Statement.objects.filter(sha256=id_).values_list("received_at")
        return found[0][0] if found else None

    def add(self, seq: int, id_: str, received_at: int, entry: bytes) -> None:
        Statement.objects.create(
            seq=seq, sha256=id_, received_at=received_at, entry=entry
        )

    def entries(self, start: int, stop: int) -> list[bytes]:
        rows = Statement.objects.filter(seq__gt=start, seq__lte=stop).order_by("seq")
        return [bytes(entry) for entry in rows.values_list("entry", flat=True)]

    def close(self) -> None:
        connection.close()
