"""Train the digit network and write ``digits.onnx``.

    PYTHONPATH=src python tools/train_digits.py \\
        --data DIGITS.parquet --hands MNIST --scans C1_2019

Without these it trains on generated strokes alone. See tools/README.md.
"""

import argparse
import math
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import numpy as np
import torch
from digit_crops import Crop, Split, load_crops, of_split, read_hands, read_labels
from digit_epochs import BROAD, CLASSES, CLOSE, Cells, Diet, Sources, prepared
from digit_net import Net, to_onnx
from digit_scans import Box, cut_known, read_marks
from numpy.typing import NDArray
from torch import Tensor
from torch.nn.functional import (
    affine_grid,
    cross_entropy,
    grid_sample,
    interpolate,
)

from omah.reading.cell import SIDE, normalise
from omah.reading.digits import LEGIBLE, MARKS

Images = NDArray[np.uint8]
Classes = NDArray[np.int64]
HERE = Path(__file__).parent
MODELS = HERE.parent / "src/omah/data/models"
BATCH = 256
RATE = 4e-3
LEGIBLE_MARKS = {mark.value for mark in MARKS[:LEGIBLE]}
TEMPERATURE = 1.0
"""The network's own word. A fit would follow two or three errors: the calibration
stations of 2024 ask for 0.6 to 0.9, hands of 2019 left out of training for 1.3 to 1.4.
"""

IGNORED = -1
KIND_WEIGHT = 0.3
TAUGHT_DOUBTS, EXPECTED_DOUBTS = 0.03, 0.01
"""Shares of doubts in training and, assumed, in service."""

LIFT = math.log((1 - EXPECTED_DOUBTS) / EXPECTED_DOUBTS) - math.log(
    (1 - TAUGHT_DOUBTS) / TAUGHT_DOUBTS
)


def main() -> None:
    args = _arguments()
    torch.manual_seed(args.seed)
    torch.set_num_threads(args.threads)
    crops = load_crops(args.data, read_labels(args.labels)) if args.data else []
    hands = read_hands(args.hands) if args.hands else None
    args.out.mkdir(parents=True, exist_ok=True)
    scans = read_scans(args.scans, args.scan_labels) if args.scans else {}
    left = {station: scans.pop(station, []) for station in args.leave}
    taught = [box for boxes in scans.values() for box in boxes]
    make = partial(prepared, Sources(of_split(crops, Split.TRAIN), hands, taught))
    first = args.seed * 1000
    broad = Phase("broad", BROAD, RATE, 6, range(first, first + args.epochs))
    last = range(first + 500, first + 500 + args.close)
    net = train(make, broad, args.out)
    net = train(make, Phase("close", CLOSE, RATE / 4, 3, last), args.out, net)
    asked = [fitted_temperature(net, of_split(crops, Split.CALIBRATION))]
    if left:
        unseen = [box for boxes in left.values() for box in boxes]
        asked.append(fitted_temperature(net, unseen))
    print("temperatures asked for:", *(f"{t:.3f}" for t in asked), flush=True)
    made = {
        "epochs": args.epochs,
        "close": args.close,
        "seed": args.seed,
        "temperature": TEMPERATURE,
        "left": " ".join(args.leave),
    }
    model = to_onnx(net, TEMPERATURE, LIFT, {k: str(v) for k, v in made.items()})
    (args.out / "digits.onnx").write_bytes(model)


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--data", type=Path, help="parquet of real crops")
    parser.add_argument("--hands", type=Path, help="folder of MNIST's IDX files")
    parser.add_argument("--labels", type=Path, default=HERE / "digit_labels.txt")
    parser.add_argument("--scans", type=Path, help="folder of 2019 scans")
    parser.add_argument("--scan-labels", type=Path, default=HERE / "scan_labels.txt")
    parser.add_argument(
        "--leave", nargs="*", default=[], help="stations of 2019 not to learn from"
    )
    parser.add_argument("--out", type=Path, default=MODELS)
    parser.add_argument("--epochs", type=int, default=14)
    parser.add_argument("--close", type=int, default=5, help="last epochs, nearly real")
    parser.add_argument("--seed", type=int, default=2031)
    parser.add_argument("--threads", type=int, default=1)
    return parser.parse_args()


