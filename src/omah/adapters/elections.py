"""The elections of this machine, found again by the log that they publish."""

import secrets
from collections.abc import Mapping, Sequence

from omah.adapters.blobs import Blobs
from omah.adapters.clock import Clock, system_clock
from omah.adapters.election import (
    Election,
    NoElectionError,
    OpenedForm,
    create_election,
    open_election,
)
from omah.adapters.files import Folder
from omah.adapters.log import MAX_BUNDLE_BYTES
from omah.adapters.places import data_folder
from omah.core.log.statements import parse_entry
from omah.core.log.tree import TILE_WIDTH
from omah.formats.tiles import bundle_path, parse_bundle

SHORT = 16
"""Hex digits of a root's id that name its private folder."""


def begin_election(
    *,
    name: str,
    forms: Sequence[OpenedForm],
    registers: Mapping[str, bytes],
    rules: Mapping[str, bytes],
    clock: Clock = system_clock,
) -> Election:
    """Create an election in this machine's data folder, named by its root."""
    home = data_folder() / "elections"
    fresh = home / f"new-{secrets.token_hex(8)}"
    begun = create_election(
        fresh, name=name, forms=forms, registers=registers, rules=rules, clock=clock
    )
    begun.ledger.close()
    private = home / begun.root.id[:SHORT]
    fresh.rename(private)
    return open_election(private, clock=clock)


def election_behind(log: Folder) -> Election:
    """Open the private half of what a log publishes.

    Raises
    ------
    NoElectionError
        If there is no log, or its private half is not on this machine.
    """
    root = published_root(log)
    if not root:
        raise NoElectionError("there is no log")
    return open_election(data_folder() / "elections" / root[:SHORT])


def published_root(log: Folder) -> str:
    """Return the id of the election whose log lies in a folder, or nothing."""
    for width in range(TILE_WIDTH, 0, -1):
        name = bundle_path(0, width)
        if log.has(name):
            entries = parse_bundle(log.get(name, MAX_BUNDLE_BYTES), width)
            return parse_entry(entries[0]).id
    return ""


def public_blobs(election: Election) -> Blobs:
    """The public copies of an election's photographs."""
    return Blobs(Folder(election.folder / "public"))
