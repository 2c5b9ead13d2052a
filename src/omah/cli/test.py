"""Run every check and test: format, lint, types, walls, tests."""

import argparse
import importlib.util
import os
import subprocess
import sys
import time
from pathlib import Path

from omah.cli.main import UsageError

ROOT = Path(__file__).resolve().parents[3]

CHECKS = {
    "format": ("ruff", "format", "--check", "."),
    "lint": ("ruff", "check", "."),
    "types": ("mypy",),
    "walls": ("lint-imports",),
}


ONCE_MORE = ("pytest", "--last-failed", "--last-failed-no-failures", "none")
"""Tests with real servers and browsers can starve each other on a small machine."""

TAKES_ALL_WORDS = True  # anything after ``test`` goes to pytest, checks left out


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.epilog = "Words after 'test' go to pytest alone."


def run(args: argparse.Namespace) -> int:
    if importlib.util.find_spec("pytest") is None:
        raise UsageError("the test tools are missing; start it as ./omah test")
    if args.words:
        return run_step("tests", ("pytest", *args.words))
    failed = [name for name, words in CHECKS.items() if run_step(name, words)]
    if run_step("tests", ("pytest", "-n", "auto", "--maxprocesses", "4")) and run_step(
        "tests that failed, again and alone", ONCE_MORE
    ):
        failed.append("tests")
    print(f"failed: {', '.join(failed)}" if failed else "everything passed")
    return 1 if failed else 0


def run_step(name: str, words: tuple[str, ...]) -> int:
    """Run one tool of this environment; print its name and how long it took."""
    print(f"── {name}", flush=True)
    tool, *rest = words
    started = time.monotonic()
    environment = {**os.environ, "PYTHONPATH": str(ROOT / "src")}
    beside = Path(sys.executable).with_name(tool)
    done = subprocess.run([str(beside), *rest], cwd=ROOT, env=environment, check=False)  # noqa: S603  our own tools, fixed words
    print(f"   {name}: {time.monotonic() - started:.1f} s", flush=True)
    return done.returncode
