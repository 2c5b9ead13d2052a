"""What publishing costs: a whole town once, and one changed station."""

import statistics
import tempfile
import time
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

from omah.core.count.record import Entry, Record, SheetRecord, SheetStatus
from omah.core.places.registers import RegionRegister
from omah.core.town import CONTEST, COUNT_ENDS, Town, TownStation, make_town
from omah.site.publish import Published, PublishReport, fields_of, publish

STATIONS = 430
CHANGES = 9


def measure() -> dict[str, Any]:
    """Invented town, no photographs: pages and data alone."""
    town = make_town(1, STATIONS)
    register = RegionRegister.of(CONTEST.date, "invented", town.regions)
    sheets = {(CONTEST.id, s.code): sheet_of(s) for s in town.stations}
    with tempfile.TemporaryDirectory() as folder:
        out = Path(folder)
        whole, report = timed(sheets, register, out, None)
        changes = [
            timed(change(sheets, town, at), register, out, report.published)
            for at in range(CHANGES)
        ]
        size = sum(p.stat().st_size for p in out.rglob("*") if p.is_file())
        disk = time_to_write(out, size)
    one = statistics.median(seconds for seconds, _ in changes)
    return {
        "material": "generated",
        "stations": STATIONS,
        "pages": report.pages_made,
        "whole_seconds": round(whole, 2),
        "whole_ratio_to_writing_its_bytes": round(whole / disk, 1),
        "one_station_seconds": round(one, 3),
        "one_station_pages": changes[0][1].pages_made,
        "one_station_share_of_whole": round(one / whole, 3),
    }


def timed(
    sheets: Mapping[tuple[str, str], SheetRecord],
    register: RegionRegister,
    out: Path,
    previous: Published | None,
) -> tuple[float, PublishReport]:
    started = time.perf_counter()
    report = publish(
        Record(CONTEST.election, dict(sheets)),
        [CONTEST],
        register,
        no_photos,
        out,
        published_at=COUNT_ENDS,
        publisher="bench",
        previous=previous,
    )
    return time.perf_counter() - started, report


def sheet_of(station: TownStation) -> SheetRecord:
    figures = {name: station.paper.get(name) for name in fields_of(CONTEST)}
    entry = Entry("0" * 64, f"kpps-{station.code}", figures, COUNT_ENDS)
    return SheetRecord(
        station=station.code,
        contest=CONTEST.id,
        form=CONTEST.form,
        status=SheetStatus.ACCEPTED,
        figures=figures,
        entries=(entry,),
    )


def change(
    sheets: dict[tuple[str, str], SheetRecord], town: Town, at: int
) -> dict[tuple[str, str], SheetRecord]:
    """Let one more station's figure change; keep the rest as they were."""
    key = (CONTEST.id, town.stations[at * STATIONS // CHANGES].code)
    old = sheets[key]
    figures = {**old.figures, "votes.1": (old.figures["votes.1"] or 0) + 1}
    sheets[key] = replace(old, figures=figures)
    return sheets


def no_photos(sha256: str) -> bytes:
    raise LookupError(sha256)


def time_to_write(folder: Path, size: int) -> float:
    """The physical limit: the same number of bytes in one file."""
    started = time.perf_counter()
    (folder / "same-bytes").write_bytes(b"0" * size)
    return time.perf_counter() - started
