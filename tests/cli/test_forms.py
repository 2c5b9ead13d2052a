"""omah forms: list, blank, fill, overlay."""

import csv
import json
import re
import tomllib
from dataclasses import replace

import cv2
import numpy as np
import pytest
import zxingcpp

from omah.cli.forms_contest import practice_contest
from omah.cli.main import OK, USAGE, main
from omah.core.count.figures import Mark
from omah.core.count.forms import PageLabel
from omah.formats.contest_toml import dump_contest, load_contest
from omah.formats.form_toml import FOLDER, form_ids, load_form, parse_form
from omah.formats.toml_table import SpecError
from omah.reading.practice.fill import value_of

FORM = "c-hasil-ppwp-2024"


def make(out, *more):
    words = ["forms", "fill", FORM, "--out", str(out), "--sheets", "2", "--jobs", "1"]
    assert main([*words, *more]) == OK
    return json.loads((out / "truth.json").read_text())


def test_the_list_names_every_form(capsys):
    assert main(["forms", "list", "--json"]) == OK
    rows = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert [row["form"] for row in rows] == list(form_ids())
    assert main(["forms", "list"]) == OK
    assert FORM in capsys.readouterr().out


@pytest.fixture
def draft(tmp_path, monkeypatch):
    """A form that has only begun, beside a finished one."""
    for name in (FORM, "my-form"):
        source = (FOLDER / f"{FORM}.toml").read_bytes()
        (tmp_path / f"{name}.toml").write_bytes(source if name == FORM else b"")
    monkeypatch.setattr("omah.formats.form_toml.FOLDER", tmp_path)
    load_form.cache_clear()
    yield "my-form"
    load_form.cache_clear()


def test_the_list_says_which_specification_is_wrong_and_names_the_others(draft, capsys):
    assert main(["forms", "list"]) == USAGE
    said = capsys.readouterr()
    assert said.err == f"omah forms: data/forms/{draft}.toml: form lacks id\n"
    assert FORM in said.out


def test_another_command_says_which_specification_is_wrong(draft, capsys, tmp_path):
    table = tmp_path / "sheets.csv"
    table.write_text("valid,invalid,total\n1,2,3\n")
    assert main(["check", str(table), "--form", draft]) == USAGE
    said = capsys.readouterr().err
    assert said == f"omah check: data/forms/{draft}.toml: form lacks id\n"


def with_fields(monkeypatch, *names):
    """Give the form numbers with these field ids instead of its first ones."""
    form = load_form(FORM)
    page = form.pages[0]
    kept = page.numbers[len(names) :]
    named = [replace(n, field=f) for n, f in zip(page.numbers, names, strict=False)]
    odd = replace(page, numbers=(*named, *kept))
    other = replace(form, pages=(odd, *form.pages[1:]))
    monkeypatch.setattr("omah.cli.forms.load_form", lambda _: other)


@pytest.mark.parametrize(
    ("names", "told"),
    [
        (["voters.dtp.l"], "names voters.dtp.l of"),
        (["a", "b", "c", "d", "e", "f", "g"], "names a, b, c, d, e and 2 more of"),
    ],
)
def test_a_field_that_no_rule_names_is_told_in_one_sentence(
    names, told, monkeypatch, tmp_path, capsys
):
    with_fields(monkeypatch, *names)
    out = tmp_path / "b.pdf"
    assert main(["forms", "blank", FORM, "--out", str(out)]) == OK
    said = capsys.readouterr().err.splitlines()
    assert len(said) == 1
    assert told in said[0]
    assert out.exists()


def test_of_a_form_that_the_rules_know_whole_nothing_is_said(tmp_path, capsys):
    assert main(["forms", "blank", FORM, "--out", str(tmp_path / "b.pdf")]) == OK
    assert capsys.readouterr().err == ""


def test_a_blank_is_written_as_pdf_or_as_a_picture_per_page(tmp_path, capsys):
    pdf, png = tmp_path / "b.pdf", tmp_path / "b.png"
    assert main(["forms", "blank", FORM, "--out", str(pdf)]) == OK
    assert pdf.read_bytes().startswith(b"%PDF")
    assert main(["forms", "blank", "c1-ppwp-2019", "--out", str(png)]) == OK
    assert sorted(p.name for p in tmp_path.glob("*.png")) == ["b-1.png", "b-2.png"]


