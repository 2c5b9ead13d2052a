"""Tiles and entry bundles as files (C2SP tlog-tiles).

``tile/<level>/<number>`` holds up to 256 hashes, ``tile/entries/<number>`` the
entries under them; an unfinished one has the suffix ``.p/<width>``.
"""

import struct
from collections.abc import Iterable, Sequence

from omah.core.log.tree import TILE_WIDTH, Tile

HASH_BYTES = 32
CHECKPOINT = "checkpoint"


class BadTileError(ValueError):
    """The bytes are not a tile or entry bundle of the expected width."""


def tile_path(level: int, number: int, width: int = TILE_WIDTH) -> str:
    """Return the path of a tile of hashes.

    Examples
    --------
    >>> tile_path(0, 1234067)
    'tile/0/x001/x234/067'
    >>> tile_path(1, 0, 17)
    'tile/1/000.p/17'
    """
    return f"tile/{level}/{_numbered(number, width)}"


def bundle_path(number: int, width: int = TILE_WIDTH) -> str:
    """Return the path of an entry bundle.

    Examples
    --------
    >>> bundle_path(273, 112)
    'tile/entries/273.p/112'
    """
    return f"tile/entries/{_numbered(number, width)}"


def _numbered(number: int, width: int) -> str:
    groups = [f"{number % 1000:03d}"]
    while number := number // 1000:
        groups.append(f"x{number % 1000:03d}")
    path = "/".join(reversed(groups))
    return path if width == TILE_WIDTH else f"{path}.p/{width}"


def tile_bytes(tile: Tile) -> bytes:
    """Return the bytes of a tile: its hashes, one after another."""
    return b"".join(tile.hashes)


def parse_tile(data: bytes, level: int, number: int, width: int) -> Tile:
    """Return the tile in these bytes.

    Raises
    ------
    BadTileError
        If they are not ``width`` hashes.
    """
    if len(data) != width * HASH_BYTES:
        raise BadTileError(f"the tile has {len(data)} bytes, not {width} hashes")
    starts = range(0, len(data), HASH_BYTES)
    return Tile(level, number, tuple(data[at : at + HASH_BYTES] for at in starts))


def bundle_bytes(entries: Iterable[bytes]) -> bytes:
    """Return an entry bundle: each entry after its length in two bytes.

    Examples
    --------
    >>> bundle_bytes([b"a", b"bc"]).hex(" ")
    '00 01 61 00 02 62 63'
    """
    return b"".join(struct.pack(">H", len(entry)) + entry for entry in entries)


def parse_bundle(data: bytes, width: int) -> tuple[bytes, ...]:
    """Return the entries of a bundle.

    Raises
    ------
    BadTileError
        If it does not hold exactly ``width`` whole entries.
    """
    entries: list[bytes] = []
    at = 0
    while at < len(data):
        if at + 2 > len(data):
            raise BadTileError("the bundle ends inside a length")
        (length,) = struct.unpack_from(">H", data, at)
        at += 2 + length
        if at > len(data):
            raise BadTileError("the bundle ends inside an entry")
        entries.append(data[at - length : at])
    if len(entries) != width:
        raise BadTileError(f"the bundle has {len(entries)} entries, not {width}")
    return tuple(entries)


def widths(size: int, level: int = 0) -> Sequence[tuple[int, int]]:
    """Return number and width of every tile of a level in a log of ``size``.

    Examples
    --------
    >>> widths(600)
    [(0, 256), (1, 256), (2, 88)]
    >>> widths(600, level=1)
    [(0, 2)]
    """
    hashes = size >> (8 * level)
    full, rest = divmod(hashes, TILE_WIDTH)
    tiles = [(number, TILE_WIDTH) for number in range(full)]
    return [*tiles, (full, rest)] if rest else tiles
