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


@dataclass(frozen=True)
class Box:
    """One box and the digit it counts as; X, dash and blank count as 0."""

    image: NDArray[np.uint8]
    mark: str


def cut_scans(folder: Path, *, odd: bool) -> list[Box]:
    """Return the boxes whose truth is known, of odd or of even stations."""
    pages = skeletons([load_form(FORM)])
    with (folder / "truth.csv").open(newline="") as stream:
        rows = [r for r in csv.DictReader(stream) if int(r["form"]) % 2 == odd]
    return [
        box
        for row in rows
        for scan in sorted(folder.glob(f"{row['form']}_p*.png"))
        for box in _boxes(scan, pages, row)
    ]


def _boxes(scan: Path, pages: Sequence[Skeleton], truth: dict[str, str]) -> list[Box]:
    try:
        seen = locate(decode_grey(scan.read_bytes()), pages)
    except PageRefusedError:
        return []
    places = place_numbers(seen, frames_of(seen.page))
    boxes = []
    for place in places:
        if not truth.get(TRUTH.get(place.number.field, "")):
            continue
        images = cut_boxes(seen.photograph, place)
        digits = truth[TRUTH[place.number.field]].zfill(len(images))
        boxes += [Box(i, d) for i, d in zip(images, digits, strict=True)]
    return boxes