def test_a_blank_is_measured_back_to_its_specification(tmp_path, capsys):
    """What `measure` finds on our own blank is what the blank was drawn from."""
    page = load_form("c-hasil-kwk-2024").pages[1]
    assert (
        main(["forms", "blank", "c-hasil-kwk-2024", "--out", str(tmp_path / "b.png")])
        == OK
    )
    capsys.readouterr()
    words = ["forms", "measure", str(tmp_path / "b-2.png"), "--width", "600"]
    assert main(words) == OK
    text = capsys.readouterr().out
    found = tomllib.loads(text)["page"][0]
    assert found["size"] == pytest.approx([600, 900], abs=0.3)
    rows = [line[0] for line in found["horizontal"]]
    for y in (178, 290, 402, 514, 626, 738):
        assert min(abs(y - row) for row in rows) < 0.4, y
    cell = page.number_of("votes.1").cells[0]
    boxes = re.findall(r"#  +(\d+): ([\d.]+), ([\d.]+), ([\d.]+)", text)
    thirds = [tuple(map(float, box)) for box in boxes if box[0] == "3"]
    assert any(
        abs(x - cell.x / 1000) < 0.6 and abs(y - cell.y / 1000) < 0.6
        for _, x, y, _ in thirds
    )


def test_a_picture_too_small_to_measure_is_refused(tmp_path, capsys):
    small = tmp_path / "small.png"
    cv2.imwrite(str(small), np.full((60, 40), 255, np.uint8))
    assert main(["forms", "measure", str(small), "--width", "210"]) == USAGE
    said = capsys.readouterr().err
    assert "has 0.2 pixels to a millimetre at --width 210 and needs 4" in said


def test_a_pdf_is_not_measured_but_its_owner_is_told_how_to_render_it(tmp_path, capfd):
    blank = tmp_path / "b.pdf"
    blank.write_bytes(b"%PDF-1.7")
    assert main(["forms", "measure", str(blank), "--width", "210"]) == USAGE
    said = capfd.readouterr().err.splitlines()
    assert len(said) == 1
    assert f"pdftoppm -r 150 -png {blank}" in said[0]


def test_the_pages_measured_together_are_one_draft_with_a_head(tmp_path, capsys):
    main(["forms", "blank", "c1-ppwp-2019", "--out", str(tmp_path / "b.png")])
    capsys.readouterr()
    pages = [str(tmp_path / f"b-{n}.png") for n in (1, 2)]
    assert main(["forms", "measure", *pages, "--width", "210"]) == OK
    draft = capsys.readouterr().out
    assert [page["number"] for page in tomllib.loads(draft)["page"]] == [1, 2]
    with pytest.raises(SpecError, match="page 1 lacks grid"):
        parse_form(draft.encode())


def test_a_station_is_not_promised_where_no_code_is_printed(
    tmp_path, monkeypatch, capsys
):
    form = load_form(FORM)
    bare = replace(form, pages=tuple(replace(p, codes=()) for p in form.pages))
    monkeypatch.setattr("omah.cli.forms.load_form", lambda _: bare)
    words = ["--station", "3517092003001", "--contest", "a"]
    out = tmp_path / "b.pdf"
    assert main(["forms", "blank", FORM, *words, "--out", str(out)]) == USAGE
    assert "has no qr code" in capsys.readouterr().err
    assert not out.exists()


def test_filled_sheets_come_with_their_truth(tmp_path):
    truth = make(tmp_path)
    assert truth["generated"] is True
    lines = (tmp_path / "truth.csv").read_text().splitlines()
    rows = list(csv.DictReader(lines))
    for sheet, row in zip(truth["sheets"], rows, strict=True):
        assert len(sheet["photos"]) == 3
        assert sheet["station"] == row["station"]
        for field, marks in sheet["marks"].items():
            number = next(
                n for p in load_form(FORM).pages for n in p.numbers if n.field == field
            )
            assert len(marks) == len(number.cells)
            assert str(sheet["figures"][field]) == row[field]


