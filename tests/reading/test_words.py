"""Words written freely on a line: what number they say, and when they are silent."""

import csv
import json
from pathlib import Path

import cv2
import numpy as np
import pytest

from omah.adapters.eyes import MODELS
from omah.cli.bench.real_read import COLUMNS, FORM
from omah.core.count.forms import Rect
from omah.core.news.indonesian_days import spelled
from omah.formats.form_toml import load_form
from omah.reading.cut import frames_of, place_numbers
from omah.reading.decide import VALUES
from omah.reading.identify import locate
from omah.reading.image import decode_grey
from omah.reading.lines import COLUMN, LineNet, cut_line
from omah.reading.practice.hand import new_hand, write_letter
from omah.reading.reasons import PageRefusedError
from omah.reading.skeleton import skeletons
from omah.reading.words import SYMBOLS, letters_of, lines_say, spell_all

BASELINE = json.loads((Path(__file__).parent / "real_words.json").read_text())
TRUTH = COLUMNS[2]
"""Field of the vote page to column of ``truth.csv``."""

WRITTEN = {("07", "total"): 137}
"""Words that say another number than the digits (131) and the sum, seen by eye."""
LEAST_TOLD = 14


def seen(text, p=0.98, wide=2, apart=1):
    """Columns of a network that is as sure of each letter; ``apart`` empty ones."""
    told = [c for letter in text.upper() for c in letter * wide + " " * apart]
    told = told or [" "] * 20
    rows = np.full((len(told), len(SYMBOLS)), (1 - p) / (len(SYMBOLS) - 1))
    rows[np.arange(len(told)), [SYMBOLS.index(c) for c in told]] = p
    return np.log(rows).astype(np.float32)


def says(text, **how):
    said = lines_say([seen(text, **how)])[0]
    return None if said is None else int(said.argmax())


def test_every_number_is_the_best_reading_of_its_own_words():
    told = [int(spell_all(seen(spelled(v))[None]).argmax()) for v in range(VALUES)]
    assert told == list(range(VALUES))


@pytest.mark.parametrize("value", [0, 1, 10, 11, 18, 30, 31, 100, 101, 111, 127, 999])
def test_words_are_heard_with_and_without_spaces(value):
    text = spelled(value)
    for way in (text, text.replace(" ", ""), f"   {text.replace(' ', '     ')}    "):
        assert says(way) == value
        assert says(way, wide=1, apart=0 if "ss" not in way else 1) == value


def test_what_a_number_says_sums_to_one():
    said = lines_say([seen("SERATUS DUA PULUH TUJUH")])[0]
    assert said.shape == (VALUES,)
    assert said.sum() == pytest.approx(1)


def test_an_empty_line_says_nothing_and_not_zero():
    assert says("") is None
    assert lines_say([np.empty((0, len(SYMBOLS)), np.float32)]) == [None]
    assert says("NOL") == 0


@pytest.mark.parametrize(
    "text",
    [
        "NIHIL", "RUPIAH", "PULUH", "BELAS", "RATUS", "SE", "I", "SAH", "TIDA ADA",
        "TIGA TIGA", "DUA TIGA PULUH", "PULUH TIGA", "SATU RATUS RATUS", "DUA BELAS DU",
    ],
)  # fmt: skip
def test_other_words_are_no_number(text):
    assert says(text) is None


@pytest.mark.parametrize(
    "text", ["TIGA PULUH SA", "TIGA PULUH T", "TIGA PULUH SATU R", "SERATUS DUA PUL"]
)
def test_words_cut_off_are_not_taken_for_a_shorter_number(text):
    assert says(text) is None


def test_a_letter_misread_does_not_change_the_number():
    assert says("SERATUS DUA PULUM TIGA", p=0.9, wide=1) == 123
    assert says("SERATUS EMPAT PULUH DELAPAM", p=0.9, wide=1) == 148


def test_letters_that_fit_two_numbers_are_silent():
    """TIGA and LIMA share their shape where only I and A are clear."""
    clear = seen("SERATUS IA")
    unclear = np.log(np.full(len(SYMBOLS), 1 / len(SYMBOLS)))
    at = len(seen("SERATUS "))
    told = np.insert(clear, [at, at, at + 3, at + 3], unclear, axis=0)
    assert lines_say([told.astype(np.float32)])[0] is None


def test_a_number_counts_its_letters():
    assert [letters_of(v) for v in (0, 30, 127)] == [3, 9, 20]


WIDE_MM, HIGH_MM, PX = 170, 8, 8
AREA = Rect(0, 0, WIDE_MM * 1000, HIGH_MM * 1000)
TO_PX = np.diag([PX, PX, 1.0])


