"""The README's figures are the measured ones, and nothing else."""

from pathlib import Path

from omah.cli import dev_docs

ROOT = Path(__file__).resolve().parents[2]


def test_the_readme_holds_what_was_measured():
    readme = (ROOT / "README.md").read_text()
    figures = dev_docs.load(ROOT / "docs")
    assert dev_docs.with_measured(readme, figures) == readme, "run ./omah dev docs"


def test_a_changed_measurement_changes_the_readme():
    figures = {"registers": {"nodes": 7, "load_seconds": 1, "lookup_microseconds": 2}}
    before = f"a\n{dev_docs.BEGIN}\nold\n{dev_docs.END}\nz\n"
    after = dev_docs.with_measured(before, figures)
    assert "old" not in after
    assert "register of 7 regions" in after
    assert after.startswith("a\n")
    assert after.endswith("\nz\n")
