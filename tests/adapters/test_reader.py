"""A station's photographs as files: what agrees is read, what differs waits."""

import numpy as np

from omah.adapters.intake import Placed
from omah.adapters.practice import Press
from omah.adapters.reader import Job, read_station
from omah.formats.form_toml import load_form
from omah.reading.practice.figures import invent_figures
from omah.reading.read import Status

STATION = "9901010001001"
FORM = load_form("c1-ppwp-2019")
PAGE = FORM.pages[1]
FIELDS = tuple(number.field for number in PAGE.numbers)


def photographed(path, seed: int) -> tuple[Placed, dict[str, int | None]]:
    """Write a photograph of page 2 of an invented sheet; return it and its truth."""
    true = invent_figures(FORM, np.random.default_rng(seed))
    sheet = Press(FORM).sheet(STATION, "latihan", true, seed=(seed,))
    path.write_bytes(sheet.photos[PAGE.number - 1].jpeg)
    return Placed(path, STATION, "latihan", str(seed)), true


def test_two_photographs_of_a_page_that_disagree_wait_for_a_person(tmp_path):
    first, here = photographed(tmp_path / "a.jpg", seed=1)
    second, there = photographed(tmp_path / "b.jpg", seed=2)
    job = Job(STATION, "latihan", FORM.id, FIELDS, (first, second))
    outcome = read_station(job)
    assert all(shot.page.status is not Status.REJECTED for shot in outcome.shots)
    differing = {field for field in FIELDS if here[field] != there[field]}
    assert differing
    assert {outcome.reading.figures[field] for field in differing} == {None}


def test_the_same_photograph_alone_is_read(tmp_path):
    only, true = photographed(tmp_path / "a.jpg", seed=1)
    outcome = read_station(Job(STATION, "latihan", FORM.id, FIELDS, (only,)))
    read = {k: v for k, v in outcome.reading.figures.items() if v is not None}
    assert read
    assert all(true[field] == value for field, value in read.items())
    assert outcome.shots[0].public.startswith(b"\xff\xd8")
