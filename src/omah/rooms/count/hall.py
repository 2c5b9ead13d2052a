"""A hall without internet: a part of the house is lent to a laptop, and comes back.

The office lends an election's private folder with the accounts of one region. The
laptop takes statements as the house does, promises more time, and publishes nothing.
Afterwards it packs what it took into a file, and the office takes that in, each
statement once. The file may travel by any hand: the signatures count.
"""

import hashlib
import json
import re
import shutil
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path
from zipfile import ZipFile

from omah.adapters.blobs import MAX_BLOB_BYTES, Blobs
from omah.adapters.election import LEDGER, open_ledger
from omah.adapters.files import Disk, Folder
from omah.core.count.sheet_moves import Refused
from omah.core.log.canonical_json import NotCanonicalError
from omah.core.log.roll import Why
from omah.core.log.statement_kinds import BadStatementError
from omah.core.log.statements import Statement, key_id, signed
from omah.formats.keys_spki import from_base64
from omah.formats.receipt import Receipt
from omah.rooms.count.adopt import adopt
from omah.rooms.count.devices import post_code
from omah.rooms.count.house import DEFINITIONS, PUBLISHER, House
from omah.rooms.count.reading import details
from omah.rooms.count.tasks import make_up
from omah.rooms.people.actions import keep_device
from omah.rooms.people.lending import lent_accounts, take_accounts
from omah.rooms.people.models import Post

ACCOUNTS, LENT = "accounts.json", "lent.json"
STATEMENTS = "statements.jsonl"
MAX_STATEMENTS_BYTES = 1_000_000_000
AT_ONCE = 50
ALREADY = frozenset(
    {Why.DUPLICATE, Why.POST_EXISTS, Why.KEY_EXISTS, Refused.NOTED_ALREADY}
)
"""Refusals of what stands in the office's record already, in other words."""


UNREADABLE = (
    KeyError,
    TypeError,
    ValueError,
    RecursionError,
    BadStatementError,
    NotCanonicalError,
)
"""What a file of something else raises while its statements are read."""


class HallError(Exception):
    """It can't be lent or taken; the message is one clear sentence."""


@dataclass(slots=True)
class Taken:
    """What became of a hall's file."""

    new: int = 0
    known: int = 0
    photographs: int = 0
    refused: list[tuple[str, StrEnum]] = field(default_factory=list)


def lend(house: House, folder: Path, region: str) -> int:
    """Write what a laptop needs into an empty folder; return the statements lent."""
    if folder.exists() and any(folder.iterdir()):
        raise HallError(f"{folder} is not empty")
    private = folder / "election"
    private.mkdir(parents=True, mode=0o700)
    for name in ("name", PUBLISHER):
        shutil.copy(house.election.folder / name, private)
    for name in ("keys", DEFINITIONS):
        shutil.copytree(house.election.folder / name, private / name)
    (private / "keys").chmod(0o700)
    ledger = open_ledger(private, house.election.log_key)
    try:
        for batch in in_batches(house.election.ledger.statements(), 1_000):
            ledger.append(*batch)
        size = ledger.size
    finally:
        ledger.close()
    Folder(private).put(LENT, json.dumps({"size": size, "region": region}).encode())
    accounts = lent_accounts(region).encode()
    Folder(private).put(ACCOUNTS, accounts)
    (private / ACCOUNTS).chmod(0o600)
    return size


def move_in(private: Path) -> None:
    """Take a lent election and its accounts into this laptop's database, once."""
    if (private / LEDGER).is_file():
        adopt(private)
    if (private / ACCOUNTS).is_file():
        take_accounts((private / ACCOUNTS).read_text("utf-8"))
        (private / ACCOUNTS).unlink()


