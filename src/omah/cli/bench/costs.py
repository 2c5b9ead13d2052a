"""What a station, a regency and the nation would pay, from bytes measured here.

One invented sheet is made, read and published now, and a house takes statements for a
few seconds. Times are processor time of one core, so a busy machine changes them
little. What was measured is written into the packaged file of costs, with its date.
"""

import os
import platform
import time
from dataclasses import asdict, replace
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from omah.adapters.eyes import settle_down
from omah.adapters.intake import Placed
from omah.adapters.reader import Job, read_station
from omah.cli.bench.invented import FACTS, FIELDS, invent
from omah.cli.bench.night import STATIONS
from omah.cli.bench.processes import new_house
from omah.cli.bench.publish import STATIONS as TOWN
from omah.cli.bench.publish import sheet_of, timed
from omah.cli.bench.slow_link import ANSWER_BYTES, HEAD_BYTES, STATION, messages
from omah.cli.bench.submissions import take_in
from omah.cli.test import ROOT
from omah.core.office.costs import Measured, bill_of
from omah.core.places.registers import RegionRegister
from omah.core.town import CONTEST, make_town
from omah.formats.costs_toml import read_costs, with_measured
from omah.site.photos import thumbnail

PACKAGED = ROOT / "src" / "omah" / "data" / "costs.toml"
REGENCY = STATIONS // 514
"""Stations of a regency on the average: 514 regencies and cities in 2024."""
VILLAGES = 60
HASH_BYTES, LENGTH_BYTES = 32, 2
"""A statement's share of the tree, nearly, and the length before its entry."""


def measure() -> dict[str, Any]:
    inputs = replace(read_costs(), measured=measured())
    text = PACKAGED.read_text("utf-8")
    PACKAGED.write_text(with_measured(text, inputs.measured), "utf-8")
    places = {"station": 1, "regency": REGENCY, "nation": STATIONS}
    return {
        "material": "generated; prices assumed",
        "measured": plain(asdict(inputs.measured)),
        "habits": asdict(inputs.habits),
        **{
            name: {
                **asdict(bill := bill_of(stations, inputs)),
                "total_rupiah": bill.total,
            }
            for name, stations in places.items()
        },
    }


def plain(values: dict[str, Any]) -> dict[str, Any]:
    return {**values, "dated": values["dated"].isoformat()}


def measured() -> Measured:
    """Return the bytes and the processor time of one sheet, measured now."""
    figures, photographs = messages()
    public, reading_s = read(photographs)
    statement_s, row = taken()
    page, page_s = published()
    return Measured(
        dated=datetime.now(UTC).date(),
        machine=f"{platform.machine()}, {os.cpu_count()} core, Python"
        f" {platform.python_version()}",
        photograph_bytes=sum(map(len, photographs)) // len(photographs),
        public_bytes=public,
        statement_bytes=HEAD_BYTES + len(figures),
        receipt_bytes=ANSWER_BYTES,
        row_bytes=row,
        log_bytes=len(figures) + HASH_BYTES + LENGTH_BYTES,
        page_bytes=page,
        statement_us=round(statement_s * 1_000_000),
        photograph_us=round(reading_s * 1_000_000),
        page_us=round(page_s * 1_000_000),
    )


def taken() -> tuple[float, int]:
    """Return the house's time for one statement, and what a row takes on SQLite."""
    with new_house() as house:
        invented = invent(house.election, villages=VILLAGES, stations=VILLAGES)
        house.move_in()
        house.start()
        figures = take_in(house, invented.entries(), 1)
        house.stop()
        row = house.database_bytes() // len(house.rows())
    return figures["server_processor_ms"] / 1000, row


def read(photographs: list[bytes]) -> tuple[int, float]:
    """Return the bytes of a public copy with its thumbnail, and the seconds of one."""
    settle_down()
    with TemporaryDirectory() as folder:
        placed = []
        for number, content in enumerate(photographs):
            path = Path(folder) / f"{number}.jpg"
            path.write_bytes(content)
            placed.append(Placed(path, STATION, FACTS.id, str(number)))
        job = Job(STATION, FACTS.id, FACTS.form, FIELDS, tuple(placed))
        read_station(job)  # once to load the model
        began = time.process_time()
        public = [shot.public for shot in read_station(job).shots if shot.public]
        seconds = time.process_time() - began
    if not public:
        raise LookupError("no photograph of the invented sheet could be read")
    size = sum(len(copy) + len(thumbnail(copy)) for copy in public)
    return size // len(public), seconds / len(photographs)


def published() -> tuple[int, float]:
    """Return one sheet's bytes in pages and tables of a town, and their time."""
    town = make_town(1, TOWN)
    sheets = {(CONTEST.id, s.code): sheet_of(s) for s in town.stations}
    register = RegionRegister.of(CONTEST.date, "invented", town.regions)
    with TemporaryDirectory() as folder:
        began = time.process_time()
        timed(sheets, register, Path(folder), None)
        seconds = time.process_time() - began
        files = [path for path in Path(folder).rglob("*") if path.is_file()]
        return sum(path.stat().st_size for path in files) // TOWN, seconds / TOWN
