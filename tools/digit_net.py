"""The digit network in torch, and its ONNX form with half-precision weights."""

import numpy as np
import onnx
import torch
from numpy.typing import NDArray
from onnx import TensorProto, helper, numpy_helper
from torch import Tensor, nn

from omah.reading.cell import SIDE
from omah.reading.digits import MARKS

WIDTHS = (16, 32, 64, 96)


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
    """``(N, SIDE, SIDE)`` uint8 cells to ``(N, 13)`` logits."""

    def __init__(self) -> None:
        super().__init__()
        a, b, c, d = WIDTHS
        self.down = nn.ModuleList([Unit(1, a, 5, 2), Unit(a, b)])
        self.down.extend([Unit(b, c, 3, 2), Unit(c, d, 3, 2)])
        self.middle, self.deep = Residual(c), Residual(d)
        self.drop = nn.Dropout(0.2)
        self.head = nn.Linear(d * (SIDE // 8) ** 2, len(MARKS))

    def forward(self, cells: Tensor) -> Tensor:
        x = cells.unsqueeze(1).float() / 255
        for unit in self.down[:3]:
            x = torch.relu(unit(x))
        x = torch.relu(self.down[3](self.middle(x)))
        return self.head(self.drop(self.deep(x).flatten(1)))


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


def to_onnx(net: Net, temperature: float, made: dict[str, str]) -> bytes:
    """Return the network as ONNX bytes that give calibrated probabilities.

    ``made`` says how it was made; it is kept in the model.
    """
    net = net.eval()
    graph = _Graph()
    axis = numpy_helper.from_array(np.array([1], np.int64), "axis")
    scale = numpy_helper.from_array(np.array(1 / 255, np.float32), "scale")
    graph.weights += [axis, scale]
    x = graph.add("Cast", "cells", to=TensorProto.FLOAT)
    x = graph.add("Mul", graph.add("Unsqueeze", x, "axis"), "scale")
    for unit in net.down[:3]:
        x = graph.add("Relu", graph.unit(x, unit))
    x = graph.residual(x, net.middle)
    x = graph.residual(graph.add("Relu", graph.unit(x, net.down[3])), net.deep)
    matrix = (net.head.weight / temperature).detach().numpy()
    bias = (net.head.bias / temperature).detach().numpy()
    flat = graph.add("Flatten", x)
    x = graph.add("Gemm", flat, graph.weight(matrix), graph.weight(bias), transB=1)
    graph.nodes.append(helper.make_node("Softmax", [x], ["marks"], axis=1))
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
