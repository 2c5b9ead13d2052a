"""The generated reference page of statements: docs/reference/statements.md."""

from collections.abc import Iterator, Mapping
from pathlib import Path

from omah.core.log.shapes import Shape
from omah.core.log.statement_kinds import COMMON, KINDS, Kind

HEAD = """# Statements

Generated from `src/omah/core/log/statement_kinds.py` by `./omah dev docs`; do not edit.

A statement is an object `{"body": {...}, "sig": "..."}` in canonical JSON. Its id is
the SHA-256 of the canonical body; the signature stands outside it. The signature is
over the line `omah statement v1` followed by the canonical body. A statement of an
unknown kind or version, with a field too many or too few or of another shape, is not
a statement: verification fails. How keys, posts and the log work together is told in
[the algorithm](../algorithms/log.md).

There is no name and no free text in any statement: codes, figures, hashes and ids of
keys. Where a person's fact must be fixed, the statement has a salted commitment: the
SHA-256 of a random salt and the fact. Erasing salt and fact erases it.
"""


def page() -> str:
    parts = [HEAD, "## Fields of every statement\n", *_rows(COMMON)]
    parts.append("\n`election.root` begins the election and so has no `election`.\n")
    for kind in KINDS.values():
        parts += _kind(kind)
    return "\n".join(parts) + "\n"


def _kind(kind: Kind) -> Iterator[str]:
    yield f"\n## {kind.type} (version {kind.version})\n"
    yield f"{kind.says}\n"
    yield f"May be said by: {', '.join(sorted(kind.roles))}.\n"
    yield from _rows(kind.fields)


def _rows(fields: Mapping[str, Shape]) -> Iterator[str]:
    yield "| field | what it is |"
    yield "|---|---|"
    for name, shape in fields.items():
        yield f"| `{name}` | {shape.words} |"


def write(docs: Path) -> None:
    target = docs / "reference" / "statements.md"
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_text(page(), encoding="utf-8")
