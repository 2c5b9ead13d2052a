"""One table with every measure of the reader: what was asked, and what was measured."""

import re
from collections.abc import Iterator, Mapping
from importlib import resources
from typing import Any, NamedTuple

from omah.cli.bench.reading_score import upper_bound

Figures = Mapping[str, Any]
CARD = resources.files("omah") / "data" / "models" / "digits.card.md"
REAL, GENERATED = "real", "generated"
HEAD = (
    "Aim",
    "Material",
    "n",
    "Errors",
    "95 % bound",
    "More",
    "Command",
)
TOLD_APART = re.compile(r"told apart: (\d+) of (\d+) \(95 % bound ([\d.]+) %")


class Measured(NamedTuple):
    """One line: an error is a wrong figure shown as sure, or what the aim rules out."""

    aim: str
    material: str
    n: int
    errors: int
    bound_pct: float
    more: str
    command: str

    def cells(self) -> tuple[str, ...]:
        aim, material, n, errors, bound_pct, more, command = self
        return aim, material, f"{n:,}", str(errors), f"{bound_pct:g} %", more, command


def table(figures: Figures) -> str:
    """Return the table; what was not measured has no line."""
    rows = [HEAD, ("---",) * len(HEAD), *(m.cells() for m in measured(figures))]
    return "".join(f"| {' | '.join(row)} |\n" for row in rows)


def measured(figures: Figures) -> Iterator[Measured]:
    yield from boxes(CARD.read_text())
    real = figures.get("real", {})
    if "real_read" in real:
        yield from scans(real["real_read"]["c1_ppwp_2019"])
    if "real_drafts" in real:
        drafts = real["real_drafts"]["drafts"]
        yield shown(
            "drafts filled by hand: no silent error", REAL, drafts, "`bench real`"
        )
    yield from generated(figures.get("reading", {}))
    if "refusals" in figures:
        yield from refusals(figures["refusals"])
    if "memory" in figures:
        yield memory(figures["memory"])


ROWS = {
    "| real, test stations |": "real 2024 digit boxes, stations never trained on",
    "| real, 2019 scans, each": "real 2019 digit boxes, each station by a network that"
    " never saw it",
}
"""Start of a row of the card to what it measures."""


def boxes(card: str) -> Iterator[Measured]:
    """Yield what the card of the digit network says of real boxes."""
    command = "`tools/digit_report.py`"
    for line in card.splitlines():
        aim = next((aim for start, aim in ROWS.items() if line.startswith(start)), "")
        if aim:
            cells = [cell.strip() for cell in line.strip("|").split("|")]
            n, wrong, bound = int(cells[1]), int(cells[2]), float(cells[3].split()[0])
            more = (
                f"at 1 % set aside: {cells[4]} wrong;"
                f" expected calibration error {cells[6]}"
            )
            yield Measured(aim, REAL, n, wrong, bound, more, command)
    if told := TOLD_APART.search(card):
        right, n = int(told[1]), int(told[2])
        aim = "X, dash, blank and written 0 told apart at least 99.5 %"
        more = f"{100 * right / n:.1f} %; they hold no dash and hardly a blank"
        yield Measured(aim, REAL, n, n - right, float(told[3]), more, command)


def scans(scores: Figures) -> Iterator[Measured]:
    aim = "2019 scans, legible, hands never trained on: no silent error, 90 % shown"
    yield shown(aim, REAL, scores["unseen_legible"], "`bench real`")
    every = "the same with the station whose scan lost its ink"
    yield shown(every, REAL, scores["unseen"], "`bench real`")


def shown(aim: str, material: str, score: Figures, command: str) -> Measured:
    sure = round(score["fields"] * score["coverage_pct"] / 100)
    pages = score["pages"]
    return Measured(
        aim,
        material,
        sure,
        score["silent_errors"],
        score["silent_upper_95_pct"],
        f"{score['coverage_pct']} % of {score['fields']:,} fields shown;"
        f" {pages['accepted']} of {sum(pages.values())} pages accepted",
        command,
    )


def generated(reading: Figures) -> Iterator[Measured]:
    """Yield the photographs of medium damage, all forms together."""
    scores = [score for key, score in reading.items() if key.endswith(" medium")]
    if not scores:
        return
    fields = sum(score["fields"] for score in scores)
    sure = sum(round(s["fields"] * s["coverage_pct"] / 100) for s in scores)
    wrong = sum(score["silent_errors"] for score in scores)
    pages = [score["pages"] for score in scores]
    accepted = sum(page["accepted"] for page in pages)
    total = sum(sum(page.values()) for page in pages)
    yield Measured(
        "photographs, medium damage: no silent error, 95 % shown",
        GENERATED,
        sure,
        wrong,
        round(100 * upper_bound(wrong, sure), 2),
        f"{100 * sure / fields:.1f} % of {fields:,} fields shown;"
        f" {accepted} of {total} pages accepted",
        "`bench reading`",
    )


def refusals(told: Figures) -> Iterator[Measured]:
    n, wrong = told["n"], told["n"] - told["right_reason"]
    command = "`bench refusals`"
    yield Measured(
        "negatives: all rejected",
        GENERATED,
        n,
        n - told["rejected"],
        told["read_upper_95_pct"],
        f"{len(told['kinds'])} kinds: ruined pages, other things, broken files;"
        f" {told['figures_shown']} figures shown on those read",
        command,
    )
    worst = "; ".join(
        f"{kind}: {counted['n'] - counted['right_reason']} of {counted['n']}"
        for kind, counted in told["kinds"].items()
        if counted["right_reason"] < counted["n"]
    )
    yield Measured(
        "negatives: with the right reason",
        GENERATED,
        n,
        wrong,
        round(100 * upper_bound(wrong, n), 2),
        f"wrong reasons: {worst or 'none'}",
        command,
    )


def memory(told: Figures) -> Measured:
    n = told["files"]
    over = sum(peak >= 600 for peak in told["peak_mb_after"].values())
    return Measured(
        "under 600 MB a process, whatever the file",
        GENERATED,
        n,
        over,
        round(100 * upper_bound(over, n), 2),
        f"peak {told['peak_mb']} MB; bombs, 16 bit, interlaced, animated, CMYK",
        "`bench memory`",
    )
