"""omah read: names group pages, lines of JSON, exit codes, pictures without names."""

import json
import os

import cv2
import numpy as np
import pytest

from omah.adapters.eyes import Sheet, read_sheets
from omah.adapters.practice import Press
from omah.cli.main import main
from omah.cli.read import find_pictures, group_by_sheet
from omah.formats.form_toml import load_form
from omah.reading.practice.figures import invent_figures
from omah.reading.practice.photograph import Level
from omah.reading.read import Status
from omah.reading.reasons import Reason

FORM = "c1-ppwp-2019"
STATION = "9901010001001"


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    """Two photographs of one generated station, and a file that is no picture."""
    home = tmp_path_factory.mktemp("read") / STATION
    home.mkdir()
    form = load_form(FORM)
    true = invent_figures(form, np.random.default_rng(5))
    sheet = Press(form).sheet(STATION, "latihan", true, level=Level.LIGHT, seed=(5,))
    for photo in sheet.photos:
        (home / f"p{photo.page}.jpg").write_bytes(photo.jpeg)
    (home / "letter.jpg").write_bytes(b"not a photograph")
    return home, true


def read_json(capsys, *words) -> tuple[int, list[dict]]:
    code = main(["read", *map(str, words), "--json"])
    return code, [json.loads(line) for line in capsys.readouterr().out.splitlines()]


def test_a_line_of_json_per_photograph_in_the_agreed_shape(folder, capsys):
    home, true = folder
    code, lines = read_json(capsys, home / "p1.jpg", home / "p2.jpg")
    assert code == 0
    for number, line in enumerate(lines, 1):
        assert list(line) == [
            "file",
            "station",
            "form",
            "page",
            "status",
            "reason",
            "fields",
            "findings",
            "ms",
        ]
        assert (line["station"], line["form"], line["page"]) == (STATION, FORM, number)
        assert line["status"] in {"accepted", "review"}
        for name, field in line["fields"].items():
            assert list(field) == ["value", "p", "marks", "witnesses"]
            assert field["value"] == true[name]


def test_a_file_that_is_no_picture_is_a_line_too_and_exit_1(folder, capsys):
    home, _ = folder
    code, lines = read_json(capsys, home, "--jobs", "2")
    assert code == 1
    by_name = {line["file"].rsplit("/", 1)[-1]: line for line in lines}
    assert set(by_name) == {"letter.jpg", "p1.jpg", "p2.jpg"}
    assert by_name["letter.jpg"]["reason"] == "not-an-image"
    assert by_name["letter.jpg"]["fields"] == {}


def test_another_form_than_named_is_rejected(folder, capsys):
    home, _ = folder
    code, (line,) = read_json(capsys, home / "p1.jpg", "--form", "c-hasil-ppwp-2024")
    assert code == 1
    assert line["status"] == "rejected"


def test_explanations_hide_names_and_signatures(folder, capsys, tmp_path):
    home, _ = folder
    read_json(capsys, home / "p2.jpg", "--explain", tmp_path)
    (path,) = tmp_path.iterdir()
    picture = cv2.imread(str(path))
    page = load_form(FORM).pages[1]
    (strip,) = page.strips
    scale = picture.shape[1] / page.width
    top, bottom = (round(y * scale) for y in (strip.y, strip.y + strip.h))
    assert np.ptp(picture[top + 2 : bottom - 2]) == 0


@pytest.mark.parametrize(
    ("words", "clue"),
    [
        (["nowhere.jpg"], "there is no file"),
        ([".", "--form", "c9"], "there is no form 'c9'"),
        ([".", "--jobs", "0"], "--jobs must be 1 or more"),
        ([".", "--bound", "1"], "--bound must lie between 0 and 1"),
    ],
)
def test_wrong_usage_is_one_clear_sentence(words, clue, capsys, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    assert main(["read", *words]) == 2
    assert clue in capsys.readouterr().err


def test_the_bound_decides_which_pages_are_accepted(folder, capsys):
    home, _ = folder
    told = [
        read_json(capsys, home / "p2.jpg", "--bound", bound)[1][0]["status"]
        for bound in ("0.9", "0.000001")
    ]
    assert told == ["accepted", "review"]


def test_each_witness_is_named_in_words_and_in_json(capsys, tmp_path):
    form = load_form("c-hasil-ppwp-2024")
    true = invent_figures(form, np.random.default_rng(5))
    path = tmp_path / "votes.jpg"
    path.write_bytes(Press(form).sheet(STATION, "latihan", true).photos[1].jpeg)
    _, (line,) = read_json(capsys, path)
    main(["read", str(path)])
    words = capsys.readouterr().out
    for name, field in line["fields"].items():
        assert field["witnesses"]["bubbles"]["value"] == true[name]
        assert f"bubbles {true[name]}" in words


def test_an_empty_folder_is_wrong_usage(capsys, tmp_path):
    assert main(["read", str(tmp_path)]) == 2
    assert "no photograph" in capsys.readouterr().err


def test_pages_of_a_sheet_are_grouped_by_station_or_by_name(tmp_path):
    names = [
        f"{STATION}/a.jpg",
        f"{STATION}/b.jpg",
        "x/01_p1.png",
        "x/01_p2.png",
        "x/02_p1.png",
    ]
    for name in names:
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.touch()
    sheets = group_by_sheet(find_pictures([tmp_path]))
    assert sorted([str(p.relative_to(tmp_path)) for p in s] for s in sheets) == [
        names[:2],
        names[2:4],
        names[4:],
    ]


def test_what_a_folder_holds_of_other_kinds_is_rejected_by_name(tmp_path, capsys):
    (tmp_path / "one.heic").write_bytes(b"\0\0\0\x18ftypheic")
    (tmp_path / "two.PDF").write_bytes(b"%PDF-1.7")
    (tmp_path / "notes.txt").write_bytes(b"-")
    os.mkfifo(tmp_path / "three.jpg")
    code = main(["read", str(tmp_path), "--json"])
    said = capsys.readouterr()
    lines = [json.loads(line) for line in said.out.splitlines()]
    assert code == 1
    assert [line["reason"] for line in lines] == ["not-an-image"] * 2
    assert "three.jpg" in said.err


def test_a_name_that_is_no_utf_8_is_escaped_and_read(tmp_path, capsys):
    odd = os.fsencode(tmp_path) + b"/odd\xff\x1b[2J.jpg"
    with open(odd, "wb") as file:  # noqa: PTH123  a path can't be made of such bytes
        file.write(b"no picture")
    code, (line,) = read_json(capsys, tmp_path)
    assert code == 1
    assert line["file"].endswith("/odd\\xff\x1b[2J.jpg")
    line["file"].encode()
    assert main(["read", str(tmp_path)]) == 1
    out = capsys.readouterr().out
    assert "\x1b" not in out
    out.encode()


def test_a_file_that_can_t_be_opened_stops_no_other(folder, tmp_path):
    home, _ = folder
    gone = tmp_path / "gone.jpg"
    sheets = [Sheet((gone,), (FORM,)), Sheet((home / "p1.jpg",), (FORM,))]
    first, second = read_sheets(sheets)
    assert first[0].page.reason is Reason.NOT_READABLE
    assert second[0].page.status is not Status.REJECTED
