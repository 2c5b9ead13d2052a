"""The private half of an election: its keys, its ledger, and the posts it needs.

The public half, a folder anyone may copy, is made by ``omah.site.seal``. What
stands here never leaves the machine.
"""

import hashlib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from omah.adapters.clock import Clock, system_clock
from omah.adapters.keys import (
    Signer,
    load_key,
    new_log_key,
    new_person_key,
    save_key,
)
from omah.adapters.ledger import Ledger, Promise
from omah.adapters.ledger_rows import SqliteRows
from omah.adapters.log import LogKey, log_key
from omah.core.count.contests import Contest
from omah.core.log.canonical_json import Json
from omah.core.log.statements import Statement
from omah.core.people.roles import Role

LEDGER = "ledger.sqlite3"
STAFF: Mapping[str, Role] = {
    "operator": Role.OPERATOR,
    "machine": Role.MACHINE,
    "publisher": Role.PUBLISHER,
}
"""Posts that every count needs: who places photographs, reads, publishes."""


class NoElectionError(Exception):
    """The private half of this election is not on this machine."""


@dataclass(frozen=True, slots=True)
class OpenedForm:
    """A contest, the bytes that define it, and the fields of its sheet."""

    contest: Contest
    definition: bytes
    fields: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Election:
    """An election that this machine may add statements to."""

    folder: Path
    ledger: Ledger
    log_key: LogKey
    signers: Mapping[str, Signer]
    root: Statement
    clock: Clock

    def say(self, speaker: str, type_: str, /, **fields: Json) -> Statement:
        """Return a statement by the root or a staff post, signed now."""
        return self.signers[speaker].say(
            type_, at=self.clock(), election=self.root.id, **fields
        )


def create_election(
    folder: Path,
    *,
    name: str,
    forms: Sequence[OpenedForm],
    registers: Mapping[str, bytes],
    rules: Mapping[str, bytes],
    clock: Clock = system_clock,
) -> Election:
    """Make keys and ledger, and say the first statements: root, contests, posts."""
    folder.mkdir(parents=True, exist_ok=False)
    keys = folder / "keys"
    keys.mkdir(mode=0o700)
    save_key(keys / "log.pem", new_log_key())
    for post in ("root", *STAFF):
        save_key(keys / f"{post}.pem", new_person_key().private)
    signers = load_signers(keys)
    key = load_log_key(folder, name)
    root = signers["root"].say(
        "election.root",
        at=clock(),
        name=name,
        public_key=signers["root"].public_key,
        log_key=key.public.text,
        registers={file: sha256(content) for file, content in registers.items()},
        rules={file: sha256(content) for file, content in rules.items()},
    )
    (folder / "name").write_text(name)
    election = Election(folder, open_ledger(folder, key), key, signers, root, clock)
    election.ledger.append(root, *contests_opened(election, forms))
    election.ledger.append(*staff_granted(election))
    return election


def open_election(
    folder: Path,
    *,
    clock: Clock = system_clock,
    make_ledger: Callable[[Path, LogKey], Ledger] | None = None,
) -> Election:
    """Open the private half that `create_election` made.

    ``make_ledger`` opens a ledger whose rows lie elsewhere than in the folder.
    """
    try:
        name = (folder / "name").read_text()
    except FileNotFoundError:
        raise NoElectionError(f"there is no election in {folder}") from None
    key = load_log_key(folder, name)
    ledger = (make_ledger or open_ledger)(folder, key)
    root = next(iter(ledger.statements()), None)
    if root is None:
        raise NoElectionError(f"the ledger in {folder} is empty")
    signers = load_signers(folder / "keys")
    return Election(folder, ledger, key, signers, root, clock)


def contests_opened(election: Election, forms: Sequence[OpenedForm]) -> list[Statement]:
    return [
        election.say(
            "root",
            "contest.opened",
            contest=form.contest.id,
            region=form.contest.region,
            form=form.contest.form,
            fields=list(form.fields),
            definition_sha256=sha256(form.definition),
        )
        for form in forms
    ]


def staff_granted(election: Election) -> list[Statement]:
    return [
        statement
        for post, role in STAFF.items()
        for statement in grant(
            election,
            post,
            role,
            region="",
            public_key=election.signers[post].public_key,
        )
    ]


def grant(
    election: Election, post: str, role: Role, *, region: str, public_key: str
) -> list[Statement]:
    """Return the two statements that create a post and give it its first key."""
    return [
        election.say(
            "root",
            "post.granted",
            post=post,
            role=role.value,
            region=region,
            commitment="",
        ),
        election.say("root", "key.enrolled", post=post, public_key=public_key),
    ]


def open_ledger(folder: Path, key: LogKey) -> Ledger:
    rows = SqliteRows(folder / LEDGER)
    return Ledger(rows, Promise(key.public.name, key.private))


def load_signers(keys: Path) -> dict[str, Signer]:
    return {post: Signer(load_key(keys / f"{post}.pem")) for post in ("root", *STAFF)}


def load_log_key(folder: Path, name: str) -> LogKey:
    private = load_key(folder / "keys" / "log.pem")
    if not isinstance(private, Ed25519PrivateKey):
        raise TypeError("log.pem does not hold an Ed25519 key")
    return log_key(f"omah/{name}", private)


def sha256(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()
