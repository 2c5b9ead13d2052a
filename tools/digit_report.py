"""Write the card of a trained network: what it does on stations it has never seen.

    PYTHONPATH=src python tools/digit_report.py \
        --data DIGITS.parquet --scans C1_2019

Run it once, on the model that was chosen: it reads the held-out stations.
"""

import argparse
import time
from collections import Counter
from pathlib import Path

import cv2
import digit_plot
import numpy as np
from digit_cells import DOUBTS, distorted, emptied, generated_cell, rewritten
from digit_crops import Crop, Split, load_crops, of_split, read_labels
from digit_epochs import CLASSES
from digit_scans import cut_known, read_marks
from digit_scores import Score, score, upper_bound
from onnxruntime import InferenceSession

from omah.reading.cell import SIDE, normalise
from omah.reading.digits import LEGIBLE, DigitNet

HERE = Path(__file__).parent
MODELS = HERE.parent / "src/omah/data/models"
PLOT = HERE.parent / "docs/pictures/digit-reliability.svg"
REAL = "real, test stations"
SPOILT = "real, distorted by us"
LEFT_OUT = "real, 2019 scans, each station by a network that never saw it"
SHOWN = 0.98
PLOTTED = (REAL, SPOILT, LEFT_OUT)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--scans", type=Path, required=True)
    parser.add_argument(
        "--folds", type=Path, default=HERE / "digit_folds",
        help="models trained alike, each with stations of 2019 left out",
    )  # fmt: skip
    parser.add_argument("--labels", type=Path, default=HERE / "digit_labels.txt")
    parser.add_argument("--models", type=Path, default=MODELS)
    args = parser.parse_args()
    cv2.setNumThreads(1)
    model = (args.models / "digits.onnx").read_bytes()
    crops = load_crops(args.data, read_labels(args.labels))
    scores = score_all(DigitNet(model), crops)
    folds = [path.read_bytes() for path in sorted(args.folds.glob("*.onnx"))]
    scores[LEFT_OUT] = score_left_out(folds, args.scans)
    text = card(model, folds, crops, scores)
    PLOT.write_text(digit_plot.draw({name: scores[name] for name in PLOTTED}))
    (args.models / "digits.card.md").write_text(text, encoding="utf-8")
    print(text)


def line(name: str, result: Score) -> str:
    """Return one row of the card's table."""
    return (
        f"| {name} | {values(result)} | {int(result.wrong.sum())} "
        f"| {result.calibration_error():.4f} | {result.pairs()} |"
    )


def values(result: Score) -> str:
    """Return the cells about values: n, wrong, bound, wrong when 1 % is set aside."""
    n, wrong = len(result.truth), int(result.wrong_values().sum())
    bound = 100 * upper_bound(wrong, n)
    aside = result.wrong_after_setting_aside(0.01)
    return f"{n} | {wrong} | {bound:.2f} % | {aside}"


def score_all(net: DigitNet, crops: list[Crop]) -> dict[str, Score]:
    """Return the scores of test crops first, then of generated ones, named as such."""
    rng = np.random.default_rng(7)
    known = [c for c in of_split(crops, Split.TEST) if c.mark not in DOUBTS]
    images, marks = [c.image for c in known], [c.mark for c in known]
    scores = {REAL: score(net, images, marks)}
    published = [c.published for c in known]
    scores["the same, labels as published"] = score(net, images, published)
    spoilt = [distorted(image, rng) for image in images]
    scores[SPOILT] = score(net, spoilt, marks)
    boxes = [emptied(image) for image in images]
    drawn = [str(m) for m in rng.choice(list(CLASSES)[:LEGIBLE], len(boxes))]
    both = [rewritten(b, m, rng) for b, m in zip(boxes, drawn, strict=True)]
    scores["real boxes, generated marks"] = score(net, both, drawn)
    drawn = [str(m) for m in rng.choice(list(CLASSES)[:LEGIBLE], 2000)]
    cells = [generated_cell(mark, rng) for mark in drawn]
    return scores | {"generated only": score(net, cells, drawn)}