class Course:
    """A network in training, with all that a checkpoint must hold to go on."""

    def __init__(self, steps: int, rate: float, start: Net | None) -> None:
        self.net = Net() if start is None else start
        self.net.train().to(memory_format=torch.channels_last)
        optim = torch.optim
        self.average = optim.swa_utils.AveragedModel(
            self.net, use_buffers=True,
            multi_avg_fn=optim.swa_utils.get_ema_multi_avg_fn(0.995),
        )  # fmt: skip
        weights = self.net.parameters()
        self.adam = optim.AdamW(weights, rate, weight_decay=0.02, fused=True)
        self.plan = optim.lr_scheduler.OneCycleLR(
            self.adam, rate, steps, pct_start=0.15
        )
        self.epochs_done = 0

    def learn(self, images: Tensor, targets: Tensor) -> float:
        """Take one step and return the loss before it."""
        loss = _loss(self.net, images, targets)
        self.adam.zero_grad()
        loss.backward()
        self.adam.step()
        self.plan.step()
        self.average.update_parameters(self.net)
        return loss.item()

    def save(self, path: Path) -> None:
        parts = {name: getattr(self, name).state_dict() for name in _PARTS}
        parts |= {"done": self.epochs_done, "chance": torch.get_rng_state()}
        torch.save(parts, path)

    def resume(self, path: Path) -> None:
        kept = torch.load(path, weights_only=True)
        for name in _PARTS:
            getattr(self, name).load_state_dict(kept[name])
        self.epochs_done = kept["done"]
        torch.set_rng_state(kept["chance"])

    def averaged(self) -> Net:
        """Return the running average of the network."""
        net = Net()
        net.load_state_dict(self.average.module.state_dict())
        return net.eval()


_PARTS = ("net", "average", "adam", "plan")


@dataclass(frozen=True)
class Phase:
    """So many epochs of one diet, each used so many times, at one rate of learning."""

    name: str
    diet: Diet
    rate: float
    passes: int
    seeds: range


def train(
    make: Callable[[range, Diet], Iterator[Cells]],
    phase: Phase,
    folder: Path,
    start: Net | None = None,
) -> Net:
    """Return the running average of a network trained on fresh distortions.

    A checkpoint is kept after each epoch; a run that finds one goes on from it.
    """
    kept = folder / f"{phase.name}.pt"
    done = torch.load(kept, weights_only=True)["done"] if kept.exists() else 0
    course = None
    todo = phase.seeds[done:]
    for cells, classes in make(todo, phase.diet) if todo else ():
        if course is None:
            steps = len(phase.seeds) * phase.passes * (len(cells) // BATCH)
            course = Course(steps, phase.rate, start)
            if done:
                course.resume(kept)
        started = time.monotonic()
        losses = [course.learn(*b) for b in _batches(cells, classes, phase.passes)]
        course.epochs_done += 1
        course.save(kept)
        seconds = time.monotonic() - started
        told = f"{phase.name} {course.epochs_done}: loss {np.mean(losses):.4f}"
        print(f"{told}, {seconds:.0f} s", flush=True)
    if course is None:
        course = Course(1, phase.rate, start)
        course.resume(kept)
    return course.averaged()


def _batches(
    cells: Images, classes: Classes, passes: int
) -> Iterator[tuple[Tensor, Tensor]]:
    images, targets = torch.from_numpy(cells), torch.from_numpy(classes)
    for _ in range(passes):
        order = torch.randperm(len(images))
        for batch in order[: len(order) // BATCH * BATCH].split(BATCH):
            yield _shaken(images[batch]), targets[batch]


def _shaken(cells: Tensor) -> Tensor:
    """Return the cells moved, turned and bent a little, each in its own way."""
    count = len(cells)
    linear = torch.eye(2) + 0.05 * torch.randn(count, 2, 2)
    places = affine_grid(
        torch.cat([linear, 0.03 * torch.randn(count, 2, 1)], dim=2),
        [count, 1, SIDE, SIDE], align_corners=False,
    )  # fmt: skip
    bends = 0.03 * torch.randn(count, 2, 5, 5)
    smooth = interpolate(bends, SIDE, mode="bicubic", align_corners=True)
    places += smooth.permute(0, 2, 3, 1)
    moved = grid_sample(cells[:, None].float(), places, align_corners=False)
    return moved.squeeze(1)


def _loss(net: Net, images: Tensor, targets: Tensor) -> Tensor:
    with torch.autocast("cpu", torch.bfloat16):
        marks, kinds = net(images)
    marked = torch.where(targets < LEGIBLE, targets, IGNORED)
    kind = (targets - LEGIBLE + 1).clamp(min=0)
    which = cross_entropy(marks.float(), marked, ignore_index=IGNORED)
    return which + KIND_WEIGHT * cross_entropy(kinds.float(), kind)


def read_scans(folder: Path, labels: Path) -> dict[str, list[Box]]:
    """Return the known boxes of each station of 2019, cut by the page reader."""
    marks = read_marks(labels)
    stations = sorted({station for station, _ in marks})
    return {
        mine: cut_known(folder, {k: v for k, v in marks.items() if k[0] == mine})
        for mine in stations
    }


def fitted_temperature(net: Net, crops: Sequence[Crop | Box]) -> float:
    """Return the temperature that makes probabilities honest on these stations."""
    known = [crop for crop in crops if crop.mark in LEGIBLE_MARKS]
    if not known:
        return 1.0
    cells = torch.from_numpy(np.stack([normalise(crop.image) for crop in known]))
    truth = torch.tensor([CLASSES[crop.mark] for crop in known])
    with torch.no_grad():
        logits, _ = net(cells)
    candidates = np.geomspace(0.4, 4, 93)
    losses = [cross_entropy(logits / t, truth).item() for t in candidates]
    return float(candidates[int(np.argmin(losses))])


if __name__ == "__main__":
    main()
