"""Photographs of stations to what the machine makes of them, side by side."""

import hashlib
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, field
from functools import cache
from multiprocessing import get_context

from omah.adapters.eyes import (
    MODEL,
    load_reader,
    read_blob,
    settle_down,
    settle_together,
)
from omah.adapters.intake import Placed
from omah.core.count.forms import PageLabel
from omah.core.log.canonical_json import Json
from omah.formats.form_toml import load_form
from omah.reading.label import read_label
from omah.reading.public import corners_on_copy, public_copy
from omah.reading.read import PageReading, Status, rejected
from omah.reading.reasons import Reason
from omah.reading.station import SheetReading, read_sheet


@dataclass(frozen=True, slots=True)
class Job:
    """The photographs of one station's sheet, and the fields it has."""

    station: str
    contest: str
    form: str
    fields: tuple[str, ...]
    photographs: tuple[Placed, ...]


WRONG_STATION = "wrong-station"


@dataclass(frozen=True, slots=True)
class Shot:
    """One photograph after reading; ``public`` is empty when it was rejected.

    ``misplaced``: its own code says another station or contest than its sender.
    """

    photograph: Placed
    page: PageReading
    public: bytes = field(repr=False)
    misplaced: bool = False

    @property
    def reason(self) -> str:
        """Why the photograph is rejected; empty when it is not."""
        if self.misplaced:
            return WRONG_STATION
        rejected = self.page.status is Status.REJECTED and self.page.reason
        return self.page.reason.value if rejected and self.page.reason else ""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What the machine made of one station's photographs."""

    job: Job
    shots: tuple[Shot, ...]
    reading: SheetReading


def read_stations(jobs: Sequence[Job], processes: int) -> Iterator[Outcome]:
    """Yield the outcome of each job, in order."""
    processes = min(processes, len(jobs))
    if processes <= 1:
        settle_down()
        yield from map(read_station, jobs)
        return
    context = get_context("spawn")
    with ProcessPoolExecutor(processes, context, initializer=settle_down) as pool:
        yield from pool.map(read_station, jobs, chunksize=4)


def read_station(job: Job) -> Outcome:
    """Read every photograph of a station, then weigh its pages together."""
    blobs = [read_blob(item.path) for item in job.photographs]
    looks = [look(job, blob) for blob in blobs]
    reader = load_reader((job.form,))
    placed = [page for page, misplaced in looks if not misplaced]
    settled = iter(settle_together(reader, placed))
    shots = tuple(
        Shot(item, page, b"", misplaced=True)
        if misplaced
        else shot(item, blob, next(settled))
        for item, blob, (page, misplaced) in zip(
            job.photographs, blobs, looks, strict=True
        )
    )
    pages = [shot.page for shot in shots if not shot.misplaced]
    return Outcome(job, shots, read_sheet(pages, job.fields))


def look(job: Job, blob: bytes | Reason) -> tuple[PageReading, bool]:
    """Return a photograph's reading, and whether its code names another place."""
    if isinstance(blob, Reason):
        return rejected(blob), False
    page, seen = load_reader((job.form,)).read_ink(blob)
    if seen is None:
        return page, False
    found = seen.located
    label = read_label(found.photograph, found.homography, found.page)
    return page, label is not None and names_another(job, label)


def names_another(job: Job, label: PageLabel) -> bool:
    """Whether a code was printed for another station or contest; blanks name none."""
    station = label.station not in {"", job.station}
    return station or label.contest not in {"", job.contest}


def shot(item: Placed, blob: bytes | Reason, page: PageReading) -> Shot:
    return Shot(item, page, public_bytes(blob, page))


def public_bytes(blob: bytes | Reason, page: PageReading) -> bytes:
    """Return the public copy; a rejected photograph is never public."""
    if isinstance(blob, Reason) or page.status is Status.REJECTED:
        return b""
    if page.homography is None:
        return b""
    form = load_form(page.form)
    return public_copy(blob, page.homography, form.pages[page.page - 1])


@cache
def model_sha256() -> str:
    return hashlib.sha256(MODEL.read_bytes()).hexdigest()


def corners_of(form_id: str, reading: PageReading) -> list[Json]:
    """Return where the page lies in its public copy: x, y in hundredths of a px."""
    if reading.homography is None:
        return []
    page = load_form(form_id).pages[reading.page - 1]
    corners = corners_on_copy(reading.homography, reading.size, page)
    return [round(100 * side) for corner in corners for side in corner]


def detail_of(outcome: Outcome) -> dict[str, Json]:
    """Return what was seen in each photograph, for the blob beside the statement."""
    return {
        shot.photograph.sha256: {
            "page": shot.page.page,
            "status": shot.page.status.value,
            "corners": corners_of(outcome.job.form, shot.page),
            "fields": {
                reading.field: {
                    "value": "?" if reading.value is None else reading.value,
                    "ppm": int(reading.p * 1_000_000),
                    "marks": "".join(mark.value for mark in reading.marks),
                    "witnesses": {
                        name: {"value": value, "ppm": int(p * 1_000_000)}
                        for name, value, p in reading.witnesses
                    },
                }
                for reading in shot.page.fields
            },
        }
        for shot in outcome.shots
    }
