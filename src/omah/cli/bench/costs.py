"""What a station, a regency and the nation would pay, from bytes measured here.

Bytes are of one invented sheet, made, read and published now. Times of one core are
those that the other benchmarks wrote down on this machine.
"""

import json
import time
from dataclasses import asdict, replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from omah.adapters.eyes import settle_down
from omah.adapters.intake import Placed
from omah.adapters.reader import Job, read_station
from omah.cli.bench.invented import FACTS, FIELDS
from omah.cli.bench.night import STATIONS
from omah.cli.bench.publish import STATIONS as TOWN
from omah.cli.bench.publish import sheet_of, timed
from omah.cli.bench.slow_link import ANSWER_BYTES, HEAD_BYTES, STATION, messages
from omah.cli.main import UsageError
from omah.cli.test import ROOT
from omah.core.costs import Measured, bill_of
from omah.core.registers import RegionRegister
from omah.core.town import CONTEST, make_town
from omah.formats.costs_toml import read_costs
from omah.site.photos import thumbnail

REGENCY = STATIONS // 514
"""Stations of a regency on the average: 514 regencies and cities in 2024."""
HASH_BYTES, LENGTH_BYTES = 32, 2
"""A statement's share of the tree, nearly, and the length before its entry."""


def measure() -> dict[str, Any]:
    inputs = replace(read_costs(), measured=measured())
    places = {"station": 1, "regency": REGENCY, "nation": STATIONS}
    return {
        "material": "generated; prices assumed",
        "measured": asdict(inputs.measured),
        "habits": asdict(inputs.habits),
        **{
            name: {
                **asdict(bill := bill_of(stations, inputs)),
                "total_rupiah": bill.total,
            }
            for name, stations in places.items()
        },
    }


def measured() -> Measured:
    """Return the bytes of one sheet, and the times that were written down."""
    figures, photographs = messages()
    known = json.loads((ROOT / "docs" / "measurements.json").read_text())
    if missing := {"submissions", "publish"} - known.keys():
        raise UsageError(f"measure this first: ./omah bench {min(missing)}")
    taken = known["submissions"]["sqlite"]["one_at_a_time"]
    published = known["publish"]
    public, reading_s = read(photographs)
    return Measured(
        photograph_bytes=sum(map(len, photographs)) // len(photographs),
        public_bytes=public,
        statement_bytes=HEAD_BYTES + len(figures),
        receipt_bytes=ANSWER_BYTES,
        row_bytes=known["submissions"]["sqlite"]["row_bytes"],
        log_bytes=len(figures) + HASH_BYTES + LENGTH_BYTES,
        page_bytes=page_bytes(),
        statement_us=round(taken["server_processor_ms"] * 1_000),
        photograph_us=round(reading_s * 1_000_000),
        page_us=round(published["whole_seconds"] / published["stations"] * 1_000_000),
    )


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


def page_bytes() -> int:
    """Return the bytes of one sheet in the pages and tables of an invented town."""
    town = make_town(1, TOWN)
    sheets = {(CONTEST.id, s.code): sheet_of(s) for s in town.stations}
    register = RegionRegister.of(CONTEST.date, "invented", town.regions)
    with TemporaryDirectory() as folder:
        timed(sheets, register, Path(folder), None)
        files = [path for path in Path(folder).rglob("*") if path.is_file()]
        return sum(path.stat().st_size for path in files) // TOWN
