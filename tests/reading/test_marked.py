"""A page is placed by its corner marks where the paper's edge can't be seen."""

import cv2
import numpy as np
import pytest

from omah.formats.blank import render_png
from omah.formats.form_toml import load_form
from omah.reading.fit import UM_PER_MM, project
from omah.reading.locate import locate_by_lines
from omah.reading.marked import marked
from omah.reading.skeleton import distinct, skeletons

PAGES = distinct(skeletons([load_form("c-digital-ppwp")]))
QUAD = np.array([[0.18, 0.06], [0.96, 0.15], [0.80, 0.95], [0.05, 0.80]])


@pytest.fixture(scope="module")
def photograph() -> tuple[np.ndarray, np.ndarray]:
    """Page 2 askew on a table as light as itself, and its map from page mm."""
    png = render_png(load_form("c-digital-ppwp"), 2, dpi=60)
    paper = cv2.imdecode(np.frombuffer(png, np.uint8), cv2.IMREAD_GRAYSCALE)
    height, width = paper.shape
    corners = np.float32(QUAD * (width, height))
    wide, high = PAGES[1].page.width / UM_PER_MM, PAGES[1].page.height / UM_PER_MM
    ends = np.float32([[0, 0], [wide, 0], [wide, high], [0, high]])
    seen = cv2.getPerspectiveTransform(ends, corners)
    flat = seen @ np.diag([wide / width, high / height, 1.0])
    return cv2.warpPerspective(paper, flat, (width, height), borderValue=(250,)), seen


@pytest.mark.parametrize("turns", [0, 1, 2])
def test_corner_marks_place_a_page_in_any_turn(photograph, turns):
    picture = np.ascontiguousarray(np.rot90(photograph[0], turns))
    page, start = marked(picture, PAGES)
    assert page.page.number == 2
    x, y = np.array(photograph[0].shape[::-1]) - 1
    turned = {0: np.eye(3), 1: [[0, 1, 0], [-1, 0, x], [0, 0, 1]]}
    turned[2] = [[-1, 0, x], [0, -1, y], [0, 0, 1]]
    points = np.array([[20.0, 20.0], [430.0, 20.0], [225.0, 350.0], [20.0, 680.0]])
    true = project(np.array(turned[turns]) @ photograph[1], points)
    assert np.abs(project(start, points) - true).max() < 5


def test_a_page_whose_edge_can_not_be_seen_is_found(photograph):
    picture, _ = photograph
    found = locate_by_lines(picture, PAGES)
    assert (found.page.number, found.similarity > 0.8) == (2, True)


def test_without_four_marks_nothing_is_placed(photograph):
    picture = photograph[0].copy()
    height, width = picture.shape
    picture[height // 2 :, : width // 2] = 250
    assert marked(picture, PAGES) is None
