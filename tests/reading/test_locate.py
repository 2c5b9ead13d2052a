"""Pages are found any way up and askew; what is not a page is refused."""

from functools import cache

import cv2
import numpy as np
import pytest

from omah.formats.blank import render_png
from omah.formats.form_toml import form_ids, load_form
from omah.reading.cut import frames_of, place_numbers
from omah.reading.fit import UM_PER_MM, project
from omah.reading.identify import locate
from omah.reading.locate import PageRefusedError, locate_outlined
from omah.reading.located import Located
from omah.reading.marks import find_tagged
from omah.reading.reasons import Reason
from omah.reading.skeleton import skeletons

FORMS = ("c1-ppwp-2019", "c-hasil-ppwp-2024")
PAGES = [(form, page.number) for form in FORMS for page in load_form(form).pages]
EVERY = skeletons(map(load_form, form_ids()))


@cache
def blank(form_id: str, number: int) -> np.ndarray:
    form = load_form(form_id)
    dpi = round(1400 / (form.pages[number - 1].width / 25_400))
    png = np.frombuffer(render_png(form, number, dpi=dpi), np.uint8)
    return cv2.imdecode(png, cv2.IMREAD_GRAYSCALE)


def askew(paper: np.ndarray, quad: list[list[float]]) -> np.ndarray:
    """Photograph the paper on a dark table; the quad is in shares of the picture."""
    height, width = paper.shape
    size = (round(width * 1.2), round(height * 1.2))
    ends = np.float32([[0, 0], [width, 0], [width, height], [0, height]])
    seen = cv2.getPerspectiveTransform(ends, np.float32(quad) * np.float32(size))
    return cv2.warpPerspective(paper, seen, size, borderValue=(70,))


def error_mm(located: Located, photographed: np.ndarray | None = None) -> float:
    """How far the page's corners and centre lie from where they should, in mm."""
    page = located.page
    wide, high = page.width / UM_PER_MM, page.height / UM_PER_MM
    points = np.array([[0.1, 0.2], [0.9, 0.2], [0.9, 0.8], [0.1, 0.8]]) * (wide, high)
    back = np.linalg.inv(photographed) @ located.homography
    return float(np.abs(project(back, points) - points).max())


def upright(form_id: str, number: int) -> np.ndarray:
    page = load_form(form_id).pages[number - 1]
    scale = blank(form_id, number).shape[1] / (page.width / UM_PER_MM)
    return np.diag([scale, scale, 1.0])


@pytest.mark.parametrize(("form_id", "number"), PAGES)
@pytest.mark.parametrize("turns", range(4))
def test_a_page_is_found_whichever_way_up(form_id, number, turns):
    paper = blank(form_id, number)
    located = locate(np.ascontiguousarray(np.rot90(paper, turns)), EVERY)
    assert (located.form.id, located.page.number) == (form_id, number)
    assert located.similarity > 0.7
    height, width = paper.shape
    turned = {
        0: np.eye(3),
        1: np.array([[0, 1, 0], [-1, 0, width - 1], [0, 0, 1]]),
        2: np.array([[-1, 0, width - 1], [0, -1, height - 1], [0, 0, 1]]),
        3: np.array([[0, -1, height - 1], [1, 0, 0], [0, 0, 1]]),
    }[turns]
    tolerance_mm = located.page.width / UM_PER_MM / 400
    assert error_mm(located, turned @ upright(form_id, number)) < tolerance_mm


@pytest.mark.parametrize(("form_id", "number"), PAGES)
def test_a_page_photographed_askew_is_found(form_id, number):
    quad = [[0.08, 0.12], [0.90, 0.06], [0.95, 0.94], [0.12, 0.90]]
    located = locate(askew(blank(form_id, number), quad), EVERY)
    assert (located.form.id, located.page.number) == (form_id, number)
    assert located.similarity > 0.8


@pytest.mark.parametrize("beside_mm", [0, 30])
def test_a_tag_must_lie_where_the_outline_of_its_paper_puts_it(beside_mm):
    paper = blank("c-hasil-ppwp-2024", 2)
    beside = round(beside_mm * upright("c-hasil-ppwp-2024", 2)[0, 0])
    sheet = cv2.copyMakeBorder(paper, 0, 0, 0, beside, cv2.BORDER_REPLICATE)
    picture = askew(sheet, [[0.08, 0.12], [0.90, 0.06], [0.95, 0.94], [0.12, 0.90]])
    outlined = locate_outlined(picture, find_tagged(picture, EVERY))
    assert (outlined is None) == (beside_mm > 0)
    assert locate(picture, EVERY).page.number == 2


def test_numbers_are_nudged_onto_their_own_boxes():
    """A fold moves part of the paper; the numbers there move with it."""
    moved_px, fold_mm = 4, 149
    paper = blank("c1-ppwp-2019", 2).copy()
    printed = upright("c1-ppwp-2019", 2)
    below = round(fold_mm * printed[1, 1])
    paper[below:] = np.roll(paper[below:], moved_px, axis=1)
    located = locate(paper, EVERY)
    places = place_numbers(located, frames_of(located.page))
    for place in places:
        cell = place.number.cells[0]
        corner = np.array([[cell.x, cell.y]]) / UM_PER_MM
        x = project(place.homography, corner)[0, 0]
        fold_px = moved_px if corner[0, 1] > fold_mm else 0
        assert x - project(printed, corner)[0, 0] == pytest.approx(fold_px, abs=1)
        assert place.framed > 0.5


@pytest.mark.parametrize(
    "name", ["black", "white", "noise", "stripes", "text", "a grid"]
)
def test_what_is_no_form_is_refused(name):
    rng = np.random.default_rng(3)
    page = np.full((1400, 1000), 230, np.uint8)
    match name:
        case "black":
            page[:] = 0
        case "noise":
            page = rng.integers(0, 255, page.shape, np.uint8)
        case "stripes":
            page[::20] = 30
        case "text":
            for y in range(60, 1380, 30):
                words = " ".join(rng.choice(["suara", "sah", "jumlah", "17"], 9))
                cv2.putText(page, words, (20, y), 1, 1.5, (20,), 2)
        case "a grid":
            page[::50], page[:, ::50] = 30, 30
    with pytest.raises(PageRefusedError) as refused:
        locate(page, EVERY)
    assert refused.value.reason in {Reason.NOT_A_FORM, Reason.PARTLY_HIDDEN}


def test_a_page_cut_in_half_is_not_read():
    paper = blank("c1-ppwp-2019", 1)
    with pytest.raises(PageRefusedError):
        locate(np.ascontiguousarray(paper[: paper.shape[0] // 3]), EVERY)


def test_another_form_than_asked_for_is_refused():
    others = skeletons([load_form("c1-ppwp-2019")])
    with pytest.raises(PageRefusedError):
        locate(blank("c-hasil-ppwp-2024", 3), others)
