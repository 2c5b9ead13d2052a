"""Find the photographs of a count and say which station each belongs to.

A folder holds either ``<13-digit code>/*`` or an ``index.csv`` with the columns
``file,station,contest``. What can't be placed is listed with the reason; it is
never counted and never guessed.
"""

import hashlib
import os
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from omah.core.places.regions import Level, level_of
from omah.formats.csv_table import CsvError, read_cells

PICTURES = {".jpg", ".jpeg", ".jpe", ".jfif", ".png"}
UNREAD_PICTURES = {
    *(".webp", ".heic", ".heif", ".avif", ".jxl"),
    *(".tif", ".tiff", ".bmp", ".gif", ".pdf"),
}
LARGEST_FILE = 64 * 1024 * 1024
INDEX = "index.csv"


Refuse = Callable[[str], str]
"""Says why a station has no place in a count; nothing if it has one."""


class IntakeError(Exception):
    """The folder as a whole can't be used; the message is one clear sentence."""


@dataclass(frozen=True, slots=True)
class Placed:
    """One photograph, and the station (13 digits) somebody says it is from."""

    path: Path
    station: str
    contest: str
    sha256: str


@dataclass(frozen=True, slots=True)
class Unplaced:
    """A file that is not counted, and why."""

    path: Path
    reason: str


@dataclass(frozen=True, slots=True)
class Intake:
    """All files of a folder: those placed and those not."""

    placed: tuple[Placed, ...]
    unplaced: tuple[Unplaced, ...]


def anywhere(_station: str) -> str:
    """Refuse no station."""
    return ""


def find_photographs(
    folder: Path, *, contest: str, refuse: Refuse = anywhere
) -> Intake:
    """Place every file of a folder by its index or by its folder's name."""
    if not folder.is_dir():
        raise IntakeError(f"there is no folder {folder}")
    found = [
        elsewhere(item, refuse) if isinstance(item, Placed) else item
        for item in (
            from_index(folder, contest)
            if (folder / INDEX).is_file()
            else from_folders(folder, contest)
        )
    ]
    placed = [item for item in found if isinstance(item, Placed)]
    unplaced = [item for item in found if isinstance(item, Unplaced)]
    kept, doubled = split_doubles(placed)
    return Intake(tuple(kept), (*unplaced, *doubled))


def from_folders(folder: Path, contest: str) -> Iterator[Placed | Unplaced]:
    found = (p for p in folder.rglob("*") if p.is_symlink() or not p.is_dir())
    for path in sorted(found):
        inside = path.relative_to(folder)
        if any(part.startswith(".") for part in inside.parts):
            continue
        if len(inside.parts) < 2:
            yield Unplaced(path, "not in a folder named by a 13-digit station code")
        else:
            yield place(folder, path, inside.parts[0], contest)


def from_index(folder: Path, contest: str) -> Iterator[Placed | Unplaced]:
    named: dict[Path, set[str]] = {}
    for line, row in read_index(folder / INDEX):
        station, stated = row["station"], row.get("contest") or contest
        if PurePosixPath(row["file"]).is_absolute() or ".." in Path(row["file"]).parts:
            yield Unplaced(folder / row["file"], f"index.csv row {line} leaves folder")
            continue
        path = folder / row["file"]
        stations = named.setdefault(path, set())
        # Named for another station too it is placed twice, and counts for neither.
        if station in stations:
            yield Unplaced(path, f"named again in row {line} of index.csv")
        elif stated != contest:
            yield Unplaced(path, f"it is of the contest {stated}, not of {contest}")
        else:
            yield place(folder, path, station, contest)
        stations.add(station)
    for path in sorted(folder.rglob("*")):
        if path.suffix.lower() in PICTURES | UNREAD_PICTURES and path not in named:
            yield Unplaced(path, "not named in index.csv")


def read_index(path: Path) -> Iterator[tuple[int, dict[str, str]]]:
    try:
        cells = read_cells(path.read_bytes())
    except CsvError as problem:
        raise IntakeError(f"{path.name}: {problem}") from None
    missing = {"file", "station"} - set(cells.columns)
    if missing:
        raise IntakeError(f"{path.name} lacks the column {', '.join(sorted(missing))}")
    yield from cells.rows()


def place(root: Path, path: Path, station: str, contest: str) -> Placed | Unplaced:
    """Return the file in its place, or the one reason why it has none."""
    refusal = refuse_station(station) or refuse_file(root, path)
    if refusal:
        return Unplaced(path, refusal)
    return Placed(path, station, contest, sha256_of(path))


def elsewhere(item: Placed, refuse: Refuse) -> Placed | Unplaced:
    reason = refuse(item.station)
    return Unplaced(item.path, reason) if reason else item


def refuse_station(station: str) -> str:
    try:
        level = level_of(station)
    except ValueError as problem:
        return str(problem)
    return "" if level is Level.STATION else f"{station!r} is not a station's code"


def refuse_file(root: Path, path: Path) -> str:
    if not os.path.lexists(path):
        return "the file is not there"
    if path.is_symlink() or root.resolve() not in path.resolve().parents:
        return "a link; only files inside the folder are read"
    if not path.is_file():
        return "not a plain file"
    if path.suffix.lower() in UNREAD_PICTURES:
        return f"a {path.suffix[1:].upper()} picture; only JPEG and PNG are read"
    if path.suffix.lower() not in PICTURES:
        return "not a picture by its name"
    if path.stat().st_size > LARGEST_FILE:
        return f"larger than {LARGEST_FILE // 1024**2} MiB"
    return ""


def sha256_of(path: Path) -> str:
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


def split_doubles(placed: list[Placed]) -> tuple[list[Placed], list[Unplaced]]:
    """Set aside the same bytes sent for two stations: one of them must be wrong.

    The same bytes twice for one station are one photograph.
    """
    stations: dict[str, set[str]] = {}
    for item in placed:
        stations.setdefault(item.sha256, set()).add(item.station)
    kept: dict[tuple[str, str], Placed] = {}
    doubled = []
    for item in placed:
        others = sorted(stations[item.sha256] - {item.station})
        if others:
            reason = f"the same photograph is given for station {', '.join(others)}"
            doubled.append(Unplaced(item.path, reason))
        else:
            kept.setdefault((item.station, item.sha256), item)
    return list(kept.values()), doubled
