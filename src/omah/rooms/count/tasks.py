"""Background work. A task is a nudge: what is to be done stands in the tables,
so a task lost with its worker is made up for when the next one starts."""

from collections.abc import Iterable
from functools import partial

from django.db import transaction
from django_tasks import task
from django_tasks_db.models import DBTaskResult

from omah.core.statements import Statement
from omah.rooms.count import reading, releasing
from omah.rooms.count.agreement import note_agreed_sheets
from omah.rooms.count.devices import revoke_lapsed
from omah.rooms.count.house import house
from omah.rooms.count.models import Capture


@task()
def read_sheet(contest: str, station: str) -> int:
    """Read a sheet's photographs; return how many statements came of it."""
    said = reading.read_sheet(house(), contest, station)
    after_admission(said)
    return len(said)


@task()
def release() -> int:
    """Release the public site; return how many files were written."""
    report = releasing.release(house())
    return report.files_written if report else 0


def after_admission(said: Iterable[Statement]) -> None:
    """Start what follows from statements that were taken just now."""
    taken = list(said)
    if not taken:
        return
    to_read = {
        (s.text("contest"), s.text("station"))
        for s in taken
        if s.type == "sheet.captured"
        and not (s.text("public_sha256") or s.text("reason"))
    }
    for contest, station in sorted(to_read):
        transaction.on_commit(partial(read_sheet.enqueue, contest, station))
    transaction.on_commit(release_soon)


def release_soon() -> None:
    """Release once for all that has come, not once for each."""
    ready = DBTaskResult.objects.ready().filter(task_path=release.module_path)
    if not ready.exists():
        release.enqueue()


def make_up() -> int:
    """Do what an earlier worker was killed over; return how many sheets wait."""
    waiting = Capture.objects.filter(public_sha256="", reason="")
    places = sorted(set(waiting.values_list("contest", "station")))
    for contest, station in places:
        read_sheet.enqueue(contest, station)
    note_agreed_sheets(house())
    revoke_lapsed(house())
    release_soon()
    return len(places)
