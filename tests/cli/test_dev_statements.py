"""The reference page of statements is the one that the code makes."""

from pathlib import Path

from omah.cli.dev_statements import page
from omah.core.log.statement_kinds import KINDS

PAGE = Path(__file__).resolve().parents[2] / "docs/reference/statements.md"


def test_the_page_is_not_stale():
    assert PAGE.read_text(encoding="utf-8") == page(), "run ./omah dev docs"


def test_every_kind_and_every_field_is_on_it():
    text = page()
    for kind in KINDS.values():
        assert f"## {kind.type} (version {kind.version})" in text
        assert all(f"| `{name}` |" in text for name in kind.fields)
