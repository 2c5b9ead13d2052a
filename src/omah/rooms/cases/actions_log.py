"""Writes to the citizens' log: a commitment for each step, published afterwards."""

from collections.abc import Mapping
from datetime import datetime

from django.db import connection, transaction

from omah.core.log.canonical_json import Json
from omah.core.service import cases_record
from omah.core.service.cases import Move
from omah.rooms.cases import store
from omah.rooms.cases.models import Case, LogEntry

LOG_LOCK = 0x6C61796E
"""PostgreSQL's advisory lock that lets one writer number the log at a time."""


def log_step(case: Case, move: Move, said: Mapping[str, Json], now: datetime) -> None:
    """Put a commitment into the citizens' log; it is published after this commits."""
    entry = cases_record.log_entry(
        office=case.office,
        step=move,
        committed=cases_record.commitment(case.salt, said),
        at=int(now.timestamp()),
    )
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [LOG_LOCK])
    LogEntry.objects.create(
        seq=store.LoggedRows().size + 1,
        sha256=cases_record.entry_id(entry),
        received_at=int(now.timestamp()),
        entry=entry,
        case=case,
    )
    transaction.on_commit(publish_log, robust=True)


def publish_log() -> int:
    return store.case_log().publish(store.LoggedRows())
