"""First step of verify: the log is whole, signed, and grows from the old one.

The tree is computed anew from the entry bundles; every tile must equal it.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field

from omah.adapters.files import Folder, UnsafeFileError
from omah.adapters.web_folder import WebFolder, WebFolderError
from omah.core.canonical_json import NotCanonicalError
from omah.core.statement_kinds import BadStatementError
from omah.core.statements import Statement, parse_entry
from omah.core.tree import TILE_WIDTH, Edge, Tile, leaf_hash
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


@dataclass(slots=True)
class LogReading:
    """What was read of a log, and what was wrong with it."""

    statements: list[Statement | None] = field(default_factory=list)
    mismatches: list[Mismatch] = field(default_factory=list)
    size: int = 0

    def wrong(self, where: str, what: object) -> None:
        self.mismatches.append(Mismatch("log", where, str(what)))


def read_log(
    source: Source,
    pinned: NoteKey | None,
    since: bytes | None = None,
    tick: Tick = lambda: None,
) -> LogReading:
    """Read the whole log, check it, and return its statements.

    Without a pinned key, the key that the log's own root names is used: then the
    log is consistent, but nothing says whose it is.
    """
    reading = LogReading()
    try:
        data = source.get(f"{LOG_FOLDER}/{tiles.CHECKPOINT}", note.MAX_NOTE_BYTES)
        claimed = note.parse_checkpoint(data.decode())
    except (*UNREADABLE, BadNoteError, UnicodeDecodeError) as problem:
        reading.wrong(tiles.CHECKPOINT, problem)
        return reading
    reading.size = claimed.size
    old = _old_checkpoint(since, reading)
    edge = _replay(source, reading, old, tick)
    if edge is not None:
        _compare_root(edge, claimed, reading)
        _compare_partial_tiles(source, edge, reading)
        if isinstance(source, Folder):
            _check_strays(source, edge, reading)
    _check_key(data, claimed, pinned, since, reading)
    return reading


def _replay(
    source: Source, reading: LogReading, old: Checkpoint | None, tick: Tick
) -> Edge | None:
    """Rebuild the tree from the bundles; compare each full tile on the way."""
    edge = Edge()
    _compare_old(edge, old, reading)
    try:
        for entry in _entries(source, reading.size):
            for tile in edge.push(leaf_hash(entry)):
                _compare_tile(source, tile, reading)
            _compare_old(edge, old, reading)
            reading.statements.append(_statement(entry, edge.size - 1, reading))
            tick()
    except (*UNREADABLE, BadTileError) as problem:
        reading.wrong(f"entry {edge.size}", problem)
        return None
    if old is not None and old.size > reading.size:
        reading.wrong(tiles.CHECKPOINT, "the log is shorter than the one seen before")
    return edge


def _entries(source: Source, size: int) -> Iterator[bytes]:
    full, rest = divmod(size, TILE_WIDTH)
    for number in range(full + bool(rest)):
        width = TILE_WIDTH if number < full else rest
        name = f"{LOG_FOLDER}/{tiles.bundle_path(number, width)}"
        yield from tiles.parse_bundle(source.get(name, MAX_BUNDLE_BYTES), width)


def _statement(entry: bytes, index: int, reading: LogReading) -> Statement | None:
    try:
        return parse_entry(entry)
    except (NotCanonicalError, BadStatementError) as problem:
        reading.wrong(f"entry {index}", problem)
        return None


def _compare_tile(source: Source, tile: Tile, reading: LogReading) -> None:
    name = tiles.tile_path(tile.level, tile.number, len(tile.hashes))
    try:
        data = source.get(f"{LOG_FOLDER}/{name}", MAX_TILE_BYTES)
    except UNREADABLE as problem:
        reading.wrong(name, problem)
        return
    if data != tiles.tile_bytes(tile):
        reading.wrong(name, "the tile is not the tree over the entries")


def _compare_partial_tiles(source: Source, edge: Edge, reading: LogReading) -> None:
    for tile in edge.partial_tiles():
        _compare_tile(source, tile, reading)


def _check_strays(folder: Folder, edge: Edge, reading: LogReading) -> None:
    """Report files in the log's folder that the log did not put there.

    An unfinished tile may stay when it has grown: then it must be the beginning
    of what it has become.
    """
    known = {tiles.CHECKPOINT, *log_files(edge.size)}
    successors = {name.partition(".p/")[0]: name for name in known}
    for path in folder.names():
        first, _, name = path.partition("/")
        if first != LOG_FOLDER or name in known:
            continue
        successor = successors.get(name.partition(".p/")[0])
        if successor is None or not _begins(folder, name, successor):
            reading.wrong(name, "the log has no such file")


def _begins(folder: Folder, name: str, successor: str) -> bool:
    try:
        old = folder.get(f"{LOG_FOLDER}/{name}", MAX_BUNDLE_BYTES)
        new = folder.get(f"{LOG_FOLDER}/{successor}", MAX_BUNDLE_BYTES)
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


def _compare_root(edge: Edge, claimed: Checkpoint, reading: LogReading) -> None:
    if edge.root() != claimed.root:
        reading.wrong(tiles.CHECKPOINT, "its root is not the tree over the entries")


def _old_checkpoint(since: bytes | None, reading: LogReading) -> Checkpoint | None:
    if since is None:
        return None
    try:
        return note.parse_checkpoint(since.decode())
    except (BadNoteError, UnicodeDecodeError) as problem:
        reading.wrong("--since", problem)
        return None


def _compare_old(edge: Edge, old: Checkpoint | None, reading: LogReading) -> None:
    if old is not None and edge.size == old.size and edge.root() != old.root:
        reading.wrong("--since", "the log has changed what it said before")


def _check_key(
    data: bytes,
    claimed: Checkpoint,
    pinned: NoteKey | None,
    since: bytes | None,
    reading: LogReading,
) -> None:
    root = reading.statements[0] if reading.statements else None
    if root is None or root.type != "election.root":
        reading.wrong("entry 0", "it is not the election's root")
        return
    try:
        named = note.parse_note_key(root.text("log_key"))
        _open_all([data] if since is None else [data, since], named)
    except BadNoteError as problem:
        reading.wrong(tiles.CHECKPOINT, problem)
        return
    if claimed.origin != named.name:
        reading.wrong(tiles.CHECKPOINT, "its origin is not the log that the root names")
    if pinned is not None and pinned != named:
        reading.wrong("entry 0", "the root names another log key than the one given")


def _open_all(notes: Sequence[bytes], key: NoteKey) -> None:
    for data in notes:
        note.open_note(data, [key])
