"""Read pictures of single digit boxes, cut by anyone: one line each."""

import json
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow.parquet as pq

from omah.adapters.eyes import load_net
from omah.cli.main import UsageError
from omah.reading.digits import LEGIBLE, MARKS, read_boxes
from omah.reading.image import Grey, ImageRefusedError, decode_grey

TABLE = ".parquet"
PICTURE_COLUMN = "jpeg"
BATCH = 512


def show_boxes(paths: Iterable[Path], *, as_json: bool) -> bool:
    """Print what each box says; return whether all of them were pictures."""
    all_fine = True
    for line in read_all(paths):
        all_fine = all_fine and line["mark"] is not None
        if as_json:
            print(json.dumps(line, ensure_ascii=False))
        else:
            print(f"{line['file']}  {line['mark'] or 'not a box'}  p {line['p']:.4f}")
    return all_fine


def read_all(paths: Iterable[Path]) -> Iterator[dict[str, Any]]:
    """Yield a line per picture, in order; a table's are named ``file#row``."""
    waiting: list[tuple[str, bytes]] = []
    for named in named_pictures(paths):
        waiting.append(named)
        if len(waiting) == BATCH:
            yield from read_some(waiting)
            waiting = []
    yield from read_some(waiting)


def named_pictures(paths: Iterable[Path]) -> Iterator[tuple[str, bytes]]:
    for path in paths:
        if path.suffix == TABLE:
            if PICTURE_COLUMN not in pq.read_schema(path).names:
                raise UsageError(f"{path} has no column '{PICTURE_COLUMN}'")
            column = pq.read_table(path, columns=[PICTURE_COLUMN])[PICTURE_COLUMN]
            for row, blob in enumerate(column):
                yield f"{path}#{row}", blob.as_py() or b""
        else:
            yield str(path), path.read_bytes()


def read_some(pictures: list[tuple[str, bytes]]) -> Iterator[dict[str, Any]]:
    crops = [decode_box(blob) for _, blob in pictures]
    marks = read_boxes(load_net(), [crop for crop in crops if crop is not None])
    rows = iter(marks)
    for (name, _), crop in zip(pictures, crops, strict=True):
        yield as_line(name, next(rows) if crop is not None else None)


def decode_box(blob: bytes) -> Grey | None:
    """Return a box's picture; boxes may be smaller than any photograph of a page."""
    try:
        return decode_grey(blob, least_px=4)
    except ImageRefusedError:
        return None


def as_line(name: str, chances: np.ndarray | None) -> dict[str, Any]:
    """Return the likeliest legible mark, the value it counts as, and all chances."""
    if chances is None:
        return {"file": name, "mark": None, "value": None, "p": 0.0, "marks": {}}
    best = MARKS[int(chances[:LEGIBLE].argmax())]
    value = int(best) if best.isdigit() else 0
    nothing = [k for k, mark in enumerate(MARKS[:LEGIBLE]) if not mark.isdigit()]
    p = float(chances[value]) + (float(chances[nothing].sum()) if value == 0 else 0.0)
    told = {str(m): round(float(c), 5) for m, c in zip(MARKS, chances, strict=True)}
    return {
        "file": name,
        "mark": best.value,
        "value": value,
        "p": round(min(p, 1.0), 5),
        "marks": told,
    }