def score_left_out(folds: list[bytes], folder: Path) -> Score:
    """Return how each model reads the stations of 2019 it was not shown, together."""
    marks, parts = read_marks(HERE / "scan_labels.txt"), []
    for model in folds:
        left = made_of(model)["left"].split()
        mine = {key: m for key, m in marks.items() if key[0] in left}
        known = cut_known(folder, mine)
        images, truth = [b.image for b in known], [b.mark for b in known]
        parts.append(score(DigitNet(model), images, truth))
    return Score(
        np.concatenate([part.truth for part in parts]),
        np.concatenate([part.chances for part in parts]),
    )


def made_of(model: bytes) -> dict[str, str]:
    """Return how a model was made, as kept in it."""
    return dict(InferenceSession(model).get_modelmeta().custom_metadata_map)


def doubts(net: DigitNet, count: int = 300) -> str:
    """Return how generated boxes without a mark come out, in words."""
    rng, parts = np.random.default_rng(8), []
    for mark, name in zip(DOUBTS, ("struck out", "overwritten", "spoilt"), strict=True):
        cells = [normalise(generated_cell(mark, rng)) for _ in range(count)]
        chances = net.classify(cells)
        told = int((chances.argmax(axis=1) >= LEGIBLE).sum())
        sure = int((chances[:, :LEGIBLE].max(axis=1) >= SHOWN).sum())
        parts.append(f"{name} {told} told, {sure} taken for a mark at p >= {SHOWN}")
    return "; ".join(parts)


def zeros_told(score: Score) -> str:
    """Return how often X, dash, blank and 0 are told apart, in words."""
    part = score.of_marks("0X-_")
    n, wrong = len(part.truth), int(part.wrong.sum())
    return f"{n - wrong} of {n} (95 % bound {100 * upper_bound(wrong, n):.2f} % wrong)"


def milliseconds(model: bytes) -> tuple[float, float]:
    """Return milliseconds for 1,000 cells: to normalise, to classify; best of 5."""
    rng, net = np.random.default_rng(1), DigitNet(model)
    crops = [generated_cell("8", rng) for _ in range(1000)]
    runs = []
    for _ in range(5):
        started = time.perf_counter()
        cells = np.stack([normalise(crop) for crop in crops])
        cut = time.perf_counter()
        net.classify(cells)
        runs.append((cut - started, time.perf_counter() - cut))
    best = np.array(runs).min(axis=0)
    return 1000 * float(best[0]), 1000 * float(best[1])


def counts(crops: list[Crop]) -> str:
    """Return how the real crops were split."""
    parts = []
    for split in Split:
        part = of_split(crops, split)
        stations = len({crop.station for crop in part})
        parts.append(f"{split}: {len(part)} crops of {stations} stations")
    return "; ".join(parts)


def card(
    model: bytes, folds: list[bytes], crops: list[Crop], scores: dict[str, Score]
) -> str:
    """Return the model card in Markdown; every figure is measured here."""
    normalising, classifying = milliseconds(model)
    zeros = Counter(crop.mark for crop in crops if crop.published == "0")
    changed = [c for c in crops if c.published not in ("0", c.mark)]
    left = "; ".join("without " + made_of(fold)["left"] for fold in folds)
    template = (HERE / "digit_card.md").read_text(encoding="utf-8")
    return template.format(
        bytes=len(model), counts=counts(crops), side=SIDE,
        table="\n".join(line(name, result) for name, result in scores.items()),
        normalising=round(normalising), classifying=round(classifying),
        looked=zeros.total(), relabelled=len(changed),
        tested=len(of_split(changed, Split.TEST)),
        doubts=doubts(DigitNet(model)), zeros=zeros_told(scores[REAL]),
        zeros_scanned=zeros_told(scores[LEFT_OUT]),
        zeros_generated=zeros_told(scores["real boxes, generated marks"]),
        xs=zeros["X"], blanks=zeros["_"], unclear=zeros["?"], **made_of(model),
        folds=left, numbers=len(read_marks(HERE / "scan_labels.txt")),
    )  # fmt: skip


if __name__ == "__main__":
    main()