@pytest.mark.parametrize("form_id", form_ids())
def test_the_practice_contest_has_a_choice_for_every_row_of_the_form(form_id):
    form = load_form(form_id)
    contest = practice_contest(form, "latihan", "990101")
    assert load_contest(dump_contest(contest)) == contest
    printed = {name for name in form.fields() if name.startswith("votes.")}
    assert set(contest.vote_fields()) == printed


def test_filled_sheets_can_be_counted_as_they_lie(tmp_path, monkeypatch, capsys):
    monkeypatch.setenv("OMAH_DATA_DIR", str(tmp_path / "data"))
    made, out = tmp_path / "made", tmp_path / "out"
    make(made, "--photo", "none")
    words = ["--contest", str(made / "contest.toml"), "--out", str(out), "--jobs", "1"]
    assert main(["count", str(made / "photos"), *words]) == 0
    assert "ditolak" not in capsys.readouterr().out
    assert main(["verify", str(out)]) == 0


def test_a_photograph_says_by_its_code_whose_it_is(tmp_path):
    truth = make(tmp_path, "--photo", "none")
    for sheet in truth["sheets"]:
        for photo in sheet["photos"]:
            picture = cv2.imread(str(tmp_path / photo["file"]))
            texts = [code.text for code in zxingcpp.read_barcodes(picture)]
            label = PageLabel(FORM, photo["page"], sheet["contest"], sheet["station"])
            assert label.text() in texts


def test_the_same_seed_makes_the_same_bytes_in_one_process_or_two(tmp_path):
    one, two = tmp_path / "one", tmp_path / "two"
    make(one, "--seed", "7")
    make(two, "--seed", "7", "--jobs", "2")
    files = sorted(p.relative_to(one) for p in one.rglob("*") if p.is_file())
    assert files == sorted(p.relative_to(two) for p in two.rglob("*") if p.is_file())
    assert all((one / f).read_bytes() == (two / f).read_bytes() for f in files)


def test_spoiled_photographs_are_named_in_the_truth(tmp_path):
    truth = make(tmp_path, "--spoil", "100")
    photos = [photo for sheet in truth["sheets"] for photo in sheet["photos"]]
    assert all(photo["spoiled"] for photo in photos)


def test_practice_sheets_are_never_mixed_with_older_ones(tmp_path, capsys):
    make(tmp_path)
    capsys.readouterr()
    assert main(["forms", "fill", FORM, "--out", str(tmp_path)]) == USAGE
    assert "already" in capsys.readouterr().err


def test_an_overlay_has_the_size_of_its_picture(tmp_path):
    blank, drawn = tmp_path / "b.png", tmp_path / "drawn.png"
    main(["forms", "blank", "c1-ppwp-2019", "--out", str(blank)])
    page = tmp_path / "b-2.png"
    words = ["forms", "overlay", "c1-ppwp-2019", "2", str(page), "--out", str(drawn)]
    assert main(words) == OK
    before, after = cv2.imread(str(page)), cv2.imread(str(drawn))
    assert before.shape == after.shape
    assert not np.array_equal(before, after)


@pytest.mark.parametrize(
    "words",
    [
        ["blank", "no-such-form", "--out", "x.pdf"],
        ["blank", FORM, "--out", "x.doc"],
        ["blank", FORM, "--station", "3517092003001", "--out", "x.pdf"],
        ["blank", FORM, "--station", "35", "--contest", "a", "--out", "x.pdf"],
        ["blank", FORM, "--station", "3517092003001", "--contest", "A/B", "--out", "x"],
        ["fill", FORM, "--out", "x", "--sheets", "0"],
        ["fill", FORM, "--out", "x", "--spoil", "101"],
        ["overlay", FORM, "9", "x.png", "--out", "y.png"],
        ["overlay", FORM, "1", "no-such.png", "--out", "y.png"],
        ["overlay", FORM, "1", "no-such.png", "--out", "y.jpg"],
        ["measure", "no-such.png", "--width", "210"],
    ],
)
def test_wrong_usage_is_one_clear_sentence(words, capfd):
    assert main(["forms", *words]) == USAGE
    assert len(capfd.readouterr().err.splitlines()) == 1


def test_marks_and_figures_of_the_truth_agree(tmp_path):
    for sheet in make(tmp_path)["sheets"]:
        for field, marks in sheet["marks"].items():
            assert value_of(tuple(map(Mark, marks))) == sheet["figures"][field]
