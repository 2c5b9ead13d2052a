"""Other ink of a number: what it says, when it is silent, and what it may change."""

import numpy as np
import pytest

from omah.adapters.eyes import load_reader
from omah.adapters.practice import Press
from omah.core.count.figures import Mark
from omah.core.news.indonesian_days import spelled
from omah.formats.form_toml import load_form
from omah.reading.decide import decide_number
from omah.reading.digits import MARKS
from omah.reading.guides import discount_guides
from omah.reading.witness import VALUES, hear, sums_say, tally_says, words_say
from omah.reading.witness_cells import LETTERS, TALLIES

CLEAR = 0.98


def seen(classes, truth, p=CLEAR):
    rows = np.full((len(truth), len(classes)), (1 - p) / (len(classes) - 1))
    rows[np.arange(len(truth)), [classes.index(t) for t in truth]] = p
    return rows.astype(np.float32)


def boxes(text, p=CLEAR):
    return seen(MARKS, [Mark(c) for c in text], p)


def tally(value, unused="0"):
    marks = [str(min(max(value - 5 * i, 0), 5)) for i in range(60)]
    return seen(TALLIES, [unused if mark == "0" else mark for mark in marks])


def letters(text, count=35):
    return seen(LETTERS, list(text.ljust(count)))


def says(likelihood):
    return None if likelihood is None else int(likelihood.argmax())


@pytest.mark.parametrize("value", [1, 4, 5, 6, 59, 60, 61, 123, 299, 300])
@pytest.mark.parametrize("unused", ["0", "X"])
def test_a_tally_says_how_many_strokes_it_holds(value, unused):
    assert says(tally_says(tally(value, unused))) == value


def test_one_box_of_a_tally_seen_wrongly_changes_nothing():
    marks = tally(123)
    marks[3] = seen(TALLIES, ["2"])[0]
    assert says(tally_says(marks)) == 123


def test_an_empty_tally_is_silent_and_does_not_say_zero():
    assert tally_says(tally(0)) is None
    assert sums_say(boxes("_" * 10)) is None
    assert words_say(letters("")) is None


@pytest.mark.parametrize(
    ("lines", "value"),
    [("6060X3____", 123), ("48XXXX____", 48), ("X6________", 6), ("60________", 60)],
)
def test_the_sums_of_lines_add_up(lines, value):
    assert says(sums_say(boxes(lines))) == value


def test_sums_that_no_tally_can_have_are_silent():
    """A second line with votes follows a full first one only."""
    assert sums_say(boxes("4819______", p=0.9)) is None


@pytest.mark.parametrize("value", [0, 1, 10, 11, 18, 21, 100, 111, 238, 799, 999])
def test_words_are_known_wherever_they_begin(value):
    text = spelled(value).upper()
    assert says(words_say(letters(text))) == value
    assert says(words_say(letters("  " + text.replace(" ", "  "), 44))) == value


def test_every_number_has_its_own_words():
    assert len({spelled(value) for value in range(VALUES)}) == VALUES


def test_a_letter_misread_does_not_change_the_number():
    assert says(words_say(letters("SERATUS DUA PULUH TIGA".replace("G", "O")))) == 123


def test_witnesses_that_agree_make_a_doubtful_number_surer():
    doubtful = boxes("X42", p=0.8)
    reading = decide_number("votes.1", doubtful)
    heard = hear(reading, doubtful, {"tally": tally_says(tally(42))})
    assert reading.p < 0.6 < 0.99 < heard.p
    assert heard.value == 42
    assert heard.witnesses[0][:2] == ("tally", 42)


def test_a_witness_that_contradicts_clear_boxes_sends_them_to_a_person():
    clear = boxes("142", p=0.999)
    reading = decide_number("votes.1", clear)
    heard = hear(reading, clear, {"words": words_say(letters("EMPAT PULUH DUA"))})
    assert reading.p > 0.99
    assert heard.p < 0.98


def test_a_witness_that_outdoes_the_boxes_still_leaves_them_to_a_person():
    """What is shown is the witness's number then, and no sum may make it sure."""
    doubtful = boxes("142", p=0.5)
    heard = hear(
        decide_number("votes.1", doubtful),
        doubtful,
        {"words": words_say(letters("EMPAT PULUH DUA"))},
    )
    assert heard.value == 42
    assert heard.most_p() < 0.98


def between(first: str, second: str, share: float) -> np.ndarray:
    """Boxes that may show one number or, with this share of their belief, another."""
    return (1 - share) * boxes(first, p=0.999) + share * boxes(second, p=0.999)


