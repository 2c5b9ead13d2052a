"""Train the digit network and write ``digits.onnx`` with its model card.

    PYTHONPATH=src python tools/train_digits.py --data DIGITS.parquet --hands MNIST

Without ``--data`` it trains on generated strokes alone. See tools/README.md.
"""

import argparse
import time
from collections.abc import Iterator
from pathlib import Path

import digit_report
import numpy as np
import torch
from digit_crops import Crop, Split, load_crops, of_split, read_hands, read_labels
from digit_epochs import CLASSES, Cells, prepared
from digit_net import Net, from_onnx, to_onnx
from numpy.typing import NDArray
from torch import Tensor
from torch.nn.functional import cross_entropy

from omah.reading.digits import MARKS, normalise

Images = NDArray[np.uint8]
Classes = NDArray[np.int64]
HERE = Path(__file__).parent
MODELS = HERE.parent / "src/omah/data/models"
BATCH = 256
RATE = 3e-3
PASSES = 3
"""Times each epoch's cells are used; making them takes longer than learning."""
MARGIN = 1.25
"""Factor of doubt over the fitted temperature, for material unlike 2024's."""
TARGETS = torch.cat([torch.eye(len(MARKS)), torch.full((1, len(MARKS)), 1 / 13)])


def main() -> None:
    args = _arguments()
    torch.manual_seed(args.seed)
    torch.set_num_threads(args.threads)
    crops = load_crops(args.data, read_labels(args.labels)) if args.data else []
    hands = read_hands(args.hands) if args.hands else None
    seeds = range(args.seed * 1000, args.seed * 1000 + args.epochs)
    start = from_onnx(args.start.read_bytes()) if args.start else None
    epochs = prepared(of_split(crops, Split.TRAIN), hands, seeds)
    net = train(epochs, args.epochs, start)
    temperature = round(MARGIN * calibrate(net, of_split(crops, Split.CALIBRATION)), 3)
    model = to_onnx(net, temperature)
    args.out.mkdir(parents=True, exist_ok=True)
    (args.out / "digits.onnx").write_bytes(model)
    training = digit_report.Training(args.epochs, args.seed, temperature)
    card = digit_report.card(model, crops, training)
    (args.out / "digits.card.md").write_text(card, encoding="utf-8")
    print(card)


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--data", type=Path, help="parquet of real crops")
    parser.add_argument("--hands", type=Path, help="folder of MNIST's IDX files")
    parser.add_argument("--labels", type=Path, default=HERE / "digit_labels.txt")
    parser.add_argument("--start", type=Path, help="a model to train further")
    parser.add_argument("--out", type=Path, default=MODELS)
    parser.add_argument("--epochs", type=int, default=10)
    parser.add_argument("--seed", type=int, default=2024)
    parser.add_argument("--threads", type=int, default=1)
    return parser.parse_args()


def train(cells_of_epochs: Iterator[Cells], epochs: int, start: Net | None) -> Net:
    """Return the running average of a network trained on fresh distortions."""
    net, averaged = start or Net().train(), Net()
    rate = RATE / 4 if start else RATE
    average = torch.optim.swa_utils.AveragedModel(
        net, multi_avg_fn=torch.optim.swa_utils.get_ema_multi_avg_fn(0.995),
        use_buffers=True,
    )  # fmt: skip
    adam = torch.optim.AdamW(net.parameters(), lr=rate, weight_decay=0.02)
    plan = None
    for epoch, (cells, classes) in enumerate(cells_of_epochs, 1):
        batches = list(_batches(cells, classes))
        if plan is None:
            steps = epochs * len(batches)
            plan = torch.optim.lr_scheduler.OneCycleLR(adam, rate, steps)
        started, losses = time.monotonic(), []
        for images, targets in batches:
            loss = _loss(net, images, targets)
            adam.zero_grad()
            loss.backward()
            adam.step()
            plan.step()
            average.update_parameters(net)
            losses.append(loss.item())
        seconds = time.monotonic() - started
        print(f"epoch {epoch}: loss {np.mean(losses):.4f}, {seconds:.0f} s", flush=True)
    averaged.load_state_dict(average.module.state_dict())
    return averaged.eval()


def _batches(cells: Images, classes: Classes) -> Iterator[tuple[Tensor, Tensor]]:
    images, targets = torch.from_numpy(cells), TARGETS[classes]
    for _ in range(PASSES):
        order = torch.randperm(len(images))
        for batch in order[: len(order) // BATCH * BATCH].split(BATCH):
            yield images[batch], targets[batch]


def _loss(net: Net, images: Tensor, targets: Tensor) -> Tensor:
    with torch.autocast("cpu", torch.bfloat16):
        logits = net(images)
    return cross_entropy(logits.float(), targets)


def calibrate(net: Net, crops: list[Crop]) -> float:
    """Return the temperature that makes probabilities honest on these stations."""
    known = [crop for crop in crops if crop.mark != "?"]
    if not known:
        return 1.0
    cells = torch.from_numpy(np.stack([normalise(crop.image) for crop in known]))
    truth = torch.tensor([CLASSES[crop.mark] for crop in known])
    with torch.no_grad():
        logits = net(cells)
    candidates = np.geomspace(0.5, 4, 85)
    losses = [cross_entropy(logits / t, truth).item() for t in candidates]
    return float(candidates[int(np.argmin(losses))])


if __name__ == "__main__":
    main()
