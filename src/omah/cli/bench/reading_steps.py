"""Where the time of a reading goes, step by step, against the bare decode."""

import time
from collections.abc import Callable
from typing import Any

import cv2
import numpy as np

from omah.cli.bench.reading_score import middling
from omah.reading.image import read_header
from omah.reading.read import Reader


class Steps:
    """Processor time of each step over some photographs, in ms."""

    def __init__(self) -> None:
        self._spent: list[dict[str, float]] = []
        self._decodes: list[float] = []
        self._megapixels: list[float] = []

    def __len__(self) -> int:
        return len(self._spent)

    def add(self, reader: Reader, blob: bytes) -> None:
        """Read a photograph twice, and time the second reading."""
        reader.read_ink(blob)
        taken = read_header(blob)
        self._megapixels.append(taken.width * taken.height / 1e6)
        spent: dict[str, float] = {}
        last = time.process_time()

        def done(step: str) -> None:
            nonlocal last
            now = time.process_time()
            spent[step] = (now - last) * 1000
            last = now

        reader.read_ink(blob, done)
        self._spent.append(spent)
        self._decodes.append(busy_ms(lambda: decode_bare(blob)))

    def total_ms(self) -> float:
        return round(middling(sum(spent.values()) for spent in self._spent), 1)

    def megapixels(self) -> float:
        return round(middling(self._megapixels), 1)

    def ratio(self) -> float:
        pairs = zip(self._spent, self._decodes, strict=True)
        return round(middling(sum(s.values()) / d for s, d in pairs), 1)

    def figures(self) -> dict[str, Any]:
        steps = dict.fromkeys(step for spent in self._spent for step in spent)
        medians = {
            step: round(middling(spent.get(step, 0.0) for spent in self._spent), 1)
            for step in steps
        }
        return medians | {"bare decode": round(middling(self._decodes), 1)}


def busy_ms(work: Callable[[], object]) -> float:
    """Return processor time of some work; what else the machine does is no matter."""
    start = time.process_time()
    work()
    return (time.process_time() - start) * 1000


def decode_bare(blob: bytes) -> None:
    """Decode to grey, whole, and nothing else: what a reading is measured by."""
    cv2.imdecode(np.frombuffer(blob, np.uint8), cv2.IMREAD_GRAYSCALE)
