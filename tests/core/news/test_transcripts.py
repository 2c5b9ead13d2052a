"""Typed transcripts, passages to read, and the search of what was said."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from omah.core.news.transcripts import (
    PASSAGE_MS,
    Cue,
    TranscriptError,
    passages,
    plain_words,
    read_typed,
    saying,
)

TYPED = """\
0:00 Sari Melati: Selamat datang di Podcast Contoh.

[0:07] Bayu Randu: Terima kasih.
Senang berada di sini.
1:02:03 Sari Melati: Sampai jumpa.
"""


def test_a_typed_transcript_gives_cues_that_follow_each_other():
    first, second, third = read_typed(TYPED)
    assert (first.begins_ms, first.ends_ms, first.speaker) == (0, 7000, "Sari Melati")
    assert second.words == "Terima kasih. Senang berada di sini."
    assert third.begins_ms == 3_723_000
    assert third.ends_ms == third.begins_ms + 2 * 400


@pytest.mark.parametrize(
    ("text", "line"),
    [("Tanpa waktu", 1), ("\n\nTanpa", 3), ("0:09 A\n0:08 B", 2), ("0:75 A", 1)],
)
def test_a_fault_is_named_with_its_line(text, line):
    with pytest.raises(TranscriptError) as fault:
        read_typed(text)
    assert fault.value.line == line


def test_two_lines_of_one_moment_still_last():
    assert [cue.ends_ms for cue in read_typed("0:05 A\n0:05 B")] == [5001, 5400]


@pytest.mark.parametrize(("begins", "count"), [(PASSAGE_MS - 1, 1), (PASSAGE_MS, 2)])
def test_a_passage_ends_after_a_breath(begins, count):
    said = [Cue(0, 9, "Satu", "A"), Cue(begins, begins + 9, "dua", "A")]
    assert len(passages(said)) == count


def test_another_voice_begins_another_passage():
    assert len(passages([Cue(0, 9, "Satu", "A"), Cue(9, 19, "dua", "B")])) == 2


def test_a_search_wants_every_word_in_any_case():
    cues = read_typed(TYPED)
    assert [cue.second for cue in saying(cues, "TERIMA sini")] == [7]
    assert saying(cues, "terima jumpa") == []
    assert saying(cues, "  ") == []


@given(st.lists(st.builds(Cue, st.integers(0, 10**6), st.just(1), st.text(min_size=1))))
def test_passages_lose_no_word(cues):
    assert plain_words(cues).split() == " ".join(cue.words for cue in cues).split()
