"""List the boxes drawn in a vector PDF, in micrometres of the printed page.

The specification of the 2024 form was taken from this list, and a test
compares the two again: python tools/pdf_paths.py FORM.pdf
"""

import ctypes
import sys
from collections.abc import Iterator
from pathlib import Path

import pypdfium2
import pypdfium2.raw as pdfium

from omah.core.count.forms import Rect

MICROMETRES_PER_POINT = 25_400 / 72


def path_boxes(pdf: Path) -> Iterator[list[Rect]]:
    """Yield, page by page, the boxes around the drawn paths."""
    for page in pypdfium2.PdfDocument(pdf):
        height = page.get_size()[1]
        yield [_box(path, height) for path in page.get_objects(max_depth=15)]


def _box(path: pypdfium2.PdfObject, page_height: float) -> Rect:
    matrix = path.get_matrix()
    points = [matrix.on_point(x, y) for x, y in _points(path)]
    xs = [x * MICROMETRES_PER_POINT for x, _ in points]
    ys = [(page_height - y) * MICROMETRES_PER_POINT for _, y in points]
    left, top = round(min(xs)), round(min(ys))
    return Rect(left, top, round(max(xs)) - left, round(max(ys)) - top)


def _points(path: pypdfium2.PdfObject) -> Iterator[tuple[float, float]]:
    x, y = ctypes.c_float(), ctypes.c_float()
    for i in range(pdfium.FPDFPath_CountSegments(path.raw)):
        segment = pdfium.FPDFPath_GetPathSegment(path.raw, i)
        pdfium.FPDFPathSegment_GetPoint(segment, x, y)
        yield x.value, y.value


if __name__ == "__main__":
    for number, boxes in enumerate(path_boxes(Path(sys.argv[1])), start=1):
        for box in sorted(boxes, key=lambda b: (b.y, b.x)):
            print(number, box.x, box.y, box.w, box.h)
