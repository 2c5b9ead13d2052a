"""What a photographer is told, before and after a page was sought."""

import cv2
import numpy as np
import pytest

from omah.adapters.eyes import load_reader
from omah.adapters.practice import Press
from omah.formats.form_toml import load_form
from omah.reading.blur import is_blurred
from omah.reading.image import decode_grey
from omah.reading.practice.figures import invent_figures
from omah.reading.practice.others import OTHERS, spreadsheet
from omah.reading.practice.photograph import moved
from omah.reading.quality import advise
from omah.reading.read import Status
from omah.reading.reasons import Reason

FORM = "c-hasil-ppwp-2024"


@pytest.fixture(scope="module")
def photo() -> np.ndarray:
    form = load_form(FORM)
    true = invent_figures(form, np.random.default_rng(1))
    jpeg = Press(form).sheet("9901010001001", "latihan", true).photos[1].jpeg
    return decode_grey(jpeg)


def last_page() -> np.ndarray:
    form = load_form(FORM)
    return decode_grey(Press(form).sheet("9901010001001", "latihan", {}).photos[2].jpeg)


def far_away(photo: np.ndarray) -> np.ndarray:
    table = np.full((1500, 2000), 60, np.uint8)
    small = cv2.resize(photo, None, fx=0.3, fy=0.3, interpolation=cv2.INTER_AREA)
    table[400 : 400 + small.shape[0], 800 : 800 + small.shape[1]] = small
    return table


SPOILT = {
    Reason.TOO_DARK: lambda photo: photo // 8,
    Reason.TOO_BLURRED: lambda photo: cv2.GaussianBlur(photo, (0, 0), 12),
    Reason.CORNERS_MISSING: lambda photo: photo[:, : photo.shape[1] * 2 // 5],
    Reason.TOO_SMALL: far_away,
}


@pytest.mark.parametrize("reason", SPOILT)
def test_a_photograph_that_cannot_be_read_says_what_to_mend(photo, reason):
    spoilt = np.ascontiguousarray(SPOILT[reason](photo))
    reading = load_reader((FORM,)).read(cv2.imencode(".png", spoilt)[1].tobytes())
    assert (reading.status, reading.reason) == (Status.REJECTED, reason)


def test_a_picture_of_something_else_is_no_form():
    y, x = np.mgrid[0:900, 0:1200]
    flowers = (120 + 100 * np.sign(np.sin(x / 60) * np.cos(y / 45))).astype(np.uint8)
    assert advise(flowers) is Reason.NOT_A_FORM


@pytest.mark.parametrize("seed", range(4))
def test_a_hand_that_moves_by_a_digit_box_blurs_the_page_whichever_way(photo, seed):
    smeared = moved(np.dstack([photo] * 3), 40, np.random.default_rng(seed))
    assert advise(np.ascontiguousarray(smeared[:, :, 0])) is Reason.TOO_BLURRED


@pytest.mark.parametrize("size", [(30, 1), (1, 30)])
def test_a_page_is_blurred_when_its_edges_are_gone_one_way(photo, size):
    assert not is_blurred(photo)
    assert is_blurred(cv2.blur(photo, size))


@pytest.mark.parametrize("name", OTHERS)
def test_few_edges_or_many_are_not_blurred_while_they_are_sharp(name):
    assert not is_blurred(OTHERS[name](np.random.default_rng(11)))


def test_a_picture_of_few_edges_is_not_blurred():
    cloth = (np.indices((3, 4)).sum(axis=0) % 2 * 180 + 30).astype(np.uint8)
    assert not is_blurred(np.kron(cloth, np.ones((300, 300), np.uint8)))


def test_a_page_drawn_out_from_few_pixels_is_blurred(photo):
    small = cv2.resize(photo, None, fx=1 / 9, fy=1 / 9)
    assert is_blurred(cv2.resize(small, photo.shape[::-1]))


def test_a_picture_narrower_than_two_far_pixels_is_not_judged_blurred():
    assert not is_blurred(np.tile(np.arange(64, dtype=np.uint8), (6_400, 1)))


@pytest.mark.parametrize("turns", range(4))
def test_a_table_without_corner_marks_is_no_form_cut_off(turns):
    """To step back from it would not help."""
    table = np.rot90(spreadsheet(np.random.default_rng(11)), turns)
    whole = np.ascontiguousarray(table)
    half = np.ascontiguousarray(table[:, : table.shape[1] // 2])
    inside = np.ascontiguousarray(table[150:-150, 150:-150])
    for picture in (whole, half, inside):
        assert advise(picture) in {Reason.NOT_A_FORM, Reason.PARTLY_HIDDEN}


@pytest.mark.parametrize("turns", range(4))
def test_a_page_that_runs_out_of_the_picture_misses_corners_also_where_bare(turns):
    """Of the last page of 2024 the lower half is bare paper with two marks."""
    page = np.rot90(last_page()[900:], turns)
    assert advise(np.ascontiguousarray(page)) is Reason.CORNERS_MISSING


@pytest.mark.parametrize("turns", range(4))
def test_a_page_with_all_its_corners_in_view_is_covered_not_cut(turns):
    """A thumb that comes in from the side hides nearly all its lines."""
    page = last_page()
    high, wide = page.shape
    cv2.ellipse(page, (wide, high // 3), (wide * 3 // 4, high // 4), 0, 0, 360, 140, -1)
    turned = np.ascontiguousarray(np.rot90(page, turns))
    assert advise(turned) is Reason.PARTLY_HIDDEN
