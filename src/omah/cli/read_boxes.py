"""Read pictures of single digit boxes, cut by anyone: one line each."""

import json
import os
import sys
from collections.abc import Iterable, Iterator
from itertools import count
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq

from omah.adapters.eyes import load_net, read_blob
from omah.cli.main import UsageError, printable
from omah.reading.digits import LEGIBLE, MARKS, read_boxes
from omah.reading.image import Grey, ImageRefusedError, decode_grey
from omah.reading.reasons import Reason

TABLE = ".parquet"
PICTURE_COLUMN = "jpeg"
BYTES_IN_STRUCT = "bytes"  # as tables of pictures are often written
BATCH = 512


def file_name(path: Path) -> str:
    """Return a path as JSON can hold it: bytes that are no UTF-8 are escaped."""
    return os.fsencode(path).decode(errors="backslashreplace")


def show_boxes(paths: Iterable[Path], *, as_json: bool) -> bool:
    """Print what each box says; return whether all of them were pictures."""
    all_fine = True
    for line in read_all(paths):
        all_fine = all_fine and line["mark"] is not None
        if as_json:
            print(json.dumps(line, ensure_ascii=False))
        else:
            said = f"{line['file']}  {line['mark'] or 'not a box'}"
            print(f"{printable(said)}  p {line['p']:.4f}")
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
        name = file_name(path)
        if path.suffix.lower() == TABLE:
            yield from named_rows(name, path)
        else:
            blob = read_blob(path)
            yield name, b"" if isinstance(blob, Reason) else blob


def named_rows(name: str, path: Path) -> Iterator[tuple[str, bytes]]:
    """Yield the pictures of a table; one that can't be used stops no other file."""
    try:
        with pq.ParquetFile(path) as table:
            column = picture_column(table.schema_arrow)
            rows = count()
            for batch in table.iter_batches(BATCH, columns=[column]):
                for row, cell in zip(rows, batch.column(0).to_pylist(), strict=False):
                    blob = cell[BYTES_IN_STRUCT] if isinstance(cell, dict) else cell
                    yield f"{name}#{row}", blob or b""
    except (pa.ArrowInvalid, OSError, UsageError) as problem:
        sys.stderr.write(f"{printable(name)}: {printable(str(problem))}\n")
        yield name, b""


def picture_column(schema: pa.Schema) -> str:
    """Return the column with the pictures: the one so named, or the only of bytes."""
    pictures = [field.name for field in schema if holds_bytes(field.type)]
    if PICTURE_COLUMN in pictures:
        return PICTURE_COLUMN
    if len(pictures) != 1:
        raise UsageError(f"there is no column '{PICTURE_COLUMN}' of pictures")
    return str(pictures[0])


def holds_bytes(kind: pa.DataType) -> bool:
    if pa.types.is_struct(kind):
        return BYTES_IN_STRUCT in kind.names and holds_bytes(
            kind.field(BYTES_IN_STRUCT).type
        )
    return bool(pa.types.is_binary(kind) or pa.types.is_large_binary(kind))


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
