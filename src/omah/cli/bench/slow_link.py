"""One station over 2G, computed from the bytes of real messages.

The link carries 40 kbit/s, answers after 800 ms and loses one segment in twenty.
Requests go one after the other, as the capture app sends them. A lost segment costs
its own time again and one round trip; nothing overlaps, so this is the slow side of
the truth. Each connection costs two round trips (TCP and TLS 1.3).
"""

import random
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import cv2
import numpy as np

from omah.adapters.keys import new_person_key
from omah.adapters.practice import Press
from omah.cli.bench.invented import FACTS, Phone, figures_of
from omah.cli.bench.line import submission
from omah.formats.form_toml import load_form
from omah.reading.practice.figures import invent_figures

BITS_PER_S = 40_000
ROUND_TRIP_S = 0.8
LOST = 0.05
SEGMENT_BYTES = 1_400
SEGMENT_HEADERS = 40
HEAD_BYTES = 600
"""A browser's request line and headers, cookie included; the answer's about half."""
ANSWER_BYTES = 900
PIECE_BYTES = 32_768
"""The capture app's first piece; on 2G it stays at that."""
LONGEST_PX, QUALITY = 2_600, 82
FORMS = 5
NIGHTS = 200
SEED = 20_240_214
STATION = "9971011001001"


@dataclass
class Link:
    """A clock that runs while bytes travel."""

    chance: random.Random
    seconds: float = 2 * ROUND_TRIP_S

    def ask(self, body_bytes: int) -> None:
        """Send a request and wait for its answer."""
        self.carry(HEAD_BYTES + body_bytes)
        self.carry(ANSWER_BYTES)
        self.seconds += ROUND_TRIP_S

    def carry(self, count: int) -> None:
        while count > 0:
            segment = min(count, SEGMENT_BYTES) + SEGMENT_HEADERS
            self.seconds += segment * 8 / BITS_PER_S
            if self.chance.random() < LOST:
                self.seconds += ROUND_TRIP_S
                continue
            count -= SEGMENT_BYTES


def measure() -> dict[str, Any]:
    """Return the minutes of one contest's sheet, and of five like it."""
    figures, photographs = messages()
    chance = random.Random(SEED)  # noqa: S311  # which segments are lost
    nights = sorted(
        [send(figures, photographs, chance) for _ in range(NIGHTS)],
        key=lambda night: night[1],
    )
    middle = nights[len(nights) // 2]
    bare = sum(map(len, photographs)) + len(figures)
    five = [send(figures, photographs, chance, FORMS) for _ in range(NIGHTS // 10)]
    return {
        "how": "computed from the bytes of real messages; photographs generated",
        "figures_bytes": len(figures),
        "photographs_bytes": sum(map(len, photographs)),
        "figures_safe_min": in_minutes(middle[0]),
        "figures_bytes_minimum_min": in_minutes(len(figures) * 8 / BITS_PER_S),
        "photographs_safe_min": in_minutes(middle[1]),
        "photographs_bytes_minimum_min": in_minutes(bare * 8 / BITS_PER_S),
        "photographs_over_minimum": round(middle[1] / (bare * 8 / BITS_PER_S), 2),
        "five_sheets_figures_safe_min": in_minutes(max(night[0] for night in five)),
        "five_sheets_photographs_safe_min": in_minutes(max(n[1] for n in five)),
    }


def send(
    figures: bytes, photographs: Sequence[bytes], chance: random.Random, sheets: int = 1
) -> tuple[float, float]:
    """Return the seconds until figures are safe, and until photographs are."""
    link = Link(chance)
    for _ in range(sheets):
        link.ask(len(figures))
    safe = link.seconds
    for _ in range(sheets):
        for photograph in photographs:
            link.ask(0)  # how much is safe already
            for start in range(0, len(photograph), PIECE_BYTES):
                link.ask(len(photograph[start : start + PIECE_BYTES]))
            link.ask(len(figures) // 2)  # says that it was taken
    return safe, link.seconds


def messages() -> tuple[bytes, list[bytes]]:
    """Return what the app sends: the figures' request, and photographs as packed."""
    phone = Phone("0" * 64, "kpps-9971011001001-1", STATION, "", new_person_key())
    figures = submission([phone.enters(STATION, figures_of(STATION))])
    form = load_form(FACTS.form)
    true = invent_figures(form, np.random.default_rng(SEED))
    sheet = Press(form).sheet(STATION, FACTS.id, true, seed=(SEED,))
    return figures, [packed(photo.jpeg) for photo in sheet.photos]


def packed(jpeg: bytes) -> bytes:
    """Return a photograph at the size and quality that the capture app sends."""
    image = cv2.imdecode(np.frombuffer(jpeg, np.uint8), cv2.IMREAD_COLOR)
    assert image is not None  # noqa: S101  # we have just made it
    scale = LONGEST_PX / max(image.shape[:2])
    large = cv2.resize(image, None, fx=scale, fy=scale, interpolation=cv2.INTER_CUBIC)
    done, content = cv2.imencode(".jpg", large, [cv2.IMWRITE_JPEG_QUALITY, QUALITY])
    assert done  # noqa: S101
    return content.tobytes()


def in_minutes(seconds: float) -> float:
    return round(seconds / 60, 2)
