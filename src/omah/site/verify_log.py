"""First step of verify: the log is whole, signed, and grows from the old one.

The tree is computed anew from the entry bundles; every tile must equal it.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Generic, TypeVar

from omah.adapters.files import Folder, UnsafeFileError
from omah.adapters.web_folder import WebFolder, WebFolderError
from omah.core.log.canonical_json import NotCanonicalError
from omah.core.log.statement_kinds import BadStatementError
from omah.core.log.statements import Statement, parse_entry
from omah.core.log.tree import TILE_WIDTH, Edge, Tile, leaf_hash
from omah.core.service.cases_record import BadEntryError
from omah.formats import note, tiles
from omah.formats.note import BadNoteError, Checkpoint, NoteKey
from omah.formats.tiles import BadTileError
from omah.site.lists import LOG_FOLDER

Source = Folder | WebFolder

MAX_TILE_BYTES = tiles.HASH_BYTES * TILE_WIDTH
MAX_BUNDLE_BYTES = TILE_WIDTH * (2 + 65_535)
UNREADABLE = (OSError, UnsafeFileError, WebFolderError)
"""What reading a stranger's file may raise."""


Tick = Callable[[], object]
"""Called for every entry, file and page, so that a person sees it go on."""


@dataclass(frozen=True, slots=True)
class Mismatch:
    """Something that does not agree: in which step, where, and what."""

    step: str
    where: str
    what: str


Entry = TypeVar("Entry")


@dataclass(slots=True)
class LogReading(Generic[Entry]):
    """What was read of a log, and what was wrong with it.

    ``prefix`` is where the log's files stand below the source; ``checkpoint`` holds
    the bytes of its newest one, empty if there was none to read.
    """

    prefix: str = f"{LOG_FOLDER}/"
    statements: list[Entry | None] = field(default_factory=list)
    mismatches: list[Mismatch] = field(default_factory=list)
    size: int = 0
    checkpoint: bytes = b""
    origin: str = ""

    def wrong(self, where: str, what: object) -> None:
        self.mismatches.append(Mismatch("log", where, str(what)))


def read_log(
    source: Source,
    pinned: NoteKey | None,
    since: bytes | None = None,
    tick: Tick = lambda: None,
) -> LogReading[Statement]:
    """Read the whole log of an election, check it, and return its statements.

    Without a pinned key, the key that the log's own root names is used: then the
    log is consistent, but nothing says whose it is.
    """
    reading = LogReading[Statement]()
    read_tree(source, reading, parse_entry, since, tick)
    if reading.checkpoint:
        _check_key(reading, pinned, since)
    return reading


def read_tree(
    source: Source,
    reading: LogReading[Entry],
    parse: Callable[[bytes], Entry],
    since: bytes | None = None,
    tick: Tick = lambda: None,
) -> None:
    """Read a log of any kind of entries; check all but whose signature it bears."""
    try:
        name = f"{reading.prefix}{tiles.CHECKPOINT}"
        data = source.get(name, note.MAX_NOTE_BYTES)
        claimed = note.parse_checkpoint(data.decode())
    except (*UNREADABLE, BadNoteError, UnicodeDecodeError) as problem:
        reading.wrong(tiles.CHECKPOINT, problem)
        return
    reading.checkpoint = data
    reading.size, reading.origin = claimed.size, claimed.origin
    old = _old_checkpoint(since, reading)
    edge = _replay(source, reading, parse, old, tick)
    if edge is not None:
        _compare_root(edge, claimed, reading)
        _compare_partial_tiles(source, edge, reading)
        if isinstance(source, Folder):
            _check_strays(source, edge, reading)


def _replay(
    source: Source,
    reading: LogReading[Entry],
    parse: Callable[[bytes], Entry],
    old: Checkpoint | None,
    tick: Tick,
) -> Edge | None:
    """Rebuild the tree from the bundles; compare each full tile on the way."""
    edge = Edge()
    _compare_old(edge, old, reading)
    try:
        for entry in _entries(source, reading):
            for tile in edge.push(leaf_hash(entry)):
                _compare_tile(source, tile, reading)
            _compare_old(edge, old, reading)
            reading.statements.append(_parsed(parse, entry, edge.size - 1, reading))
            tick()
    except (*UNREADABLE, BadTileError) as problem:
        reading.wrong(f"entry {edge.size}", problem)
        return None
    if old is not None and old.size > reading.size:
        reading.wrong(tiles.CHECKPOINT, "the log is shorter than the one seen before")
    return edge


