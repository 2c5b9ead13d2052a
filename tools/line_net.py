"""The network that tells the letters of a line, in torch and as ONNX."""

import numpy as np
import onnx
import torch
from digit_net import Unit, _Graph
from onnx import TensorProto, helper, numpy_helper
from torch import Tensor, nn

from omah.reading.lines import HIGH
from omah.reading.words import SYMBOLS

WIDTHS = (12, 24, 40, 56, 56)
DEEP = 112
REACH = 7  # columns that a letter's neighbourhood adds, each of three times


class Along(nn.Module):
    """Looks along the line, channel by channel, then across channels; a short cut."""

    def __init__(self, width: int) -> None:
        super().__init__()
        self.along = nn.Conv2d(
            width, width, (1, REACH), padding=(0, REACH // 2), groups=width, bias=False
        )
        self.norm = nn.BatchNorm2d(width)
        self.across = Unit(width, width, 1)

    def forward(self, x: Tensor) -> Tensor:
        return torch.relu(x + self.across(torch.relu(self.norm(self.along(x)))))


class LineNet(nn.Module):
    """``(N, HIGH, W)`` uint8 lines to ``(N, W / COLUMN, 18)`` log probabilities."""

    def __init__(self) -> None:
        super().__init__()
        a, b, c, d, e = WIDTHS
        steps = [(1, a, 2), (a, b, 2), (b, c, 1), (c, d, (2, 1)), (d, e, 1)]
        self.units = nn.ModuleList(Unit(i, o, 3, s) for i, o, s in steps)
        fold = nn.Conv2d(e, DEEP, (HIGH // 8, 3), padding=(0, 1), bias=False)
        self.fold = nn.Sequential(fold, nn.BatchNorm2d(DEEP))
        self.along = nn.ModuleList(Along(DEEP) for _ in range(3))
        self.drop = nn.Dropout(0.1)
        self.head = nn.Conv2d(DEEP, len(SYMBOLS), 1)

    def forward(self, lines: Tensor) -> Tensor:
        x = lines.unsqueeze(1).float() / 255
        for unit in self.units:
            x = torch.relu(unit(x))
        x = torch.relu(self.fold(x))
        for block in self.along:
            x = block(x)
        logits = self.head(self.drop(x)).float().squeeze(2)
        return torch.log_softmax(logits, 1).transpose(1, 2)


class _LineGraph(_Graph):
    """Adds convolutions of any shape with their batch norms folded in."""

    def folded(self, x: str, conv: nn.Conv2d, norm: nn.BatchNorm2d) -> str:
        gain = norm.weight / torch.sqrt(norm.running_var + norm.eps)
        kernel = (conv.weight * gain[:, None, None, None]).detach().numpy()
        bias = (norm.bias - norm.running_mean * gain).detach().numpy()
        return self.add(
            "Conv", x, self.weight(kernel), self.weight(bias), group=conv.groups,
            strides=list(conv.stride), pads=[*conv.padding, *conv.padding],
        )  # fmt: skip


def to_onnx(net: LineNet, made: dict[str, str]) -> bytes:
    """Return the network as ONNX bytes, weights in half precision."""
    net = net.eval()
    graph = _LineGraph()
    scale = numpy_helper.from_array(np.array(1 / 255, np.float32), "scale")
    graph.weights.append(scale)
    axes = [graph.whole(f"axis{k}", k) for k in (1, 2)]
    x = graph.add("Cast", "line", to=TensorProto.FLOAT)
    x = graph.add("Mul", graph.add("Unsqueeze", x, axes[0]), "scale")
    for unit in [*net.units, net.fold]:
        x = graph.add("Relu", graph.folded(x, unit[0], unit[1]))
    for block in net.along:
        inner = graph.add("Relu", graph.folded(x, block.along, block.norm))
        inner = graph.folded(inner, block.across[0], block.across[1])
        x = graph.add("Relu", graph.add("Add", x, inner))
    kernel = graph.weight(net.head.weight.detach().numpy())
    bias = graph.weight(net.head.bias.detach().numpy())
    x = graph.add("Squeeze", graph.add("Conv", x, kernel, bias), axes[1])
    x = graph.add("Transpose", x, perm=[0, 2, 1])
    graph.nodes.append(helper.make_node("LogSoftmax", [x], ["letters"], axis=2))
    line = helper.make_tensor_value_info("line", TensorProto.UINT8, ["n", HIGH, "w"])
    letters = helper.make_tensor_value_info(
        "letters", TensorProto.FLOAT, ["n", "t", len(SYMBOLS)]
    )
    body = helper.make_graph(graph.nodes, "lines", [line], [letters], graph.weights)
    opset = [helper.make_opsetid("", 17)]
    model = helper.make_model(body, opset_imports=opset, ir_version=9)
    model.producer_name = "omah"
    helper.set_model_props(model, made)
    onnx.checker.check_model(model)
    return model.SerializeToString()
