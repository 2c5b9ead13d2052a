"""Core does no I/O and no inexact arithmetic; its syntax tree is walked."""

import ast
from pathlib import Path

import pytest

CORE = Path(__file__).resolve().parents[2] / "src" / "omah" / "core"
BANNED_NAMES = {"open", "print", "input", "float", "eval", "exec", "breakpoint"}


def offences(source: str) -> list[str]:
    found = []
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Name) and node.id in BANNED_NAMES:
            found.append(f"line {node.lineno}: {node.id}")
        elif isinstance(node, ast.Constant) and isinstance(node.value, float):
            found.append(f"line {node.lineno}: float {node.value}")
        elif isinstance(node, ast.BinOp | ast.AugAssign) and isinstance(
            node.op, ast.Div
        ):
            found.append(f"line {node.lineno}: true division")
    return found


@pytest.mark.parametrize(
    "path", sorted(CORE.rglob("*.py")), ids=lambda p: str(p.relative_to(CORE))
)
def test_core_has_no_io_and_no_floats(path: Path):
    assert offences(path.read_text()) == []


@pytest.mark.parametrize(
    "planted", ["x = 0.5", "y = a / b", "a /= 2", "open('x')", "print(1)", "float(3)"]
)
def test_the_walk_finds_what_it_looks_for(planted: str):
    assert offences(planted)


def test_whole_numbers_pass():
    assert offences("x = a // b + 3") == []
