"""Signed notes and checkpoints, against the published example and hostile ones."""

import pytest
from tests.elections import office_key

from omah.formats.note import (
    BadNoteError,
    Checkpoint,
    checkpoint_text,
    note_key,
    open_note,
    parse_checkpoint,
    parse_note_key,
    sign_note,
)

# Key and note of the example in golang.org/x/mod/sumdb/note.
KEY = "PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW"
TEXT = (
    "If you think cryptography is the answer to your problem,\n"
    "then you don't know what your problem is.\n"
)
SIGNATURE = (
    "— PeterNeumann x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNX"
    "gKvqfqdngotpRZb6KE6RyyBwJnAM=\n"
)
NOTE = f"{TEXT}\n{SIGNATURE}".encode()
NAME = "omah.example/uji"


def test_the_published_note_opens_with_the_published_key():
    key = parse_note_key(KEY)
    assert key.text == KEY
    assert open_note(NOTE, [key]) == TEXT


def test_what_we_sign_opens_and_other_signatures_are_passed_over():
    ours = note_key(NAME, office_key(1))
    signed = sign_note(TEXT, NAME, office_key(1))
    both = signed + SIGNATURE.encode()
    assert open_note(signed, [ours]) == TEXT
    assert open_note(both, [ours]) == open_note(both, [parse_note_key(KEY)]) == TEXT


@pytest.mark.parametrize(
    "data",
    [
        b"",
        TEXT.encode(),
        NOTE.replace(b"answer", b"Answer"),
        NOTE.rstrip(b"\n"),
        NOTE.replace(b"\n\n", b"\n"),
        NOTE.replace(b"x08go", b"x08gp"),
        NOTE.replace("— ".encode(), b"- "),
        NOTE.replace(b"PeterNeumann", b"PeterNoumann"),
        NOTE + b"\xff",
        b"\x00" + NOTE,
        NOTE + SIGNATURE.encode() * 100,
        b"x" * 2_000_000 + NOTE,
        f"{TEXT}\n— PeterNeumann !!\n".encode(),
        f"{TEXT}\n— PeterNeumann AAAA\n".encode(),
    ],
)
def test_a_note_that_is_not_signed_by_the_key_does_not_open(data):
    with pytest.raises(BadNoteError):
        open_note(data, [parse_note_key(KEY)])


@pytest.mark.parametrize(
    "text",
    [
        "",
        "PeterNeumann",
        KEY.replace("c74f20a3", "c74f20a4"),
        KEY.replace("PeterNeumann", "Peter Neumann"),
        KEY.replace("ARpc", "AhpC"),
        KEY[:-4],
        KEY + "!",
    ],
)
def test_a_wrong_verifier_key_is_refused(text):
    with pytest.raises(BadNoteError):
        parse_note_key(text)


def test_a_key_name_has_no_space_and_a_text_ends_in_a_line_break():
    with pytest.raises(BadNoteError):
        note_key("two words", office_key(1))
    with pytest.raises(BadNoteError):
        sign_note("no line break", NAME, office_key(1))


def test_a_checkpoint_is_read_back_with_lines_added_below():
    checkpoint = Checkpoint(NAME, 70_000, bytes(range(32)))
    assert parse_checkpoint(checkpoint_text(checkpoint) + "more\n") == checkpoint


@pytest.mark.parametrize(
    "text",
    [
        "",
        "\n1\nAAAA\n",
        f"{NAME}\n01\n{'A' * 43}=\n",
        f"{NAME}\n-1\n{'A' * 43}=\n",
        f"{NAME}\n1_0\n{'A' * 43}=\n",
        f"{NAME}\n{'9' * 17}\n{'A' * 43}=\n",
        f"{NAME}\n٣\n{'A' * 43}=\n",
        f"{NAME}\n1\n{'A' * 40}\n",
        f"{NAME}\n1\n{'A' * 42}B=\n",
        f"{NAME}\n1\n!!\n",
    ],
)
def test_a_malformed_checkpoint_is_refused(text):
    with pytest.raises(BadNoteError):
        parse_checkpoint(text)
