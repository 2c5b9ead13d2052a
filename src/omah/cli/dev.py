"""Small recipes for developers: ./omah dev dapil|docs|fix|lock|shots."""

import argparse
import importlib
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

from omah.cli.test import ROOT, run_step

GENERATED_DOCS = (
    "omah.cli.dev_docs",
    "omah.cli.dev_law",
    "omah.cli.dev_rules",
    "omah.cli.dev_statements",
)


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("recipe", choices=sorted(RECIPES))


def run(args: argparse.Namespace) -> int:
    return RECIPES[args.recipe]()


def fix() -> int:
    """Format, and mend what the linter can mend."""
    return run_step("lint", ("ruff", "check", "--fix", ".")) or run_step(
        "format", ("ruff", "format", ".")
    )


def docs() -> int:
    """Write the generated reference pages again."""
    for name in GENERATED_DOCS:
        importlib.import_module(name).write(ROOT / "docs")
    return 0


def lock() -> int:
    """Resolve the libraries again: hashes, no addresses."""
    compile_words = [
        sys.executable,
        *("-m", "uv", "pip", "compile", "--universal", "--generate-hashes"),
        *("--no-header", "--python-version", "3.11", "--quiet", "pyproject.toml"),
    ]
    for name, extra in {
        "requirements.lock": [],
        "requirements-dev.lock": ["--extra", "dev", "-c", "requirements.lock"],
    }.items():
        words = [*compile_words, *extra, "-o", name]
        subprocess.run(words, cwd=Path(ROOT), check=True)  # noqa: S603  fixed words
    return 0


def shots() -> int:
    """Take the README's picture again, and that of the generated damage."""
    importlib.import_module("omah.cli.dev_damage").write()
    written: int = importlib.import_module("omah.cli.dev_shots").write()
    return written


def dapil() -> int:
    """Make the packaged districts again from the real data."""
    made: int = importlib.import_module("omah.cli.dev_dapil").write()
    return made


RECIPES: dict[str, Callable[[], int]] = {
    "dapil": dapil,
    "fix": fix,
    "docs": docs,
    "lock": lock,
    "shots": shots,
}
