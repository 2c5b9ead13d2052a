"""The log as files: tiles and bundles first, the checkpoint last.

A kill at any byte leaves the old checkpoint or the new one, and under either
every file that it needs. A tile's content depends only on the entries before
it, so writing it again after a kill writes the same bytes.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Protocol

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from omah.adapters.files import Folder
from omah.core.log.tree import TILE_WIDTH, Edge, Tile, edge_of, leaf_hash
from omah.formats import note, tiles
from omah.formats.note import Checkpoint, NoteKey

MAX_TILE_BYTES = tiles.HASH_BYTES * TILE_WIDTH
MAX_BUNDLE_BYTES = TILE_WIDTH * (2 + 65_535)


class LogForkError(Exception):
    """The log and the ledger do not tell the same story; nothing was written."""


@dataclass(frozen=True, slots=True)
class LogKey:
    """The key of a log: its public name and its private half."""

    public: NoteKey
    private: Ed25519PrivateKey


def log_key(name: str, private: Ed25519PrivateKey) -> LogKey:
    return LogKey(note.note_key(name, private), private)


class Log:
    """A log in a folder. One writer at a time, the sequencer, owns it."""

    def __init__(self, folder: Folder, key: LogKey) -> None:
        self._folder = folder
        self._key = key
        folder.sweep()
        self._edge, self._entries = self._load()

    @property
    def size(self) -> int:
        return self._edge.size

    @property
    def root(self) -> bytes:
        return self._edge.root()

    def append(self, entries: Sequence[bytes]) -> None:
        """Add entries; they are in the log when the checkpoint is written."""
        for entry in entries:
            self._entries.append(entry)
            for tile in self._edge.push(leaf_hash(entry)):
                self._put_tile(tile)
                if tile.level == 0:
                    self._put_bundle(tile.number)
        if self._entries:
            self._put_bundle(self.size // TILE_WIDTH)
        for tile in self._edge.partial_tiles():
            self._put_tile(tile)
        self._put_checkpoint()

    def _load(self) -> tuple[Edge, list[bytes]]:
        if not self._folder.has(tiles.CHECKPOINT):
            return Edge(), []
        data = self._folder.get(tiles.CHECKPOINT, note.MAX_NOTE_BYTES)
        text = note.open_note(data, [self._key.public])
        checkpoint = note.parse_checkpoint(text)
        edge = Edge(checkpoint.size)
        level = 0
        while checkpoint.size >> (8 * level):
            edge.rows.append(self._partial_row(checkpoint.size, level))
            level += 1
        if edge.root() != checkpoint.root:
            raise LogForkError("the log's tiles do not lead to its checkpoint")
        return edge, self._partial_bundle(checkpoint.size)

    def _partial_row(self, size: int, level: int) -> list[bytes]:
        number, width = divmod(size >> (8 * level), TILE_WIDTH)
        if width == 0:
            return []
        name = tiles.tile_path(level, number, width)
        data = self._folder.get(name, MAX_TILE_BYTES)
        return list(tiles.parse_tile(data, level, number, width).hashes)

    def _partial_bundle(self, size: int) -> list[bytes]:
        number, width = divmod(size, TILE_WIDTH)
        if width == 0:
            return []
        data = self._folder.get(tiles.bundle_path(number, width), MAX_BUNDLE_BYTES)
        return list(tiles.parse_bundle(data, width))

    def _put_tile(self, tile: Tile) -> None:
        name = tiles.tile_path(tile.level, tile.number, len(tile.hashes))
        self._folder.put(name, tiles.tile_bytes(tile))

    def _put_bundle(self, number: int) -> None:
        name = tiles.bundle_path(number, len(self._entries))
        self._folder.put(name, tiles.bundle_bytes(self._entries))
        if len(self._entries) == TILE_WIDTH:
            self._entries = []

    def _put_checkpoint(self) -> None:
        checkpoint = Checkpoint(self._key.public.name, self.size, self.root)
        text = note.checkpoint_text(checkpoint)
        signed = note.sign_note(text, self._key.public.name, self._key.private)
        self._folder.put(tiles.CHECKPOINT, signed)


class Source(Protocol):
    """What a log is copied from: entries in an order that never changes."""

    @property
    def size(self) -> int: ...

    def entries(self, start: int, stop: int | None = None) -> Iterator[bytes]: ...


class Sequencer:
    """Copies the ledger's statements to the log, in their order, each once."""

    def __init__(self, ledger: Source, log: Log) -> None:
        if log.size > ledger.size:
            raise LogForkError(
                f"the published log has {log.size} entries, the ledger only"
                f" {ledger.size}: a backup was restored; recover the missing first"
            )
        begun = edge_of(leaf_hash(entry) for entry in ledger.entries(0, log.size))
        if begun.root() != log.root:
            raise LogForkError("the ledger does not begin with the published log")
        self._ledger = ledger
        self._log = log

    @property
    def log_size(self) -> int:
        """The size of the log as this sequencer knows it."""
        return self._log.size

    def run(self) -> int:
        """Copy what is new; return the size of the log."""
        fresh = list(self._ledger.entries(self._log.size))
        if fresh or not self._log.size:
            self._log.append(fresh)
        return self._log.size
