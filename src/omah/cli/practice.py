"""Photographs of an invented town's sheets, made side by side and written to disk."""

import zlib
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import replace
from functools import cache
from multiprocessing import get_context
from pathlib import Path
from typing import Any

import cv2
import numpy as np
from numpy.typing import NDArray

from omah.adapters.eyes import settle_down
from omah.core.forms import Form, Page, PageLabel
from omah.core.town import CONTEST, Photo, TownStation, written
from omah.formats.blank import render_png, stamp
from omah.formats.form_toml import load_form
from omah.reading.practice.fill import fill
from omah.reading.practice.hand import Hand, new_hand
from omah.reading.practice.photograph import Level, photograph, spoil

DPI = 54  # about two pixels a millimetre: a digit box is some forty pixels wide
JPEG_QUALITY = 85
Picture = NDArray[np.uint8]


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
    rng = np.random.default_rng([seed, zlib.crc32(station.code.encode())])
    hand = replace(new_hand(rng), follows_guide=station.segments)
    target = folder / station.code
    target.mkdir(parents=True, exist_ok=True)
    for photo in station.photos:
        picture = photograph_page(station, photo, hand, rng)
        words = [cv2.IMWRITE_JPEG_QUALITY, JPEG_QUALITY]
        _, jpeg = cv2.imencode(".jpg", picture, words)
        (target / f"p{photo.page}.jpg").write_bytes(jpeg.tobytes())
    return len(station.photos)


def photograph_page(
    station: TownStation, photo: Photo, hand: Hand, rng: np.random.Generator
) -> Picture:
    form = load_form(CONTEST.form)
    page = form.pages[photo.page - 1]
    label = PageLabel(form.id, page.number, CONTEST.id, station.code)
    paper = stamp(blank_page(form.id, page.number), page, label)
    filled = fill(paper, page, marks_of(station, form, page), hand, rng)
    taken = photograph(filled, Level.LIGHT, rng)
    return spoil(taken, rng)[0] if photo.spoil else taken


def marks_of(station: TownStation, form: Form, page: Page) -> dict[str, Any]:
    return {
        number.field: written(
            station.paper[number.field], len(number.cells), station.leading
        )
        for number in page.numbers
        if number.field in station.paper
    }


@cache
def blank_page(form_id: str, number: int) -> Picture:
    png = render_png(load_form(form_id), number, dpi=DPI)
    decoded = cv2.imdecode(np.frombuffer(png, np.uint8), cv2.IMREAD_COLOR)
    return np.asarray(decoded, np.uint8)
