"""Train the networks that read tallies and boxed letters, on generated boxes alone.

    PYTHONPATH=src python tools/train_strokes.py --out src/omah/data/models

Writes ``tally.onnx`` and ``letters.onnx``. No real box is used: every real one that
we have stays for judging. See tools/README.md.
"""

import argparse
from collections.abc import Callable
from pathlib import Path

import numpy as np
import onnx
import torch
from digit_net import Unit, _Graph
from numpy.typing import NDArray
from onnx import TensorProto, helper, numpy_helper
from stroke_cells import letter_cells, tally_cells
from torch import Tensor, nn
from torch.nn.functional import cross_entropy

from omah.reading.witness_cells import LETTERS, SIDE, TALLIES

Cells = tuple[NDArray[np.uint8], NDArray[np.int64]]
WIDTHS = (16, 32, 48)
BATCH = 256
RATE = 3e-3
SMOOTHING = 0.02  # generated boxes are surer than real ones


class StrokeNet(nn.Module):
    """``(N, SIDE, SIDE)`` uint8 cells to logits of a few classes."""

    def __init__(self, classes: int) -> None:
        super().__init__()
        a, b, c = WIDTHS
        self.units = nn.ModuleList([Unit(1, a, 3, 2), Unit(a, b, 3, 2), Unit(b, c)])
        self.drop = nn.Dropout(0.2)
        self.head = nn.Linear(c * (SIDE // 4) ** 2, classes)

    def forward(self, cells: Tensor) -> Tensor:
        x = cells.unsqueeze(1).float() / 255
        for unit in self.units:
            x = torch.relu(unit(x))
        return self.head(self.drop(x.flatten(1)))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--cells", type=int, default=60_000)
    parser.add_argument("--epochs", type=int, default=8)
    args = parser.parse_args()
    torch.set_num_threads(1)
    for name, make, classes in (
        ("tally", tally_cells, TALLIES),
        ("letters", letter_cells, LETTERS),
    ):
        net = train(make, len(classes), args.cells, args.epochs)
        held_out = make(5_000, np.random.default_rng(9_999))
        print(f"{name}: {wrong(net, held_out)} of 5,000 generated boxes wrong")
        (args.out / f"{name}.onnx").write_bytes(to_onnx(net, name, len(classes)))


def train(
    make: Callable[..., Cells], classes: int, count: int, epochs: int
) -> StrokeNet:
    torch.manual_seed(1)
    net = StrokeNet(classes)
    images, kinds = map(torch.from_numpy, make(count, np.random.default_rng(1)))
    adam = torch.optim.AdamW(net.parameters(), lr=RATE, weight_decay=0.02)
    plan = torch.optim.lr_scheduler.OneCycleLR(
        adam, RATE, epochs * (len(images) // BATCH)
    )
    for epoch in range(epochs):
        losses = []
        for batch in torch.randperm(len(images))[: len(images) // BATCH * BATCH].split(
            BATCH
        ):
            logits = net(images[batch])
            loss = cross_entropy(logits, kinds[batch], label_smoothing=SMOOTHING)
            adam.zero_grad()
            loss.backward()
            adam.step()
            plan.step()
            losses.append(loss.item())
        print(f"epoch {epoch + 1}: loss {np.mean(losses):.3f}", flush=True)
    return net.eval()


def wrong(net: StrokeNet, cells: Cells) -> int:
    with torch.no_grad():
        told = net(torch.from_numpy(cells[0])).argmax(1).numpy()
    return int((told != cells[1]).sum())


def to_onnx(net: StrokeNet, name: str, classes: int) -> bytes:
    """Return the network as ONNX bytes, weights in half precision."""
    graph = _Graph()
    axis = numpy_helper.from_array(np.array([1], np.int64), "axis")
    scale = numpy_helper.from_array(np.array(1 / 255, np.float32), "scale")
    graph.weights += [axis, scale]
    x = graph.add("Cast", "cells", to=TensorProto.FLOAT)
    x = graph.add("Mul", graph.add("Unsqueeze", x, "axis"), "scale")
    for unit in net.units:
        x = graph.add("Relu", graph.unit(x, unit))
    matrix = graph.weight(net.head.weight.detach().numpy())
    bias = graph.weight(net.head.bias.detach().numpy())
    x = graph.add("Gemm", graph.add("Flatten", x), matrix, bias, transB=1)
    graph.nodes.append(helper.make_node("Softmax", [x], ["marks"], axis=1))
    cells = helper.make_tensor_value_info("cells", TensorProto.UINT8, ["n", SIDE, SIDE])
    marks = helper.make_tensor_value_info("marks", TensorProto.FLOAT, ["n", classes])
    body = helper.make_graph(graph.nodes, name, [cells], [marks], graph.weights)
    opset = [helper.make_opsetid("", 17)]
    model = helper.make_model(body, opset_imports=opset, ir_version=9)
    model.producer_name = "omah"
    onnx.checker.check_model(model)
    return model.SerializeToString()


if __name__ == "__main__":
    main()
