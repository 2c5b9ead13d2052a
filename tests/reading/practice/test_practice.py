"""Practice material: known truth, own hands, the same for the same seed."""

import cv2
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from omah.core.count.figures import Mark
from omah.core.count.forms import Form, Guide, Number, Page, Rect
from omah.core.news.indonesian_days import spelled
from omah.reading.practice.figures import (
    HABITS,
    Habit,
    invent_figures,
    new_habit,
    number_marks,
)
from omah.reading.practice.fill import fill, value_of
from omah.reading.practice.glyphs import CAPITALS, FREE, SEGMENT, strokes
from omah.reading.practice.hand import draw_digit, new_hand
from omah.reading.practice.photograph import (
    CONDITIONS,
    Level,
    Spoil,
    photograph,
    spoil,
    to_jpeg,
)

WRITTEN = [Mark(mark) for mark in "0123456789X-"]
CELLS = tuple(Rect(20_000 + i * 20_000, 20_000, 18_000, 18_000) for i in range(3))
BUBBLES = tuple(
    tuple(
        Rect(25_000 + i * 20_000, 45_000 + d * 10_000, 8_000, 8_000) for d in range(10)
    )
    for i in range(3)
)
NUMBER = Number(
    "votes.1",
    CELLS,
    Guide.SEGMENT,
    BUBBLES,
    words=Rect(20_000, 150_000, 100_000, 20_000),
    tally=Rect(90_000, 20_000, 100_000, 80_000),
)
PAGE = Page(
    1, 200_000, 240_000, (), (), (NUMBER,), (Rect(0, 190_000, 200_000, 40_000),)
)
PX_PER_MM = 2
FIELDS = ["voters.dpt.l", "voters.dpt.p", "voters.dpt.j", "used.total.j"]
FIELDS += ["used.dpt.j", "used.dptb.j", "used.dpk.j", "votes.1", "votes.2", "votes.3"]
FIELDS += ["valid", "invalid", "total", "ballots.received", "ballots.used"]
FIELDS += ["ballots.returned", "ballots.unused", "disabled.j"]


