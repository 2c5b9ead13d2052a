"""Verify the citizens' log: whole, signed, and holding what its receipts promise.

A receipt's file, as its holder downloads it, has the receipt, the entry, what was said,
the salt and the log's key. The log alone shows offices, steps and times; only who holds
words and salt can show what was said then.
"""

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from omah.core.log import canonical_json
from omah.core.log.canonical_json import Json, NotCanonicalError
from omah.core.service.cases_record import (
    CaseEntry,
    commitment,
    parse_log_entry,
)
from omah.formats import note, tiles
from omah.formats.note import BadNoteError, NoteKey, parse_note_key
from omah.formats.receipt import Receipt, receipt_holds
from omah.site.verify import Verdict
from omah.site.verify_log import (
    UNREADABLE,
    LogReading,
    Mismatch,
    Source,
    Tick,
    open_all,
    read_tree,
)
from omah.site.verify_receipts import STEP, BadReceiptError


@dataclass(frozen=True, slots=True)
class CaseReceipt:
    """A receipt with what it is about; ``key`` is the one its file names."""

    receipt: Receipt
    entry: CaseEntry
    said: dict[str, Json]
    salt: str
    key: NoteKey


def is_case_log(source: Source) -> bool:
    """Whether a bare log stands there: its checkpoint is not below another folder."""
    try:
        data = source.get(tiles.CHECKPOINT, note.MAX_NOTE_BYTES)
        note.parse_checkpoint(data.decode())
    except (*UNREADABLE, BadNoteError, UnicodeDecodeError):
        return False
    return True


def read_case_receipt(text: str) -> CaseReceipt:
    """Return the receipt of a downloaded file.

    Raises
    ------
    BadReceiptError
        If the file is not one of ours.
    """
    try:
        given: dict[str, Any] = json.loads(text)
        return CaseReceipt(
            Receipt(**given["receipt"]),
            parse_log_entry(canonical_json.encode(given["entry"])),
            dict(given["said"]),
            str(given["salt"]),
            parse_note_key(given["key"]),
        )
    except (ValueError, TypeError, KeyError):
        raise BadReceiptError("it is not the downloaded proof of a receipt") from None


def verify_cases(
    source: Source,
    pinned: NoteKey | None = None,
    since: bytes | None = None,
    tick: Tick = lambda: None,
    *,
    receipts: Iterable[CaseReceipt] = (),
) -> Verdict:
    """Check a citizens' log, and receipts against it.

    Without a pinned key, the key in the first receipt is used: then log and receipt
    agree, but nothing says whose they are. With neither, no signature is checked.
    """
    kept = tuple(receipts)
    reading = LogReading[CaseEntry](prefix="")
    read_tree(source, reading, parse_log_entry, since, tick)
    key = pinned or (kept[0].key if kept else None)
    if key is not None and reading.checkpoint:
        check_signature(reading, since, key)
    inside = {entry.id: entry for entry in reading.statements if entry is not None}
    mismatches = [
        *reading.mismatches,
        *(
            Mismatch(STEP, one.receipt.statement, what)
            for one in kept
            for what in broken(one, key or one.key, inside)
        ),
    ]
    ok = not mismatches
    return Verdict(
        ok=ok,
        trusted=ok and pinned is not None,
        entries=len(reading.statements),
        pages=0,
        mismatches=tuple(mismatches),
    )


def check_signature(
    reading: LogReading[CaseEntry], since: bytes | None, key: NoteKey
) -> None:
    try:
        open_all(reading.checkpoint, since, key)
    except BadNoteError as problem:
        reading.wrong(tiles.CHECKPOINT, problem)
    if reading.origin != key.name:
        reading.wrong(tiles.CHECKPOINT, "its origin is not the log of that key")


def broken(
    one: CaseReceipt, key: NoteKey, inside: dict[str, CaseEntry]
) -> Iterator[str]:
    """Yield each thing that a receipt claims and that is not so."""
    entry, receipt = one.entry, one.receipt
    if receipt.statement != entry.id:
        yield "it is the receipt of another entry"
        return
    if not receipt_holds(receipt, key):
        yield "the log has not signed it"
    if entry.id not in inside:
        yield "the log promised it and does not hold it"
    if receipt.received_at != entry.at:
        yield "it names another time than the log"
    if not one.salt:
        yield "its salt was erased: it can't show what was said"
    elif says_otherwise(one):
        yield "what it says was said is not what the log holds"


def says_otherwise(one: CaseReceipt) -> bool:
    try:
        return commitment(one.salt, one.said) != one.entry.commitment
    except NotCanonicalError:
        return True
