"""One register, three evaluators: Python, SQL and JavaScript always agree."""

import json
import subprocess

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.conftest import find_tool
from tests.sheets import DPR_2024, DPR_SHEET, PRESIDENT_2024, SHEET, random_sheets

from omah.core.count.contests import ContestKind
from omah.core.count.rules import check_sheet, expand, find
from omah.engine.check import check_table, verdict_rows
from omah.engine.open_table import table_of_columns
from omah.formats.columns_toml import Columns
from omah.formats.rules_js import rules_module
from omah.formats.rules_toml import load_rules

SEEDS = st.integers(0, 2**32)
CASES = {
    "president": (PRESIDENT_2024, SHEET),
    "dpr": (DPR_2024, DPR_SHEET),
    "pilkada": (load_rules("2024-11-27", ContestKind.KEPALA_DAERAH), SHEET),
    "2019": (load_rules("2019-04-17", ContestKind.PRESIDENT), SHEET),
}


def table_of(sheets):
    names = list(sheets[0])
    columns = Columns("station", (), tuple((name, name) for name in names))
    stations = [f"{at:013}" for at in range(len(sheets))]
    fields = {name: [sheet[name] for sheet in sheets] for name in names}
    return table_of_columns(columns, stations, fields)


@pytest.mark.parametrize("case", CASES)
@settings(max_examples=5, deadline=None)
@given(seed=SEEDS)
def test_the_table_says_of_every_row_what_the_sheet_says(case, seed):
    rules, sheet = CASES[case]
    sheets = random_sheets(seed, 200, sheet)
    instances = expand(rules, tuple(sheet))
    rows = sorted(verdict_rows(table_of(sheets), instances))
    for figures, (_, *verdicts) in zip(sheets, rows, strict=True):
        broken = [i for i, v in zip(instances, verdicts, strict=True) if v is False]
        assert find(tuple(broken), figures) == find(instances, figures)
        assert len(find(instances, figures)) == len(broken)


@settings(max_examples=5, deadline=None)
@given(seed=SEEDS)
def test_counts_are_the_sums_over_sheets(seed):
    sheets = random_sheets(seed, 200)
    instances = expand(PRESIDENT_2024, tuple(SHEET))
    report = check_table(table_of(sheets), instances)
    for code in report.codes:
        counted = [i for i in instances if i.code == code.code and i.counted]
        broken = [bool(find(tuple(counted), figures)) for figures in sheets]
        assert code.broken == sum(broken)
        assert code.broken <= code.checked <= report.sheets
    assert report.sheets == len(sheets)
    assert report.clean + report.unchecked <= report.sheets


def run_in_node(module, sheets):
    script = (
        f"{module}\nconst sheets = {json.dumps(sheets)};"
        "process.stdout.write(JSON.stringify(sheets.map(check)));"
    )
    done = subprocess.run(
        [find_tool("node"), "--input-type=module"],
        input=script.encode(),
        capture_output=True,
        check=True,
        timeout=60,
    )
    return json.loads(done.stdout)


@pytest.mark.node
@pytest.mark.parametrize("case", CASES)
@settings(max_examples=3, deadline=None)
@given(seed=SEEDS)
def test_the_browser_says_of_every_sheet_what_the_server_says(case, seed):
    rules, sheet = CASES[case]
    sheets = random_sheets(seed, 300, sheet)
    found = run_in_node(rules_module(rules, tuple(sheet)), sheets)
    for figures, theirs in zip(sheets, found, strict=True):
        ours = [
            {
                "code": f.code,
                "severity": f.severity.value,
                "fields": list(f.fields),
                "numbers": list(f.numbers),
            }
            for f in check_sheet(rules, figures)
        ]
        assert theirs == ours


@pytest.mark.node
def test_the_browser_speaks_the_register_s_sentences():
    module = rules_module(PRESIDENT_2024, tuple(SHEET)).replace(
        "export function sentence", "function sentence"
    )
    script = 'sentence(check({valid: 230, invalid: 7, total: 238})[0], "worker", "id")'
    done = subprocess.run(
        [find_tool("node"), "--input-type=module"],
        input=f"{module}\nprocess.stdout.write({script});".encode(),
        capture_output=True,
        check=True,
        timeout=60,
    )
    said = done.stdout.decode()
    assert said == "Jumlahkan lagi suara: sah + tidak sah = 237, tertulis 238."


@settings(max_examples=50, deadline=None)
@given(seed=SEEDS)
def test_the_order_of_the_figures_does_not_matter(seed):
    (sheet,) = random_sheets(seed, 1)
    backwards = dict(reversed(sheet.items()))
    forwards = {(f.code, f.numbers) for f in check_sheet(PRESIDENT_2024, sheet)}
    assert {(f.code, f.numbers) for f in check_sheet(PRESIDENT_2024, backwards)} == (
        forwards
    )


@settings(max_examples=50, deadline=None)
@given(seed=SEEDS, name=st.sampled_from(sorted(SHEET)))
def test_forgetting_a_figure_never_adds_a_finding(seed, name):
    (sheet,) = random_sheets(seed, 1)
    before = set(check_sheet(PRESIDENT_2024, sheet))
    assert set(check_sheet(PRESIDENT_2024, {**sheet, name: None})) <= before
