import json
from pathlib import Path

import pytest

from omah.cli.main import main

HEAD = "district,seats,party,votes\n"
TIE = HEAD + "Dapil 1,8,A,30000\nDapil 1,8,B,20000\nDapil 1,8,C,15000\n"
TIE += "Dapil 1,8,D,7000\nDapil 1,8,E,5000\n"


@pytest.fixture
def seats(tmp_path, capsys):
    def run(table, rules, *words, **files):
        path = tmp_path / "votes.csv"
        path.write_text(table, encoding="utf-8")
        for option, content in files.items():
            beside = tmp_path / option
            beside.write_text(content, encoding="utf-8")
            words = (*words, f"--{option}", str(beside))
        code = main(["seats", str(path), "--rules", rules, *words])
        out, err = capsys.readouterr()
        return code, out, err

    return run


def rows(out):
    return [json.loads(line) for line in out.splitlines()]


def test_json_has_the_promised_shape(seats):
    table = HEAD + "Dapil 1,3,A,700\nDapil 1,3,B,200\n"
    code, out, err = seats(table, "dprd-kabkota-2024", "--json")
    assert (code, err) == (0, "")
    assert rows(out) == [
        {"district": "Dapil 1", "party": "A", "votes": 700, "seats": 2},
        {"district": "Dapil 1", "party": "B", "votes": 200, "seats": 1},
    ]


def test_a_tie_is_shown_and_waits(seats):
    code, out, err = seats(TIE, "dprd-kabkota-2024", "--json")
    assert code == 0
    assert err == "omah seats: a tie waits for a decision: Dapil 1: C, E\n"
    assert rows(out)[-1] == {
        "district": "Dapil 1",
        "tie": ["C", "E"],
        "seat": 8,
        "places": 1,
    }
    assert sum(row["seats"] for row in rows(out)[:-1]) == 7


def test_spread_is_evidence_and_decides_nothing(seats):
    spread = "district,code,party,votes\nDapil 1,970101,C,15000\n"
    spread += "Dapil 1,970101,E,2500\nDapil 1,970102,E,2500\n"
    code, out, _ = seats(TIE, "dprd-kabkota-2024", "--json", spread=spread)
    assert code == 0
    kecamatan = rows(out)[-1]["evidence"][-1]
    assert kecamatan == {
        "level": "kecamatan",
        "regions": 2,
        "with_votes": {"C": 1, "E": 2},
        "leads": {"C": 1, "E": 1},
    }


DECISION = """[[decision]]
district = "Dapil 1"
tie = ["C", "E"]
chosen = ["E"]
document = "BA 12/PL.01.9/2024"
"""


def test_a_recorded_decision_settles_the_tie(seats):
    code, out, err = seats(TIE, "dprd-kabkota-2024", decision=DECISION)
    assert (code, err) == (0, "")
    assert "[BA 12/PL.01.9/2024]" in out


def test_a_decision_about_no_tie_is_wrong_usage(seats):
    table = HEAD + "Dapil 1,3,A,700\nDapil 1,3,B,200\n"
    code, out, err = seats(table, "dprd-kabkota-2024", decision=DECISION)
    assert (code, out) == (2, "")
    assert "no tie of C, E" in err


def test_every_step_is_explained_in_words(seats):
    _, out, _ = seats(TIE, "dprd-kabkota-2024")
    assert "A                 30.000 : 3   = 10.000" in out
    assert "SERI / TIE  Dapil 1: C, E" in out
    assert "UU 7/2017 Pasal 415" in out


def test_spread_is_explained_in_words(seats):
    spread = "district,code,party,votes\nDapil 1,970101,C,15000\n"
    _, out, _ = seats(TIE, "dprd-kabkota-2024", spread=spread)
    assert "kecamatan, 1: ada suara / with votes C 1 (unggul / leads 1); E 0" in out


def test_open_lists_are_explained_in_words(seats):
    table = "district,seats,party,candidate,votes\nD,3,P,Ani,90\nD,3,Q,Dewi,1\n"
    _, out, _ = seats(table, "dprd-kabkota-2024")
    assert "P: Ani 90  terpilih / elected" in out
    assert "P: 2 kursi tanpa calon" in out


def test_nobody_left_to_divide_for_leaves_seats_vacant(seats):
    table = HEAD + "D,3,A,0\nD,3,B,1\nE,577,A,99\n"
    _, out, err = seats(table, "dpr-2024")
    assert err == "omah seats: D: no vote supports 3 seats\n"
    assert "tanpa suara / no votes for 3 kursi" in out


def test_votes_of_zero_give_nobody_a_seat(seats):
    table = HEAD + "D,3,A,0\nD,3,B,0\nE,1,A,5\n"
    code, out, err = seats(table, "dprd-kabkota-2024", "--json")
    assert code == 0
    assert [row.get("seats") for row in rows(out)] == [0, 0, None, 1]
    assert rows(out)[2] == {"district": "D", "vacant": 3}
    assert "D: no vote supports 3 seats" in err


def test_a_party_with_more_seats_than_candidates_says_so(seats):
    table = "district,seats,party,candidate,votes\nD,3,A,,90\nD,3,A,Ani,9\n"
    code, out, err = seats(table, "dprd-kabkota-2024", "--json")
    assert code == 0
    assert rows(out)[1] == {"district": "D", "party": "A", "unfilled": 2}
    assert "D / A: 2 seats have no candidate" in err


def test_columns_without_meaning_are_said_and_not_refused(seats):
    table = "district,seats,party,votes,note\nD,1,A,5,x\n"
    code, out, err = seats(table, "dprd-kabkota-2024", "--json")
    assert (code, err) == (0, "columns not used: note\n")
    assert rows(out) == [{"district": "D", "party": "A", "votes": 5, "seats": 1}]


