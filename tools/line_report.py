"""Measure the network of lines and write its card.

    PYTHONPATH=src python tools/line_report.py --fonts FONTS --scans SCANS --peer FILE

Judged are generated lines of fonts left out of training, lines that are no number, and
the real lines of 2019, odd and even stations apart. ``FILE`` holds what another reader
made of the same lines, from ``line_peer.py``.
"""

import argparse
import json
from collections.abc import Iterable
from pathlib import Path

import numpy as np
from line_scans import real_lines
from line_strips import draw, strip
from train_lines import UNSEEN

from omah.adapters.eyes import MODELS
from omah.core.news.indonesian_days import spelled
from omah.reading.lines import Line, LineNet
from omah.reading.words import lines_say

CARD = Path(__file__).with_name("line_card.md")
COUNTED = ("n", "right", "unsaid", "wrong")
SEED = 77_000
GENERATED = 1_000


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--fonts", type=Path, required=True)
    parser.add_argument("--scans", type=Path, required=True)
    parser.add_argument("--peer", type=Path)
    args = parser.parse_args()
    model = MODELS / "lines.onnx"
    net = LineNet(model.read_bytes())
    rows = {}
    unseen = [name for name in UNSEEN if (args.fonts / f"{name}.ttf").exists()]
    seen = sorted({path.stem for path in args.fonts.glob("*.ttf")} - set(unseen))
    for title, names in (("fonts seen", seen), ("fonts left out", unseen)):
        rows[f"generated numbers, {title}"] = judge(net, numbers(args.fonts, names))
    rows["generated lines that are no number"] = judge(net, others(args.fonts, seen))
    real = real_lines(args.scans)
    for title, odd in (("odd", True), ("even", False)):
        mine = [r for r in real if int(r.station) % 2 == odd]
        rows[f"real 2019 scans, {title} stations"] = judge(
            net, ((r.line, r.value) for r in mine)
        )
    if args.peer:
        rows |= json.loads(args.peer.read_text())
    table = "\n".join(
        " | ".join(["", title, *(f"{row[k]:,}" for k in COUNTED), ""]).strip()
        for title, row in rows.items()
    )
    card = CARD.read_text(encoding="utf-8").replace("{table}", table)
    size = f"{len(model.read_bytes()) // 1000}"
    card = card.replace("{fonts}", ", ".join(seen)).replace("{size}", size)
    card = card.replace("{unseen}", ", ".join(unseen))
    (MODELS / "lines.card.md").write_text(card, encoding="utf-8")
    print(table)


def judge(net: LineNet, lines: Iterable[tuple[Line, int | None]]) -> dict[str, int]:
    """Count what is said right, left unsaid, and said wrong."""
    counts = {"n": 0, "right": 0, "unsaid": 0, "wrong": 0}
    for line, value in lines:
        said = lines_say(net.tell([line]))[0]
        told = None if said is None else int(said.argmax())
        counts["n"] += 1
        counts["unsaid" if told is None else "right" if told == value else "wrong"] += 1
    return counts


def numbers(fonts: Path, names: list[str]) -> Iterable[tuple[Line, int | None]]:
    rng = np.random.default_rng(SEED)
    for _ in range(GENERATED):
        value = int(rng.integers(1000))
        yield draw(spelled(value).upper(), fonts, names, rng).line, value


def others(fonts: Path, names: list[str]) -> Iterable[tuple[Line, int | None]]:
    rng = np.random.default_rng(SEED + 1)
    count = 0
    spells = {spelled(v).upper().replace(" ", "") for v in range(1000)}
    while count < GENERATED:
        made = strip(fonts, names, rng)
        if made.letters not in spells:
            count += 1
            yield made.line, None


if __name__ == "__main__":
    main()
