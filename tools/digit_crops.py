"""The real crops: decoded, labelled, split by polling station.

A station's hash decides its split for ever, so that no crop of a test station
is ever seen in training, tuning or calibration.
"""

import hashlib
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

import cv2
import numpy as np
import pyarrow.parquet as pq
from numpy.typing import NDArray


class Split(StrEnum):
    TRAIN = "train"
    CALIBRATION = "calibration"
    TEST = "test"


@dataclass(frozen=True)
class Crop:
    """One real digit box; ``mark`` is ours, ``published`` the data set's."""

    row: str
    station: str
    published: str
    mark: str
    image: NDArray[np.uint8]


def split_of(station: str) -> Split:
    """Return the split of a station: 3 of 20 test, 2 of 20 calibration."""
    share = int.from_bytes(hashlib.sha256(station.encode()).digest()[:4]) % 20
    if share < 3:
        return Split.TEST
    return Split.CALIBRATION if share < 5 else Split.TRAIN


def read_labels(path: Path) -> dict[str, str]:
    """Return row hash to mark, from lines ``hash mark``; ``#`` is a comment."""
    lines = path.read_text(encoding="utf-8").splitlines()
    pairs = (line.split() for line in lines if line and not line.startswith("#"))
    return {row: mark for row, mark in pairs}  # noqa: C416 - checks the width


def load_crops(parquet: Path, labels: dict[str, str]) -> list[Crop]:
    """Return every crop whose station is known, with the mark seen by eye."""
    table = pq.read_table(parquet, columns=["label", "tps", "jpeg"]).to_pydict()
    crops = []
    for label, station, jpeg in zip(*table.values(), strict=True):
        if station is None:  # could be a crop of a test station
            continue
        row = hashlib.sha256(jpeg).hexdigest()[:12]
        image = cv2.imdecode(np.frombuffer(jpeg, np.uint8), cv2.IMREAD_GRAYSCALE)
        mark = labels.get(row, str(label))
        crops.append(Crop(row, station, str(label), mark, image))
    return crops


def of_split(crops: list[Crop], split: Split) -> list[Crop]:
    """Return the crops whose station lies in the split."""
    return [crop for crop in crops if split_of(crop.station) is split]


def read_hands(folder: Path) -> tuple[NDArray[np.uint8], list[str]]:
    """Return MNIST's training digits, ``(60000, 28, 28)`` light on black, and marks."""
    images = np.fromfile(folder / "train-images-idx3-ubyte", np.uint8)[16:]
    labels = np.fromfile(folder / "train-labels-idx1-ubyte", np.uint8)[8:]
    return images.reshape(-1, 28, 28), [str(label) for label in labels]
