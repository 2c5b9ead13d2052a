"""What a player may ask of a sound, at the borders of the file."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from omah.formats.audio_kinds import audio_kind
from omah.formats.byte_range import ByteRange, UnsatisfiableError, read_range

SIZE = 10


@pytest.mark.parametrize(
    ("header", "found"),
    [
        ("bytes=0-0", (0, 0)), ("bytes=0-", (0, 9)), ("bytes=9-", (9, 9)),
        ("bytes=3-99", (3, 9)), ("bytes=-1", (9, 9)), ("bytes=-99", (0, 9)),
    ],
)  # fmt: skip
def test_a_range_is_cut_to_the_file(header, found):
    assert read_range(header, SIZE) == ByteRange(*found)


@pytest.mark.parametrize(
    "header",
    ["", "bytes=", "bytes=-", "bytes=5-4", "bytes=0-1,3-4", "lines=0-1", "bytes=a-b",
     "bytes=0-" + "9" * 30],
)  # fmt: skip
def test_nonsense_is_answered_with_the_whole(header):
    assert read_range(header, SIZE) is None


@pytest.mark.parametrize(
    ("header", "size"),
    [("bytes=10-", 10), ("bytes=-0", 10), ("bytes=0-", 0), ("bytes=-5", 0)],
)
def test_a_range_behind_the_end_is_refused(header, size):
    with pytest.raises(UnsatisfiableError):
        read_range(header, size)


@given(st.text(max_size=30), st.integers(0, 99))
def test_any_header_gives_bytes_of_the_file(header, size):
    try:
        found = read_range(f"bytes={header}", size)
    except UnsatisfiableError:
        return
    assert found is None or 0 <= found.first <= found.last < size


@pytest.mark.parametrize(
    ("head", "suffix"),
    [
        (b"ID3\x04rest.....", "mp3"), (b"\xff\xfb\x90\x00", "mp3"),
        (b"\x00\x00\x00\x20ftypM4A ", "m4a"), (b"OggS", "ogg"),
        (b"RIFF\x24\x00\x00\x00WAVE", "wav"), (b"RIFF\x24\x00\x00\x00AVI ", None),
        (b"<html>", None), (b"", None), (b"\xff", None), (b"\xff\xd8\xff\xe0", None),
        (b"MZ\x90\x00", None), (b"%PDF-1.7", None),
    ],
)  # fmt: skip
def test_a_sound_is_known_by_its_first_bytes(head, suffix):
    kind = audio_kind(head)
    assert (kind.suffix if kind else None) == suffix
