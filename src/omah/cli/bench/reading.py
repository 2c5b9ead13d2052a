"""Read generated photographs with known truth: how much, how sure, how fast.

The seeds of this set were never used to train or to tune. Generated figures are
never quoted as real ones.
"""

import json
from collections.abc import Iterator, Mapping
from typing import Any

import cv2
import numpy as np

from omah.adapters.eyes import load_reader, settle_down
from omah.adapters.practice import PracticePhoto, Press
from omah.cli.bench.reading_score import Score
from omah.cli.bench.reading_steps import Steps
from omah.cli.test import ROOT
from omah.core.figures import Mark
from omah.core.forms import Form
from omah.formats.form_toml import load_form
from omah.reading.image import decode_grey
from omah.reading.practice.figures import invent_figures
from omah.reading.practice.photograph import Level

FORMS = ("c-hasil-ppwp-2024", "c1-ppwp-2019")
SHEETS = {Level.NONE: 8, Level.LIGHT: 8, Level.MEDIUM: 40, Level.HEAVY: 12}
SEED = 20_240_214
TIMED = 8
"""Photographs of medium damage whose steps are timed."""
PHONE_PX = 4_000
"""Longer side of the photographs that phones take; ours are smaller."""

Truth = dict[str, int | None]
Marks = Mapping[str, tuple[Mark, ...]]


def measure() -> dict[str, Any]:
    settle_down()
    figures: dict[str, Any] = {"material": "generated"}
    for form_id in FORMS:
        figures |= measure_form(load_form(form_id))
    figures["since_last"] = since_last(figures, recorded())
    return figures


def measure_form(form: Form) -> dict[str, Any]:
    figures: dict[str, Any] = {}
    reader, steps, large = load_reader((form.id,)), Steps(), Steps()
    for level, sheets in SHEETS.items():
        score = Score()
        for photo, truth, marks in photographs(form, level, sheets):
            score.add(reader.read(photo.jpeg), truth, marks)
            if level is Level.MEDIUM and len(steps) < TIMED:
                steps.add(reader, photo.jpeg)
                large.add(reader, enlarged(photo.jpeg))
        figures[f"{form.id} {level.value}"] = score.figures()
    return figures | {
        f"{form.id} ms_per_photo_median": steps.total_ms(),
        f"{form.id} ratio_to_decode_median": steps.ratio(),
        f"{form.id} ms_per_step": steps.figures(),
        f"{form.id} phone_sized": {
            "longer_side_px": PHONE_PX,
            "ms_per_photo_median": large.total_ms(),
            "ratio_to_decode_median": large.ratio(),
        },
    }


def photographs(
    form: Form, level: Level, sheets: int, seed: int = SEED
) -> Iterator[tuple[PracticePhoto, Truth, Marks]]:
    """Yield generated photographs with the figures and marks that are on them."""
    press = Press(form)
    for k in range(sheets):
        true = invent_figures(form, np.random.default_rng((seed, k)))
        station = f"990101{k:07d}"
        sheet = press.sheet(station, "latihan", true, level=level, seed=(seed, k))
        for photo in sheet.photos:
            fields = [number.field for number in form.pages[photo.page - 1].numbers]
            yield photo, {f: true[f] for f in fields}, sheet.marks


def enlarged(jpeg: bytes) -> bytes:
    """Return a photograph with as many pixels as a phone's: for time, not for sight."""
    grey = decode_grey(jpeg)
    scale = PHONE_PX / max(grey.shape)
    large = cv2.resize(grey, None, fx=scale, fy=scale, interpolation=cv2.INTER_CUBIC)
    colour = cv2.cvtColor(large, cv2.COLOR_GRAY2BGR)
    return bytes(cv2.imencode(".jpg", colour, [cv2.IMWRITE_JPEG_QUALITY, 85])[1])


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
