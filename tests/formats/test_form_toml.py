"""Form specifications: what is packaged is right; what is faulty is refused."""

from itertools import pairwise

import pytest

from omah.formats.form_toml import boxes, form_ids, load_form, parse_form
from omah.formats.toml_table import SpecError

FORMS = ["c-hasil-ppwp-2024", "c1-ppwp-2019"]
GENDERS = ["l", "p", "j"]
SMALL = """
id = "small"
title_id = "Kecil"
title_en = "Small"
law = "none"
valid_from = "2024-01-01"
contest_kind = "president"
[[page]]
number = 1
size = [100, 50.5]
mark_side = 4
marks = { tl = [1, 1] }
[[page.grid]]
field = "votes.{row}"
rows = { 1 = 10, 2 = 20 }
columns = { j = 30 }
box = [8, 9.125]
"""


def test_every_packaged_form_loads():
    assert set(FORMS) <= set(form_ids())
    for form_id in form_ids():
        assert load_form(form_id).id == form_id


def test_fields_of_2024_are_the_22_3_and_3_of_the_paper():
    pages = load_form("c-hasil-ppwp-2024").pages
    assert [len(page.numbers) for page in pages] == [22, 3, 3]


def test_fields_of_2019_are_the_34_and_5_of_the_paper():
    form = load_form("c1-ppwp-2019")
    assert [len(page.numbers) for page in form.pages] == [34, 5]
    assert {f"voters.dptb.{g}" for g in GENDERS} <= set(form.fields())
    assert {f"disabled.registered.{g}" for g in GENDERS} <= set(form.fields())


@pytest.mark.parametrize("form_id", FORMS)
def test_digit_boxes_run_left_to_right_and_never_overlap(form_id):
    for page in load_form(form_id).pages:
        for number in page.numbers:
            for left, right in pairwise(number.cells):
                assert left.x + left.w <= right.x
                assert left.y == right.y


@pytest.mark.parametrize("form_id", FORMS)
def test_signature_strips_hide_no_figure(form_id):
    for page in load_form(form_id).pages:
        assert page.strips
        for strip in page.strips:
            for number in page.numbers:
                bottom = max(cell.y + cell.h for cell in number.cells)
                assert bottom <= strip.y or number.cells[0].y >= strip.y + strip.h


def test_lengths_are_exact_micrometres():
    number = parse_form(SMALL.encode()).pages[0].number_of("votes.2")
    assert (number.cells[2].x, number.cells[2].y, number.cells[2].h) == (
        46_000,
        20_000,
        9_125,
    )


def test_bubbles_stand_below_their_box_in_the_order_of_the_digits():
    votes = load_form("c-hasil-ppwp-2024").pages[1].number_of("votes.1")
    for cell, column in zip(votes.cells, votes.bubbles, strict=True):
        assert len(column) == 10
        assert all(a.y < b.y for a, b in pairwise(column))
        middle = column[0].x + column[0].w // 2
        assert abs(middle - cell.x - cell.w // 2) < 100


@pytest.mark.parametrize(
    ("old", "new", "complaint"),
    [
        ("[[page]]", "[page]", "form.page must be a list"),
        ('law = "none"', "", "form lacks law"),
        ('law = "none"', 'law = "none"\ncolour = 3', "form has unknown colour"),
        ('"president"', '"mayor"', "must be one of"),
        ("9.125", "9.1255", "finer than a micrometre"),
        ("box = [8, 9.125]", "box = [8]", "must have 2 lengths"),
        ("box = [8, 9.125]", "box = [8, -9.125]", "leaves the page"),
        ("2 = 20", "2 = 45", "a box of votes.2, 8 by 9.125 mm at 30, 45, leaves"),
        ("number = 1", "number = 2", "pages are numbered [2]"),
        ("number = 1", "number = true", "must be a whole number"),
        ('"votes.{row}"', '"votes"', "page 1: votes stands twice"),
        ("2 = 20", "2 = 10", "page 1: votes.2 has the boxes of votes.1"),
        ("{row}", "{rows}", "braces may hold only {row}, {column}, {party}"),
        ("{row}", "{row", "braces may hold only {row}, {column}, {party}"),
        ('id = "small"', "id = small", "not a TOML file"),
        ('"2024-01-01"', '"1 Jan 2024"', "valid_from must be a day such as"),
        ("tl = [1, 1]", 'tl = [1, "1"]', "not a length in millimetres"),
    ],
)
def test_a_faulty_specification_is_refused_in_words(old, new, complaint):
    faulty = SMALL.replace(old, new, 1)
    assert faulty != SMALL
    with pytest.raises(SpecError) as refusal:
        parse_form(faulty.encode())
    assert complaint in str(refusal.value)


def test_a_form_need_not_have_corner_marks():
    bare = SMALL.replace("mark_side = 4\nmarks = { tl = [1, 1] }\n", "")
    assert parse_form(bare.encode()).pages[0].marks == ()
    with pytest.raises(SpecError, match="lacks mark_side"):
        parse_form(SMALL.replace("mark_side = 4\n", "").encode())


def test_an_unknown_form_is_a_key_error():
    with pytest.raises(KeyError):
        load_form("../rules")


@pytest.mark.real
def test_boxes_of_2024_are_those_of_the_official_pdf(real_data):
    from tools.pdf_paths import path_boxes

    pdf = real_data / "forms" / "c-hasil-ppwp-2024" / "C.HASIL-PPWP.pdf"
    for page, printed in zip(
        load_form("c-hasil-ppwp-2024").pages, path_boxes(pdf), strict=True
    ):
        wanted = [cell for number in page.numbers for cell in number.cells]
        wanted += [b for n in page.numbers for column in n.bubbles for b in column]
        wanted += [mark for _, mark in page.marks]
        for box in wanted:
            assert any(
                abs(box.x - p.x) + abs(box.y - p.y) <= 30
                and abs(box.w - p.w) + abs(box.h - p.h) <= 30
                for p in printed
            ), box


def test_boxes_lists_every_rectangle_of_a_page():
    page = load_form("c-hasil-ppwp-2024").pages[1]
    assert len(list(boxes(page))) == 2 + 8 + 3 * (3 + 30 + 3) + 1 + len(page.lines)
