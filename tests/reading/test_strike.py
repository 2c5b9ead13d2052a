"""One large X across several boxes is zero in each; anything less is not."""

import cv2
import numpy as np
import pytest

from omah.adapters.eyes import load_reader
from omah.core.count.figures import Mark
from omah.core.count.forms import Rect
from omah.formats.blank import render_png
from omah.formats.form_toml import load_form
from omah.reading.strike import around

FORM, DPI = "c1-ppwp-2019", 200
BLOCK = ("disabled.registered.l", "disabled.l")


@pytest.fixture(scope="module")
def page() -> np.ndarray:
    png = render_png(load_form(FORM), 1, dpi=DPI)
    return cv2.imdecode(np.frombuffer(png, np.uint8), cv2.IMREAD_GRAYSCALE)


def block() -> Rect:
    numbers = {n.field: around(n) for n in load_form(FORM).pages[0].numbers}
    first, last = (numbers[field] for field in BLOCK)
    return Rect(first.x, first.y, first.w, last.y + last.h - first.y)


def read_with(page: np.ndarray, *strokes: tuple[float, float, float, float]):
    """Read the page with strokes a pixel wide, from and to in shares of the block."""
    drawn, at = page.copy(), block()
    px = DPI / 25_400
    for x, y, to_x, to_y in strokes:
        ends = [
            (round((at.x + a * at.w) * px), round((at.y + b * at.h) * px))
            for a, b in ((x, y), (to_x, to_y))
        ]
        cv2.line(drawn, *ends, 20, 1)
    blob = cv2.imencode(".png", drawn)[1].tobytes()
    return {field.field: field for field in load_reader((FORM,)).read(blob).fields}


def test_two_thin_diagonals_strike_out_both_rows(page):
    fields = read_with(page, (0.02, 0.02, 0.98, 0.98), (0.98, 0.02, 0.02, 0.98))
    for name in BLOCK:
        assert fields[name].value == 0
        assert fields[name].marks == (Mark.X,) * 3
    assert fields["disabled.p"].value is None


@pytest.mark.parametrize(
    "strokes",
    [
        [(0.02, 0.02, 0.98, 0.98)],
        [(0.02, 0.02, 0.98, 0.98), (0.98, 0.02, 0.5, 0.5)],
        [(0.02, 0.02, 0.6, 0.98), (0.6, 0.02, 0.02, 0.98)],
    ],
    ids=["one diagonal", "half a stroke missing", "not the whole block"],
)
def test_less_than_an_x_from_corner_to_corner_is_not_taken_for_zero(page, strokes):
    fields = read_with(page, *strokes)
    assert not any(fields[name].marks == (Mark.X,) * 3 for name in BLOCK)
