"""Read the real forms: 20 stations of 2019, and a 2024 form photographed blurred.

Each station is read by a network that never learnt its hand (``unseen``). Geometry was
tuned on the odd-numbered, and mistakes in all of them were looked at.
"""

import csv
import time
from pathlib import Path
from typing import Any

from omah.adapters.eyes import load_reader, settle_down, settle_together
from omah.cli.bench.reading_score import Score, middling
from omah.cli.bench.unseen import unseen_reader
from omah.core.count.forms import Form
from omah.formats.form_toml import load_form
from omah.reading.image import decode_grey
from omah.reading.read import PageReading, Reader

FORM = "c1-ppwp-2019"
ILLEGIBLE = {"20"}
"""Of these stations the scanner kept so little ink that a person looking at the scan
reads none of the numbers either, or only by the words beside them."""
COLUMNS = {
    1: {"voters.total.j": "voters_total", "used.total.j": "used_total"},
    2: {
        "votes.1": "cand1",
        "votes.2": "cand2",
        "valid": "valid",
        "invalid": "invalid",
        "total": "total",
    },
}
SCREEN = {
    "screen-pilpres-2024-hal2-blurred.jpg": {
        "votes.1": 123,
        "votes.2": 274,
        "votes.3": 32,
    }
}
PEER = {
    "name": "kawalc1 (code of the volunteers), on 41 stations of the same set",
    "fields_right_pct": 77.1,
    "coverage_pct": 44,
    "seconds_per_page": 2.7,
}


def measure(real: Path) -> dict[str, Any]:
    settle_down()
    forms = real / "forms"
    return {
        "c1_ppwp_2019": measure_2019(forms / FORM),
        "c_hasil_2024_screen": measure_2024(forms / "c-hasil-ppwp-2024"),
        "peer": PEER,
        "material": "real",
    }


def measure_2019(folder: Path) -> dict[str, Any]:
    names = ("unseen", "unseen_legible", "unseen_even_legible", "in_service")
    scores = {name: Score() for name in names}
    by_page = {1: Score(), 2: Score()}
    times: list[tuple[float, float]] = []
    with (folder / "truth.csv").open(newline="") as stream:
        for row in csv.DictReader(stream):
            number = row["form"]
            unseen = read_station(unseen_reader(FORM, number), folder, number, times)
            for page, told in unseen:
                truth = {f: int(row[c]) for f, c in COLUMNS[told].items()}
                scores["unseen"].add(page, truth)
                if number not in ILLEGIBLE:
                    scores["unseen_legible"].add(page, truth)
                    by_page[told].add(page, truth)
                    if int(number) % 2 == 0:
                        scores["unseen_even_legible"].add(page, truth)
            for page, told in read_station(load_reader((FORM,)), folder, number, []):
                truth = {f: int(row[c]) for f, c in COLUMNS[told].items()}
                scores["in_service"].add(page, truth)
    return {
        **{name: score.figures() for name, score in scores.items()},
        **{f"unseen_page_{n}": score.figures() for n, score in by_page.items()},
        "ms_per_page_median": round(middling(ms for ms, _ in times), 1),
        "ratio_to_decode_median": round(middling(ms / d for ms, d in times), 1),
    }


def read_station(
    reader: Reader, folder: Path, number: str, times: list[tuple[float, float]]
) -> list[tuple[PageReading, int]]:
    """Return both pages, weighed together as ``omah read`` does."""
    pages = []
    for told in COLUMNS:
        blob = (folder / f"{number}_p{told}.png").read_bytes()
        pages.append(reader.read_ink(blob)[0])
        times.append((busy_ms(reader, blob), decode_ms(blob)))
    return list(zip(settle_together(reader, pages), COLUMNS, strict=True))


def measure_2024(folder: Path) -> dict[str, Any]:
    form: Form = load_form("c-hasil-ppwp-2024")
    reader = load_reader((form.id,))
    score = Score()
    for name, truth in SCREEN.items():
        score.add(reader.read((folder / name).read_bytes()), truth)
    return score.figures()


def busy_ms(reader: Reader, blob: bytes) -> float:
    """Return processor time from bytes to figures; other work does not count."""
    start = time.process_time()
    reader.read_ink(blob)
    return (time.process_time() - start) * 1000


def decode_ms(blob: bytes) -> float:
    start = time.process_time()
    decode_grey(blob)
    return (time.process_time() - start) * 1000
