"""A number read one row or column aside is told by the printed lines of its page."""

from dataclasses import replace
from functools import cache

import cv2
import numpy as np
import pytest

from omah.formats.blank import render_png
from omah.formats.form_toml import load_form
from omah.reading.astray import LEAST_MARGIN, margins
from omah.reading.bend import fit_bend
from omah.reading.fit import UM_PER_MM
from omah.reading.located import Located
from omah.reading.through import Through

PAGES = [("c1-ppwp-2019", 1), ("c-hasil-ppwp-2024", 1), ("c-digital-dpr", 2)]
WIDTH_PX = 1_260


@cache
def located(form_id: str, number: int) -> Located:
    """Return a blank page of a form, placed as printed."""
    form = load_form(form_id)
    page = form.pages[number - 1]
    scale = WIDTH_PX * UM_PER_MM / page.width
    png = np.frombuffer(render_png(form, number, dpi=round(25.4 * scale)), np.uint8)
    grey = cv2.imdecode(png, cv2.IMREAD_GRAYSCALE)
    flat = np.diag([grey.shape[1] * UM_PER_MM / page.width] * 2 + [1.0])
    return Located(form, page, grey, Through(grey, np.eye(3)), flat, np.eye(3), 1.0)


def aside(found: Located, right_mm: float, down_mm: float) -> Located:
    """Return the page placed somewhat aside."""
    move = np.array([[1, 0, right_mm], [0, 1, down_mm], [0, 0, 1.0]])
    return replace(found, flat=found.flat @ move)


def pitch_mm(found: Located) -> tuple[float, float]:
    """Return how far the second box and the next row are from the first."""
    first, *others = found.page.numbers
    across = first.cells[1].x - first.cells[0].x
    below = min(n.cells[0].y for n in others if n.cells[0].y > first.cells[0].y)
    return across / UM_PER_MM, (below - first.cells[0].y) / UM_PER_MM


@pytest.mark.parametrize(("form_id", "number"), PAGES)
def test_a_page_in_its_place_is_proved(form_id, number):
    assert margins(located(form_id, number)).min() > LEAST_MARGIN


@pytest.mark.parametrize(("form_id", "number"), PAGES)
@pytest.mark.parametrize("sign", [-1, 1])
def test_no_number_is_proved_one_column_or_row_aside(form_id, number, sign):
    found = located(form_id, number)
    across, down = pitch_mm(found)
    for moved in (aside(found, sign * across, 0), aside(found, 0, sign * down)):
        assert margins(moved).max() < LEAST_MARGIN


def test_rows_that_a_bend_pulls_one_row_aside_are_not_proved():
    """The upper half lies right, the lower half slides down by a row."""
    found = located("c1-ppwp-2019", 1)
    _, down = pitch_mm(found)
    row_px = down * found.flat[0, 0]
    x, y = np.meshgrid(np.arange(10, 200, 10.0), np.arange(10, 290, 5.0))
    points = np.column_stack((x.ravel(), y.ravel()))
    slide = row_px * np.clip((points[:, 1] - 90) / 40, 0, 1)
    bend = fit_bend(points, slide, np.ones(len(points), bool))
    sure = margins(replace(found, bend=bend)) >= LEAST_MARGIN
    below = np.array([n.cells[0].y > 130 * UM_PER_MM for n in found.page.numbers])
    assert below.any()
    assert not sure[below].any()
