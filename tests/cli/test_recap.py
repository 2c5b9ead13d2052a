"""omah recap: the shapes that DESIGN promises, and words for what is unknown."""

import json
import re
from pathlib import Path

import pytest

from omah.cli.main import main
from omah.core.places.registers import Region, RegionRegister
from omah.formats.regions_tsv import write_regions

ROOT = Path(__file__).parents[2]
TABLE = """\
station,provinsi,kabkota,kecamatan,keldes,status,voters.dpt.j,used.total.j,votes.1,valid
3576011001001,Jawa Timur,Kota Contoh,Lor,Sendang,accepted,287,237,60,230
3576011001002,Jawa Timur,Kota Contoh,Lor,Sendang,accepted,300,,40,
3576011002001,Jawa Timur,Kota Contoh,Lor,Karang,unconfirmed,100,90,7,88
"""


@pytest.fixture
def table(tmp_path):
    path = tmp_path / "sheets.csv"
    path.write_text(TABLE)
    return path


def json_lines(capsys, *words):
    assert main(["recap", *map(str, words), "--json"]) == 0
    return [json.loads(line) for line in capsys.readouterr().out.splitlines()]


def test_json_has_one_line_per_region_and_standing(table, capsys):
    accepted, unconfirmed = json_lines(capsys, table, "--by", "kecamatan")
    assert accepted == {
        "code": "357601",
        "name": "Lor",
        "level": "kecamatan",
        "standing": "accepted",
        "stations": 2,
        "fields": {
            "voters.dpt.j": 587,
            "used.total.j": 237,
            "votes.1": 100,
            "valid": 230,
        },
        "unknown": {"used.total.j": 1, "valid": 1},
        "participation": {
            **dict.fromkeys(["l", "p", "disabled.l", "disabled.p", "disabled.j"]),
            "j": {"voters": 287, "users": 237, "stations": 1, "per_mille": 826},
        },
    }
    assert unconfirmed["standing"] == "unconfirmed"
    assert unconfirmed["fields"]["votes.1"] == 7


def test_a_field_known_nowhere_is_null_not_zero(table, capsys):
    part = json_lines(capsys, table, "--explain", "3576011001")[1]
    assert part["code"] == "3576011001002"
    assert part["fields"]["valid"] is None
    assert part["share_per_mille"]["votes.1"] == 400
    assert part["of"] == "3576011001"


def test_words_say_what_is_left_out(table, capsys):
    assert main(["recap", str(table), "--by", "keldes"]) == 0
    out = capsys.readouterr().out
    assert "Sendang" in out
    assert "belum pasti" in out
    assert "82,6 %" in out
    assert "230*" in out
    assert "ada angka yang tidak diketahui di 1 lembar" in out
    assert "menunggu orang" not in out


def test_a_register_gives_names_and_says_what_is_missing(table, tmp_path, capsys):
    path = tmp_path / "regions.tsv"
    codes = ["35", "3576", "357601", "3576011001", "3576011002"]
    codes += [f"3576011001{tps:03d}" for tps in range(1, 4)] + ["3576011002001"]
    regions = [Region(code, f"Wilayah {code}") for code in codes]
    path.write_bytes(write_regions(RegionRegister.of("2027-06-23", "rekaan", regions)))
    words = (table, "--by", "keldes", "--register", path)
    first, _ = json_lines(capsys, *words)
    assert (first["name"], first["registered"]) == ("Wilayah 3576011001", 3)
    assert main(["recap", *map(str, words)]) == 0
    assert "2 dari 3" in capsys.readouterr().out


def test_a_station_that_nobody_registered_is_said_and_told_by_the_exit_code(
    table, tmp_path, capsys
):
    path = tmp_path / "regions.tsv"
    codes = ["35", "3576", "357601", "3576011001", "3576011001001", "3576011001002"]
    regions = [Region(code, code) for code in codes]
    path.write_bytes(write_regions(RegionRegister.of("2027-06-23", "rekaan", regions)))
    assert main(["recap", str(table), "--register", str(path), "--json"]) == 1
    said = capsys.readouterr()
    assert said.err == ("the register does not know 1 of the stations: 3576011002001\n")
    accepted, unconfirmed = map(json.loads, said.out.splitlines())
    assert (accepted["stations"], unconfirmed["stations"]) == (2, 1)


def test_the_worked_example_in_the_docs_is_what_the_command_prints(tmp_path, capsys):
    text = (ROOT / "docs" / "algorithms" / "recap.md").read_text(encoding="utf-8")
    table, printed, explained = re.findall(
        r"```(?:csv|text)\n(.*?)```", text, re.DOTALL
    )
    path = tmp_path / "sheets.csv"
    path.write_text(table)
    assert main(["recap", str(path), "--by", "keldes"]) == 0
    assert capsys.readouterr().out == printed
    assert main(["recap", str(path), "--explain", "357601"]) == 0
    assert capsys.readouterr().out == explained


def test_explaining_in_words_ends_with_the_whole(table, capsys):
    assert main(["recap", str(table), "--explain", "3576011001"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[0] == "Sendang (diterima)"
    assert [line.split()[0] for line in lines[2:5]] == [
        *("3576011001001", "3576011001002", "3576011001")
    ]


def test_sheets_that_all_wait_leave_nothing_to_add_up(tmp_path, capsys):
    path = tmp_path / "sheets.csv"
    path.write_text("station,status,votes.1\n3576011001001,waiting,5\n")
    assert main(["recap", str(path)]) == 0
    out = capsys.readouterr().out
    assert "Tidak ada lembar" in out
    assert "1 lembar menunggu orang" in out


def test_a_sheet_is_printed_for_each_kecamatan(table, tmp_path, capsys):
    folder = tmp_path / "sheets"
    words = ["recap", str(table), "--by", "kecamatan", "--sheet", str(folder)]
    assert main(words) == 0
    assert [path.name for path in folder.iterdir()] == ["rekap-357601.pdf"]
    assert (folder / "rekap-357601.pdf").read_bytes().startswith(b"%PDF-")


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (["--explain", "99"], "no sheet in the table lies in '99'"),
        (["--explain", "9"], "no region level has 1 digits"),
        (["--within", "11"], "no sheet in the table lies in '11'"),
        (["--sheet", "x"], "add --by kecamatan"),
        (["--by", "kecamatan", "--sheet", "x", "--contest", "no.toml"], "no.toml"),
        (["--register", "no.tsv"], "no.tsv: "),
        (["--register", "sheets.csv"], "sheets.csv: this is not a register"),
        (["--columns", "sirekap-2024"], "no column 'desa'"),
    ],
)
def test_wrong_use_is_one_sentence(table, capsys, words, message, monkeypatch):
    monkeypatch.chdir(table.parent)
    assert main(["recap", str(table), *words]) == 2
    captured = capsys.readouterr()
    assert message in captured.err
    assert captured.err.count("\n") == 1
    assert captured.out == ""
