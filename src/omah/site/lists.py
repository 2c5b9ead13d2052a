"""Hash lists: every published file by its SHA-256, in files a person can check.

A list has one line per file, ``sha256  path``, sorted by path, so that
``sha256sum -c lists/NAME.txt`` checks it. Files at the top belong to the list
``site``, others to the list of their first folder. The lists themselves are
named by a logged ``publication.root``; the log's files answer for themselves.
"""

import hashlib
import re
from collections.abc import Iterable, Mapping

from omah.adapters.files import Folder, UnsafeFileError, safe_name

FOLDER = "lists"
LOG_FOLDER = "log"
TOP = "site"
MAX_LIST_BYTES = 500_000_000
_LINE = re.compile(r"([0-9a-f]{64})  ([^\n\r]{1,1000})")


class BadListError(ValueError):
    """The bytes are not a hash list; the message says where."""


def list_of(path: str) -> str:
    """Return the name of the list that a published file belongs to."""
    first, slash, _ = path.partition("/")
    return first.lower() if slash else TOP


def list_path(name: str) -> str:
    """Return where the list of this name is published."""
    return f"{FOLDER}/{name}.txt"


def is_listed(path: str) -> bool:
    """Return whether a file must stand in a list: all but the lists and the log."""
    return path.partition("/")[0] not in {FOLDER, LOG_FOLDER}


def render_lists(hashes: Mapping[str, str]) -> dict[str, bytes]:
    """Return the bytes of every list, by name, from path -> SHA-256."""
    lines: dict[str, list[str]] = {}
    for path in sorted(filter(is_listed, hashes)):
        lines.setdefault(list_of(path), []).append(f"{hashes[path]}  {path}\n")
    return {name: "".join(rows).encode() for name, rows in lines.items()}


def parse_list(content: bytes) -> dict[str, str]:
    """Return path -> SHA-256 of a list; refuses what `render_lists` never writes."""
    try:
        text = content.decode()
    except UnicodeDecodeError:
        raise BadListError("the list is not UTF-8") from None
    if text and not text.endswith("\n"):
        raise BadListError("the list breaks off in its last line")
    hashes: dict[str, str] = {}
    for number, line in enumerate(text.split("\n")[:-1], start=1):
        found = _LINE.fullmatch(line)
        if found is None:
            raise BadListError(f"line {number} is not 'sha256  path'")
        hashes[_safe(found[2], number)] = found[1]
    if list(hashes) != sorted(hashes) or len(hashes) != text.count("\n"):
        raise BadListError("the list is not sorted, or names a file twice")
    return hashes


def write_lists(folder: Folder, hashes: Mapping[str, str]) -> dict[str, str]:
    """Write the lists that have changed; return list name -> SHA-256 for the root."""
    lists = render_lists(hashes)
    for name, content in lists.items():
        folder.put_if_changed(list_path(name), content)
    for path in (folder.root / FOLDER).glob("*"):
        if path.stem not in lists:
            folder.remove(f"{FOLDER}/{path.name}")
    return {name: hashlib.sha256(lists[name]).hexdigest() for name in lists}


def unlisted(paths: Iterable[str], hashes: Mapping[str, str]) -> list[str]:
    """Return the files that must stand in a list and do not."""
    return [path for path in paths if is_listed(path) and path not in hashes]


def _safe(path: str, number: int) -> str:
    try:
        safe_name(path)
    except UnsafeFileError as problem:
        raise BadListError(f"line {number}: {problem}") from None
    if not is_listed(path):
        raise BadListError(f"line {number}: {path} does not belong in a list")
    return path
