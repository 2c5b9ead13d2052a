"""Photographs of an invented town's sheets, made side by side and written to disk."""

import zlib
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import replace
from functools import cache
from multiprocessing import get_context
from pathlib import Path

import numpy as np

from omah.adapters.eyes import settle_down
from omah.adapters.practice import Press
from omah.core.count.figures import Mark
from omah.core.count.forms import Form, PageLabel
from omah.core.town import CONTEST, TownStation, written
from omah.formats.form_toml import load_form
from omah.reading.practice.hand import new_hand
from omah.reading.practice.photograph import Level, spoil, to_jpeg


def photograph_town(
    stations: Sequence[TownStation], folder: Path, *, seed: int, processes: int
) -> Iterator[int]:
    """Write ``folder/<station>/pN.jpg`` for every photo; yield how many at a time."""
    jobs = [(station, folder, seed) for station in stations if station.photos]
    context = get_context("spawn")
    with ProcessPoolExecutor(processes, context, initializer=settle_down) as pool:
        yield from pool.map(photograph_station, jobs, chunksize=4)


def photograph_station(job: tuple[TownStation, Path, int]) -> int:
    station, folder, seed = job
    press = town_press()
    rng = np.random.default_rng([seed, zlib.crc32(station.code.encode())])
    hand = replace(new_hand(rng), follows_guide=station.segments)
    marks = marks_of(station, press.form)
    target = folder / station.code
    target.mkdir(parents=True, exist_ok=True)
    for photo in station.photos:
        label = PageLabel(press.form.id, photo.page, CONTEST.id, station.code)
        picture = press.photograph(label, marks, hand, rng, level=Level.LIGHT)
        taken = spoil(picture, rng)[0] if photo.spoil else picture
        (target / f"p{photo.page}.jpg").write_bytes(to_jpeg(taken))
    return len(station.photos)


def marks_of(station: TownStation, form: Form) -> dict[str, tuple[Mark, ...]]:
    return {
        number.field: written(
            station.paper[number.field], len(number.cells), station.leading
        )
        for page in form.pages
        for number in page.numbers
        if number.field in station.paper
    }


@cache
def town_press() -> Press:
    return Press(load_form(CONTEST.form))
