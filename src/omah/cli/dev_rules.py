"""The generated reference page of rules: docs/reference/rules.md."""

from pathlib import Path

from omah.formats.rules_md import rules_page
from omah.formats.rules_toml import parse_rules, register_text


def page() -> str:
    return rules_page(parse_rules(register_text()))


def write(docs: Path) -> None:
    target = docs / "reference" / "rules.md"
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_text(page(), encoding="utf-8")
