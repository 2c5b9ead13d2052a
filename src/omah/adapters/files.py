"""Files: written whole or not at all, read without leaving their folder.

A file appears under its name only when all its bytes are on the disk: write
beside it, flush, rename, flush the folder. Reading refuses names that lead out
of the folder, symbolic links and files above a limit, because a folder to be
verified comes from strangers.
"""

import os
import stat
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path, PurePosixPath

UNFINISHED = ".unfinished"
MAX_FILES = 5_000_000


class UnsafeFileError(Exception):
    """A file is refused: its name leaves the folder, it is a link, or too large."""


class Disk:
    """The steps of durable writing; tests put a failing disk in its place."""

    def write(self, path: Path, content: bytes) -> None:
        with path.open("wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())

    def write_at(self, path: Path, offset: int, content: bytes) -> None:
        """Let a file end with these bytes from an offset on, or as it was before."""
        number = os.open(path, os.O_RDWR | os.O_CREAT, 0o666)
        with os.fdopen(number, "r+b") as file:
            try:
                file.truncate(offset)
                file.seek(offset)
                file.write(content)
                file.flush()
                os.fsync(file.fileno())
            except OSError:  # whatever is half there is not to be synced later
                os.truncate(path, offset)
                raise

    def sync(self, path: Path) -> None:
        with path.open("rb") as file:
            os.fsync(file.fileno())

    def rename(self, source: Path, target: Path) -> None:
        source.replace(target)

    def remove(self, path: Path) -> None:
        path.unlink(missing_ok=True)

    def make_folder(self, path: Path) -> None:
        path.mkdir(exist_ok=True)

    def sync_folder(self, path: Path) -> None:
        number = os.open(path, os.O_RDONLY | os.O_DIRECTORY)
        try:
            os.fsync(number)
        finally:
            os.close(number)


class Folder:
    """A folder whose files are named by relative paths with slashes."""

    def __init__(self, root: Path, disk: Disk | None = None) -> None:
        self.root = root
        self._disk = disk or Disk()

    def put(self, name: str, content: bytes) -> None:
        """Write a file so that it is whole and durable when this returns."""
        path = self.root / safe_name(name)
        self._make_folders(path.parent)
        mine = f".{os.getpid()}-{threading.get_native_id()}"  # others may write it too
        unfinished = path.with_name(path.name + mine + UNFINISHED)
        self._disk.write(unfinished, content)
        self._disk.rename(unfinished, path)
        self._disk.sync_folder(path.parent)

    def put_new(self, name: str, content: bytes) -> bool:
        """Write a file unless there is one; say whether there was none.

        What is here is kept, whoever wrote it.
        """
        if self.has(name):
            self.keep(name)
            return False
        self.put(name, content)
        return True

    def size(self, name: str) -> int | None:
        """Return the size of a file, or ``None`` if there is none."""
        path = self.root / safe_name(name)
        return path.stat().st_size if path.is_file() else None

    @contextmanager
    def as_file(self, name: str, _limit: int) -> Iterator[Path]:
        """Lend the file itself, to readers that want one."""
        yield self.root / safe_name(name)

    def keep(self, name: str) -> None:
        """Ask the disk for a file's name, which a killed writer may not have done."""
        path = (self.root / safe_name(name)).parent
        for folder in (path, *path.parents):
            self._disk.sync_folder(folder)
            if folder == self.root:
                return

    def put_if_changed(self, name: str, content: bytes) -> bool:
        """Write a file unless it holds these bytes already; say whether it did."""
        path = self.root / safe_name(name)
        if path.is_file() and path.read_bytes() == content:
            return False
        self.put(name, content)
        return True

    def get(self, name: str, limit: int) -> bytes:
        """Read a file of at most ``limit`` bytes (FileNotFoundError if absent)."""
        try:
            path = self._without_links(name)
            with path.open("rb") as file:
                content = file.read(limit + 1)
        except FileNotFoundError:
            raise FileNotFoundError(f"there is no file {name}") from None
        if len(content) > limit:
            raise UnsafeFileError(f"{name} is larger than {limit} bytes")
        return content

    def has(self, name: str) -> bool:
        """Return whether there is such a file."""
        return (self.root / safe_name(name)).is_file()

    def names(self) -> Iterator[str]:
        """Yield the name of every file, and of every link to a folder."""
        count = 0
        for here, folders, files in os.walk(self.root):
            folders.sort()
            links = [name for name in folders if (Path(here) / name).is_symlink()]
            for file in sorted(files + links):
                count += 1
                if count > MAX_FILES:
                    raise UnsafeFileError(f"more than {MAX_FILES} files")
                yield (Path(here) / file).relative_to(self.root).as_posix()

    def sweep(self) -> None:
        """Remove what a killed writer left unfinished; only its owner may."""
        for path in self.root.rglob(f"*{UNFINISHED}"):
            path.unlink()

    def remove(self, name: str) -> None:
        """Remove a file."""
        (self.root / safe_name(name)).unlink()

    def _make_folders(self, path: Path) -> None:
        missing = []
        while not path.is_dir():
            missing.append(path)
            path = path.parent
        for folder in reversed(missing):
            self._disk.make_folder(folder)
            self._disk.sync_folder(folder.parent)

    def _without_links(self, name: str) -> Path:
        path = self.root
        for part in safe_name(name).parts:
            path /= part
            if stat.S_ISLNK(path.lstat().st_mode):
                raise UnsafeFileError(f"{name} is or passes a symbolic link")
        if not stat.S_ISREG(path.lstat().st_mode):
            raise UnsafeFileError(f"{name} is not a plain file")
        return path


def safe_name(name: str) -> PurePosixPath:
    """Return the relative path of a name that stays inside its folder."""
    path = PurePosixPath(name)
    has_bad_part = any(part in {"", ".", ".."} for part in name.split("/"))
    if path.is_absolute() or has_bad_part or "\\" in name or "\0" in name:
        raise UnsafeFileError(f"the name {name!r} leaves its folder")
    return path
