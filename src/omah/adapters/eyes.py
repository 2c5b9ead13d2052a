"""Read files of photographs with the packaged model, side by side."""

import time
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from functools import cache
from importlib import resources
from multiprocessing import get_context
from pathlib import Path

import cv2

from omah.core.count.rules import Rule, Severity
from omah.formats.form_toml import form_ids, load_form
from omah.formats.rules_toml import rules_of_form
from omah.reading.digits import DigitNet
from omah.reading.explain import explain
from omah.reading.image import MAX_BYTES
from omah.reading.read import (
    MISREAD_BOUND,
    PageReading,
    Reader,
    Seen,
    rejected,
)
from omah.reading.reasons import Reason
from omah.reading.witness_nets import Witnesses

MODELS = Path(str(resources.files("omah"))) / "data" / "models"
MODEL = MODELS / "digits.onnx"


@dataclass(frozen=True, slots=True)
class Sheet:
    """Photographs of one station's pages, and the forms they may show."""

    paths: tuple[Path, ...]
    forms: tuple[str, ...]
    explain_to: Path | None = None
    bound: float = MISREAD_BOUND


@dataclass(frozen=True, slots=True)
class ReadFile:
    """One file, what it says, and how long that took from bytes to figures."""

    path: Path
    page: PageReading
    ms: float


def read_sheets(sheets: Sequence[Sheet], jobs: int = 1) -> Iterator[list[ReadFile]]:
    """Yield the files of each sheet as read, in order; several processes if asked."""
    jobs = min(jobs, len(sheets))
    if jobs <= 1:
        settle_down()
        yield from map(read_sheet, sheets)
        return
    context = get_context("spawn")
    with ProcessPoolExecutor(jobs, context, initializer=settle_down) as pool:
        yield from pool.map(read_sheet, sheets, chunksize=1)


def settle_down() -> None:
    """One thread per process: sheets are read side by side instead."""
    cv2.setNumThreads(1)


@cache
def load_reader(
    forms: tuple[str, ...], bound: float = MISREAD_BOUND, model: Path = MODEL
) -> Reader:
    sums = {form: arithmetic_of(form) for form in forms}
    asked = [load_form(form) for form in forms]
    others = [load_form(form) for form in form_ids() if form not in forms]
    return Reader(asked, load_net(model), sums, others, load_witnesses(model), bound)


def arithmetic_of(form_id: str) -> tuple[Rule, ...]:
    """Return the rules that every right sheet keeps; the others say nothing of ink.

    How many ballots a station should get (R13), for instance, depends on the
    contest and on what was delivered, not on how a digit looks.
    """
    return tuple(r for r in rules_of_form(form_id) if r.severity is Severity.ERROR)


@cache
def load_net(model: Path = MODEL) -> DigitNet:
    return DigitNet(model.read_bytes())


@cache
def load_witnesses(model: Path = MODEL) -> Witnesses:
    names = ("tally", "letters", "lines")
    tally, letters, lines = ((MODELS / f"{n}.onnx").read_bytes() for n in names)
    return Witnesses(tally, letters, lines, load_net(model))


def read_sheet(sheet: Sheet) -> list[ReadFile]:
    reader = load_reader(sheet.forms, sheet.bound)
    pages: list[PageReading] = []
    seen: list[Seen | None] = []
    spent_ms: list[float] = []
    for path in sheet.paths:
        start = time.perf_counter()
        page, what = read_file(reader, path)
        spent_ms.append((time.perf_counter() - start) * 1000)
        pages.append(page)
        seen.append(what)
    settled = settle_together(reader, pages)
    if sheet.explain_to:
        for path, page, what in zip(sheet.paths, settled, seen, strict=True):
            write_explanation(sheet.explain_to, path, page, what)
    return [
        ReadFile(path, page, ms)
        for path, page, ms in zip(sheet.paths, settled, spent_ms, strict=True)
    ]


def read_file(reader: Reader, path: Path) -> tuple[PageReading, Seen | None]:
    blob = read_blob(path)
    if isinstance(blob, Reason):
        return rejected(blob), None
    return reader.read_ink(blob)


def read_blob(path: Path) -> bytes | Reason:
    """Return a file's bytes, or why there are none: one bad file stops no other."""
    try:
        if path.stat().st_size > MAX_BYTES:
            return Reason.TOO_LARGE
        return path.read_bytes()
    except OSError:
        return Reason.NOT_READABLE


def settle_together(
    reader: Reader, pages: Sequence[PageReading]
) -> tuple[PageReading, ...]:
    """Weigh different pages of one form together.

    Photographs of the same page can't support each other; they stand alone.
    """
    kinds = [(page.form, page.page) for page in pages if page.fields]
    if len({form for form, _ in kinds}) <= 1 and len(set(kinds)) == len(kinds):
        return reader.settle(pages)
    return tuple(reader.settle((page,))[0] for page in pages)


def write_explanation(
    folder: Path, path: Path, page: PageReading, seen: Seen | None
) -> None:
    if seen is None:
        return
    _, png = cv2.imencode(".png", explain(page, seen))
    (folder / f"{path.parent.name}-{path.stem}.png").write_bytes(png.tobytes())
