"""Words of a search: what is folded, what is near, what is shown."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from omah.core.office.search import (
    MOST_WORDS,
    Piece,
    asked_words,
    cut,
    edits,
    fold,
    grams,
    nearest,
    words_of,
)


@pytest.mark.parametrize(
    ("asked", "words"),
    [
        ("", []),
        ("   ", []),
        ('"NEAR(a, b)" OR *', ["near", "a", "b", "or"]),
        ("a' ; DROP TABLE x; --", ["a", "drop", "table", "x"]),
        ("😀 ‮evil", ["evil"]),
        ("TPS TPS tps", ["tps"]),
        ("\x00hasil\x00", ["hasil"]),
        ("Ｊｏｍｂａｎｇ", ["jombang"]),
    ],
)  # fmt: skip
def test_only_letters_and_digits_of_a_question_are_asked(asked, words):
    assert asked_words(asked) == words


def test_a_question_has_few_and_short_words():
    asked = asked_words(" ".join(f"kata{n}" for n in range(100)) + " " + "x" * 9000)
    assert len(asked) == MOST_WORDS
    assert all(len(word) <= 40 for word in words_of("x" * 9000))


@given(st.text())
def test_whatever_is_typed_its_words_are_plain(text):
    assert all(word.isalnum() or word.isidentifier() for word in words_of(text))
    assert not set("\"'*():^-_ ") & set("".join(words_of(text)))


@given(st.text(max_size=12), st.text(max_size=12))
def test_edits_are_a_distance(a, b):
    assert edits(a, b) == edits(b, a)
    assert (edits(a, b) == 0) == (a == b)
    assert edits(a, b) <= max(len(a), len(b))


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("jombng", "jombang"),  # one letter missing
        ("jobmang", "jombang"),  # two swapped
        ("jmbng", None),  # two missing from a short word
        ("rekapitlasi", "rekapitulasi"),
        ("rekpitlasi", "rekapitulasi"),  # two missing from a long one
        ("tps", None),  # too short to guess
    ],
)
def test_a_wrong_letter_is_forgiven_within_measure(typed, meant):
    assert nearest(typed, ["jombang", "rekapitulasi", "tpq"]) == meant


def test_of_equally_near_words_the_first_by_alphabet():
    assert nearest("balang", ["palang", "malang"]) == "malang"


def test_grams_of_a_word_mark_its_ends():
    assert "$ke" in grams("kediri")
    assert "ri$" in grams("kediri")


def test_a_shown_text_is_cut_around_what_fits():
    text = "awal " * 50 + "pleno " + "akhir " * 50
    shown = cut(text, fits="pleno".__eq__, length=60)
    assert [piece.text for piece in shown if piece.is_marked] == ["pleno"]
    assert sum(len(piece.text) for piece in shown) <= 66
    assert shown[0].text.startswith("… ")
    assert shown[-1].text.endswith(" …")


@given(st.text(max_size=300), st.integers(10, 400))
def test_pieces_lose_no_letter_of_what_is_shown(text, length):
    whole = cut(text, fits=lambda _word: True, length=len(text))
    assert "".join(piece.text for piece in whole) == text
    assert len(
        "".join(p.text for p in cut(text, fits=lambda _: False, length=length))
    ) <= (length + 4)


def test_markup_in_a_text_stays_text():
    shown = cut("<b>pleno</b>", fits=lambda word: word == "pleno", length=99)
    assert Piece("pleno", is_marked=True) in shown
    assert fold("PLENO") == "pleno"
