"""What is not one page of the form asked for is refused, each for its own reason."""

from functools import cache

import cv2
import numpy as np
import pytest

from omah.adapters.eyes import load_reader
from omah.formats.blank import render_png
from omah.formats.form_toml import load_form
from omah.reading.read import PageReading, Status
from omah.reading.reasons import Reason

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


def desk() -> np.ndarray:
    y, x = np.mgrid[0:900, 0:1200]
    return (120 + 90 * np.sign(np.sin(x / 60) * np.cos(y / 45))).astype(np.uint8)


def letter() -> np.ndarray:
    page = np.full((1600, 1130), 238, np.uint8)
    for y in range(90, 1500, 38):
        cv2.putText(page, "berita acara rapat " * 2, (70, y), 0, 0.8, 40, 2)
    return page


def flowers() -> np.ndarray:
    rng = np.random.default_rng(5)
    bed = rng.normal(110, 8, (1600, 1200)).clip(0, 255).astype(np.uint8)
    for _ in range(140):
        x, y, size = (int(v) for v in rng.integers((0, 0, 20), (1200, 1600, 70)))
        shade = int(rng.integers(60, 250))
        cv2.ellipse(bed, (x, y), (size, size * 3 // 2), 10, 0, 360, (shade,), -1)
        cv2.line(bed, (x, y), (x + 20 - size, y + 300), 70, 8)
    return bed


def screenshot() -> np.ndarray:
    screen = np.full((1920, 1080), 250, np.uint8)
    screen[:200], screen[1820:] = 90, 40
    for y in range(260, 1800, 170):
        cv2.rectangle(screen, (40, y), (1040, y + 140), 200, 2)
        cv2.putText(screen, "Pesan baru", (70, y + 60), 0, 1, 40, 2)
    return screen


def spreadsheet() -> np.ndarray:
    page = np.full((1600, 1130), 240, np.uint8)
    for at in np.linspace(60, 1070, 8).astype(int):
        cv2.line(page, (int(at), 80), (int(at), 1520), 30, 2)
    for at in range(80, 1521, 60):
        cv2.line(page, (60, at), (1070, at), 30, 2)
    return page


NEGATIVES = {
    "nothing": (lambda: b"", Reason.EMPTY_FILE),
    "a letter": (lambda: b"Yang terhormat,", Reason.NOT_AN_IMAGE),
    "half sent": (lambda: jpeg(blank(CODED, 2))[:30_000], Reason.TRUNCATED),
    "a desk": (lambda: jpeg(desk()), Reason.NOT_A_FORM),
    "a wall": (lambda: jpeg(np.full((900, 700), 235, np.uint8)), Reason.NOT_A_FORM),
    "a blank sheet on a table": (
        lambda: jpeg(on_table(np.full((1400, 1000), 232, np.uint8))),
        Reason.NOT_A_FORM,
    ),
    "a letter on paper": (lambda: jpeg(on_table(letter())), Reason.NOT_A_FORM),
    "flowers": (lambda: jpeg(flowers()), Reason.NOT_A_FORM),
    "a screenshot": (lambda: jpeg(screenshot()), Reason.NOT_A_FORM),
    "another table": (lambda: jpeg(on_table(spreadsheet())), Reason.PARTLY_HIDDEN),
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
