"""Canonical JSON: one way to write a value, and every other way refused."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from omah.core.log.canonical_json import (
    MAX_DEPTH,
    SAFE_INTEGER,
    NotCanonicalError,
    decode,
    encode,
)

texts = st.text(st.characters(exclude_categories=["Cs"]))
keys = st.text(st.characters(max_codepoint=127))
values = st.recursive(
    texts | st.integers(-SAFE_INTEGER, SAFE_INTEGER),
    lambda inner: st.lists(inner) | st.dictionaries(keys, inner),
    max_leaves=20,
)


@given(values)
def test_what_is_written_is_read_back(value):
    assert decode(encode(value)) == value


def test_strings_are_escaped_as_in_rfc_8785_section_3_2_2_2():
    written = encode('€$\u000f\nA\'B"\\\\"/')
    assert written == b'"\xe2\x82\xac$\\u000f\\nA\'B\\"\\\\\\\\\\"/"'


def test_unicode_is_not_normalised():
    assert encode({"Unnormalized Unicode": "A\u030a"}) == (
        b'{"Unnormalized Unicode":"A\xcc\x8a"}'
    )


def test_keys_are_sorted_at_every_depth():
    assert encode({"b": [{"z": 1, "a": 2}], "a": 3, "": 0, "1": 1}) == (
        b'{"":0,"1":1,"a":3,"b":[{"a":2,"z":1}]}'
    )


@pytest.mark.parametrize(
    "value",
    [
        None,
        True,
        1.0,
        SAFE_INTEGER + 1,
        -SAFE_INTEGER - 1,
        {"é": 1},
        {1: 1},
        {"a": [None]},
        "half \ud800 a pair",
        b"bytes",
    ],
)
def test_what_lies_outside_is_not_written(value):
    with pytest.raises(NotCanonicalError):
        encode(value)


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"1.0",
        b"1e3",
        b"-0",
        b"NaN",
        b"null",
        b"true",
        b' {"a":1}',
        b'{"a":1}\n',
        b'{"a": 1}',
        b'{"b":1,"a":1}',
        b'{"a":1,"a":1}',
        b'{"a":1,"a":2}',
        b'"\\u0041"',
        b'"\\/"',
        b'"\\u000F"',
        b'"\\ud800"',
        b'"\xff"',
        b"9007199254740992",
        b"9" * 5000,
        b"\xef\xbb\xbf1",
        b"[" * 20_000,
        b"[" * 20_000 + b"]" * 20_000,
    ],
)
def test_any_other_way_to_write_is_refused(data):
    with pytest.raises(NotCanonicalError):
        decode(data)


def test_depth_is_bounded():
    fits: object = 1
    for _ in range(MAX_DEPTH):
        fits = [fits]
    assert decode(encode(fits)) == fits
    with pytest.raises(NotCanonicalError):
        encode([fits])
