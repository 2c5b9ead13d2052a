"""omah check: shapes, exit codes, counts on the real tables."""

import json
import random

import pytest
from tests.sheets import SHEET

from omah.cli import main
from omah.cli.bench import real_check
from omah.core.count.rules import expand
from omah.engine.compare import disagreements
from omah.engine.open_table import open_sheet_table
from omah.formats.rules_toml import rules_of_form

FORM = "c-hasil-ppwp-2024"


def write_table(path, *sheets):
    lines = [",".join(["station", *SHEET])]
    for at, changes in enumerate(sheets):
        figures = {**SHEET, **changes}.values()
        cells = ("" if n is None else str(n) for n in figures)
        lines.append(",".join([f"{at:013}", *cells]))
    path.write_text("\n".join(lines))
    return str(path)


def check(capsys, *words):
    code = main.main(["check", *words])
    said = capsys.readouterr()
    return code, said.out, said.err


def check_json(capsys, *words):
    code, out, _ = check(capsys, *words, "--json")
    *codes, last = map(json.loads, out.splitlines())
    return code, {line["code"]: line for line in codes}, last


def test_consistent_sheets_are_clean_and_exit_0(tmp_path, capsys):
    table = write_table(tmp_path / "sheets.csv", {}, {})
    code, codes, last = check_json(capsys, table, "--form", FORM)
    assert code == main.OK
    assert codes["R7"] == {"code": "R7", "checked": 2, "broken": 0}
    assert last == {"sheets": 2, "clean": 2, "unchecked": 0}


def test_a_broken_rule_exits_1_and_a_warning_does_not(tmp_path, capsys):
    wrong = write_table(tmp_path / "a.csv", {"votes.1": 61})
    assert check(capsys, wrong, "--form", FORM)[0] == main.WRONG
    odd = {"ballots.received": 294, "ballots.unused": 55}
    code, codes, last = check_json(
        capsys, write_table(tmp_path / "b.csv", odd), "--form", FORM
    )
    assert (code, codes["R13"]["broken"], last["clean"]) == (main.OK, 1, 1)


def test_unknown_figures_are_unchecked_not_clean(tmp_path, capsys):
    table = write_table(tmp_path / "sheets.csv", dict.fromkeys(SHEET), {"valid": None})
    _, codes, last = check_json(capsys, table, "--form", FORM)
    assert last == {"sheets": 2, "clean": 1, "unchecked": 1}
    assert (codes["R4"]["checked"], codes["R4"]["broken"]) == (0, 0)


def test_women_who_break_a_rule_make_a_sheet_unclean_without_counting(tmp_path, capsys):
    table = write_table(tmp_path / "a.csv", {"used.dpt.p": 148, "used.dpt.l": 83})
    code, codes, last = check_json(capsys, table, "--form", FORM, "--detail")
    assert (code, codes["R9"]["broken"], last["clean"]) == (main.WRONG, 0, 0)
    by_field = {i["fields"][0]: i["broken"] for i in codes["R9"]["instances"]}
    assert by_field == {"used.dpt.l": 0, "used.dpt.p": 1, "used.dpt.j": 0}


def test_a_rule_without_its_page_is_listed_as_not_checked(tmp_path, capsys):
    path = tmp_path / "sheets.csv"
    path.write_text("station,valid,invalid,total\n3517092003001,230,7,237\n")
    _, codes, _ = check_json(capsys, str(path), "--form", FORM)
    assert codes["R6"] == {"code": "R6", "checked": 0, "broken": 0}


@pytest.mark.parametrize("form", ["c-hasil-kwk-2024", "c-hasil-kwk-bupati-2024"])
def test_a_ballot_shorter_than_the_form_is_checked(tmp_path, capsys, form):
    path = tmp_path / "sheets.csv"
    path.write_text(
        "station,votes.1,votes.2,valid\n"
        "3517092003001,60,140,200\n3517092003002,60,140,201\n"
    )
    code, codes, last = check_json(capsys, str(path), "--form", form)
    assert codes["R7"] == {"code": "R7", "checked": 2, "broken": 1}
    assert (code, last["clean"]) == (main.WRONG, 1)


@pytest.mark.parametrize("form", ["c-hasil-dpr-2024", "c-hasil-dprd-provinsi-2024"])
def test_parties_with_fewer_candidates_than_the_form_has_rows_are_checked(
    tmp_path, capsys, form
):
    path = tmp_path / "sheets.csv"
    path.write_text(
        "station,votes.1.party,votes.1.1,votes.1.2,votes.1.total,votes.2.total,valid\n"
        "3517092003001,10,20,30,60,9,69\n"
        "3517092003002,10,20,30,61,9,70\n"
        "3517092003003,10,20,,61,9,70\n"
    )
    _, codes, _ = check_json(capsys, str(path), "--form", form)
    assert codes["R8"] == {"code": "R8", "checked": 3, "broken": 1}


