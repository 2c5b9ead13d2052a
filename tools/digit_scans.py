"""Digit boxes of the real 2019 scans, cut by the page reader, with their marks."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from omah.formats.form_toml import load_form
from omah.reading.cut import cut_boxes, frames_of, place_numbers
from omah.reading.identify import locate
from omah.reading.image import decode_grey
from omah.reading.reasons import PageRefusedError
from omah.reading.skeleton import Skeleton, skeletons

FORM = "c1-ppwp-2019"


@dataclass(frozen=True)
class Box:
    """One box and its mark."""

    image: NDArray[np.uint8]
    mark: str


Marks = dict[tuple[str, str], str]
"""Station and field to what its boxes show; ``?`` is a box left out."""


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
