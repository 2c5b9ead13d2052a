"""The election that this house serves: its keys, its ledger, what it rests on."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cached_property
from pathlib import Path
from threading import RLock

from django.conf import settings
from django.db import InterfaceError, OperationalError

from omah.adapters.blobs import Blobs, Store
from omah.adapters.clock import system_clock
from omah.adapters.election import Election, load_signers, open_election
from omah.adapters.files import Folder
from omah.adapters.ledger import Ledger, Promise, Row
from omah.adapters.log import LogKey
from omah.adapters.objects import Objects, bucket_at
from omah.adapters.uploads import Uploads
from omah.core.count.contests import Contest
from omah.core.log.fold import Fold
from omah.core.log.statements import Statement
from omah.core.places.registers import RegionRegister
from omah.formats.contest_toml import load_contest
from omah.formats.receipt import Receipt
from omah.formats.regions_tsv import read_regions
from omah.rooms.count.agreement import Notary
from omah.rooms.count.projection import project
from omah.rooms.count.rows import HouseRows
from omah.rooms.count.rule import house_rule
from omah.rooms.count.together import Together

REGIONS, RULES = "regions.tsv", "rules.toml"
DEFINITIONS, PUBLISHER = "definitions", "publisher"
MERGE_DELAY_S = 3600
HALL_DELAY_S = 14 * 86_400
"""A hall's laptop promises what it can keep: its file must reach the office first."""


@dataclass(frozen=True)
class House:
    """One election, open. The ledger's fold is shared by threads: take `ledger`."""

    election: Election
    definitions: Mapping[str, bytes]
    publisher: str
    lock: RLock = field(default_factory=RLock)

    @contextmanager
    def ledger(self) -> Iterator[Ledger]:
        """One thread at a time uses the ledger and its fold."""
        with self.lock:
            yield self.election.ledger

    @contextmanager
    def fold(self) -> Iterator[Fold]:
        """The fold as it stands; nobody changes it meanwhile."""
        with self.ledger() as ledger:
            yield ledger.fold()

    def admit(self, said: Sequence[Statement]) -> list[Receipt | StrEnum]:
        """Store statements with those of other callers, in one transaction.

        The signatures are checked here, in each caller's own time.
        """
        for statement in said:
            self.election.ledger.look_ahead(statement)
        return self._together(said)

    @cached_property
    def _together(self) -> Together[Statement, Receipt | StrEnum]:
        common = (OperationalError, InterfaceError)
        return Together(self.election.ledger.admit, self.lock, common=common)

    @cached_property
    def contests(self) -> Mapping[str, Contest]:
        found = [
            load_contest(content.decode())
            for name, content in sorted(self.definitions.items())
            if name.endswith(".toml") and name != RULES
        ]
        return {contest.id: contest for contest in found}

    @cached_property
    def register(self) -> RegionRegister:
        return read_regions(self.definitions[REGIONS])

    @cached_property
    def originals(self) -> Blobs:
        """Photographs as they came; sealed, never served."""
        return Blobs(self.store("originals"))

    @cached_property
    def public(self) -> Blobs:
        """Public copies: metadata gone, signature strips masked."""
        return Blobs(self.store("public"))

    def store(self, name: str) -> Store:
        """A folder of this election, or its part of the bucket where there is one."""
        if settings.OMAH_OBJECTS:
            return self.bucket(name)
        return Folder(self.election.folder / name)

    def bucket(self, name: str) -> Objects:
        bucket = bucket_at(settings.OMAH_OBJECTS)
        return Objects(bucket, f"{self.election.root.id[:16]}/{name}")

    @cached_property
    def uploads(self) -> Uploads:
        return Uploads(self.election.folder / "uploads", self.originals)


Nudge = Callable[[Sequence[Statement]], None]
"""Says what is to be done after statements, in their own transaction."""

_nudges: list[Nudge] = []
_houses: dict[Path, House] = {}
_opening = RLock()


def house() -> House:
    """Return the house of this process (`NoElectionError` before it is opened)."""
    folder = Path(settings.OMAH_ELECTION)
    with _opening:
        if folder not in _houses:
            _houses[folder] = open_house(folder)
        return _houses[folder]


def do_after_statements(nudge: Nudge) -> None:
    """Have this called with all statements that this process stores."""
    _nudges.append(nudge)


def leave() -> None:
    """Forget open houses: the next request opens its own."""
    _houses.clear()


def open_house(folder: Path) -> House:
    election = open_election(folder, make_ledger=house_ledger)
    definitions = {
        path.name: path.read_bytes() for path in (folder / DEFINITIONS).iterdir()
    }
    publisher = (folder / PUBLISHER).read_text("utf-8").strip()
    return House(election, definitions, publisher)


def house_ledger(folder: Path, key: LogKey) -> Ledger:
    delay = HALL_DELAY_S if settings.OMAH_LENT else MERGE_DELAY_S
    return Ledger(
        HouseRows(),
        Promise(key.public.name, key.private, delay),
        rule=house_rule,
        follow=Notary(load_signers(folder / "keys")["machine"], system_clock),
        taken=take,
    )


def take(fold: Fold, rows: Sequence[Row]) -> None:
    """Bring the tables up to new rows, and say what is to be done about them."""
    project(fold, rows)
    for nudge in _nudges:
        nudge([row.statement for row in rows])