def test_a_president_s_sheet_without_one_pair_can_t_be_added_up(tmp_path, capsys):
    path = tmp_path / "sheets.csv"
    path.write_text("station,votes.1,votes.2,valid\n3517092003001,60,140,230\n")
    _, codes, _ = check_json(capsys, str(path), "--form", FORM)
    assert codes["R7"] == {"code": "R7", "checked": 0, "broken": 0}


def test_every_rule_of_the_form_is_listed_checked_or_not(tmp_path, capsys):
    path = tmp_path / "sheets.csv"
    path.write_text(
        "station,voters.dpt.j,roll.dpt.j\n3517092003001,287,287\n"
        "3517092003002,287,288\n"
    )
    for form in (FORM, "c-hasil-dpd-2024"):
        _, codes, _ = check_json(capsys, str(path), "--form", form)
        assert list(codes) == [rule.code for rule in rules_of_form(form)]
        assert codes["R14"] == {"code": "R14", "checked": 2, "broken": 1}
        assert codes["R16"] == {"code": "R16", "checked": 0, "broken": 0}


def test_people_get_a_table_in_two_languages(tmp_path, capsys):
    table = write_table(tmp_path / "sheets.csv", {"votes.1": 61})
    _, out, _ = check(capsys, table, "--form", FORM)
    assert "✗ R7" in out
    assert "1 lembar: 0 tanpa kesalahan" in out
    assert "1 sheets: 0 without an error" in out


@pytest.mark.parametrize(
    ("name", "content", "words", "says"),
    [
        ("a.csv", "station,valid\n1,2\n", ("--form", FORM), "row 2: a station code"),
        ("a.csv", "", ("--form", FORM), "a.csv: the file is empty"),
        ("a.csv", "x", ("--form", "c9"), "there is no form 'c9'"),
        ("a.csv", "x", ("--form", FORM, "--columns", "y"), "--columns is one of"),
        ("a.parquet", "no", ("--form", FORM), "a.parquet"),
        ("a.pdf", "no", ("--form", FORM), "a.pdf"),
        (None, None, ("--form", FORM), "there is no such file"),
    ],
)
def test_wrong_input_is_exit_2_and_one_sentence(
    tmp_path, capsys, name, content, words, says
):
    path = tmp_path / (name or "missing.csv")
    if name:
        path.write_text(content)
    code, out, err = check(capsys, str(path), *words, "--json")
    assert (code, out) == (main.USAGE, "")
    assert says in err
    assert err.count("\n") == 1


def test_a_folder_without_sheets_is_wrong_usage(tmp_path, capsys):
    code, _, err = check(capsys, str(tmp_path), "--form", FORM)
    assert code == main.USAGE
    assert "holds no sheet" in err


def test_a_folder_of_kpu_json_is_checked(tmp_path, capsys):
    document = {
        "chart": {"100025": 3, "100026": 0, "100027": 0},
        "administrasi": {"suara_sah": 4},
    }
    (tmp_path / "1101012001001.json").write_text(json.dumps(document))
    code, codes, _ = check_json(capsys, str(tmp_path), "--form", FORM)
    assert (code, codes["R7"]["broken"]) == (main.WRONG, 1)


REAL_2024 = {
    "R2": (266_365, 9_793),
    "R4": (266_338, 3_325),
    "R6": (0, 0),
    "R7": (258_544, 12_789),
    "R9": (266_363, 2_495),
    "R18": (266_333, 20_407),
}


@pytest.mark.real
def test_the_published_table_of_2024_gives_the_known_counts(real_data, capsys):
    table = real_data / "results" / real_check.SHEETS_2024
    code, codes, last = check_json(capsys, str(table), "--form", FORM)
    found = {c: (codes[c]["checked"], codes[c]["broken"]) for c in REAL_2024}
    assert found == REAL_2024
    assert last["sheets"] == 441_609
    assert code == main.WRONG


@pytest.mark.real
@pytest.mark.slow
@pytest.mark.parametrize("name", real_check.TABLES)
def test_sheet_and_table_agree_on_real_rows(real_data, name):
    """One row in a hundred from a random start; `omah bench real` takes every row."""
    file, column_set, form = real_check.TABLES[name]
    table = open_sheet_table(real_data / "results" / file, column_set)
    instances = expand(rules_of_form(form), table.fields)
    start = random.Random().randrange(100)  # noqa: S311  a sample, not a secret
    assert real_check.differing_rows(table, instances, 100, start) == 0


@pytest.mark.real
def test_two_transcriptions_of_2019_differ_by_kind(real_data):
    path = real_data / "results" / real_check.STATIONS_2019
    kpu, volunteers = (
        open_sheet_table(path, name)
        for name in ("ppwp-2019-kpu", "ppwp-2019-kawal-pemilu")
    )
    found = disagreements(kpu, volunteers, real_check.TYPED_TWICE)
    assert (found["stations"], found["typed_by_both"]) == (813_336, 796_468)
    assert found["differing"] == 6_588
    assert min(found["kinds"].values()) > 0
