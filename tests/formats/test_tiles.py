"""Tiles and bundles, against the worked example of the specification."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from omah.formats.tiles import (
    BadTileError,
    bundle_bytes,
    bundle_path,
    parse_bundle,
    parse_tile,
    tile_bytes,
    tile_path,
    widths,
)


def test_paths_of_the_specification():
    assert tile_path(0, 1234067) == "tile/0/x001/x234/067"
    assert tile_path(2, 5) == "tile/2/005"
    assert tile_path(0, 1000, 3) == "tile/0/x001/000.p/3"
    assert bundle_path(999) == "tile/entries/999"


def test_tiles_of_a_log_of_seventy_thousand_entries():
    assert len(widths(70_000)) == 274
    assert widths(70_000)[-1] == (273, 112)
    assert widths(70_000, level=1) == [(0, 256), (1, 17)]
    assert widths(70_000, level=2) == [(0, 1)]
    assert widths(70_000, level=3) == []


@given(st.lists(st.binary(max_size=70), max_size=256))
def test_a_bundle_is_read_back(entries):
    assert parse_bundle(bundle_bytes(entries), len(entries)) == tuple(entries)


@given(st.lists(st.binary(max_size=9), min_size=1, max_size=9), st.data())
def test_a_bundle_cut_off_anywhere_is_refused(entries, data):
    whole = bundle_bytes(entries)
    cut = data.draw(st.integers(0, len(whole) - 1))
    with pytest.raises(BadTileError):
        parse_bundle(whole[:cut], len(entries))


def test_a_tile_of_another_width_is_refused():
    tile = parse_tile(bytes(64), 0, 0, 2)
    assert tile_bytes(tile) == bytes(64)
    with pytest.raises(BadTileError):
        parse_tile(bytes(65), 0, 0, 2)
