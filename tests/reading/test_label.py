"""The code on our own blanks tells station, contest and page, under any turn."""

import cv2
import numpy as np
import pytest

from omah.core.count.forms import PageLabel
from omah.formats.blank import render_png
from omah.formats.form_toml import load_form
from omah.reading.label import read_label

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
