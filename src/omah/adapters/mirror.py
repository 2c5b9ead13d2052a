"""The public site in a bucket: what changed goes up, the log's checkpoint last.

Killed or cut off at any step and run again, it goes on with what is missing. A reader
of the bucket sees the old checkpoint or the new one, and under either all its files.
"""

import json
from pathlib import Path

from omah.adapters.files import Folder
from omah.adapters.objects import Objects
from omah.formats.tiles import CHECKPOINT

MAX_FILE_BYTES = 512_000_000
PUSHED = "pushed.json"
MAX_PUSHED_BYTES = 1_000_000_000
PUSHES_PER_NOTE = 500
"""So often what went up is written down: a kill repeats at most so many."""


def mirror(site: Path, bucket: Objects, notes: Folder) -> int:
    """Make a bucket say what a folder says; return how many files it took."""
    known = read_notes(notes)
    folder = Folder(site)
    now = {name: stamp(site / name) for name in folder.names()}
    changed = [name for name, mark in now.items() if known.get(name) != mark]
    for count, name in enumerate(sorted(changed, key=last_the_checkpoint), 1):
        bucket.put(name, folder.get(name, MAX_FILE_BYTES))
        known[name] = now[name]
        if count % PUSHES_PER_NOTE == 0:
            write_notes(notes, known)
    gone = known.keys() - now.keys()
    for name in gone:
        bucket.remove(name)
    if changed or gone:
        write_notes(notes, now)
    return len(changed)


def last_the_checkpoint(name: str) -> tuple[bool, str]:
    return name.rsplit("/", 1)[-1] == CHECKPOINT, name


def stamp(path: Path) -> list[int]:
    seen = path.stat()
    return [seen.st_size, seen.st_mtime_ns]


def read_notes(notes: Folder) -> dict[str, list[int]]:
    if not notes.has(PUSHED):
        return {}
    known: dict[str, list[int]] = json.loads(notes.get(PUSHED, MAX_PUSHED_BYTES))
    return known


def write_notes(notes: Folder, known: dict[str, list[int]]) -> None:
    notes.put(PUSHED, json.dumps(known).encode())
