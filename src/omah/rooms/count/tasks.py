"""Background work. A task is a nudge: what is to be done stands in the tables,
so a task lost with its worker is made up for when the next one starts."""

from collections.abc import Iterable

from django.db import transaction
from django_tasks import task
from django_tasks_db.models import DBTaskResult

from omah.core.statements import Statement
from omah.rooms.count import reading, releasing
from omah.rooms.count.agreement import Notary, agreed_places
from omah.rooms.count.devices import revoke_lapsed
from omah.rooms.count.house import House, house
from omah.rooms.count.models import Capture
from omah.rooms.count.projection import place_of


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
    ready = DBTaskResult.objects.ready().filter(task_path=release.module_path)
    with transaction.atomic():
        if ready.get_locked() is None:
            release.enqueue()


def note_agreed_sheets(here: House) -> int:
    """Note agreements that came about outside the house; return how many."""
    notary = Notary(here.election.signers["machine"], here.election.clock)
    with here.ledger() as ledger:
        return len(ledger.append(*notary.note(ledger.fold(), agreed_places())))


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