def pack(house: House, path: Path) -> int:
    """Write what this laptop took into a file; return how many statements."""
    if not (house.election.folder / LENT).is_file():
        raise HallError("this house was not lent by an office, so nothing goes back")
    lent = json.loads((house.election.folder / LENT).read_bytes())
    with house.ledger() as ledger:
        said = list(ledger.statements())[lent["size"] :]
    unfinished = path.with_name(path.name + ".unfinished")
    with ZipFile(unfinished, "w") as file:
        lines = [json.dumps({"body": one.body, "sig": one.sig}) for one in said]
        file.writestr(STATEMENTS, "\n".join(lines))
        for name, blobs, sha256 in blobs_of(house, said):
            if blobs.size(sha256) is not None:
                file.writestr(f"{name}/{sha256}", blobs.get(sha256))
    disk = Disk()
    disk.sync(unfinished)
    disk.rename(unfinished, path)
    disk.sync_folder(path.parent)
    return len(said)


def take(house: House, path: Path) -> Taken:
    """Take in what a hall's laptop packed: photographs first, then each statement.

    Taken a second time, or from two copies, nothing is doubled.
    """
    taken = Taken()
    with ZipFile(path) as file:
        said = read_statements(file)
        here = set(file.namelist())
        for name, blobs, sha256 in blobs_of(house, said):
            if f"{name}/{sha256}" in here:
                taken.photographs += take_blob(blobs, file, f"{name}/{sha256}")
    for batch in in_batches(iter(said), AT_ONCE):
        take_statements(house, batch, taken)
    make_up()
    return taken


def take_statements(house: House, said: Sequence[Statement], taken: Taken) -> None:
    with house.ledger() as ledger:
        known = ledger.receipts([one.id for one in said])
        answers = ledger.admit(said)
    for one, answer in zip(said, answers, strict=True):
        if one.id in known or answer in ALREADY:
            taken.known += 1
        elif not isinstance(answer, Receipt):
            taken.refused.append((one.id, answer))
        else:
            taken.new += 1
            if one.type == "key.enrolled":
                keep_hall_device(one)


def keep_hall_device(said: Statement) -> None:
    """Show a device that a hall enrolled beside the others, so it can be revoked."""
    post = Post.objects.filter(pk=said.text("post").rpartition("-")[2] or 0).first()
    if post is not None and post_code(post) == said.text("post"):
        spki = from_base64(said.text("public_key"))
        keep_device(
            post, key=key_id(spki), public_spki=spki, label="balai", statement=said.id
        )


def read_statements(file: ZipFile) -> list[Statement]:
    """Return the statements of a hall's file, in their order."""
    try:
        lines = member(file, STATEMENTS, MAX_STATEMENTS_BYTES).splitlines()
        given = [json.loads(line) for line in lines]
        return [signed(one["body"], one["sig"]) for one in given]
    except UNREADABLE as problem:
        raise HallError(f"it is not what a hall packed: {problem!r}") from None


def take_blob(blobs: Blobs, file: ZipFile, name: str) -> int:
    """Keep a blob if its bytes are those of its name; return how many were new."""
    sha256 = name.rpartition("/")[2]
    if blobs.kept(sha256) is not None:
        return 0
    content = member(file, name, MAX_BLOB_BYTES)
    if hashlib.sha256(content).hexdigest() != sha256:
        raise HallError(f"{name} holds other bytes than its name says")
    blobs.put(content)
    return 1


def member(file: ZipFile, name: str, limit: int) -> bytes:
    """Read a member, but no more than the limit, whatever its header promises."""
    with file.open(name) as stream:
        content = stream.read(limit + 1)
    if len(content) > limit:
        raise HallError(f"{name} is larger than {limit} bytes")
    return content


def blobs_of(
    house: House, said: Sequence[Statement]
) -> Iterator[tuple[str, Blobs, str]]:
    """Yield where each blob lies that these statements name, and its hash."""
    named = (
        ("originals", house.originals, "original_sha256"),
        ("public", house.public, "public_sha256"),
        ("details", details(), "detail_sha256"),
    )
    for name, blobs, field_ in named:
        hashes = {str(one.body.get(field_, "")) for one in said}
        for sha256 in sorted(hashes):
            if re.fullmatch(r"[0-9a-f]{64}", sha256):
                yield name, blobs, sha256


def in_batches(said: Iterator[Statement], size: int) -> Iterator[list[Statement]]:
    batch: list[Statement] = []
    for one in said:
        batch.append(one)
        if len(batch) == size:
            yield batch
            batch = []
    if batch:
        yield batch
