"""Readers for the stations of 2019 that never saw the station they read.

The network in service learnt all twenty. Four others were trained in the same way,
each without five of them (``tools/digit_folds``, see ``tools/README.md``); the one
that a station was left out of reads it.
"""

from functools import cache
from pathlib import Path

from onnxruntime import InferenceSession

from omah.adapters.eyes import load_reader
from omah.cli.test import ROOT
from omah.reading.read import Reader

FOLDS = ROOT / "tools" / "digit_folds"


def unseen_reader(form: str, station: str) -> Reader:
    """Return a reader of 2019's form whose network never saw this station."""
    return load_reader((form,), model=fold_of(station))


def fold_of(station: str) -> Path:
    """Return the network that a station was left out of."""
    return folds()[station]


@cache
def folds() -> dict[str, Path]:
    """Return each station's network; a network tells which it did not learn."""
    return {
        station: path
        for path in sorted(FOLDS.glob("*.onnx"))
        for station in left_out_of(path)
    }


def left_out_of(path: Path) -> list[str]:
    made = InferenceSession(str(path)).get_modelmeta().custom_metadata_map
    return str(made["left"]).split()
