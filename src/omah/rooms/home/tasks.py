"""Background work: the index follows what rooms show, seconds after it changed."""

from django_tasks import task
from django_tasks_db.models import DBTaskResult

from omah.rooms.home import indexing
from omah.rooms.home.sources import FINDABLES


@task()
def index_room(room: str) -> int:
    """Index a room again; return how many entries changed."""
    change = indexing.index_room(room)
    return change.written + change.removed


def index_soon(room: str) -> None:
    """Index once for all that changed meanwhile, not once for each."""
    ready = DBTaskResult.objects.ready().filter(task_path=index_room.module_path)
    if not any(task.args_kwargs["args"] == [room] for task in ready):
        index_room.enqueue(room)


def make_up() -> None:
    """Index every room when a worker starts: what changed without one counts too."""
    for room in FINDABLES:
        index_soon(room)
