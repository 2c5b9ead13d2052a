"""What is not one page of the form asked for is refused, each for its own reason."""

from dataclasses import replace
from functools import cache

import cv2
import numpy as np
import pytest

from omah.adapters.eyes import load_reader
from omah.formats.blank import render_png
from omah.formats.form_toml import load_form
from omah.reading.identify import fit_as_well
from omah.reading.locate import locate_by_lines
from omah.reading.practice import others
from omah.reading.read import PageReading, Status
from omah.reading.reasons import Reason
from omah.reading.skeleton import skeletons

CODED, PLAIN, QR_CODED = "c-hasil-ppwp-2024", "c1-ppwp-2019", "c-digital-ppwp"


@cache
def blank(form_id: str, number: int, width_px: int = 1_260) -> np.ndarray:
    width_um = load_form(form_id).pages[number - 1].width
    png = render_png(
        load_form(form_id), number, dpi=round(width_px * 25_400 / width_um)
    )
    return cv2.imdecode(np.frombuffer(png, np.uint8), cv2.IMREAD_GRAYSCALE)


def on_table(*papers: np.ndarray) -> np.ndarray:
    """Lay papers side by side on a dark table."""
    high = max(len(paper) for paper in papers)
    wide = [
        cv2.copyMakeBorder(
            p, 40, 40 + high - len(p), 40, 40, cv2.BORDER_CONSTANT, value=(70,)
        )
        for p in papers
    ]
    return np.hstack(wide)


def jpeg(picture: np.ndarray) -> bytes:
    return cv2.imencode(".jpg", np.ascontiguousarray(picture))[1].tobytes()


def read(blob: bytes, form_id: str = CODED) -> PageReading:
    return load_reader((form_id,)).read(blob)


def thumb_on(paper: np.ndarray) -> np.ndarray:
    covered = paper.copy()
    height, width = paper.shape
    middle = (round(width * 0.6), round(height * 0.45))
    axes = (round(width * 0.45), round(height * 0.3))
    cv2.ellipse(covered, middle, axes, 30, 0, 360, (120,), -1)
    return covered


def drawn(draw) -> np.ndarray:
    return draw(np.random.default_rng(5))


