"""Read generated photographs with known truth: time over their bare decode."""

from typing import Any

import numpy as np

from omah.adapters.eyes import load_reader, settle_down
from omah.adapters.practice import Press
from omah.cli.bench.reading_score import Score, middling
from omah.cli.bench.real_read import busy_ms, decode_ms
from omah.formats.form_toml import form_ids, load_form
from omah.reading.practice.figures import invent_figures
from omah.reading.practice.photograph import Level

SHEETS = 8
SEED = 20_240_214


def measure() -> dict[str, Any]:
    settle_down()
    reader = load_reader(form_ids())
    figures: dict[str, Any] = {"material": "generated"}
    for form_id in form_ids():
        form, times = load_form(form_id), []
        press = Press(form)
        for level in Level:
            score = Score()
            for k in range(SHEETS):
                seed = (SEED, k)
                true = invent_figures(form, np.random.default_rng(seed))
                station = f"99010100010{k:02d}"
                sheet = press.sheet(station, "latihan", true, level=level, seed=seed)
                for photo in sheet.photos:
                    page = form.pages[photo.page - 1]
                    here = {n.field: true[n.field] for n in page.numbers}
                    score.add(reader.read(photo.jpeg), here)
                    times.append((busy_ms(reader, photo.jpeg), decode_ms(photo.jpeg)))
            figures[f"{form_id} {level.value}"] = score.figures()
        figures[f"{form_id} ms_per_photo_median"] = round(
            middling(ms for ms, _ in times), 1
        )
        figures[f"{form_id} ratio_to_decode_median"] = round(
            middling(ms / d for ms, d in times), 1
        )
    return figures
