"""Read photographs of the digital drafts, filled by hand: numbers and witnesses.

The networks saw none of them. How dark a printed guide is beside ink
(``omah.reading.guides``) was set after looking at these photographs.
"""

import csv
from pathlib import Path
from typing import Any

from omah.adapters.eyes import load_reader, settle_down, settle_together
from omah.cli.bench.reading_score import Score
from omah.reading.read import PageReading

PHOTOGRAPHS = {
    "pwp_sample_01": ("photo-cplano_sample.jpg", "c-digital-ppwp"),
    "pwp_sample_02": ("photo-pwp_sample_02.jpg", "c-digital-ppwp"),
    "photo_hint": ("photo-photo_hint.jpg", "c-digital-ppwp"),
    "dpr10_sample_01": ("photo-dpr10_sample_01.jpg", "c-digital-dpr"),
    "dpr10_sample_02": ("photo-dpr10_sample_02.jpg", "c-digital-dpr"),
}
"""The two other photographs show an edition of the data page not described."""


def measure(real: Path) -> dict[str, Any]:
    settle_down()
    folder = real / "forms" / "c-digital"
    score = Score()
    for name, values in truths(folder / "truth.csv").items():
        file, form = PHOTOGRAPHS[name]
        reader = load_reader((form,))
        ink = reader.read_ink((folder / file).read_bytes())[0]
        (page,) = settle_together(reader, [ink])
        score.add(page, on_page(page, values))
    return {
        "drafts": score.figures(),
        "material": "real photographs of drafts, filled by one or two hands",
    }


def truths(path: Path) -> dict[str, dict[str, int | None]]:
    """Return what stands on each photograph that is described, by short field."""
    found = {}
    with path.open(newline="") as stream:
        for row in csv.DictReader(stream):
            name = row["file"].partition(".")[0]
            if name in PHOTOGRAPHS:
                found[name] = dict(map(pair, values_of(row["values"])))
    return found


def values_of(text: str) -> list[str]:
    return [part.strip() for part in text.partition(" (")[0].split(";")]


def pair(text: str) -> tuple[str, int | None]:
    """Return a field's short name and its number; a blank one is unknown.

    Examples
    --------
    >>> pair("01=123"), pair("10=blank")
    (('1', 123), ('10', None))
    """
    name, _, value = text.partition("=")
    return name.lstrip("0"), int(value) if value.isdigit() else None


def on_page(page: PageReading, values: dict[str, int | None]) -> dict[str, int | None]:
    """Return the truth by the page's own field ids."""
    return {
        reading.field: values[reading.field.rpartition(".")[2]]
        for reading in page.fields
        if reading.field.rpartition(".")[2] in values
    }
