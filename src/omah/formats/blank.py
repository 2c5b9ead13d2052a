"""Blank forms that we print ourselves, drawn from the same specification.

Every box, line and mark stands where the specification says, so the reader
that reads the official form reads ours. Labels are our own words. The bytes
depend on nothing but the arguments.
"""

import json
from collections.abc import Iterator
from importlib import resources
from itertools import groupby
from typing import Literal, TypedDict

import cv2
import numpy as np
import segno
import typst
import zxingcpp
from numpy.typing import NDArray

from omah.core.count.forms import (
    TALLY_COLUMNS,
    TALLY_ROWS,
    CodeKind,
    Form,
    Guide,
    Number,
    Page,
    PageCode,
    PageLabel,
    Rect,
)

TEMPLATE = resources.files("omah") / "data" / "print" / "blank.typ"
MM_PER_INCH = 25.4
BLACK, GREY, LIGHT = 0, 72, 62  # lightness in per cent: ink, tally grid, guide dots
TALLY_LINE = 350  # micrometres
GUIDE_SIZE = (45, 70)  # per cent of a digit box: the printed seven segments
SEAM = 16  # a row of modules covers this part of the next, so no light shows between
QUIET = 4  # modules of white around a QR code
ANY_MASK = 0  # of a QR code on screen only: choosing the best of eight costs most
NOTICE = "Lembar latihan, bukan dokumen resmi / Practice sheet, not an official form"

Picture = NDArray[np.uint8]
Modules = NDArray[np.bool_]


class _Sheet(TypedDict):
    size: list[int]
    rects: list[list[int]]
    rounds: list[list[int]]
    words: list[list[int | str]]


def render_pdf(form: Form, *, contest: str = "", station: str = "") -> bytes:
    """Return the blank form as a PDF, all pages in true size.

    Parameters
    ----------
    form
        The specification to print.
    contest, station
        Whose form it is; with both, each page carries a QR code.

    Returns
    -------
    PDF bytes, the same for the same arguments.
    """
    return _compile(form, form.pages, "pdf", contest, station)


def render_png(
    form: Form, page: int, *, dpi: float, contest: str = "", station: str = ""
) -> bytes:
    """Return one page of the blank form as a PNG picture.

    Parameters
    ----------
    page
        Page number, from 1.
    dpi
        Dots per inch; ``25.4 * px_per_mm``.

    Raises
    ------
    ValueError
        If the form has no such page.
    """
    if not 1 <= page <= len(form.pages):
        raise ValueError(f"{form.id} has pages 1 to {len(form.pages)}, not {page}")
    return _compile(form, form.pages[page - 1 : page], "png", contest, station, dpi)


def stamp(blank: Picture, page: Page, label: PageLabel) -> Picture:
    """Return a copy of a blank page's picture with its QR code.

    One blank is rendered once and stamped for each station, which takes a
    hundredth of the time of rendering it again.

    Parameters
    ----------
    blank
        The page from edge to edge, ``(H, W, 3) uint8``.
    """
    stamped = blank.copy()
    px_per_um = blank.shape[1] / page.width
    modules = np.where(_qr(label.text(), ANY_MASK), 0, 255).astype(np.uint8)
    for code in page.codes:
        if code.kind is CodeKind.QR:
            edges = (code.box.x, code.box.y, code.box.w, code.box.h)
            x, y, w, h = (round(edge * px_per_um) for edge in edges)
            square = cv2.resize(modules, (w, h), interpolation=cv2.INTER_NEAREST)
            stamped[y : y + h, x : x + w] = square[:, :, None]
    return stamped


def _compile(
    form: Form,
    pages: tuple[Page, ...],
    kind: Literal["pdf", "png"],
    contest: str,
    station: str,
    dpi: float = 144,
) -> bytes:
    drawing = {
        "title": form.title_id,
        "pages": [_sheet(form, page, contest, station) for page in pages],
    }
    result = typst.compile(
        TEMPLATE.read_bytes(),
        format=kind,
        ppi=dpi,
        ignore_system_fonts=True,
        sys_inputs={"drawing": json.dumps(drawing)},
    )
    return bytes(result)


def _sheet(form: Form, page: Page, contest: str, station: str) -> _Sheet:
    label = PageLabel(form.id, page.number, contest, station)
    return _Sheet(
        size=[page.width, page.height],
        rects=[[r.x, r.y, r.w, r.h, shade] for r, shade in _rects(page, label)],
        rounds=[
            [bubble.x, bubble.y, bubble.w, digit]
            for number in page.numbers
            for column in number.bubbles
            for digit, bubble in enumerate(column)
        ],
        words=list(_words(form, page, label)),
    )


