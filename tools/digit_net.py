"""The digit network in torch, and its ONNX form with half-precision weights."""

import numpy as np
import onnx
import torch
from numpy.typing import NDArray
from onnx import TensorProto, helper, numpy_helper
from torch import Tensor, nn

from omah.reading.cell import SIDE
from omah.reading.digits import LEGIBLE, MARKS

WIDTHS = (16, 32, 48, 64)

DOUBTS = len(MARKS) - LEGIBLE


class Unit(nn.Sequential):
    """Convolution, batch norm."""

    def __init__(
        self, inward: int, outward: int, size: int = 3, stride: int = 1
    ) -> None:
        conv = nn.Conv2d(inward, outward, size, stride, size // 2, bias=False)
        super().__init__(conv, nn.BatchNorm2d(outward))


class Residual(nn.Module):
    """Two units and a short cut."""

    def __init__(self, width: int) -> None:
        super().__init__()
        self.first, self.second = Unit(width, width), Unit(width, width)

    def forward(self, x: Tensor) -> Tensor:
        return torch.relu(x + self.second(torch.relu(self.first(x))))


class Net(nn.Module):
    """``(N, SIDE, SIDE)`` uint8 cells to two heads' logits.

    ``(N, 13)`` say which mark it is, if it is one; ``(N, 4)`` whether it is one, or
    which doubt.
    """

    def __init__(self) -> None:
        super().__init__()
        a, b, c, d = WIDTHS
        self.down = nn.ModuleList([Unit(1, a, 5, 2), Unit(a, b)])
        self.down.extend([Unit(b, c, 3, 2), Unit(c, d, 3, 2)])
        self.middle, self.deep = Residual(c), Residual(d)
        self.drop = nn.Dropout(0.2)
        flat = d * (SIDE // 8) ** 2
        self.head, self.doubt = nn.Linear(flat, LEGIBLE), nn.Linear(flat, 1 + DOUBTS)

    def forward(self, cells: Tensor) -> tuple[Tensor, Tensor]:
        x = cells.unsqueeze(1).float() / 255
        for unit in self.down[:3]:
            x = torch.relu(unit(x))
        x = torch.relu(self.down[3](self.middle(x)))
        flat = self.drop(self.deep(x).flatten(1))
        return self.head(flat), self.doubt(flat)


class _Graph:
    """Collects ONNX nodes; weights are stored as float16 and cast on load."""

    def __init__(self) -> None:
        self.nodes: list[onnx.NodeProto] = []
        self.weights: list[onnx.TensorProto] = []

    def add(self, kind: str, *inputs: str, **attributes: object) -> str:
        output = f"{kind}{len(self.nodes)}"
        self.nodes.append(helper.make_node(kind, inputs, [output], **attributes))
        return output

    def weight(self, values: NDArray[np.float32]) -> str:
        name = f"weight{len(self.weights)}"
        half = values.astype(np.float16)
        self.weights.append(numpy_helper.from_array(half, name))
        return self.add("Cast", name, to=TensorProto.FLOAT)

    def whole(self, name: str, value: int) -> str:
        """Add a whole number as an input of nodes."""
        array = np.array([value], np.int64)
        self.weights.append(numpy_helper.from_array(array, name))
        return name

    def unit(self, x: str, unit: Unit) -> str:
        """Add a convolution with its batch norm folded in."""
        conv, norm = unit[0], unit[1]
        gain = norm.weight / torch.sqrt(norm.running_var + norm.eps)
        kernel = (conv.weight * gain[:, None, None, None]).detach().numpy()
        bias = (norm.bias - norm.running_mean * gain).detach().numpy()
        return self.add(
            "Conv", x, self.weight(kernel), self.weight(bias),
            strides=list(conv.stride), pads=[*conv.padding, *conv.padding],
        )  # fmt: skip

    def residual(self, x: str, block: Residual) -> str:
        inner = self.add("Relu", self.unit(x, block.first))
        return self.add("Relu", self.add("Add", x, self.unit(inner, block.second)))

    def linear(self, x: str, layer: nn.Linear, gain: float, lift: Tensor) -> str:
        """Add a layer whose outcome is scaled, then lifted."""
        matrix = (layer.weight * gain).detach().numpy()
        bias = (layer.bias * gain + lift).detach().numpy()
        parts = self.weight(matrix), self.weight(bias)
        return self.add("Gemm", x, *parts, transB=1)


def to_onnx(net: Net, temperature: float, lift: float, made: dict[str, str]) -> bytes:
    """Return the network as ONNX bytes that give calibrated probabilities.

    Parameters
    ----------
    net
        The network.
    temperature
        By which the marks' logits are divided.
    lift
        What is added to the logit of "it is a mark": doubts are rarer in service
        than in training.
    made
        How it was made; kept in the model.
    """
    net = net.eval()
    graph = _Graph()
    scale = numpy_helper.from_array(np.array(1 / 255, np.float32), "scale")
    graph.whole("axis", 1)
    graph.weights.append(scale)
    x = graph.add("Cast", "cells", to=TensorProto.FLOAT)
    x = graph.add("Mul", graph.add("Unsqueeze", x, "axis"), "scale")
    for unit in net.down[:3]:
        x = graph.add("Relu", graph.unit(x, unit))
    x = graph.residual(x, net.middle)
    x = graph.residual(graph.add("Relu", graph.unit(x, net.down[3])), net.deep)
    flat = graph.add("Flatten", x)
    known = graph.linear(flat, net.head, 1 / temperature, torch.zeros(LEGIBLE))
    lifts = torch.tensor([lift, *[0.0] * DOUBTS])
    kind = graph.add("Softmax", graph.linear(flat, net.doubt, 1.0, lifts), axis=1)
    cuts = [graph.whole(f"cut{k}", k) for k in (0, 1, 1 + DOUBTS)]
    is_mark = graph.add("Slice", kind, *cuts[:2], "axis")
    doubts = graph.add("Slice", kind, *cuts[1:], "axis")
    marks = graph.add("Mul", graph.add("Softmax", known, axis=1), is_mark)
    graph.nodes.append(helper.make_node("Concat", [marks, doubts], ["marks"], axis=1))
    return _model(graph, made)


def _model(graph: _Graph, made: dict[str, str]) -> bytes:
    cells = helper.make_tensor_value_info("cells", TensorProto.UINT8, ["n", SIDE, SIDE])
    marks = helper.make_tensor_value_info("marks", TensorProto.FLOAT, ["n", len(MARKS)])
    body = helper.make_graph(graph.nodes, "digits", [cells], [marks], graph.weights)
    opset = [helper.make_opsetid("", 17)]
    model = helper.make_model(body, opset_imports=opset, ir_version=9)
    model.producer_name = "omah"
    helper.set_model_props(model, made)
    onnx.checker.check_model(model)
    return model.SerializeToString()
