"""The reference page of rules is made from the register and never stale."""

from pathlib import Path

from omah.cli.dev_rules import page, write

ROOT = Path(__file__).resolve().parents[2]


def test_the_page_of_rules_is_up_to_date():
    written = (ROOT / "docs" / "reference" / "rules.md").read_text(encoding="utf-8")
    assert written == page(), "run ./omah dev docs"


def test_writing_the_page_again_changes_nothing(tmp_path):
    write(tmp_path)
    assert (tmp_path / "reference" / "rules.md").read_text(encoding="utf-8") == page()
