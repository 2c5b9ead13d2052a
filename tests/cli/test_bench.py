"""omah bench: what it is asked, and two readers counted on the same crops."""

import sys

import numpy as np
import pytest

from omah.adapters.eyes import load_reader
from omah.adapters.practice import Press
from omah.cli import bench
from omah.cli.bench import peers
from omah.cli.main import USAGE, UsageError, main
from omah.formats.form_toml import load_form
from omah.reading.practice.figures import invent_figures

PAGE = 2


@pytest.fixture(scope="module")
def page():
    form = load_form(peers.GENERATED_FORM)
    figures = invent_figures(form, np.random.default_rng(5))
    photo = Press(form).sheet("9901010000001", "latihan", figures, seed=5).photos[1]
    fields = [number.field for number in form.pages[PAGE - 1].numbers]
    return photo.jpeg, {name: figures[name] for name in fields}


def compared(stations, answers):
    texts = iter(answers)
    reader = load_reader((peers.GENERATED_FORM,))
    pairs = [(reader, station) for station in stations]
    return peers.compare(lambda _: next(texts), pairs)


def test_without_rapidocr_the_bench_says_how_to_get_it(monkeypatch, tmp_path):
    monkeypatch.setitem(sys.modules, "rapidocr", None)
    with pytest.raises(UsageError, match=rf"pip install rapidocr=={peers.TESTED}"):
        peers.measure(tmp_path)


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (["reading", "--form", "no-form"], "there is no form 'no-form'"),
        (["check", "--form", peers.GENERATED_FORM], "--form is for"),
        (["no-bench"], "there is no benchmark 'no-bench'"),
    ],
)
def test_what_cannot_be_measured_is_said_in_a_sentence(words, says, capsys):
    assert main(["bench", *words]) == USAGE
    assert says in capsys.readouterr().err


def test_a_right_a_wrong_and_an_unread_field_are_told_apart(page):
    first, second, third = page[1].values()
    told = compared([[page]], [f"x{first}", f"{second + 1}", ""])
    assert third is not None
    assert (told["n"], told["refused"]) == (3, 0)
    theirs = told["rapidocr"]
    assert [theirs[kind] for kind in ("right", "wrong", "unread")] == [1, 1, 1]
    assert told["omah"]["right"] == 3
    assert (told["only_omah_right"], told["only_rapidocr_right"]) == (2, 0)


def test_fields_of_a_page_that_is_refused_are_right_for_neither(page):
    told = compared([[(b"", page[1])], [page]], map(str, page[1].values()))
    assert (told["pages"], told["pages_refused"]) == (2, 1)
    assert (told["n"], told["refused"]) == (6, 3)
    assert told["omah"]["right"] == told["rapidocr"]["right"] == 3


def test_only_fields_with_truth_count(page):
    jpeg, truth = page
    one = dict([next(iter(truth.items()))])
    told = compared([[(jpeg, one)]], map(str, truth.values()))
    assert (told["n"], told["rapidocr"]["right"]) == (1, 1)


def test_a_number_s_boxes_are_one_strip(page):
    reader = load_reader((peers.GENERATED_FORM,))
    strips = peers.strips_of(reader.read_ink(page[0])[1])
    assert list(strips) == list(page[1])
    assert all(strip.shape[1] > strip.shape[0] for strip in strips.values())
    assert peers.strips_of(None) == {}


def test_one_form_measured_is_shown_without_the_others_on_record():
    figures = {
        "c1-ppwp-2019 light": {"right": 3},
        "c1-ppwp-2019-b light": {"right": 2},
        "material": "generated",
        "since_last": {},
    }
    shown = bench.of_form(figures, "c1-ppwp-2019")
    assert shown == {"c1-ppwp-2019 light": {"right": 3}, "since_last": {}}
