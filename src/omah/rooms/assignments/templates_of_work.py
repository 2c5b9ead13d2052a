"""The templates of assignments that this house has, in the order of their use."""

from functools import cache
from importlib.resources import files

from django.utils.translation import get_language

from omah.core.office.assignment_templates import Template, Words
from omah.formats.assignment_toml import load_template


@cache
def templates() -> dict[str, Template]:
    """Return every template by its id."""
    folder = files("omah") / "data" / "assignments"
    loaded = [
        load_template(entry.name.removesuffix(".toml"), entry.read_text("utf-8"))
        for entry in folder.iterdir()
        if entry.name.endswith(".toml")
    ]
    in_order = sorted(loaded, key=lambda found: found[0])
    return {template.id: template for _order, template in in_order}


def said(words: Words) -> str:
    """Return words in the reader's language."""
    return words.en if get_language() == "en" else words.id
