"""omah forms measure: the first draft of a page's specification, from a clean blank."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from pathlib import Path

import cv2
import numpy as np

from omah.cli.main import UsageError
from omah.reading.measure import Box, Measured, measure

LINE_WIDTH = 88
UNEVEN_MM = 0.5


def draft(picture: Path, width_mm: float) -> str:
    """Return a page as TOML: lines and marks ready, boxes to be given their fields."""
    page = cv2.imread(str(picture), cv2.IMREAD_GRAYSCALE)
    if page is None:
        raise UsageError(f"{picture} is not a picture that can be read")
    if width_mm <= 0 or page.shape[1] / width_mm < 4:
        raise UsageError("the picture needs at least 4 pixels to a millimetre")
    found = measure(np.asarray(page, np.uint8), width_mm)
    return "\n".join(page_lines(found, width_mm)) + "\n"


def page_lines(found: Measured, width_mm: float) -> Iterator[str]:
    yield "[[page]]"
    yield "number = 1"
    yield f"size = [{width_mm:g}, {found.height:g}]"
    for name, strokes in (
        ("horizontal", found.horizontal),
        ("vertical", found.vertical),
    ):
        yield f"{name} = ["
        yield from wrapped(strokes)
        yield "]"
    yield "# Solid marks: x, y, width, height. Choose corner squares for `marks`."
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
