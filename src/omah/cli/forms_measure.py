"""omah forms measure: the first draft of a page's specification, from a clean blank."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from pathlib import Path

import cv2
import numpy as np
from numpy.typing import NDArray

from omah.cli.main import UsageError
from omah.reading.measure import Box, Measured, measure

HEAD = """\
id = "my-form"  # as the file is called, without .toml
title_id = "Judul"
title_en = "Title"
law = "which law or decision the form follows"
valid_from = "2024-11-27"  # a day of its use; with the kind it gives the rules
contest_kind = "kepala-daerah"
"""
LINE_WIDTH = 88
LEAST_PX_PER_MM = 4
UNEVEN_MM = 0.5


def draft(pictures: Sequence[Path], width_mm: float) -> str:
    """Return pages as TOML: lines and marks ready, boxes to be given their fields."""
    lines: list[str] = []
    for number, picture in enumerate(pictures, start=1):
        found = measure(flat_page(picture, width_mm), width_mm)
        lines += page_lines(number, found, width_mm)
    return HEAD + "\n".join(lines) + "\n"


def flat_page(picture: Path, width_mm: float) -> NDArray[np.uint8]:
    page = read_picture(picture, cv2.IMREAD_GRAYSCALE)
    per_mm = page.shape[1] / width_mm if width_mm > 0 else 0
    if per_mm < LEAST_PX_PER_MM:
        raise UsageError(
            f"{picture} has {per_mm:.1f} pixels to a millimetre at --width {width_mm:g}"
            f" and needs {LEAST_PX_PER_MM}: is the paper that wide? If so, render it"
            " larger"
        )
    return page


def read_picture(picture: Path, how: int = cv2.IMREAD_COLOR) -> NDArray[np.uint8]:
    """Return a picture, or say in one sentence why there is none."""
    if not picture.exists():
        raise UsageError(f"{picture}: there is no such file")
    page = cv2.imread(str(picture), how)
    if page is None:
        advice = f": render it with pdftoppm -r 150 -png {picture} page"
        is_pdf = picture.suffix.lower() == ".pdf"
        raise UsageError(f"{picture} is not a picture{advice if is_pdf else ''}")
    return np.asarray(page, np.uint8)


def page_lines(number: int, found: Measured, width_mm: float) -> Iterator[str]:
    yield "\n[[page]]"
    yield f"number = {number}"
    yield f"size = [{width_mm:g}, {found.height:g}]"
    for name, strokes in (
        ("horizontal", found.horizontal),
        ("vertical", found.vertical),
    ):
        yield f"{name} = ["
        yield from wrapped(strokes)
        yield "]"
    yield "# Solid marks: x, y, width, height. Corner squares become `marks`."
    yield from (f"#   {row}" for row in wrapped(found.marks))
    yield "# Rows of boxes. How many: x, y, width, height of the first, and the pitch."
    yield from (f"#   {row}" for row in box_rows(found.boxes))


def wrapped(entries: Iterable[Sequence[float]]) -> Iterator[str]:
    """Yield entries as TOML, several to a line."""
    line = " "
    for entry in entries:
        text = f" [{', '.join(f'{value:g}' for value in entry)}],"
        if len(line + text) > LINE_WIDTH:
            yield line
            line = " "
        line += text
    if line.strip():
        yield line


def box_rows(boxes: Iterable[Box]) -> Iterator[str]:
    """Yield a line for each row of boxes that are equal and evenly apart."""
    alike = groupby(boxes, key=lambda box: (round(box.y), round(box.w)))
    for _, row in alike:
        for run in even_runs(list(row)):
            first, last = run[0], run[-1]
            pitch = (last.x - first.x) / (len(run) - 1) if len(run) > 1 else 0
            sizes = (first.x, first.y, first.w, first.h, round(pitch, 2))
            yield f"{len(run):>3}: " + ", ".join(f"{value:g}" for value in sizes)


def even_runs(row: Sequence[Box]) -> Iterator[list[Box]]:
    """Yield the boxes of a row, parted where the step from one to the next changes."""
    run: list[Box] = []
    for box in row:
        step = box.x - run[-1].x if run else 0
        if len(run) > 1 and abs(step - (run[1].x - run[0].x)) > UNEVEN_MM:
            yield run
            run = []
        run.append(box)
    if run:
        yield run
