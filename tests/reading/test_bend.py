"""Paper that was folded or curls is followed, or left to a person."""

import numpy as np
import pytest

from omah.adapters.eyes import load_reader
from omah.adapters.practice import Press
from omah.cli.bench.reading_score import Score
from omah.core.count.forms import Number, Rect
from omah.formats.form_toml import load_form
from omah.reading.bend import KNOTS, Bend, fit_bend
from omah.reading.cut import Place
from omah.reading.fit import UM_PER_MM
from omah.reading.located import Located
from omah.reading.plain import only_plain
from omah.reading.practice.figures import invent_figures
from omah.reading.practice.photograph import Level

# Of 84; of sheets this badly creased much is left to a person.
RECORDED = 52


def grid() -> tuple[np.ndarray, np.ndarray]:
    x, y = np.meshgrid(np.arange(0, 200, 8.0), np.arange(0, 300, 8.0))
    points = np.column_stack((x.ravel(), y.ravel()))
    return points, np.arange(len(points)) % 2 == 0


@pytest.mark.parametrize(
    "shift",
    [
        lambda x, y: 3 * np.sin(np.pi * x / 200),
        lambda x, y: 0.03 * np.maximum(y - 148, 0),
        lambda x, y: 0.01 * x - 0.02 * y + 1,
    ],
    ids=["curl", "fold", "plane"],
)
def test_a_bend_is_told_from_its_printed_lines(shift):
    points, level = grid()
    lies = shift(*points.T)
    astray = np.where(np.arange(len(points)) % 17 == 0, 6.0, 0.0)
    bend = fit_bend(points, np.where(level, lies, 0) + astray, level)
    found = bend.at(points)
    assert np.abs(found[:, 1] - lies).max() < 1.0
    assert np.abs(found[:, 0]).max() < 0.5


def test_creased_photographs_are_read_right_or_left_to_a_person():
    form = load_form("c-hasil-ppwp-2024")
    reader, score, press = load_reader((form.id,)), Score(), Press(form)
    for seed in range(3):
        true = invent_figures(form, np.random.default_rng(seed))
        sheet = press.sheet(
            "9901010001001", "latihan", true, level=Level.CREASED, seed=(seed,)
        )
        for photo in sheet.photos:
            fields = [n.field for n in form.pages[photo.page - 1].numbers]
            score.add(reader.read(photo.jpeg), {f: true[f] for f in fields})
    assert score.sure_wrong == 0
    assert score.right >= RECORDED


class NoLines:
    def nearest(self, points, runs_level, half_px):
        raise AssertionError("no line is sought")


def bent(lies: float) -> Located:
    """A flat sheet of which all below half its height lies aside, in px."""
    knots = np.zeros((*KNOTS[::-1], 2))
    knots[KNOTS[1] // 2 + 1 :, :, 0] = lies
    form = load_form("c-hasil-ppwp-2024")
    flat = np.diag([4.0, 4.0, 1.0])
    none = np.zeros((1, 1), np.uint8)
    size = np.array([form.pages[1].width, form.pages[1].height]) / UM_PER_MM
    bend = Bend(np.zeros(2), size, knots)
    return Located(form, form.pages[1], none, NoLines(), flat, np.eye(3), 1.0, bend)


@pytest.mark.parametrize(("lies", "heard"), [(0.0, True), (2.0, True), (40.0, False)])
def test_other_ink_is_heard_only_where_it_lies_plain_with_its_number(lies, heard):
    located = bent(lies)
    x, y = located.page.width // 2, located.page.height // 4
    number = Number("votes.1", (Rect(x, y, 9_000, 9_000),), words=Rect(x, 2 * y, x, y))
    place = only_plain(located, Place(number, located.flat, 1.0))
    assert (place.number.words is not None) == heard
    assert place.number.cells == number.cells
