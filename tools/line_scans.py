"""Lines of free writing of the real 2019 scans, with the number that each spells.

None of them is trained on. Odd-numbered stations served to choose between trainings;
the even-numbered are held out.
"""

import csv
from dataclasses import dataclass
from pathlib import Path

from omah.cli.bench.real_read import COLUMNS, FORM
from omah.core.count.forms import Rect
from omah.formats.form_toml import load_form
from omah.reading.cut import frames_of, place_numbers
from omah.reading.fit import Matrix
from omah.reading.identify import locate
from omah.reading.image import Grey, decode_grey
from omah.reading.lines import Line, cut_line
from omah.reading.reasons import PageRefusedError
from omah.reading.skeleton import skeletons

TRUTH = COLUMNS[2]
WRITTEN = {("07", "total"): 137}
"""Seen by eye: words that say another number than digits and sums (131 there)."""


@dataclass(frozen=True)
class RealLine:
    """One line of a scan, where it lies, and the number that its words say."""

    station: str
    field: str
    value: int
    line: Line
    scan: Grey
    homography: Matrix
    area: Rect


def real_lines(folder: Path) -> list[RealLine]:
    """Return the lines of all pages that the reader finds, in their order."""
    pages = skeletons([load_form(FORM)])
    with (folder / "truth.csv").open(newline="") as stream:
        truth = {row["form"]: row for row in csv.DictReader(stream)}
    found = []
    for station, row in sorted(truth.items()):
        try:
            seen = locate(
                decode_grey((folder / f"{station}_p2.png").read_bytes()), pages
            )
        except PageRefusedError:
            continue
        for place in place_numbers(seen, frames_of(seen.page)):
            field, area = place.number.field, place.number.words
            if area is not None:
                lies = place.homography
                line = cut_line(seen.photograph, lies, area)
                value = WRITTEN.get((station, field), int(row[TRUTH[field]]))
                found.append(
                    RealLine(station, field, value, line, seen.photograph, lies, area)
                )
    return found
