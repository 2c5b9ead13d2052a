"""The house reads a sheet's photographs and puts what it saw on record, once."""

from collections.abc import Sequence
from pathlib import Path

from django.conf import settings

from omah.adapters.blobs import Blobs
from omah.adapters.eyes import settle_down
from omah.adapters.files import Folder
from omah.adapters.intake import Placed
from omah.adapters.ledger import NotTakenError
from omah.adapters.reader import (
    Job,
    Outcome,
    Shot,
    detail_of,
    model_sha256,
    read_station,
)
from omah.core.count.entry import MACHINE
from omah.core.log import canonical_json
from omah.core.log.canonical_json import Json
from omah.core.log.statements import Statement, figures_json
from omah.rooms.count.house import House
from omah.rooms.count.models import Capture
from omah.site.publish import fields_of

ELSEWHERE = "photo-of-another-station"


def read_sheet(house: House, contest: str, station: str) -> list[Statement]:
    """Read what nobody has looked at yet; return what was put on record.

    Killed at any moment and run again, it puts each photograph and each field on
    record once: the statements go in together, and the sheet takes no reading twice.
    """
    rows = Capture.objects.filter(contest=contest, station=station, reason="")
    waiting = [row for row in rows if not row.public_sha256]
    if not waiting:
        return []
    copied = {row.original_sha256 for row in waiting if is_from_elsewhere(row)}
    said = [rejection(house, row) for row in waiting if row.original_sha256 in copied]
    new = {row.original_sha256 for row in waiting} - copied
    if new:
        originals = [r.original_sha256 for r in rows if r.original_sha256 not in copied]
        outcome = read_originals(house, contest, station, originals)
        said += statements_of(house, outcome, new)
    try:
        with house.ledger() as ledger:
            ledger.append(*said)
    except NotTakenError:  # another worker was faster
        return []
    return said


def is_from_elsewhere(row: Capture) -> bool:
    """Whether the same bytes came for another station before."""
    same = Capture.objects.filter(
        original_sha256=row.original_sha256, contest=row.contest, seq__lt=row.seq
    )
    return same.exclude(station=row.station).exists()


def read_originals(
    house: House, contest: str, station: str, originals: Sequence[str]
) -> Outcome:
    settle_down()
    facts = house.contests[contest]
    with house.originals.as_files(originals) as paths:
        placed = tuple(
            Placed(path, station, contest, sha256)
            for path, sha256 in zip(paths, originals, strict=True)
        )
        return read_station(Job(station, contest, facts.form, fields_of(facts), placed))


def statements_of(house: House, outcome: Outcome, new: set[str]) -> list[Statement]:
    """Return a statement for each new photograph, and one of the fields read anew."""
    captures = [
        captured(house, outcome, shot)
        for shot in outcome.shots
        if shot.photograph.sha256 in new
    ]
    reading = read_anew(house, outcome, [capture.id for capture in captures])
    return [*captures, reading] if reading else captures


def captured(house: House, outcome: Outcome, shot: Shot) -> Statement:
    reason = shot.page.reason.value if shot.page.reason else "unreadable"
    return house.election.say(
        "operator",
        "sheet.captured",
        **sheet_fields(outcome.job),
        page=shot.page.page,
        original_sha256=shot.photograph.sha256,
        public_sha256=house.public.put(shot.public) if shot.public else "",
        reason="" if shot.public else reason,
    )


def rejection(house: House, row: Capture) -> Statement:
    return house.election.say(
        "operator",
        "sheet.captured",
        contest=row.contest,
        station=row.station,
        form=house.contests[row.contest].form,
        page=row.page,
        original_sha256=row.original_sha256,
        public_sha256="",
        reason=ELSEWHERE,
    )


def read_anew(
    house: House, outcome: Outcome, captures: Sequence[str]
) -> Statement | None:
    """Return the reading of fields that no reading has said yet, if there are any.

    A field that could not be read is left out, so that a better photograph may
    still say it.
    """
    job, reading = outcome.job, outcome.reading
    with house.fold() as fold:
        now = fold.sheet_now(job.contest, job.station)
        known = fold.sheet(job.contest, job.station)
    said = now.said_by(MACHINE) if now else frozenset()
    figures = {
        field: number
        for field, number in reading.figures.items()
        if number is not None and field not in said
    }
    if not (reading.legible and figures):
        return None
    earlier = [c.id for c in known.captures if c.public_sha256] if known else []
    detail = canonical_json.encode(detail_of(outcome))
    return house.election.say(
        "machine",
        "reading.made",
        **sheet_fields(job),
        captures=[*earlier, *captures],
        figures=figures_json(figures),
        ppm={field: p for field, p in reading.ppm.items() if field in figures},
        legible=1,
        model_sha256=model_sha256(),
        detail_sha256=details().put(detail),
    )


def details() -> Blobs:
    return Blobs(Folder(Path(settings.OMAH_PUBLIC) / "blobs"))


def sheet_fields(job: Job) -> dict[str, Json]:
    return {"station": job.station, "contest": job.contest, "form": job.form}
