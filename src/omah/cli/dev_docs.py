"""Measured figures in words, from docs/measurements.json.

The README has the most telling ones, docs/reference/measurements.md all of them.
"""

import json
from collections.abc import Iterator
from pathlib import Path

from omah.cli.dev_measured import (
    FAULT_ROWS,
    GENERATED_ROWS,
    PEER_ROWS,
    REAL_ROWS,
    SPEED_ROWS,
    Figures,
    Row,
    Rows,
)
from omah.cli.dev_reader import table as reader_table
from omah.cli.dev_summary import summary

BEGIN = (
    "<!-- measured:begin (written by ./omah dev docs from docs/measurements.json) -->"
)
END = "<!-- measured:end -->"
REFERENCE = Path("reference/measurements.md")
HEAD = """\
# Measurements

<!-- Made by `./omah dev docs` from docs/measurements.json. -->

Each table names the command that measures it again. *Sure enough to show* is what the
machine would show as an unconfirmed figure; *of these wrong* are silent errors, with
the 95 % upper bound of their rate. Figures on generated forms say nothing about real
ones.
`NAME` is one of check, recap, registers, reading, publish, submissions.
The JSON has more: confusions, curves, steps, the machine they were taken on.

"""
READER = """\
## The reader, measure by measure

An error is what the aim rules out: a wrong figure shown as sure, a box told wrong, a
picture read though it must not be, a reason that is not the right one. Real and
generated material are never mixed. Aims of speed are below; peers on the same pictures
are in [reading](../algorithms/reading.md#peers-on-the-same-pictures).

"""


def write(docs: Path) -> None:
    figures = load(docs)
    readme = docs.parent / "README.md"
    readme.write_text(with_measured(readme.read_text(), figures))
    (docs / REFERENCE).write_text(reference(figures))


def load(docs: Path) -> Figures:
    path = docs / "measurements.json"
    figures: Figures = json.loads(path.read_text()) if path.exists() else {}
    return figures


def with_measured(readme: str, figures: Figures) -> str:
    """Return the README with its measured table made anew."""
    before, _, rest = readme.partition(BEGIN)
    after = rest.partition(END)[2]
    table = markdown("What", "Measured", summary(figures))
    return f"{before}{BEGIN}\n{table}{END}{after}"


def reference(figures: Figures) -> str:
    """Return the page with everything that was measured."""
    real = figures.get("real", {})
    parts = (
        ("On real data", "./omah bench real", rows_of(real, REAL_ROWS)),
        (
            "On generated forms",
            "./omah bench reading",
            rows_of(figures, GENERATED_ROWS),
        ),
        ("Beside another reader", "./omah bench peers", rows_of(figures, PEER_ROWS)),
        ("When things fail", "./omah bench faults", rows_of(figures, FAULT_ROWS)),
        (
            "Speed, as ratios in one run",
            "./omah bench NAME",
            rows_of(figures, SPEED_ROWS),
        ),
    )
    tables = (
        f"## {title}\n\n{markdown('What', f'`{command}`', rows)}"
        for title, command, rows in parts
    )
    return f"{HEAD}{READER}{reader_table(figures)}\n" + "\n".join(tables)


def rows_of(figures: Figures, rows: Rows) -> Iterator[Row]:
    for name, row in rows.items():
        if name in figures:
            yield from row(figures[name])


def markdown(left: str, right: str, rows: Iterator[Row]) -> str:
    lines = [f"| {what} | {value} |" for what, value in rows]
    return "\n".join([f"| {left} | {right} |", "| --- | --- |", *lines]) + "\n"
