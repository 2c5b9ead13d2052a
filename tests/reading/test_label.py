"""Codes tell station, contest and page, under any turn; a page code even smeared."""

import cv2
import numpy as np
import pytest
import zxingcpp

from omah.core.count.forms import PageLabel
from omah.formats.blank import render_png
from omah.formats.form_toml import load_form
from omah.reading.label import read_label, read_page_qr

FORM = load_form("c-hasil-ppwp-2024")
PX_PER_MM = 2.1
LABEL = PageLabel(FORM.id, 2, "wali-kota", "9871011001001")


@pytest.fixture(scope="module")
def paper() -> np.ndarray:
    png = render_png(
        FORM, 2, dpi=PX_PER_MM * 25.4, contest=LABEL.contest, station=LABEL.station
    )
    return cv2.imdecode(np.frombuffer(png, np.uint8), cv2.IMREAD_GRAYSCALE)


@pytest.mark.parametrize(
    ("degrees", "scale"), [(0, 0.9), (3, 0.9), (90, 0.6), (181, 0.9)]
)
def test_the_label_is_read_wherever_the_page_lies(paper, degrees, scale):
    height, width = paper.shape
    turn = np.vstack(
        [cv2.getRotationMatrix2D((width / 2, height / 2), degrees, scale), [0, 0, 1]]
    )
    picture = cv2.warpPerspective(paper, turn, (width, height), borderValue=90)
    homography = turn @ np.diag([PX_PER_MM, PX_PER_MM, 1.0])
    assert read_label(picture, homography, FORM.pages[1]) == LABEL


def test_no_code_is_no_label(paper):
    empty = np.full_like(paper, 255)
    straight = np.diag([PX_PER_MM, PX_PER_MM, 1.0])
    assert read_label(empty, straight, FORM.pages[1]) is None


@pytest.mark.parametrize("number", [2, 9, 17])
@pytest.mark.parametrize("aside_mm", [0, 9])
def test_a_page_code_is_read_though_its_modules_run_into_each_other(number, aside_mm):
    """Some 3 px to a module, blurred by half of one; curled paper lies 9 mm aside."""
    form, px_per_mm = load_form("c-digital-dpr"), 2.6
    png = render_png(form, number, dpi=px_per_mm * 25.4)
    sharp = cv2.imdecode(np.frombuffer(png, np.uint8), cv2.IMREAD_GRAYSCALE)
    smeared = cv2.GaussianBlur(sharp, (0, 0), 1.6)
    assert not zxingcpp.read_barcodes(smeared)
    aside = np.array([[px_per_mm, 0, aside_mm], [0, px_per_mm, -aside_mm], [0, 0, 1]])
    page = form.pages[number - 1]
    assert read_page_qr(smeared, aside, page) == f"299999-{number:02}"


def test_what_is_no_code_says_no_page():
    page = load_form("c-digital-dpr").pages[1]
    straight = np.diag([2.6, 2.6, 1.0])
    noise = np.random.default_rng(5).integers(0, 255, (1820, 1170), np.uint8)
    for picture in (noise, np.full_like(noise, 255)):
        assert read_page_qr(picture, straight, page) == ""
