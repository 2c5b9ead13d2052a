"""Measure speed and accuracy as ratios in one run.

Each module of this package measures one thing: ``measure() -> dict`` of plain
values. Those named ``real_*`` take the folder of real data, and so does ``peers``.
"""

import argparse
import importlib
import json
import os
import platform
from pathlib import Path
from typing import Any

from omah.cli.main import UsageError
from omah.cli.test import ROOT

SPEED = ("check", "recap", "registers", "reading", "publish")
REFUSED = ("refusals", "memory")
"""What a reader must not read, and what must not burst it."""
HOUSE = ("submissions", "faults", "link", "costs")
"""Real processes of the house, and what follows: measured when asked for by name."""
PEERS = ("peers",)
"""Needs the real data, and a program that is no dependency."""
REAL = ("real_check", "real_recap", "real_seats", "real_read", "real_drafts")


def add_arguments(parser: argparse.ArgumentParser) -> None:
    names = ", ".join((*SPEED, *REFUSED, *HOUSE, *PEERS, "real"))
    parser.add_argument("name", nargs="?", help=f"one of {names}; speed if empty")
    parser.add_argument("--form", help="reading: measure and record this form only")
    parser.add_argument("--json", action="store_true", help="JSON lines, nothing else")
    parser.add_argument("--kills", type=int, help="faults: how often to kill (10)")
    parser.add_argument("--seed", type=int, help="faults: the seed of an earlier run")


def run(args: argparse.Namespace) -> int:
    if args.name not in {None, "real", *SPEED, *REFUSED, *HOUSE, *PEERS}:
        raise UsageError(f"there is no benchmark '{args.name}'; see --help")
    if args.form and args.name != "reading":
        raise UsageError("--form is for the benchmark 'reading'")
    if args.name == "faults":
        return run_faults(args)
    if args.name == "real":
        figures = {name: measure(name, real_data_folder()) for name in REAL}
        remember("real", figures)
    else:
        names = (args.name,) if args.name else SPEED
        words = words_of(args)
        figures = {name: measure(name, *words) for name in names}
        for name, measured in figures.items():
            remember(name, measured)
    for name, measured in figures.items():
        asked = of_form(measured, args.form) if args.form else measured
        show(name, asked, as_json=args.json)
    return 0


def of_form(figures: dict[str, Any], form_id: str) -> dict[str, Any]:
    """Return the figures of one form, and what changed in them."""
    return {
        name: figure
        for name, figure in figures.items()
        if name == "since_last" or name.startswith(f"{form_id} ")
    }


def words_of(args: argparse.Namespace) -> tuple[Path | str, ...]:
    """Return what a benchmark is told: where real data lies, or a known form."""
    from omah.cli.forms import find_form

    if args.name in PEERS:
        return (real_data_folder(),)
    return (find_form(args.form).id,) if args.form else ()


def run_faults(args: argparse.Namespace) -> int:
    from omah.cli.bench import faults

    code, figures = faults.run(args)
    remember("faults", figures)
    return code


def measure(name: str, *words: Path | str) -> dict[str, Any]:
    module = importlib.import_module(f"omah.cli.bench.{name}")
    measured: dict[str, Any] = module.measure(*words)
    return measured


def real_data_folder() -> Path:
    given = os.environ.get("OMAH_REAL_DATA")
    folder = Path(given) if given else ROOT.parent / "shared" / "data"
    if not folder.is_dir():
        raise UsageError(
            "the real data is not here; set OMAH_REAL_DATA to its folder"
            " (docs/reference/real-data.md says what belongs in it)"
        )
    return folder


def remember(name: str, figures: dict[str, Any]) -> None:
    """Write what was measured, and on what, into docs/measurements.json."""
    path = ROOT / "docs" / "measurements.json"
    known = json.loads(path.read_text()) if path.exists() else {}
    known["machine"] = {
        "cores": os.cpu_count(),
        "python": platform.python_version(),
        "architecture": platform.machine(),
    }
    known[name] = figures
    path.write_text(json.dumps(known, indent=1, sort_keys=True) + "\n")


def show(name: str, figures: dict[str, Any], *, as_json: bool) -> None:
    if as_json:
        print(json.dumps({"bench": name, **figures}, sort_keys=True))
        return
    print(f"{name}  (./omah bench {'real' if name in REAL else name})")
    for line in flatten(figures):
        print(f"  {line}")


def flatten(value: object, name: str = "") -> list[str]:
    """Return one line per plain value of nested figures."""
    if isinstance(value, dict):
        return [
            line
            for key, inner in value.items()
            for line in flatten(inner, f"{name}.{key}" if name else str(key))
        ]
    if isinstance(value, list):
        return [f"{name}: {len(value)} rows"] + [f"  {row}" for row in value[:20]]
    return [f"{name}: {value}"]
