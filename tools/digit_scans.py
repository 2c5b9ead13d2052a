"""Digit boxes of the real 2019 scans, cut by the page reader, with their truth.

Odd-numbered stations served design; the even-numbered are held out. None of
them is trained on.
"""

import csv
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from omah.formats.form_toml import load_form
from omah.reading.cut import cut_boxes, frames_of, place_numbers
from omah.reading.image import decode_grey
from omah.reading.locate import PageRefusedError, locate
from omah.reading.skeleton import Skeleton, skeletons

FORM = "c1-ppwp-2019"
TRUTH = {
    "voters.total.j": "voters_total",
    "used.total.j": "used_total",
    "votes.1": "cand1",
    "votes.2": "cand2",
    "valid": "valid",
    "invalid": "invalid",
    "total": "total",
}
"""Field to column of ``truth.csv``."""

BOXES = 3
"""Boxes of each number."""


@dataclass(frozen=True)
class Box:
    """One box and its mark, or only the digit it counts as."""

    image: NDArray[np.uint8]
    mark: str


Marks = dict[tuple[str, str], str]
"""Station and field to what its boxes show; ``?`` is a box left out."""


def cut_scans(folder: Path, *, odd: bool) -> list[Box]:
    """Return the boxes whose number ``truth.csv`` tells, of odd or even stations."""
    marks: Marks = {}
    with (folder / "truth.csv").open(newline="") as stream:
        for row in csv.DictReader(stream):
            if int(row["form"]) % 2 == odd:
                for field, column in TRUTH.items():
                    marks[row["form"], field] = row[column].zfill(BOXES)
    return cut_known(folder, marks)


def read_marks(path: Path) -> Marks:
    """Return the marks seen by eye, from lines ``station field marks``."""
    lines = path.read_text(encoding="utf-8").splitlines()
    rows = (line.split() for line in lines if line and not line.startswith("#"))
    return {(station, field): marks for station, field, marks in rows}


def cut_known(folder: Path, marks: Marks) -> list[Box]:
    """Return the boxes whose marks are known, in the order of the scans."""
    pages = skeletons([load_form(FORM)])
    stations = {station for station, _ in marks}
    return [
        box
        for scan in sorted(folder.glob("*_p*.png"))
        if scan.name[:2] in stations
        for box in _boxes(scan, pages, marks)
    ]


def _boxes(scan: Path, pages: Sequence[Skeleton], marks: Marks) -> list[Box]:
    try:
        seen = locate(decode_grey(scan.read_bytes()), pages)
    except PageRefusedError:
        return []
    boxes = []
    for place in place_numbers(seen, frames_of(seen.page)):
        known = marks.get((scan.name[:2], place.number.field))
        if known:
            images = cut_boxes(seen.photograph, place)
            pairs = zip(images, known, strict=True)
            boxes += [Box(image, mark) for image, mark in pairs if mark != "?"]
    return boxes
