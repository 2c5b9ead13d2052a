"""Indonesian words in identifiers are terms: each stands in the glossary.

Which words are Indonesian is learnt from our own sentences: those that occur in the
Indonesian texts of the public site and the rules, and never in the English ones.
"""

import ast
import re
import tomllib
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
SOURCE = ROOT / "src" / "omah"
GLOSSARY = tomllib.loads((ROOT / "docs" / "glossary.toml").read_text())
WORD = re.compile(r"[a-z]{3,}")
SHARED = {"data", "form", "pdf", "format", "url", "csv", "json", "total", "kode"}
"""Spelt the same in both languages, whatever our sentences happen to say."""


def words_of(text: str) -> set[str]:
    return set(WORD.findall(text.lower()))


def sentences() -> tuple[set[str], set[str]]:
    """The words of all Indonesian and of all English sentences in packaged TOML."""
    indonesian: set[str] = set()
    english: set[str] = set()
    for path in (SOURCE / "data").rglob("*.toml"):
        for key, text in texts(tomllib.loads(path.read_text())):
            last = key.split(".")[-1]
            if last == "id" or last.endswith("_id"):
                indonesian |= words_of(text)
            elif last == "en" or last.endswith("_en"):
                english |= words_of(text)
    return indonesian, english


def texts(table: object, key: str = "") -> Iterator[tuple[str, str]]:
    if isinstance(table, dict):
        for name, value in table.items():
            yield from texts(value, f"{key}.{name}")
    elif isinstance(table, list):
        for value in table:
            yield from texts(value, key)
    elif isinstance(table, str):
        yield key, table


def identifiers() -> set[str]:
    found: set[str] = set()
    for path in SOURCE.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text())):
            if isinstance(node, ast.FunctionDef | ast.ClassDef):
                found |= words_of(re.sub(r"(?<=[a-z])(?=[A-Z])", "_", node.name))
            elif isinstance(node, ast.arg):
                found |= words_of(node.arg)
    return found


def glossary_words() -> set[str]:
    return {word for term in GLOSSARY for word in words_of(term)}


def test_indonesian_words_in_identifiers_are_in_the_glossary():
    indonesian, english = sentences()
    assert len(indonesian) > 200, "the sentences were not found"
    foreign = (indonesian - english - SHARED) & identifiers()
    assert foreign - glossary_words() == set()


def test_every_term_says_what_it_means_and_whence():
    for term, entry in GLOSSARY.items():
        assert {"id", "en", "means", "source"} <= entry.keys(), term
