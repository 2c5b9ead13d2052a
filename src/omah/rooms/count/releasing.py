"""The public site follows the ledger: released again after what was accepted."""

import fcntl
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from django.conf import settings

from omah.adapters.files import Folder
from omah.adapters.ledger import Ledger
from omah.adapters.mirror import mirror
from omah.formats.note import MAX_NOTE_BYTES
from omah.formats.tiles import CHECKPOINT
from omah.rooms.count.house import House
from omah.site.lists import LOG_FOLDER
from omah.site.publish import PublishReport
from omah.site.release import Release

_releases: dict[Path, Release] = {}


def release(house: House) -> PublishReport | None:
    """Make the public site say what the ledger says now; ``None``: it does.

    A lent election is not published here: the log grows in one place, or it would fork.
    """
    if settings.OMAH_LENT:
        return None
    with alone(house.election.folder):
        with house.ledger() as ledger:
            report = None if is_published(ledger) else current_release(house).run()
        if settings.OMAH_OBJECTS:
            out = Path(settings.OMAH_PUBLIC)
            mirror(out, house.bucket("site"), Folder(house.election.folder))
        return report


def is_published(ledger: Ledger) -> bool:
    """Whether the last statement seals a publication whose log is out."""
    sealed = ledger.fold().publications
    out = Folder(Path(settings.OMAH_PUBLIC) / LOG_FOLDER)
    is_sealed = bool(sealed) and sealed[-1][0] == ledger.size - 1
    return is_sealed and published_size(out) == ledger.size


def published_size(log: Folder) -> int:
    """Return the size that the published checkpoint states, 0 before the first."""
    if not log.has(CHECKPOINT):
        return 0
    text = log.get(CHECKPOINT, MAX_NOTE_BYTES).decode()
    return int(text.split("\n")[1])


def current_release(house: House) -> Release:
    """Return this process's release, made anew if another process released since."""
    out = Path(settings.OMAH_PUBLIC)
    known = _releases.get(out)
    if known is not None and known.election is house.election and is_current(known):
        return known
    _releases[out] = Release(
        out=out,
        election=house.election,
        contests=list(house.contests.values()),
        register=house.register,
        definitions=house.definitions,
        photos=house.public.get,
        publisher=house.publisher,
    )
    return _releases[out]


def is_current(known: Release) -> bool:
    if known.sequencer is None:
        return False
    return known.sequencer.log_size == published_size(Folder(known.out / LOG_FOLDER))


@contextmanager
def alone(folder: Path) -> Iterator[None]:
    """One release at a time on this machine."""
    with (folder / "release.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def forget() -> None:
    """Forget what earlier releases of this process knew."""
    _releases.clear()
