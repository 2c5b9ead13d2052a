"""An election moves into the house: its statements into the house's database."""

from collections.abc import Mapping
from itertools import islice
from pathlib import Path

from omah.adapters.clock import system_clock
from omah.adapters.election import (
    LEDGER,
    load_log_key,
    load_signers,
    open_ledger,
    sha256,
)
from omah.adapters.files import Folder
from omah.adapters.ledger import Ledger, Promise
from omah.core.log.statements import Statement
from omah.rooms.count.agreement import Notary, agreed_places
from omah.rooms.count.house import DEFINITIONS, PUBLISHER, leave
from omah.rooms.count.projection import project
from omah.rooms.count.rows import HouseRows

BATCH = 1_000
ADOPTED = ".adopted"


class AdoptError(Exception):
    """The election can't move in; the message is one clear sentence."""


def write_definitions(
    folder: Path, definitions: Mapping[str, bytes], *, publisher: str
) -> None:
    """Keep beside an election's keys what it rests on, and who publishes it."""
    kept = Folder(folder)
    for name, content in definitions.items():
        kept.put(f"{DEFINITIONS}/{name}", content)
    kept.put(PUBLISHER, publisher.encode())


def adopt(folder: Path) -> int:
    """Move an election's ledger into the database; return how many statements.

    The file is set aside afterwards, so that no statement can enter it any more:
    two ledgers of one election would be a fork.
    """
    key = load_log_key(folder, (folder / "name").read_text())
    if not (folder / LEDGER).is_file():
        raise AdoptError(f"there is no {LEDGER} in {folder}; it may have moved already")
    old = open_ledger(folder, key)
    try:
        root = check_definitions(folder, old)
        here = Ledger(HouseRows(), Promise(key.public.name, key.private), taken=project)
        first = next(here.statements(), None)
        if first is not None and first.id != root.id:
            raise AdoptError("the database holds another election already")
        moved = old.statements()
        while batch := list(islice(moved, BATCH)):
            here.append(*batch)
        notary = Notary(load_signers(folder / "keys")["machine"], system_clock)
        here.append(*notary.note(here.fold(), agreed_places()))
    finally:
        old.close()
    for name in (LEDGER, f"{LEDGER}-wal", f"{LEDGER}-shm"):
        if (folder / name).exists():
            (folder / name).rename(folder / f"{name}{ADOPTED}")
    leave()
    return here.size


def check_definitions(folder: Path, ledger: Ledger) -> Statement:
    """Return the root after comparing every definition with the hash on record."""
    root = next(ledger.statements())
    named = {**root.mapping("registers"), **root.mapping("rules")}
    for statement in ledger.fold().opened.values():
        contest = statement.text("contest")
        named[f"{contest}.toml"] = statement.text("definition_sha256")
    for name, hash_ in named.items():
        path = folder / DEFINITIONS / name
        if not path.is_file() or sha256(path.read_bytes()) != hash_:
            raise AdoptError(f"{path} is not the file that the election rests on")
    return root