def test_the_threshold_is_measured_over_all_parties(seats):
    table = HEAD + "Dapil 1,5,A,9700\nDapil 1,5,B,300\n"
    code, out, err = seats(table, "dpr-2024", "--json")
    assert code == 0
    assert rows(out)[1]["seats"] == 0
    assert "5 of 580 seats" in err


def test_candidate_rows_tell_who_is_elected_and_who_follows(seats):
    table = "district,seats,party,candidate,votes\nD,2,P,,5\nD,2,P,Ani,9\n"
    table += "D,2,P,Budi,30\nD,2,P,Citra,20\nD,2,Q,Dewi,8\n"
    code, out, _ = seats(table, "dprd-kabkota-2024", "--json")
    assert code == 0
    people = [row for row in rows(out) if "candidate" in row]
    assert people[0] == {
        "district": "D",
        "party": "P",
        "candidate": "Budi",
        "votes": 30,
        "rank": 1,
        "elected": True,
    }
    assert [p["candidate"] for p in people if p["elected"]] == ["Budi", "Citra"]


def test_dpd_lists_the_elected_and_replacements(seats):
    table = "district,candidate,votes\n"
    table += "".join(f"Provinsi,c{n},{90 - n}\n" for n in range(9))
    code, out, _ = seats(table, "dpd-2024", "--json")
    assert code == 0
    got = rows(out)
    assert [r["seats"] for r in got] == [1] * 4 + [0] * 5
    assert [r.get("replacement", False) for r in got] == [False] * 4 + [True] * 4 + [
        False
    ]


@pytest.mark.parametrize(
    ("votes", "outcome"), [((60, 20, 20), "elected"), ((40, 35, 25), "second-round")]
)
def test_president_has_an_outcome(seats, votes, outcome):
    table = "district,candidate,votes\n"
    table += "".join(f"P,{name},{n}\n" for name, n in zip("abc", votes, strict=True))
    code, out, _ = seats(table, "president-2024", "--json")
    assert code == 0
    assert rows(out)[-1]["outcome"] == outcome


def test_a_presidential_tie_waits(seats):
    table = "district,candidate,votes\nP,a,5\nP,b,4\nP,c,4\n"
    code, out, err = seats(table, "president-2024", "--json")
    assert code == 0
    assert rows(out)[-1] == {"district": "", "tie": ["b", "c"], "seat": 2, "places": 1}
    assert "b, c" in err


def test_regional_heads_by_region(seats):
    table = "district,candidate,votes\nKota,a,6\nKota,b,5\nJakarta,a,6\nJakarta,b,5\n"
    table += "Jakarta,c,4\nKab,x,5\nKab,KOLOM KOSONG,5\n"
    code, out, _ = seats(table, "kepala-daerah-2024", "--json")
    assert code == 0
    outcomes = {r["district"]: r["outcome"] for r in rows(out) if "outcome" in r}
    assert outcomes == {"Jakarta": "run-off", "Kab": "new-election"}
    code, out, _ = seats(table, "kepala-daerah-2024")
    assert "terpilih / elected" in out


@pytest.mark.parametrize(
    ("table", "rules", "message"),
    [
        (HEAD + "A,1,P,-3\n", "dpr-2024", "row 2"),
        (HEAD + "A,1,P,3\n", "dpr-2025", "no rules 'dpr-2025'"),
        ("district,party,votes\nA,P,3\n", "dpr-2024", "need the column seats"),
        (
            "district,seats,candidate,votes\nA,3,P,3\n",
            "dpd-2024",
            "A: the table says 3 seats, the rules 4",
        ),
        (
            "district,seats,candidate,votes\nA,1,P,3\n",
            "dpr-2024",
            "need a party in every row",
        ),
    ],
)
def test_wrong_usage_is_one_sentence(seats, table, rules, message):
    code, out, err = seats(table, rules)
    assert (code, out) == (2, "")
    assert message in err
    assert err.count("\n") == 1


def test_a_missing_file_is_one_sentence(capsys):
    assert main(["seats", "nowhere.csv", "--rules", "dpr-2024"]) == 2
    assert "can't read nowhere.csv" in capsys.readouterr().err


@pytest.mark.real
def test_real_elections_come_out_as_published(real_data):
    from omah.cli.bench.real_seats import measure

    figures = measure(real_data)
    dpr = figures["dpr_2024"]
    assert (dpr["dapil"], dpr["seats"], dpr["wrong"], dpr["ties"]) == (84, 580, 0, 0)
    assert list(dpr["by_party"].values()) == [110, 102, 86, 69, 68, 53, 48, 44]
    people = figures["dpr_2024_candidates"]
    assert (people["elected"], people["not_among_the_published_first"]) == (580, 0)
    assert figures["dprd_jombang_2019"]["seats"] == 50
    assert figures["president_2019"]["pairs"]["01"]["votes"] == 85_607_362
    assert figures["pilkada_2024"]["jombang"] == [514_603, 172_765]
    assert figures["vectors"]["wrong"] == 0


def test_the_worked_example_of_the_documentation_is_what_is_printed(seats):
    page = Path(__file__).parents[2] / "docs" / "algorithms" / "seats.md"
    blocks = page.read_text(encoding="utf-8").split("```")
    table = next(b for b in blocks if b.startswith("csv\n")).removeprefix("csv\n")
    shown = next(b for b in blocks if b.startswith("text\n")).removeprefix("text\n")
    decision = next(b for b in blocks if b.startswith("toml\n")).removeprefix("toml\n")
    _, out, _ = seats(table, "dprd-kabkota-2024")
    assert out.endswith(shown)
    code, _, err = seats(table, "dprd-kabkota-2024", decision=decision)
    assert (code, err) == (0, "")
