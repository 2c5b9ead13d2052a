"""Pieces one after another in a file: each with its length and hash before it.

A power cut may leave the last piece short, or its length there without its bytes.
Its hash shows that, so a torn piece counts as none and is written over. Whatever
stands before it was flushed before the torn one was begun.
"""

import hashlib
import struct
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

from omah.adapters.files import Disk

HEAD = struct.Struct(">I32s")


def append_piece(disk: Disk, path: Path, piece: bytes) -> int:
    """Add a piece after the last whole one, durably; return how many bytes are kept."""
    end, kept = end_of_pieces(path)
    if piece:
        head = HEAD.pack(len(piece), hashlib.sha256(piece).digest())
        disk.write_at(path, end, head + piece)
    return kept + len(piece)


def kept_bytes(path: Path) -> int:
    """Return how many bytes stand in whole pieces."""
    return end_of_pieces(path)[1]


def read_pieces(path: Path) -> bytes:
    """Return the bytes of all whole pieces, joined."""
    with path.open("rb") as file:
        lengths = list(whole_pieces(file))
        file.seek(0)
        return b"".join(file.read(HEAD.size + n)[HEAD.size :] for n in lengths)


def end_of_pieces(path: Path) -> tuple[int, int]:
    """Return where the last whole piece ends, and how many bytes are kept."""
    if not path.is_file():
        return 0, 0
    with path.open("rb") as file:
        lengths = list(whole_pieces(file))
    kept = sum(lengths)
    return kept + HEAD.size * len(lengths), kept


def whole_pieces(file: BinaryIO) -> Iterator[int]:
    """Yield the length of each piece whose bytes are those of its hash."""
    while len(head := file.read(HEAD.size)) == HEAD.size:
        length, digest = HEAD.unpack(head)
        piece = file.read(length)
        if length == 0 or len(piece) < length:
            return
        if hashlib.sha256(piece).digest() != digest:
            return
        yield length
