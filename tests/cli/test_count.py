"""Photographs in, a published and verified count out; twice is once."""

import shutil
from dataclasses import replace
from pathlib import Path

import pytest

from omah.adapters.election import open_election
from omah.adapters.practice import Press
from omah.cli import count
from omah.cli.main import main
from omah.core.count.contests import Candidate, Contest, ContestKind
from omah.core.places.registers import Region, RegionRegister
from omah.formats.contest_toml import dump_contest
from omah.formats.form_toml import load_form
from omah.formats.regions_tsv import write_regions

A, B, C = "9801011001001", "9801011001002", "9801011001003"
CONTEST = Contest(
    id="wali-kota",
    kind=ContestKind.KEPALA_DAERAH,
    election="contoh-2027",
    title_id="Wali Kota",
    title_en="Mayor",
    date="2027-06-23",
    region="9801",
    form="c-hasil-ppwp-2024",
    candidates=tuple(Candidate(n, f"Pasangan {n}") for n in (1, 2, 3)),
    invented=True,
)
FIGURES = {"votes.1": 123, "votes.2": 45, "votes.3": 6, "valid": 174, "invalid": 3}


@pytest.fixture(scope="module")
def photographs(tmp_path_factory) -> Path:
    """Two stations in their places, and the second's sheet under a third's name."""
    folder = tmp_path_factory.mktemp("photographs")
    press = Press(load_form(CONTEST.form))
    for station, printed_for in ((A, A), (B, B), (C, B)):
        sheet = press.sheet(printed_for, CONTEST.id, FIGURES, seed=(int(station),))
        (folder / station).mkdir()
        for photo in sheet.photos:
            (folder / station / f"p{photo.page}.jpg").write_bytes(photo.jpeg)
    (folder / "stray.jpg").write_bytes(b"?")
    return folder


@pytest.fixture
def contest(tmp_path, monkeypatch) -> Path:
    monkeypatch.setenv("OMAH_DATA_DIR", str(tmp_path / "data"))
    path = tmp_path / "contest.toml"
    path.write_text(dump_contest(CONTEST))
    return path


def run_count(photographs: Path, contest: Path, out: Path) -> int:
    words = ["count", str(photographs), "--contest", str(contest), "--out", str(out)]
    return main([*words, "--jobs", "1"])


def record_of(out: Path):
    private = next((out.parent / "data" / "elections").iterdir())
    return open_election(private).ledger.record()


def test_a_count_publishes_verifies_and_sets_the_misplaced_aside(
    photographs, contest, tmp_path, capsys
):
    out = tmp_path / "public"
    assert run_count(photographs, contest, out) == 1  # a stray file has no place
    said = capsys.readouterr().out
    assert "stray.jpg" in said
    assert "menunggu orang" in said
    sheets = record_of(out).sheets
    assert {c.reason for c in sheets[CONTEST.id, C].captures} == {"wrong-station"}
    assert sheets[CONTEST.id, C].readings == ()
    for station in (A, B):
        figures = sheets[CONTEST.id, station].figures
        read = {name: value for name, value in figures.items() if value is not None}
        assert read, "nothing was read"
        assert read.items() <= {**dict.fromkeys(figures), **FIGURES}.items()
    assert main(["verify", str(out)]) == 0


def test_counting_the_same_photographs_again_adds_nothing(
    photographs, contest, tmp_path
):
    out = tmp_path / "public"
    run_count(photographs, contest, out)
    before = record_of(out)
    run_count(photographs, contest, out)
    assert record_of(out) == before
    assert main(["verify", str(out)]) == 0


def test_a_folder_of_something_else_is_not_touched(photographs, contest, tmp_path):
    out = tmp_path / "public"
    out.mkdir()
    (out / "thesis.txt").write_text("years of work")
    assert run_count(photographs, contest, out) == 2
    assert [path.name for path in out.iterdir()] == ["thesis.txt"]


def test_no_photograph_in_its_place_is_wrong_usage(contest, tmp_path, capsys):
    empty = tmp_path / "empty"
    empty.mkdir()
    assert run_count(empty, contest, tmp_path / "public") == 2
    assert "no photograph" in capsys.readouterr().err


def test_photographs_that_come_later_join_the_count(photographs, contest, tmp_path):
    out, some = tmp_path / "public", tmp_path / "some"
    shutil.copytree(photographs / A, some / A)
    assert run_count(some, contest, out) == 0
    shutil.copytree(photographs / B, some / B)
    assert run_count(some, contest, out) == 0
    assert {station for _, station in record_of(out).sheets} == {A, B}
    assert main(["verify", str(out)]) == 0
    assert main(["publish", "--out", str(out)]) == 0
    assert main(["verify", str(out)]) == 0


def test_another_contest_does_not_join_a_count(photographs, contest, tmp_path, capsys):
    out = tmp_path / "public"
    run_count(photographs, contest, out)
    contest.write_text(dump_contest(replace(CONTEST, title_en="Another")))
    capsys.readouterr()
    assert run_count(photographs, contest, out) == 2
    assert "holds a count of another contest" in capsys.readouterr().err
    assert main(["verify", str(out)]) == 0


def test_a_station_outside_the_contest_is_listed_not_counted(
    photographs, contest, tmp_path, capsys
):
    elsewhere = tmp_path / "in"
    shutil.copytree(photographs / A, elsewhere / A)
    (elsewhere / "9701011001001").mkdir()
    (elsewhere / "9701011001001" / "p1.jpg").write_bytes(b"?")
    assert run_count(elsewhere, contest, tmp_path / "public") == 1
    said = capsys.readouterr().out
    assert "station 9701011001001 lies outside the contest's region" in said
    assert main(["verify", str(tmp_path / "public")]) == 0


def test_a_station_that_the_register_does_not_know_is_listed(
    photographs, contest, tmp_path, capsys
):
    codes = ["98", "9801", "980101", "9801011001", A]
    register = RegionRegister.of(
        "2027-06-23", "rekaan", [Region(code, f"Wilayah {code}") for code in codes]
    )
    regions = tmp_path / "regions.tsv"
    regions.write_bytes(write_regions(register))
    words = ("--contest", contest, "--out", tmp_path / "public", "--regions", regions)
    assert main(["count", str(photographs), *map(str, words), "--jobs", "1"]) == 1
    said = capsys.readouterr().out
    assert f"station {B} is not in the register of regions" in said
    assert main(["verify", str(tmp_path / "public")]) == 0


def test_a_count_that_was_cut_off_goes_on(photographs, contest, tmp_path, monkeypatch):
    out = tmp_path / "public"

    def cut(*_args, **_kw):
        raise KeyboardInterrupt

    with monkeypatch.context() as patched:
        patched.setattr(count, "release_of", cut)
        assert run_count(photographs, contest, out) == 130
    assert run_count(photographs, contest, out) == 1
    assert main(["verify", str(out)]) == 0


def test_a_rejected_photograph_is_named_with_its_reason(
    photographs, contest, tmp_path, capsys
):
    run_count(photographs, contest, tmp_path / "public")
    said = capsys.readouterr().out
    assert f"{C}/p1.jpg: TPS lain / another station" in said


def test_a_broken_contest_is_one_sentence(photographs, contest, tmp_path, capsys):
    contest.write_text("id = 7")
    assert run_count(photographs, contest, tmp_path / "public") == 2
    assert capsys.readouterr().err.count("\n") == 1
