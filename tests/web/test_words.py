"""Every sentence of the rooms has its English; none is left over."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.utils import translation

import omah
from omah.formats.gettext_po import parse_po

PACKAGE = Path(omah.__file__).parent
CATALOGUES = sorted(PACKAGE.glob("**/locale/en/LC_MESSAGES/django.po"))
ROOMS = (
    "web",
    "rooms/people",
    "rooms/field",
    "rooms/help",
    "rooms/count",
    "rooms/notices",
    "rooms/home",
    "rooms/assignments",
    "rooms/agreements",
    "rooms/kabar",
    "rooms/activities",
    "rooms/cases",
    "rooms/voters",
)
"""Whoever adds a room here has written its English; it may lie in the room."""
MARKED = {"_", "gettext", "gettext_lazy", "ngettext"}
TAG = re.compile(r"{% translate (\"[^\"]+\"|'[^']+')(?: as \w+)? %}")
BLOCK = re.compile(r"{% blocktranslate[^%]*%}(.*?){% (?:plural|endblocktranslate) %}")
VARIABLE = re.compile(r"{{ (\w+) }}")


def in_templates(folder: Path) -> Iterator[str]:
    for path in folder.rglob("*.html"):
        text = path.read_text()
        yield from (found[1:-1] for found in TAG.findall(text))
        yield from (VARIABLE.sub(r"%(\1)s", found) for found in BLOCK.findall(text))


def in_code(folder: Path) -> Iterator[str]:
    for path in folder.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text())):
            if not isinstance(node, ast.Call) or not isinstance(node.func, ast.Name):
                continue
            first = node.args[0] if node.args else None
            if node.func.id in MARKED and isinstance(first, ast.Constant):
                yield first.value


def sentences(room: str) -> set[str]:
    return {*in_templates(PACKAGE / room), *in_code(PACKAGE / room)}


def catalogue() -> dict[str, str]:
    found = [parse_po(path.read_text("utf-8")) for path in CATALOGUES]
    return {
        key.partition("\0")[0]: value
        for words in found
        for key, value in words.items()
        if key
    }


@pytest.mark.parametrize("room", ROOMS)
def test_every_sentence_has_its_english(room):
    found = sentences(room)
    assert len(found) > 5
    assert found - catalogue().keys() == set()


def test_no_english_is_left_over():
    everywhere = set().union(*(sentences(f"rooms/{p.name}") for p in rooms()))
    assert catalogue().keys() - everywhere - sentences("web") == set()


def rooms() -> list[Path]:
    return [path for path in (PACKAGE / "rooms").iterdir() if path.is_dir()]


def test_the_same_names_stand_in_both_languages():
    for source, english in catalogue().items():
        names = set(re.findall(r"%\(\w+\)s|%s", source))
        for form in english.split("\0"):
            assert set(re.findall(r"%\(\w+\)s|%s", form)) <= names, source


def test_the_house_speaks_english_and_indonesian():
    with translation.override("en"):
        assert translation.gettext("Saya hadir") == "I am here"
    with translation.override("id"):
        assert translation.gettext("Saya hadir") == "Saya hadir"