def blank():
    size = (PAGE.height * PX_PER_MM // 1000, PAGE.width * PX_PER_MM // 1000, 3)
    return np.full(size, 255, np.uint8)


def ink(picture, box):
    k = PX_PER_MM / 1000
    part = picture[
        round(box.y * k) : round((box.y + box.h) * k),
        round(box.x * k) : round((box.x + box.w) * k),
    ]
    return float((part.min(axis=2) < 160).mean())


def filled(text, seed=5):
    rng = np.random.default_rng(seed)
    marks = {"votes.1": tuple(map(Mark, text))}
    return fill(blank(), PAGE, marks, new_hand(rng), rng)


@pytest.mark.parametrize("mark", WRITTEN)
def test_every_mark_leaves_ink_and_stays_in_its_picture(mark):
    for seed in range(30):
        picture = draw_digit(mark, np.random.default_rng(seed), 40)
        assert picture.shape == (40, 40)
        assert 5 < (picture < 160).sum() < 900


@pytest.mark.parametrize("mark", [Mark.BLANK, Mark.UNREADABLE])
def test_blank_leaves_no_ink(mark):
    assert draw_digit(mark, np.random.default_rng(1), 40).min() == 255


def test_every_digit_has_several_free_shapes_and_a_guided_one():
    for digit in "0123456789":
        assert len(FREE[digit]) >= 4
        assert digit in SEGMENT


def test_shapes_stay_in_their_square():
    texts = [text for shapes in FREE.values() for text in shapes] + list(
        CAPITALS.values()
    )
    for text in texts:
        for stroke in strokes(text):
            assert stroke.min() > -0.1
            assert stroke.max() < 1.1


def test_letters_suffice_for_every_number_word():
    used = set("".join(map(spelled, range(1000))).upper()) - {" "}
    assert used == set(CAPITALS)


@pytest.mark.parametrize(
    ("value", "words"),
    [
        (0, "nol"),
        (10, "sepuluh"),
        (11, "sebelas"),
        (12, "dua belas"),
        (21, "dua puluh satu"),
        (100, "seratus"),
        (101, "seratus satu"),
        (999, "sembilan ratus sembilan puluh sembilan"),
    ],
)
def test_numbers_are_spelled_as_people_say_them(value, words):
    assert spelled(value) == words


@given(
    value=st.one_of(st.none(), st.integers(0, 999)),
    leading=st.sampled_from([mark for mark, _ in HABITS]),
    crosses=st.booleans(),
)
def test_what_is_written_stands_for_the_number(value, leading, crosses):
    habit = Habit(leading, marks_zero=crosses and leading in {Mark.X, Mark.DASH})
    marks = number_marks(value, 3, habit)
    assert len(marks) == 3
    assert value_of(marks) == value


@pytest.mark.parametrize("value", [1000, -5])
def test_a_number_that_does_not_fit_is_refused(value):
    with pytest.raises(ValueError, match="does not fit"):
        number_marks(value, 3, Habit(Mark.X, marks_zero=False))


def test_filling_writes_in_every_box_that_has_a_mark_and_leaves_the_blank_alone():
    paper = blank()
    rng = np.random.default_rng(3)
    marks = {"votes.1": (Mark.BLANK, Mark.D2, Mark.D7)}
    page = fill(paper, PAGE, marks, new_hand(rng), rng)
    assert paper.min() == 255
    assert ink(page, CELLS[0]) == 0
    assert ink(page, CELLS[1]) > 0.02
    assert ink(page, CELLS[2]) > 0.02


def test_the_blackened_bubble_is_that_of_the_digit():
    page = filled("X27")
    for column, digit in zip(BUBBLES, (0, 2, 7), strict=True):
        inks = [ink(page, bubble) for bubble in column]
        assert np.argmax(inks) == digit
        assert inks[digit] > 0.3
        assert sorted(inks)[-2] < 0.1


def test_a_tally_has_ink_for_every_vote_and_strikes_out_the_rest():
    tally = NUMBER.tally
    row = Rect(tally.x, tally.y, tally.w, tally.h // 5)
    assert ink(filled("X60"), row) > 3 * ink(filled("X05"), row)


def test_a_mistake_is_painted_over_and_the_right_mark_stands(monkeypatch):
    plain = filled("888")
    monkeypatch.setattr("omah.reading.practice.fill.MISTAKES", 1.0)
    corrected = filled("888")
    assert not np.array_equal(plain, corrected)
    for cell in CELLS:
        assert 0.02 < ink(corrected, cell) < 0.5


def test_an_unknown_number_leaves_bubbles_tally_and_words_alone():
    page = filled("___")
    assert ink(page, NUMBER.words) == 0
    assert ink(page, NUMBER.tally) == 0


def test_signatures_stay_inside_the_strip():
    page = filled("123")
    assert ink(page, PAGE.strips[0]) > 0
    assert ink(page, Rect(0, 231_000, 200_000, 9_000)) == 0


def test_the_same_seed_gives_the_same_picture():
    assert np.array_equal(filled("X20", seed=9), filled("X20", seed=9))
    assert not np.array_equal(filled("X20", seed=9), filled("X20", seed=10))
    page = filled("X20")
    for level in Level:
        first, second = (
            photograph(page, level, np.random.default_rng(4)) for _ in range(2)
        )
        assert np.array_equal(first, second)
        assert to_jpeg(first) == to_jpeg(second)


@pytest.mark.parametrize("level", list(CONDITIONS))
def test_a_photograph_shows_the_whole_page(level):
    page = blank()
    for seed in range(10):
        picture = photograph(page, level, np.random.default_rng(seed))
        assert picture.dtype == np.uint8
        assert picture.flags.c_contiguous
        # The page is lighter than any table; about as much of it is left.
        light = (picture.min(axis=2) > 0.35 * picture.max()).sum()
        assert light > 0.6 * page.shape[0] * page.shape[1]


def test_every_way_to_spoil_a_photograph_comes_up_and_changes_it():
    page = filled("123")
    kinds = set()
    for seed in range(40):
        ruined, kind = spoil(page, np.random.default_rng(seed))
        kinds.add(kind)
        assert ruined.shape[2] == 3
        assert ruined.shape != page.shape or not np.array_equal(ruined, page)
    assert kinds == set(Spoil)


def test_a_jpeg_carries_no_metadata():
    jpeg = to_jpeg(filled("123"))
    assert b"Exif" not in jpeg
    assert cv2.imdecode(np.frombuffer(jpeg, np.uint8), cv2.IMREAD_COLOR) is not None


@given(seed=st.integers(0, 10_000))
def test_invented_figures_add_up(seed):
    numbers = tuple(Number(field, CELLS) for field in FIELDS)
    page = Page(1, 1, 1, (), (), numbers, ())
    form = Form("f", "F", "F", "-", "2024-01-01", "president", (page,))
    f = invent_figures(form, np.random.default_rng(seed))
    assert list(f) == FIELDS
    assert min(f.values()) >= 0
    assert max(f.values()) <= 999
    assert f["voters.dpt.l"] + f["voters.dpt.p"] == f["voters.dpt.j"]
    assert f["used.dpt.j"] + f["used.dptb.j"] + f["used.dpk.j"] == f["used.total.j"]
    assert f["votes.1"] + f["votes.2"] + f["votes.3"] == f["valid"]
    assert f["valid"] + f["invalid"] == f["total"] == f["used.total.j"]
    ballots = f["ballots.used"] + f["ballots.returned"] + f["ballots.unused"]
    assert ballots == f["ballots.received"]
    assert f["used.dpt.j"] <= f["voters.dpt.j"]
    assert f["disabled.j"] <= f["used.total.j"]


def test_habits_come_up_as_often_as_they_are_meant_to():
    rng = np.random.default_rng(2)
    leads = [new_habit(rng).leading for _ in range(2000)]
    for mark, share in HABITS:
        assert abs(leads.count(mark) / len(leads) - share) < 0.04