@pytest.mark.parametrize(("share", "is_sure"), [(0.45, True), (0.05, False)])
def test_a_witness_settles_boxes_in_doubt_and_no_boxes_that_deny_it(share, is_sure):
    doubtful = between("X97", "X27", share)
    reading = decide_number("votes.1", doubtful)
    heard = hear(reading, doubtful, {"words": words_say(letters("DUA PULUH TUJUH"))})
    assert reading.value == 97
    assert heard.value == 27
    assert (heard.p >= 0.98, heard.most_p() >= 0.98) == (is_sure, is_sure)


def test_where_two_witnesses_differ_a_person_looks():
    doubtful = between("X97", "X27", 0.45)
    heard = hear(
        decide_number("votes.1", doubtful),
        doubtful,
        {
            "words": words_say(letters("DUA PULUH TUJUH")),
            "tally": tally_says(tally(97)),
        },
    )
    assert heard.most_p() < 0.98


def test_a_number_that_nobody_wrote_stays_unknown_whatever_the_tally_says():
    empty = boxes("___")
    reading = decide_number("votes.1", empty)
    assert hear(reading, empty, {"tally": tally_says(tally(42))}) is reading
    assert reading.value is None


def test_silent_witnesses_change_nothing():
    clear = boxes("142")
    reading = decide_number("votes.1", clear)
    assert hear(reading, clear, {"tally": None, "words": None}) is reading


def box(shade, shape=True):
    """A box with seven segments in it, as dark as asked."""
    picture = np.full((60, 44), 200, np.uint8)
    if shape:
        for rows, columns in (
            (slice(10, 14), slice(10, 34)),
            (slice(28, 32), slice(10, 34)),
            (slice(46, 50), slice(10, 34)),
            (slice(10, 50), slice(10, 14)),
            (slice(10, 50), slice(30, 34)),
        ):
            picture[rows, columns] = shade
    return picture


@pytest.mark.parametrize(("shade", "mark"), [(150, Mark.BLANK), (40, Mark.D8)])
def test_a_printed_guide_is_paler_than_the_pen_of_the_page(shade, mark):
    crops = [box(shade), box(40), box(45), box(40)]
    told = discount_guides(crops, boxes("8888", p=0.999), np.ones(4, bool))
    assert MARKS[told[0].argmax()] is mark
    assert all(MARKS[row.argmax()] is Mark.D8 for row in told[1:])
    assert told.sum(axis=1) == pytest.approx(np.ones(4), abs=1e-4)


def test_beside_marks_of_a_pale_pen_an_eight_is_no_empty_box():
    """Nor is it surely an eight: print could be as pale as that."""
    crops = [box(138), *[box(134)] * 3]
    told = discount_guides(crops, boxes("8321", p=0.999), np.ones(4, bool))
    assert 0.05 < told[0, MARKS.index(Mark.BLANK)] < 0.95
    assert told[0].argmax() == MARKS.index(Mark.D8)


def test_a_page_of_empty_boxes_does_not_read_as_eights():
    told = discount_guides([box(150)] * 6, boxes("888888", p=0.999), np.ones(6, bool))
    assert {MARKS[row.argmax()] for row in told} == {Mark.BLANK}


@pytest.mark.parametrize("mark", [Mark.STRUCK, Mark.OVERWRITTEN, Mark.UNREADABLE])
def test_a_box_that_does_not_tell_leaves_the_number_to_a_person(mark):
    seen_so = seen(MARKS, [mark, Mark.D4, Mark.D1], p=0.999)
    assert decide_number("votes.1", seen_so).p < 0.01


def test_between_print_and_ink_a_person_must_look():
    crops = [box(104), box(40), box(40), box(40)]
    told = discount_guides(crops, boxes("8888", p=0.999), np.ones(4, bool))
    assert 0.05 < told[0].max() < 0.95


def test_without_a_guide_nothing_is_discounted():
    crops = [box(150), box(40)]
    marks = boxes("88", p=0.999)
    assert discount_guides(crops, marks, np.zeros(2, bool)) is marks


@pytest.mark.parametrize(
    ("form_id", "witnesses"),
    [
        ("c-hasil-ppwp-2024", {"bubbles", "sums"}),
        ("c-digital-ppwp", {"sums", "words"}),
    ],
)
def test_witnesses_of_a_practice_page_say_what_was_written(form_id, witnesses):
    votes = {"votes.1": 137, "votes.2": 61, "votes.3": 288}
    sheet = Press(load_form(form_id)).sheet("9901010001001", "latihan", votes)
    page = load_reader((form_id,)).read(sheet.photos[1].jpeg)
    heard = [reading for reading in page.fields if reading.field in votes]
    for reading in heard:
        told = {name: value for name, value, _ in reading.witnesses}
        assert {told.get(name) for name in witnesses} == {votes[reading.field]}
    assert len(heard) == len(votes)