def _rects(page: Page, label: PageLabel) -> Iterator[tuple[Rect, int]]:
    for number in page.numbers:
        yield from _tally_grid(number)
        yield from _sum_grid(number)
        if number.guide is Guide.SEGMENT:
            for cell in number.cells:
                yield from ((dot, LIGHT) for dot in _guide_dots(cell))
    yield from ((line, BLACK) for line in page.lines)
    yield from ((mark, BLACK) for _, mark in page.marks)
    for code in page.codes:
        yield from ((run, BLACK) for run in _code_runs(code, label))


def _tally_grid(number: Number) -> Iterator[tuple[Rect, int]]:
    if (area := number.tally) is None:
        return
    half = TALLY_LINE // 2
    for i in range(1, TALLY_COLUMNS):
        x = area.x + area.w * i // TALLY_COLUMNS
        yield Rect(x - half, area.y, TALLY_LINE, area.h), GREY
    for i in range(1, TALLY_ROWS):
        y = area.y + area.h * i // TALLY_ROWS
        yield Rect(area.x, y - half, area.w, TALLY_LINE), GREY


def _sum_grid(number: Number) -> Iterator[tuple[Rect, int]]:
    """Yield two boxes a row, beside the tally."""
    if (area := number.sums) is None:
        return
    half = TALLY_LINE // 2
    for i in range(3):
        yield Rect(area.x + area.w * i // 2 - half, area.y, TALLY_LINE, area.h), GREY
    for i in range(TALLY_ROWS + 1):
        y = area.y + area.h * i // TALLY_ROWS
        yield Rect(area.x, y - half, area.w, TALLY_LINE), GREY


def _guide_dots(cell: Rect) -> Iterator[Rect]:
    """Yield dots along seven segments in the middle of a box."""
    w, h = cell.w * GUIDE_SIZE[0] // 100, cell.h * GUIDE_SIZE[1] // 100
    left, top = cell.x + (cell.w - w) // 2, cell.y + (cell.h - h) // 2
    dot = cell.w // 60
    for row in range(3):
        yield from (
            Rect(left + w * i // 8, top + h * row // 2, dot, dot) for i in range(9)
        )
    for x in (left, left + w):
        yield from (Rect(x, top + h * i // 14, dot, dot) for i in range(15))


def _words(form: Form, page: Page, label: PageLabel) -> Iterator[list[int | str]]:
    for text in page.texts:
        yield [text.x, text.y, text.height, text.words]
    size = page.width // 90
    where = (
        f"TPS {label.station}   {label.contest}" if label.station else "TPS ........."
    )
    lines = (form.id, where, f"Halaman {page.number} / {len(form.pages)}", NOTICE)
    qr = next((code.box for code in page.codes if code.kind is CodeKind.QR), None)
    if qr is not None:
        for i, line in enumerate(lines, start=1):
            yield [qr.x + qr.w + size, qr.y + size * i * 3 // 2, size, line]


def _code_runs(code: PageCode, label: PageLabel) -> Iterator[Rect]:
    match code.kind:
        case CodeKind.APRILTAG_36H10:
            return _runs(_tag(int(code.value)), code.box)
        case CodeKind.CODE128:
            return _runs(_bars(code.value), code.box)
        case CodeKind.PAGE_QR:
            return _runs(_qr(code.value)[QUIET:-QUIET, QUIET:-QUIET], code.box)
        case CodeKind.QR if label.station and label.contest:
            return _runs(_qr(label.text()), code.box)
        case _:
            return iter(())


def _tag(value: int) -> Modules:
    """Return an AprilTag upside down, as the 2024 form prints it."""
    family = cv2.aruco.getPredefinedDictionary(cv2.aruco.DICT_APRILTAG_36H10)
    return np.asarray(cv2.aruco.generateImageMarker(family, value, 8)[::-1, ::-1] == 0)


def _bars(text: str) -> Modules:
    code = zxingcpp.create_barcode(text, zxingcpp.BarcodeFormat.Code128)
    picture = np.array(
        zxingcpp.write_barcode_to_image(code, scale=1, add_quiet_zones=False)
    )
    return np.asarray(picture[:1] == 0)


def _qr(text: str, mask: int | None = None) -> Modules:
    """Return a QR code in the best of its eight masks, or in a given one."""
    code = segno.make_qr(text, error="m", boost_error=False, mask=mask)
    return np.array(list(code.matrix_iter(border=QUIET)), bool)


def _runs(modules: Modules, box: Rect) -> Iterator[Rect]:
    """Yield the dark runs of a code, row by row, stretched over its box."""
    height, width = modules.shape
    for row, cells in enumerate(modules.tolist()):
        top, bottom = (box.y + box.h * i // height for i in (row, row + 1))
        bottom += box.h // height // SEAM
        at = 0
        for dark, run in groupby(cells):
            after = at + len(list(run))
            left, right = (box.x + box.w * i // width for i in (at, after))
            if dark:
                yield Rect(left, top, right - left, bottom - top)
            at = after
