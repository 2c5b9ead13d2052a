"""Third step of verify: every published byte stands in a sealed hash list."""

import hashlib
from collections.abc import Mapping

from omah.adapters.files import Folder
from omah.core.log.statements import Statement
from omah.site.lists import (
    FOLDER,
    MAX_LIST_BYTES,
    BadListError,
    list_of,
    list_path,
    parse_list,
    unlisted,
)
from omah.site.verify_log import UNREADABLE, Mismatch, Source, Tick

MAX_FILE_BYTES = 200_000_000


def listed_files(
    source: Source, publication: Statement, mismatches: list[Mismatch]
) -> dict[str, str]:
    """Return path -> SHA-256 of every file that the publication seals."""
    hashes: dict[str, str] = {}
    for name, sha256 in publication.mapping("lists").items():
        try:
            hashes.update(_sealed_list(source, name, str(sha256)))
        except (*UNREADABLE, BadListError) as problem:
            mismatches.append(Mismatch("bytes", list_path(name), str(problem)))
    return hashes


def _sealed_list(source: Source, name: str, sha256: str) -> dict[str, str]:
    content = source.get(list_path(name), MAX_LIST_BYTES)
    if hashlib.sha256(content).hexdigest() != sha256:
        raise BadListError("the list is not the one in the log")
    parsed = parse_list(content)
    if any(list_of(file) != name for file in parsed):
        raise BadListError("it lists a file that belongs to another list")
    return parsed


def check_bytes(
    source: Source, hashes: Mapping[str, str], mismatches: list[Mismatch], tick: Tick
) -> None:
    """Compare every listed file with its hash."""
    for path, sha256 in hashes.items():
        tick()
        try:
            content = source.get(path, MAX_FILE_BYTES)
        except UNREADABLE as problem:
            mismatches.append(Mismatch("bytes", path, str(problem)))
            continue
        if hashlib.sha256(content).hexdigest() != sha256:
            mismatches.append(Mismatch("bytes", path, "the file has changed"))


def check_nothing_else(
    folder: Folder,
    publication: Statement,
    hashes: Mapping[str, str],
    mismatches: list[Mismatch],
) -> None:
    """Report files that no list names; a folder can be listed, an address not."""
    names = list(folder.names())
    lists = {list_path(name) for name in publication.mapping("lists")}
    extra = unlisted(names, hashes)
    extra += [n for n in names if n.startswith(f"{FOLDER}/") and n not in lists]
    mismatches += [Mismatch("bytes", name, "no sealed list names it") for name in extra]
