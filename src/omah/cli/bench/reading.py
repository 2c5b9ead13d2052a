"""Read generated photographs with known truth: how much, how sure, how fast.

The seeds of this set were never used to train or to tune. What uneven paper is read
by was tuned on other seeds of the levels ``creased`` and ``folded``. Generated figures
are never quoted as real ones.
"""

import json
from collections.abc import Iterator, Mapping
from itertools import islice
from typing import Any

import numpy as np

from omah.adapters.eyes import load_reader, settle_down
from omah.adapters.practice import PracticePhoto, Press
from omah.cli.bench.reading_score import Score
from omah.cli.bench.reading_steps import Steps
from omah.cli.test import ROOT
from omah.core.count.figures import Mark
from omah.formats.form_toml import form_ids, load_form
from omah.reading.practice.figures import invent_figures
from omah.reading.practice.photograph import Level

PRESIDENT = {
    Level.NONE: 4,
    Level.LIGHT: 8,
    Level.MEDIUM: 40,
    Level.HEAVY: 12,
    Level.CREASED: 6,
    Level.FOLDED: 10,
}
FEW_PAGES = {
    Level.LIGHT: 4,
    Level.MEDIUM: 10,
    Level.HEAVY: 4,
    Level.CREASED: 2,
    Level.FOLDED: 4,
}
PARTIES = {Level.MEDIUM: 1, Level.HEAVY: 1}
"""The party forms have 18 and 20 pages: one sheet is many photographs."""
SHEETS = {
    "c-hasil-ppwp-2024": PRESIDENT,
    "c1-ppwp-2019": PRESIDENT,
    "c-hasil-dpr-2024": PARTIES,
    "c-digital-dpr": PARTIES,
}
"""Forms photographed more or less often than ``FEW_PAGES``, which is for all others."""
TIMED = ("c-hasil-ppwp-2024", "c1-ppwp-2019")
"""A form with a printed code and one without."""
PHOTOGRAPHS_TIMED = 9
SEED = 20_240_214
PHONE_PAGE_PX = 2_500
"""Pixels across a page in a photograph of twelve megapixels."""

Truth = dict[str, int | None]
Marks = Mapping[str, tuple[Mark, ...]]


def measure(only: str | None = None) -> dict[str, Any]:
    """Return the figures of all forms; of one only, beside those on record."""
    settle_down()
    before = recorded()
    figures: dict[str, Any] = {"material": "generated"}
    for form_id in form_ids() if only is None else (only,):
        press = Press(load_form(form_id))
        for level, sheets in SHEETS.get(form_id, FEW_PAGES).items():
            figures[f"{form_id} {level.value}"] = score(press, level, sheets)
    if only is not None:
        return before | figures | {"since_last": since_last(figures, before)}
    for form_id in TIMED:
        figures |= measure_time(form_id)
    figures["since_last"] = since_last(figures, before)
    return figures


def score(press: Press, level: Level, sheets: int) -> dict[str, Any]:
    reader, found = load_reader((press.form.id,)), Score()
    for photo, truth, marks in photographs(press, level, sheets):
        found.add(reader.read(photo.jpeg), truth, marks)
    return found.figures()


def measure_time(form_id: str) -> dict[str, Any]:
    form = load_form(form_id)
    ours, phone = Press(form), Press(form, PHONE_PAGE_PX)
    steps, large = time_steps(ours), time_steps(phone)
    return {
        f"{form_id} ms_per_photo_median": steps.total_ms(),
        f"{form_id} ratio_to_decode_median": steps.ratio(),
        f"{form_id} ms_per_step": steps.figures(),
        f"{form_id} phone_sized": {
            "photographs": len(large),
            "megapixels_median": large.megapixels(),
            "ms_per_photo_median": large.total_ms(),
            "ratio_to_decode_median": large.ratio(),
            "ms_per_step": large.figures(),
        },
    }


def time_steps(press: Press) -> Steps:
    reader, steps = load_reader((press.form.id,)), Steps()
    sheets = -(-PHOTOGRAPHS_TIMED // len(press.form.pages))
    taken = photographs(press, Level.MEDIUM, sheets, SEED + 1)
    for photo, _, _ in islice(taken, PHOTOGRAPHS_TIMED):
        steps.add(reader, photo.jpeg)
    return steps


def photographs(
    press: Press, level: Level, sheets: int, seed: int = SEED
) -> Iterator[tuple[PracticePhoto, Truth, Marks]]:
    """Yield generated photographs with the figures and marks that are on them."""
    form = press.form
    for k in range(sheets):
        true = invent_figures(form, np.random.default_rng((seed, k)))
        station = f"990101{k:07d}"
        sheet = press.sheet(station, "latihan", true, level=level, seed=(seed, k))
        for photo in sheet.photos:
            fields = [number.field for number in form.pages[photo.page - 1].numbers]
            yield photo, {f: true[f] for f in fields}, sheet.marks


def recorded() -> dict[str, Any]:
    """Return the figures of the last recorded run."""
    path = ROOT / "docs" / "measurements.json"
    known = json.loads(path.read_text()) if path.exists() else {}
    return dict(known.get("reading", {}))


def since_last(now: dict[str, Any], before: dict[str, Any]) -> dict[str, str]:
    """Return what changed among scores of the same number of fields.

    Examples
    --------
    >>> since_last(
    ...     {"form light": {"fields": 9, "right": 8}},
    ...     {"form light": {"fields": 9, "right": 9}},
    ... )
    {'form light right': '9 -> 8'}
    """
    changed = {}
    for name, score in now.items():
        old = before.get(name)
        if not isinstance(score, dict) or not isinstance(old, dict):
            continue
        if score.get("fields") is None or score["fields"] != old.get("fields"):
            continue
        for key in ("right", "coverage_pct", "silent_errors"):
            if score.get(key) != old.get(key):
                changed[f"{name} {key}"] = f"{old.get(key)} -> {score.get(key)}"
    return changed
