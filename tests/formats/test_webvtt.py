"""WebVTT from strangers: read, or refused with the line; never obeyed."""

from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from omah.core.news.transcripts import Cue, TranscriptError
from omah.formats.webvtt import MAX_OCTETS, read_webvtt, write_webvtt

FILE = b"""\xef\xbb\xbfWEBVTT Podcast\r
Kind: captions\r
\r
STYLE\r
::cue { color: red }\r
\r
NOTE siapa pun boleh membaca\r
\r
pembuka\r
00:00.000 --> 00:02.500 line:0 align:start\r
<v.loud Sari Melati>Selamat <i>pagi</i> &amp; salam</v>\r
\r
01:00:00.000 --> 01:00:01.000\r
Satu\r
dua\r
"""


def cues(body: str) -> tuple[Cue, ...]:
    return read_webvtt(f"WEBVTT\n\n{body}\n".encode())


def test_styles_notes_names_and_settings_are_left_out():
    assert read_webvtt(FILE) == (
        Cue(0, 2500, "Selamat pagi & salam", "Sari Melati"),
        Cue(3_600_000, 3_601_000, "Satu dua"),
    )


HOSTILE = {
    "": 1,
    "WEBVTTX\n\n00:00.000 --> 00:01.000\nA": 1,
    "webvtt\n\n00:00.000 --> 00:01.000\nA": 1,
    "WEBVTT\n\n": 3,
    "WEBVTT\n\nhanya kata": 3,
    "WEBVTT\n\nsatu\ndua\n00:00.000 --> 00:01.000\nA": 3,
    "WEBVTT\n\n00:02.000 --> 00:01.000\nA": 3,
    "WEBVTT\n\n00:01.000 --> 00:01.000\nA": 3,
    "WEBVTT\n\n00:99.000 --> 00:01.000\nA": 3,
    "WEBVTT\n\nnama\n0:0:0 --> sekarang\nA": 4,
    f"WEBVTT\n\n00:00.000 --> 00:01.000\n{'A' * 2001}": 3,
    "WEBVTT\n\n" + "00:00.000 --> 00:01.000\nA\n\n" * 20_001: 60006,
}


@pytest.mark.parametrize(("text", "line"), HOSTILE.items(), ids=range(len(HOSTILE)))
def test_what_is_no_transcript_is_refused_with_its_line(text, line):
    with pytest.raises(TranscriptError) as fault:
        read_webvtt(text.encode())
    assert fault.value.line == line


def test_other_letters_and_too_much_are_refused():
    with pytest.raises(TranscriptError, match="line 3: the file is not UTF-8"):
        read_webvtt(b"WEBVTT\n\n\xff")
    with pytest.raises(TranscriptError, match="2 MB"):
        read_webvtt(b"WEBVTT\n\n" + b"A" * MAX_OCTETS)


@pytest.mark.parametrize(
    ("said", "words"),
    [
        ("<script>alert(1)</script>Halo", "alert(1)Halo"),
        ("<img src=x onerror=alert(1)>Halo", "Halo"),
        ("Halo <b", "Halo"),
        ("&lt;b&gt;Halo", "<b>Halo"),
        ("Ha\x00lo\u202e olah", "Halo olah"),
    ],
)
def test_markup_and_unseen_signs_never_come_through(said, words):
    assert cues(f"00:00.000 --> 00:01.000\n{said}")[0].words == words


def test_cues_are_put_in_order_of_time():
    body = "00:05.000 --> 00:06.000\nB\n\n00:01.000 --> 00:02.000\nA"
    assert [cue.words for cue in cues(body)] == ["A", "B"]


WORDS = st.text("aZ1 <>&;-\u202e\n", min_size=1).filter(lambda text: text.split())


@given(
    st.lists(st.tuples(st.integers(0, 10**7), st.integers(1, 10**5), WORDS), max_size=9)
)
def test_what_is_written_is_read_back(said):
    given_cues = tuple(
        sorted(
            (
                Cue(at, at + long, " ".join(words.replace("\u202e", "").split()))
                for at, long, words in said
                if words.replace("\u202e", "").split()
            ),
            key=lambda cue: (cue.begins_ms, cue.ends_ms),
        )
    )
    if given_cues:
        assert read_webvtt(write_webvtt(given_cues).encode()) == given_cues


@given(st.binary(max_size=400))
def test_any_bytes_are_read_or_refused(content):
    for file in (content, b"WEBVTT\n\n" + content):
        with suppress(TranscriptError):
            assert read_webvtt(file)
