"""Let rapidocr read the real lines of 2019, to see ours beside it.

    PYTHONPATH=src python tools/line_peer.py --scans SCANS --out peer.json

It is no dependency (`omah bench peers` says how to install it). It gets each line as
the page reader found it, cut to where ink is, 64 px high; only its text recognition is
asked. What it writes is taken for the number whose letters are most like it (difflib),
if at least ``LIKE`` so: it is given the list of numbers, as our reader is.
"""

import argparse
import json
from difflib import SequenceMatcher
from pathlib import Path

import cv2
import numpy as np
from line_scans import RealLine, real_lines

from omah.cli.bench.peers import load_recogniser
from omah.core.news.indonesian_days import spelled
from omah.reading.witness_cells import cut_flat

HIGH = 64
DARK = 110
LIKE = 0.75
SPELLED = [spelled(value).upper().replace(" ", "") for value in range(1000)]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--scans", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    args = parser.parse_args()
    recognise = load_recogniser()
    rows = {}
    lines = real_lines(args.scans)
    for title, odd in (("odd", True), ("even", False)):
        counts = {"n": 0, "right": 0, "unsaid": 0, "wrong": 0}
        for line in lines:
            if int(line.station) % 2 == odd:
                told = number_like(recognise(crop(line)))
                counts["n"] += 1
                kind = "unsaid" if told is None else "right"
                counts[kind if told in (None, line.value) else "wrong"] += 1
        rows[f"rapidocr, the same {title} stations"] = counts
    args.out.write_text(json.dumps(rows))
    print(json.dumps(rows, indent=1))


def crop(line: RealLine) -> np.ndarray:
    """Return the line as it stands in the scan, cut left and right of its ink."""
    squares = round(line.area.w / line.area.h)
    flat = cut_flat(line.scan, line.homography, line.area, 1, squares, HIGH)
    dark = np.flatnonzero((flat[6:-6] < DARK).sum(axis=0) > 1)
    if not len(dark):
        return cv2.cvtColor(flat, cv2.COLOR_GRAY2BGR)
    part = flat[:, max(0, dark[0] - 20) : dark[-1] + 20]
    return cv2.cvtColor(part, cv2.COLOR_GRAY2BGR)


def number_like(text: str) -> int | None:
    """Return the number whose words are most like a text, the form's print aside."""
    letters = "".join(c for c in text.upper().split("(")[0] if c.isalpha())
    for printed in ("DITULISDENGANHURUF", "DENGANHURUF"):
        letters = letters.removesuffix(printed)
    if not letters:
        return None
    likes = [SequenceMatcher(None, letters, words).ratio() for words in SPELLED]
    best = int(np.argmax(likes))
    return best if likes[best] >= LIKE else None


if __name__ == "__main__":
    main()
