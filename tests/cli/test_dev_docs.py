"""The README's figures are the measured ones, and nothing else."""

from pathlib import Path

from omah.cli import dev_docs
from omah.cli.dev_measured import LEVELS

ROOT = Path(__file__).resolve().parents[2]
FEWEST, MOST = 8, 20
"""Rows of a table that a person reads: enough to judge by, few enough to be read."""


def score(fields, coverage_pct, silent):
    return {"fields": fields, "coverage_pct": coverage_pct, "silent_errors": silent}


def test_the_readme_holds_what_was_measured():
    readme = (ROOT / "README.md").read_text()
    figures = dev_docs.load(ROOT / "docs")
    assert dev_docs.with_measured(readme, figures) == readme, "run ./omah dev docs"


def test_the_reference_holds_everything_that_was_measured():
    page = (ROOT / "docs" / dev_docs.REFERENCE).read_text()
    figures = dev_docs.load(ROOT / "docs")
    assert dev_docs.reference(figures) == page, "run ./omah dev docs"
    measured = [key.partition(" ") for key in figures["reading"]]
    scores = [(form, level) for form, _, level in measured if level in LEVELS]
    assert scores
    for form, level in scores:
        assert f"generated `{form}`, damage {level} |" in page


def test_the_readme_s_table_can_be_read_at_a_glance():
    readme = (ROOT / "README.md").read_text()
    table = readme.partition(dev_docs.BEGIN)[2].partition(dev_docs.END)[0]
    rows = [line for line in table.splitlines() if line.startswith("|")]
    assert FEWEST < len(rows) <= MOST
    assert max(map(len, rows)) < 200


def test_a_changed_measurement_changes_the_readme():
    run = {"kills": 7, "acknowledged": 9, "lost": 1, "doubled": 2}
    figures = {"faults": {"all": run}}
    before = f"a\n{dev_docs.BEGIN}\nold\n{dev_docs.END}\nz\n"
    after = dev_docs.with_measured(before, figures)
    assert "old" not in after
    assert "| 7 servers killed" in after
    assert "9 acknowledged: 1 lost, 2 doubled" in after
    assert after.startswith("a\n")
    assert after.endswith("\nz\n")


def test_generated_forms_are_added_up_and_the_worst_is_named():
    reading = {"a heavy": score(100, 90.0, 0), "b heavy": score(300, 50.0, 2)}
    (row,) = [
        line
        for line in dev_docs.with_measured("", {"reading": reading}).splitlines()
        if "damage heavy" in line
    ]
    assert "2 forms" in row
    assert "60.0 % of 400 fields shown, 2 of these wrong" in row
    assert "worst `b`, 50.0 % shown" in row
