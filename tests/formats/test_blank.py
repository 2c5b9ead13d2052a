"""Blanks that we print: same bytes, true positions, codes that scan."""

import cv2
import numpy as np
import pytest
import zxingcpp

from omah.core.count.forms import CodeKind, PageLabel
from omah.formats.blank import render_pdf, render_png, stamp
from omah.formats.form_toml import form_ids, load_form

STATION = "3517092003001"
DPI = {"c-hasil-ppwp-2024": 50.8, "c1-ppwp-2019": 152.4}
OTHER_DPI = 101.6


def unlike_pages(form):
    """One of each: pages for the parties look alike."""
    return {page.lines: page for page in form.pages}.values()


def has_qr(page):
    """A form may leave it out; then nobody can print whose page it is."""
    return any(code.kind is CodeKind.QR for code in page.codes)


def picture(form, page, **whose):
    png = render_png(form, page, dpi=DPI.get(form.id, OTHER_DPI), **whose)
    return cv2.imdecode(np.frombuffer(png, np.uint8), cv2.IMREAD_COLOR)


def labels_in(image):
    texts = [code.text for code in zxingcpp.read_barcodes(image)]
    return [label for label in map(PageLabel.parse, texts) if label]


def test_the_same_blank_is_the_same_bytes():
    form = load_form("c-hasil-ppwp-2024")
    assert render_pdf(form) == render_pdf(form)
    assert render_png(form, 1, dpi=20) == render_png(form, 1, dpi=20)


@pytest.mark.parametrize("form_id", sorted(form_ids()))
def test_marks_lines_and_boxes_are_printed_where_the_specification_says(form_id):
    form = load_form(form_id)
    for page in unlike_pages(form):
        grey = cv2.cvtColor(picture(form, page.number), cv2.COLOR_BGR2GRAY)
        px_per_um = grey.shape[1] / page.width
        for box in [mark for _, mark in page.marks] + list(page.lines):
            x = (box.x + box.w / 2) * px_per_um
            y = (box.y + box.h / 2) * px_per_um
            around = grey[int(y - 0.5) : int(y + 1.5), int(x - 0.5) : int(x + 1.5)]
            assert around.min() < 200, (page.number, box)
        for number in page.numbers:
            for cell in number.cells:
                x, y = cell.x * px_per_um, cell.y * px_per_um
                w, h = cell.w * px_per_um, cell.h * px_per_um
                inner = grey[
                    round(y + 4) : round(y + h - 4), round(x + 4) : round(x + w - 4)
                ]
                assert inner.mean() > 235, (page.number, number.field)
                assert has_sides(grey, x, y, w, h), (page.number, number.field)


def test_a_box_is_missed_where_none_is_printed():
    paper = np.full((100, 100), 255, np.uint8)
    assert not has_sides(paper, 20, 20, 50, 50)
    cv2.rectangle(paper, (20, 20), (70, 70), 90, 2)
    assert has_sides(paper, 20, 20, 50, 50)


def has_sides(grey, x, y, w, h, reach=6):
    """Return whether a line is printed along each side of a box."""
    across = [
        grey[round(at - reach) : round(at + reach), round(x + w / 4) : round(x + w / 2)]
        for at in (y, y + h)
    ]
    down = [
        grey[round(y + h / 4) : round(y + h / 2), round(at - reach) : round(at + reach)]
        for at in (x, x + w)
    ]
    rows = [part.mean(axis=1).min() for part in across]
    columns = [part.mean(axis=0).min() for part in down]
    return max(rows + columns) < 225


@pytest.mark.parametrize("form_id", sorted(form_ids()))
def test_the_qr_code_says_whose_page_it_is(form_id):
    form = load_form(form_id)
    for page in unlike_pages(form):
        label = PageLabel(form_id, page.number, "presiden", STATION)
        printed = picture(form, page.number, contest="presiden", station=STATION)
        wanted = [label] if has_qr(page) else []
        assert labels_in(printed) == wanted
        assert labels_in(stamp(picture(form, page.number), page, label)) == wanted


def test_a_blank_without_station_carries_no_qr_code():
    assert labels_in(picture(load_form("c-hasil-ppwp-2024"), 1)) == []


def test_the_tag_is_upside_down_as_on_the_official_form():
    form = load_form("c-hasil-ppwp-2024")
    family = cv2.aruco.getPredefinedDictionary(cv2.aruco.DICT_APRILTAG_36H10)
    for page in unlike_pages(form):
        found, ids, _ = cv2.aruco.ArucoDetector(family).detectMarkers(
            picture(form, page.number)
        )
        assert ids.ravel().tolist() == [100 + page.number]
        first, third = found[0][0][0], found[0][0][2]
        assert first[0] > third[0]
        assert first[1] > third[1]


def test_a_page_that_the_form_lacks_is_refused():
    with pytest.raises(ValueError, match="pages 1 to 3"):
        render_png(load_form("c-hasil-ppwp-2024"), 4, dpi=20)


@pytest.mark.parametrize(
    "text", ["", "OMAH/a/1/b", "OMAH/a/x/b/c", "http://x/1/b/c", "OMAH/a/1/b/c/d"]
)
def test_a_foreign_code_is_no_label(text):
    assert PageLabel.parse(text) is None
