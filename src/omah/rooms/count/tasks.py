"""Background work. A task is a nudge: what is to be done stands in the tables,
so a task lost with its worker is made up for when the next one starts."""

from collections.abc import Iterable
from contextlib import suppress
from datetime import timedelta

from django.db import OperationalError, connection, transaction
from django.db.models import Q
from django.utils import timezone
from django_tasks import TaskResultStatus, task
from django_tasks_db.models import DBTaskResult

from omah.adapters.election import NoElectionError
from omah.core.log.statements import Statement
from omah.rooms.count import reading, releasing
from omah.rooms.count.devices import revoke_lapsed
from omah.rooms.count.house import house
from omah.rooms.count.models import Capture
from omah.rooms.count.projection import place_of
from omah.rooms.count.sql import ask

ROUND_S = 120.0
READING_TAKES = timedelta(minutes=10)
KEPT = timedelta(days=2)
"""So long the record of a finished task is kept."""


@task()
def read_sheet(contest: str, station: str) -> int:
    """Read a sheet's photographs; return how many statements came of it."""
    return len(reading.read_sheet(house(), contest, station))


@task()
def release() -> int:
    """Release the public site; return how many files were written."""
    report = releasing.release(house())
    return report.files_written if report else 0


def nudge(said: Iterable[Statement]) -> None:
    """Say what is to be done after these statements, in their own transaction."""
    to_read = {place_of(one) for one in said if is_to_read(one)}
    for contest, station in sorted(to_read):
        read_sheet.enqueue(contest, station)
    release_soon()


def is_to_read(said: Statement) -> bool:
    is_capture = said.type == "sheet.captured"
    return is_capture and not (said.text("public_sha256") or said.text("reason"))


def release_soon() -> None:
    """Release once for all that has come, not once for each.

    A row that a worker is just taking is passed over: its release may have begun
    before what was said now.
    """
    with transaction.atomic(savepoint=False):
        if not ask(release_waiting(), release.module_path):
            release.enqueue()


def release_waiting() -> str:
    """Every transaction of the ledger asks this, so it is asked in plain SQL."""
    table = DBTaskResult._meta.db_table
    query = f"SELECT 1 FROM {table} WHERE status = 'READY' AND task_path = %s LIMIT 1"  # noqa: S608  # our own name
    if connection.features.has_select_for_update_skip_locked:
        query += " FOR UPDATE SKIP LOCKED"
    return query


def go_round() -> None:
    """Make up for what was lost, while a worker runs; forget what is long done.

    What can't be done now, the next round does.
    """
    with suppress(NoElectionError, OperationalError):
        make_up(patience=READING_TAKES)
        done = DBTaskResult.objects.finished()
        done.filter(finished_at__lt=timezone.now() - KEPT).delete()


def make_up(patience: timedelta = timedelta(0)) -> int:
    """Do what was lost with a worker; return how many sheets were waiting for it.

    A reading that began longer ago than ``patience`` is thought lost. If it was
    not, no harm is done: a sheet takes no reading twice.
    """
    waiting = Capture.objects.filter(public_sha256="", reason="")
    places = set(waiting.values_list("contest", "station")) - being_read(patience)
    with transaction.atomic():
        for contest, station in sorted(places):
            read_sheet.enqueue(contest, station)
    revoke_lapsed(house())
    release_soon()
    return len(places)


def being_read(patience: timedelta) -> set[tuple[str, str]]:
    """Return the sheets that a task is there for."""
    begun = Q(status=TaskResultStatus.RUNNING, started_at__gt=timezone.now() - patience)
    of_reading = DBTaskResult.objects.filter(task_path=read_sheet.module_path)
    tasks = of_reading.filter(begun | Q(status=TaskResultStatus.READY))
    words = tasks.values_list("args_kwargs", flat=True)
    return {(contest, station) for contest, station in (w["args"] for w in words)}
