"""A page that fills its paper is found by the paper's corners, or left to a search."""

import cv2
import numpy as np
import pytest

from omah.formats.blank import render_png
from omah.formats.form_toml import load_form
from omah.reading.fit import UM_PER_MM, project
from omah.reading.outline import outlined
from omah.reading.skeleton import skeletons

FORM = load_form("c1-ppwp-2019")
PAGES = skeletons([FORM])
QUAD = np.array([[0.10, 0.08], [0.88, 0.12], [0.93, 0.92], [0.06, 0.95]])


@pytest.fixture(scope="module")
def photograph() -> tuple[np.ndarray, np.ndarray]:
    """Page 2 on a dark table, and the corners of its paper."""
    png = np.frombuffer(render_png(FORM, 2, dpi=130), np.uint8)
    paper = cv2.imdecode(png, cv2.IMREAD_GRAYSCALE)
    height, width = paper.shape
    corners = QUAD * (width, height)
    ends = np.float32([[0, 0], [width, 0], [width, height], [0, height]])
    seen = cv2.getPerspectiveTransform(ends, np.float32(corners))
    return cv2.warpPerspective(paper, seen, (width, height), borderValue=(70,)), corners


@pytest.mark.parametrize("upside_down", [False, True])
def test_corners_of_the_paper_place_its_page(photograph, upside_down):
    picture, corners = photograph
    if upside_down:
        picture = np.ascontiguousarray(picture[::-1, ::-1])
        corners = np.roll(np.array(picture.shape[::-1]) - 1 - corners, -2, axis=0)
    page, rough = outlined(picture, corners, PAGES)
    assert page.page.number == 2
    wide, high = page.page.width / UM_PER_MM, page.page.height / UM_PER_MM
    ends = np.array([[0, 0], [wide, 0], [wide, high], [0, high]])
    first = corners[2] if upside_down else corners[0]
    assert np.hypot(*(project(rough.homography, ends)[0] - first)) < 8


def test_corners_that_are_not_the_papers_place_nothing(photograph):
    picture, corners = photograph
    middle = corners.mean(axis=0)
    assert outlined(picture, middle + (corners - middle) * 0.6, PAGES) is None


def test_pages_that_look_alike_are_left_to_the_search(photograph):
    picture, corners = photograph
    twin = skeletons([FORM])[1]
    assert outlined(picture, corners, [PAGES[1]]) is not None
    assert outlined(picture, corners, [PAGES[1], twin]) is None