NEGATIVES = {
    "nothing": (lambda: b"", Reason.EMPTY_FILE),
    "a letter": (lambda: b"Yang terhormat,", Reason.NOT_AN_IMAGE),
    "half sent": (lambda: jpeg(blank(CODED, 2))[:30_000], Reason.TRUNCATED),
    "a desk": (lambda: jpeg(drawn(others.desk)), Reason.NOT_A_FORM),
    "a wall": (lambda: jpeg(drawn(others.wall)), Reason.NOT_A_FORM),
    "a blank sheet on a table": (
        lambda: jpeg(on_table(np.full((1400, 1000), 232, np.uint8))),
        Reason.NOT_A_FORM,
    ),
    "a letter on paper": (
        lambda: jpeg(on_table(drawn(others.letter))),
        Reason.NOT_A_FORM,
    ),
    "flowers": (
        lambda: jpeg(drawn(others.flowers)),
        Reason.NOT_A_FORM,
    ),
    "a screenshot": (
        lambda: jpeg(drawn(others.screenshot)),
        Reason.NOT_A_FORM,
    ),
    "another table": (
        lambda: jpeg(on_table(drawn(others.spreadsheet))),
        Reason.PARTLY_HIDDEN,
    ),
    "a dark room": (lambda: jpeg(blank(CODED, 2) // 8), Reason.TOO_DARK),
    "an empty page": (lambda: jpeg(blank(CODED, 2)), Reason.BLANK),
    "an empty page, upside down": (
        lambda: jpeg(np.rot90(blank(CODED, 2), 2)),
        Reason.BLANK,
    ),
    "another form": (lambda: jpeg(on_table(blank(PLAIN, 2))), Reason.WRONG_PAGE),
    "another form with a code": (
        lambda: jpeg(on_table(blank("c-hasil-kwk-2024", 2))),
        Reason.WRONG_PAGE,
    ),
    "a third of a page": (
        lambda: jpeg(blank(CODED, 2)[:, :430]),
        Reason.CORNERS_MISSING,
    ),
    "a thumb": (
        lambda: jpeg(on_table(thumb_on(blank(CODED, 2)))),
        Reason.PARTLY_HIDDEN,
    ),
}


@pytest.mark.parametrize("name", NEGATIVES)
def test_what_is_no_filled_page_is_refused_for_its_own_reason(name):
    make, reason = NEGATIVES[name]
    reading = read(make())
    assert (reading.status, reading.reason) == (Status.REJECTED, reason)
    assert set(reading.figures().values()) <= {None}


@pytest.mark.parametrize("form_id", [CODED, QR_CODED])
@pytest.mark.parametrize("turns", range(4))
def test_two_pages_in_one_picture_are_refused(form_id, turns):
    both = on_table(blank(form_id, 1), blank(form_id, 2))
    reading = read(jpeg(np.rot90(both, turns)), form_id)
    assert (reading.status, reading.reason) == (Status.REJECTED, Reason.SEVERAL_PAGES)


def test_the_same_page_of_two_stations_in_one_picture_is_refused():
    both = on_table(blank(CODED, 2), blank(CODED, 2))
    assert read(jpeg(both)).reason is Reason.SEVERAL_PAGES


def test_a_tag_far_smaller_than_the_page_s_own_is_no_second_page():
    paper = blank(CODED, 2)
    small = cv2.resize(blank(CODED, 1), None, fx=0.35, fy=0.35)
    reading = read(jpeg(on_table(paper, small)))
    assert (reading.page, reading.reason) == (2, Reason.BLANK)


def without_codes(form_id: str, number: int) -> np.ndarray:
    """Return a page whose codes nobody can see, say under a thumb."""
    paper = blank(form_id, number).copy()
    page = load_form(form_id).pages[number - 1]
    scale = paper.shape[1] / page.width
    for code in page.codes:
        box = code.box
        x, y, w, h = (round(v * scale) for v in (box.x, box.y, box.w, box.h))
        paper[y - 3 : y + h + 3, x - 3 : x + w + 3] = 255
    return paper


@pytest.mark.parametrize("form_id", ["c-hasil-dpr-2024", "c-digital-dpr"])
def test_a_page_printed_like_others_is_not_read_without_its_code(form_id):
    """The pages of all parties look alike."""
    reading = read(jpeg(on_table(without_codes(form_id, 9))), form_id)
    assert (reading.page, reading.reason) == (0, Reason.CODE_UNREAD)


def test_the_same_page_of_another_contest_is_the_wrong_page():
    paper = on_table(blank("c-hasil-dpr-2024", 1))
    assert read(jpeg(paper)).reason is Reason.WRONG_PAGE
    paper = on_table(without_codes("c-hasil-dpr-2024", 1))
    assert read(jpeg(paper)).reason is Reason.CODE_UNREAD


def askew(paper: np.ndarray) -> np.ndarray:
    """Return a paper on a table, seen from aside."""
    height, width = paper.shape
    ends = np.float32([[0, 0], [width, 0], [width, height], [0, height]])
    moved = ends + np.random.default_rng(0).uniform(-0.06, 0.06, (4, 2)) * width
    moved = np.float32(moved - moved.min(axis=0) + 40)
    size = tuple((moved.max(axis=0) + 40).astype(int).tolist())
    seen = cv2.getPerspectiveTransform(ends, moved)
    return cv2.warpPerspective(paper, seen, size, borderValue=(70,))


def test_a_page_that_names_another_form_is_the_wrong_page():
    """Its lines fit, if badly, those of a page whose tag is not seen."""
    paper = askew(blank("c-digital-dpr", 9))
    assert read(jpeg(paper), "c-hasil-kwk-2024").reason is Reason.WRONG_PAGE


def test_a_page_is_in_doubt_where_another_fits_as_well():
    """The last page of the parties is found on the president's, slid along."""
    second = skeletons([load_form(QR_CODED)])[1]
    parties = skeletons([load_form("c-digital-dpr")])
    picture = on_table(without_codes(QR_CODED, 2))
    found = locate_by_lines(picture, [second])
    slid = replace(found, page=parties[-1].page, similarity=0.86)
    assert fit_as_well(picture, slid, [second])
    assert not fit_as_well(picture, found, parties)
    assert not fit_as_well(picture, found, [])


def test_a_page_like_no_other_is_found_without_its_code():
    reading = read(jpeg(on_table(without_codes(CODED, 2))))
    assert reading.page == 2
