"""The files of the app, and the version that names exactly these bytes."""

import hashlib
from functools import cache
from importlib.resources import files
from pathlib import Path

STATIC = Path(str(files("omah"))) / "web" / "static"
KINDS = (".js", ".css", ".png", ".svg")


def asset_paths() -> list[Path]:
    """Return every file of the app, in one order."""
    found = (path for path in (STATIC / "capture").rglob("*") if path.suffix in KINDS)
    return sorted(found)


def assets() -> list[str]:
    """Return the assets' addresses below the static root."""
    return [path.relative_to(STATIC).as_posix() for path in asset_paths()]


def version_of(*more: bytes) -> str:
    """Return a name for these bytes: another byte anywhere is another version."""
    digest = hashlib.sha256()
    for path in asset_paths():
        digest.update(path.relative_to(STATIC).as_posix().encode() + b"\0")
        digest.update(hashlib.sha256(path.read_bytes()).digest())
    for part in more:
        digest.update(hashlib.sha256(part).digest())
    return digest.hexdigest()[:16]


@cache
def version(*more: bytes) -> str:
    """Return the version, computed once: files do not change under a server."""
    return version_of(*more)