def _entries(source: Source, reading: LogReading[Entry]) -> Iterator[bytes]:
    full, rest = divmod(reading.size, TILE_WIDTH)
    for number in range(full + bool(rest)):
        width = TILE_WIDTH if number < full else rest
        name = f"{reading.prefix}{tiles.bundle_path(number, width)}"
        yield from tiles.parse_bundle(source.get(name, MAX_BUNDLE_BYTES), width)


def _parsed(
    parse: Callable[[bytes], Entry],
    entry: bytes,
    index: int,
    reading: LogReading[Entry],
) -> Entry | None:
    try:
        return parse(entry)
    except (NotCanonicalError, BadStatementError, BadEntryError) as problem:
        reading.wrong(f"entry {index}", problem)
        return None


def _compare_tile(source: Source, tile: Tile, reading: LogReading[Entry]) -> None:
    name = tiles.tile_path(tile.level, tile.number, len(tile.hashes))
    try:
        data = source.get(f"{reading.prefix}{name}", MAX_TILE_BYTES)
    except UNREADABLE as problem:
        reading.wrong(name, problem)
        return
    if data != tiles.tile_bytes(tile):
        reading.wrong(name, "the tile is not the tree over the entries")


def _compare_partial_tiles(
    source: Source, edge: Edge, reading: LogReading[Entry]
) -> None:
    for tile in edge.partial_tiles():
        _compare_tile(source, tile, reading)


def _check_strays(folder: Folder, edge: Edge, reading: LogReading[Entry]) -> None:
    """Report files in the log's folder that the log did not put there.

    An unfinished tile may stay when it has grown: then it must be the beginning
    of what it has become.
    """
    known = {tiles.CHECKPOINT, *log_files(edge.size)}
    successors = {name.partition(".p/")[0]: name for name in known}
    for path in folder.names():
        name = path.removeprefix(reading.prefix)
        if not path.startswith(reading.prefix) or name in known:
            continue
        successor = successors.get(name.partition(".p/")[0])
        if successor is None or not _begins(folder, reading.prefix, name, successor):
            reading.wrong(name, "the log has no such file")


def _begins(folder: Folder, prefix: str, name: str, successor: str) -> bool:
    try:
        old = folder.get(f"{prefix}{name}", MAX_BUNDLE_BYTES)
        new = folder.get(f"{prefix}{successor}", MAX_BUNDLE_BYTES)
        width = int(name.partition(".p/")[2])
        if not name.startswith("tile/entries/"):
            tiles.parse_tile(old, 0, 0, width)
        else:
            tiles.parse_bundle(old, width)
    except (*UNREADABLE, BadTileError, ValueError):
        return False
    return 0 < width < TILE_WIDTH and new.startswith(old)


def log_files(size: int) -> Iterator[str]:
    """Yield the name of every tile and bundle of a log of this size."""
    for number, width in tiles.widths(size):
        yield tiles.bundle_path(number, width)
    level = 0
    while size >> (8 * level):
        for number, width in tiles.widths(size, level):
            yield tiles.tile_path(level, number, width)
        level += 1


def _compare_root(edge: Edge, claimed: Checkpoint, reading: LogReading[Entry]) -> None:
    if edge.root() != claimed.root:
        reading.wrong(tiles.CHECKPOINT, "its root is not the tree over the entries")


def _old_checkpoint(
    since: bytes | None, reading: LogReading[Entry]
) -> Checkpoint | None:
    if since is None:
        return None
    try:
        return note.parse_checkpoint(since.decode())
    except (BadNoteError, UnicodeDecodeError) as problem:
        reading.wrong("--since", problem)
        return None


def _compare_old(
    edge: Edge, old: Checkpoint | None, reading: LogReading[Entry]
) -> None:
    if old is not None and edge.size == old.size and edge.root() != old.root:
        reading.wrong("--since", "the log has changed what it said before")


def _check_key(
    reading: LogReading[Statement], pinned: NoteKey | None, since: bytes | None
) -> None:
    root = reading.statements[0] if reading.statements else None
    if root is None or root.type != "election.root":
        reading.wrong("entry 0", "it is not the election's root")
        return
    try:
        named = note.parse_note_key(root.text("log_key"))
        open_all(reading.checkpoint, since, named)
    except BadNoteError as problem:
        reading.wrong(tiles.CHECKPOINT, problem)
        return
    if reading.origin != named.name:
        reading.wrong(tiles.CHECKPOINT, "its origin is not the log that the root names")
    if pinned is not None and pinned != named:
        reading.wrong("entry 0", "the root names another log key than the one given")


def open_all(checkpoint: bytes, since: bytes | None, key: NoteKey) -> None:
    """Raise `BadNoteError` unless the key has signed both checkpoints."""
    for data in filter(None, (checkpoint, since)):
        note.open_note(data, [key])
