"""Train the network that reads lines of free writing, on generated lines alone.

    PYTHONPATH=src python tools/train_lines.py --fonts FOLDER --out src/omah/data/models

Writes ``lines.onnx``. ``FOLDER`` holds handwriting fonts (tools/README.md), which only
draw. No real line is used: every real one that we have stays for judging.
"""

import argparse
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import torch
from line_net import LineNet, to_onnx
from line_strips import ALPHABET, strip
from numpy.typing import NDArray
from torch import Tensor
from torch.nn.functional import cross_entropy, ctc_loss

from omah.reading.lines import COLUMN, HIGH

UNSEEN = (
    "kalam", "patrick-hand", "nothing-you-could-do", "mansalva", "gaegu",
    "the-girl-next-door", "dancing-script", "coming-soon",
)  # fmt: skip
"""Fonts that stay out of training, to measure hands not seen."""
BATCH = 32
RATE = 3e-3
BLANK = len(ALPHABET)


@dataclass(frozen=True)
class Lines:
    """Lines one after another, where each ends, their letters and their columns."""

    ink: NDArray[np.uint8]
    ends: NDArray[np.int64]
    letters: list[str]
    at: list[NDArray[np.int64]]

    def of(self, k: int) -> NDArray[np.uint8]:
        return self.ink[:, self.ends[k - 1] if k else 0 : self.ends[k]]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--fonts", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--lines", type=int, default=32_000)
    parser.add_argument("--epochs", type=int, default=7)
    parser.add_argument("--kept", type=Path, help="where lines made are kept")
    args = parser.parse_args()
    torch.set_num_threads(1)
    lines = made_before(args.fonts, args.lines, args.kept)
    net = train(lines, args.epochs, args.out)
    made = {"lines": str(args.lines), "epochs": str(args.epochs)}
    (args.out / "lines.onnx").write_bytes(to_onnx(net, made))


def made_before(fonts: Path, count: int, kept: Path | None) -> Lines:
    """Return lines made now, or in part read from where they were kept."""
    parts = []
    for part in range(-(-count // PART)):
        path = kept / f"{part}.npz" if kept else None
        if path and path.exists():
            with np.load(path) as stored:
                parts.append(dict(stored))
            continue
        parts.append(make(fonts, part))
        if path:
            np.savez(path, **parts[-1])
    ink = np.concatenate([part["ink"] for part in parts], axis=1)
    ends = np.cumsum(np.concatenate([part["wide"] for part in parts]))
    letters = [str(text) for part in parts for text in part["letters"]]
    stands = np.concatenate([part["at"] for part in parts])
    at = np.split(stands, np.cumsum([len(text) for text in letters])[:-1])
    return Lines(ink, ends, letters, at)


PART = 4_000  # lines made from one seed


def make(fonts: Path, seed: int) -> dict[str, NDArray[Any]]:
    rng = np.random.default_rng(20_000 + seed)
    names = sorted({path.stem for path in fonts.glob("*.ttf")} - set(UNSEEN))
    strips = [strip(fonts, names, rng) for _ in range(PART)]
    return {
        "ink": np.concatenate([made.line for made in strips], axis=1),
        "wide": np.array([made.line.shape[1] for made in strips]),
        "letters": np.array([made.letters for made in strips]),
        "at": np.concatenate([made.at for made in strips]),
    }


def train(lines: Lines, epochs: int, out: Path) -> LineNet:
    torch.manual_seed(1)
    rng = np.random.default_rng(1)
    net = LineNet().to(memory_format=torch.channels_last)
    adam = torch.optim.AdamW(net.parameters(), lr=RATE, weight_decay=0.02)
    count = len(lines.letters) // BATCH
    plan = torch.optim.lr_scheduler.OneCycleLR(
        adam, RATE, epochs * count + 1, pct_start=0.15
    )
    start = time.time()
    for epoch in range(epochs):
        losses = [
            step(net, adam, plan, lines, batch, rng, freely=epoch >= epochs / 2)
            for batch in batches(lines, rng)
        ]
        mean = np.mean(losses[-200:])
        print(f"epoch {epoch + 1}: {mean:.3f}, {time.time() - start:.0f} s", flush=True)
        torch.save(net.state_dict(), out / "lines.pt")
    return net.eval()


def batches(lines: Lines, rng: np.random.Generator) -> list[NDArray[np.int64]]:
    """Return batches of lines about as wide, in any order."""
    wide = np.diff(lines.ends, prepend=0)
    order = np.argsort(wide + rng.uniform(0, 32, len(wide)))
    order = order[wide[order] > 0]
    found = np.array_split(order, max(1, len(order) // BATCH))
    return [found[k] for k in rng.permutation(len(found))]


def step(
    net: LineNet,
    adam: torch.optim.Optimizer,
    plan: torch.optim.lr_scheduler.LRScheduler,
    lines: Lines,
    batch: NDArray[np.int64],
    rng: np.random.Generator,
    *,
    freely: bool,
) -> float:
    """Learn one batch: first where each letter stands, later only in which order."""
    pictures = [lines.of(int(k)) for k in batch]
    texts = [[ALPHABET.index(c) for c in lines.letters[k]] for k in batch]
    longest = -(-max(p.shape[1] for p in pictures) // 32) * 32 + 16
    stack = np.zeros((len(batch), HIGH, longest), np.uint8)
    where = np.full((len(batch), longest // COLUMN), BLANK)
    for k, picture in enumerate(pictures):
        left = int(rng.integers((longest - picture.shape[1]) // COLUMN + 1))
        down = int(rng.integers(-2, 3))
        bright = np.minimum(picture * rng.uniform(0.7, 1.3), 255)
        right = left * COLUMN + picture.shape[1]
        stack[k, :, left * COLUMN : right] = np.roll(bright, down, axis=0)
        at = left + lines.at[batch[k]]
        where[k, np.concatenate([at - 1, at + 1]).clip(0, longest // COLUMN - 1)] = -100
        where[k, at] = texts[k]
    with torch.autocast("cpu", torch.bfloat16):
        told = net(torch.from_numpy(stack))
    loss = cross_entropy(told.transpose(1, 2).float(), torch.from_numpy(where))
    if freely:
        loss = 0.3 * loss + 0.3 * ctc(told, texts, longest // COLUMN)
    adam.zero_grad()
    loss.backward()
    torch.nn.utils.clip_grad_norm_(net.parameters(), 5.0)
    adam.step()
    plan.step()
    return loss.item()


def ctc(told: Tensor, texts: list[list[int]], columns: int) -> Tensor:
    lengths = torch.tensor([len(text) for text in texts])
    flat = torch.tensor([letter for text in texts for letter in text])
    return ctc_loss(
        told.float().transpose(0, 1), flat, torch.full_like(lengths, columns), lengths,
        blank=BLANK, reduction="sum", zero_infinity=True,
    ) / max(1, int(lengths.sum()))  # fmt: skip


if __name__ == "__main__":
    main()