@pytest.fixture(scope="module")
def net():
    return LineNet((MODELS / "lines.onnx").read_bytes())


def paper():
    return np.full((HIGH_MM * PX, WIDE_MM * PX, 3), 255, np.uint8)


def read(net, picture, area=AREA):
    line = cut_line(cv2.cvtColor(picture, cv2.COLOR_BGR2GRAY), TO_PX, area)
    said = lines_say(net.tell([line]))[0]
    return None if said is None else int(said.argmax())


def write(picture, text, rng, left=60, tall=30, y=32):
    hand = new_hand(rng)
    for k, letter in enumerate(text.upper()):
        place = (left + 0.95 * tall * (k + 0.5), y)
        write_letter(picture, place, tall, letter, hand, rng)


def test_lines_written_in_capitals_are_read_and_none_wrongly(net):
    rng = np.random.default_rng(11)
    told = []
    for value in rng.integers(1000, size=20):
        picture = paper()
        write(picture, spelled(int(value)), rng)
        told.append((value, read(net, picture)))
    assert all(said in (None, value) for value, said in told)
    assert sum(said is not None for _, said in told) >= LEAST_TOLD


def test_writing_that_fills_a_small_part_of_a_tall_area_is_found(net):
    rng = np.random.default_rng(3)
    picture = np.full((40 * PX, WIDE_MM * PX, 3), 255, np.uint8)
    write(picture, "TIGA PULUH DUA", rng, y=180, tall=44)
    assert read(net, picture, Rect(0, 0, WIDE_MM * 1000, 40_000)) == 32


def test_lines_without_a_number_say_nothing(net):
    empty, dashes, cross, waves = (paper() for _ in range(4))
    for x in range(100, 700, 60):
        cv2.line(dashes, (x, 32), (x + 30, 32), (0, 0, 0), 4)
    cv2.line(cross, (80, 4), (160, 60), (0, 0, 0), 5)
    cv2.line(cross, (160, 4), (80, 60), (0, 0, 0), 5)
    xs = np.arange(60, 800, 4)
    curve = np.stack([xs, 32 + 20 * np.sin(xs / 12)], 1).astype(np.int32)
    cv2.polylines(waves, [curve[:, None]], isClosed=False, color=(0, 0, 0), thickness=4)
    assert [read(net, p) for p in (empty, dashes, cross, waves)] == [None] * 4


def test_a_number_struck_out_says_nothing(net):
    rng = np.random.default_rng(5)
    for value in (32, 118, 7, 240):
        picture = paper()
        write(picture, spelled(value), rng)
        end = 60 + int(0.95 * 30 * len(spelled(value)))
        for y in (24, 32, 40):
            cv2.line(picture, (50, y), (end + 10, y + 3), (0, 0, 0), 4)
        assert read(net, picture) is None


def test_lines_told_together_say_what_each_says_alone(net):
    rng = np.random.default_rng(8)
    pictures = [paper() for _ in range(4)]
    for picture, value in zip(pictures, (118, 7, 90), strict=False):
        write(picture, spelled(value), rng)
    greys = [cv2.cvtColor(picture, cv2.COLOR_BGR2GRAY) for picture in pictures]
    lines = [cut_line(grey, TO_PX, AREA) for grey in greys]
    together = net.tell(lines)
    assert [len(told) for told in together] == [
        line.shape[1] // COLUMN for line in lines
    ]
    assert len(together[3]) == 0
    for line, told in zip(lines[:3], together, strict=False):
        assert told.argmax(axis=1) == pytest.approx(net.tell([line])[0].argmax(axis=1))


def real_lines(folder):
    pages = skeletons([load_form(FORM)])
    for row in csv.DictReader((folder / "truth.csv").read_text().splitlines()):
        scan = folder / f"{row['form']}_p2.png"
        try:
            seen = locate(decode_grey(scan.read_bytes()), pages)
        except PageRefusedError:
            continue
        for place in place_numbers(seen, frames_of(seen.page)):
            number = place.number
            if number.words is not None:
                line = cut_line(seen.photograph, place.homography, number.words)
                truth = int(row[TRUTH[number.field]])
                station = row["form"], number.field
                yield int(row["form"]) % 2, WRITTEN.get(station, truth), line


@pytest.mark.real
def test_real_lines_are_read_no_worse_than_recorded_and_none_wrongly(real_data, net):
    right = {"even": 0, "odd": 0}
    for odd, value, line in real_lines(real_data / "forms" / FORM):
        said = lines_say(net.tell([line]))[0]
        if said is not None:
            assert int(said.argmax()) == value
            right["odd" if odd else "even"] += 1
    assert all(right[kind] >= BASELINE[kind]["right"] for kind in BASELINE)
