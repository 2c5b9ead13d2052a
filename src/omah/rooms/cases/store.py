"""Where this room keeps what is not in the database: log, evidence, packages."""

from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path

from django.conf import settings
from django.db.models import Max

from omah.adapters.bawaslu import BawasluIntake, RecordedStandIn
from omah.adapters.blobs import Blobs, blob_name
from omah.adapters.case_log import CaseLog
from omah.adapters.files import Folder
from omah.rooms.cases.models import Evidence, LogEntry


def root() -> Path:
    folder = Path(settings.DATA) / "layanan"
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    return folder


@cache
def log_in(folder: Path) -> CaseLog:
    return CaseLog(folder)


def case_log() -> CaseLog:
    return log_in(root())


def evidence_folder() -> Folder:
    folder = root() / "evidence"
    folder.mkdir(exist_ok=True, mode=0o700)
    return Folder(folder)


def evidence() -> Blobs:
    return Blobs(evidence_folder())


def erase_evidence(hashes: Iterable[str]) -> None:
    """Remove files that no case holds any more."""
    held = set(Evidence.objects.values_list("sha256", flat=True))
    for sha256 in set(hashes) - held:
        if evidence().size(sha256) is not None:
            evidence_folder().remove(blob_name(sha256))


def bawaslu() -> BawasluIntake:
    """Return the way to Bawaslu: a recorded stand-in until there is an intake."""
    return RecordedStandIn(root() / "bawaslu")


class LoggedRows:
    """The citizens' log as the database orders it; see `omah.adapters.log.Source`."""

    @property
    def size(self) -> int:
        return LogEntry.objects.aggregate(last=Max("seq"))["last"] or 0

    def entries(self, start: int, stop: int | None = None) -> Iterator[bytes]:
        rows = LogEntry.objects.filter(seq__gt=start).order_by("seq")
        if stop is not None:
            rows = rows.filter(seq__lte=stop)
        for entry in rows.values_list("entry", flat=True):
            yield bytes(entry)
