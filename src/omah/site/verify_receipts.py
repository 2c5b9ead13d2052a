"""Did the log keep what it promised? Receipts that people kept, against the log.

A receipt file has one JSON object to a line, ``{"entry": ..., "receipt": ...}``, as the
capture app saves it.
"""

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from omah.core.log import canonical_json
from omah.core.log.canonical_json import NotCanonicalError
from omah.core.log.statement_kinds import BadStatementError
from omah.core.log.statements import Statement, parse_entry
from omah.formats.note import BadNoteError, NoteKey, parse_note_key
from omah.formats.receipt import Receipt, receipt_holds
from omah.site.verify_log import Mismatch

STEP = "receipts"


class BadReceiptError(ValueError):
    """A line is no receipt beside its statement."""


@dataclass(frozen=True, slots=True)
class Kept:
    """What someone handed in, and the promise that came back."""

    statement: Statement
    receipt: Receipt


def read_receipts(text: str) -> list[Kept]:
    """Return the receipts of a file (BadReceiptError names the line)."""
    lines = [line for line in text.splitlines() if line.strip()]
    return [read_line(line, number) for number, line in enumerate(lines, start=1)]


def read_line(line: str, number: int) -> Kept:
    try:
        given: dict[str, Any] = json.loads(line)
        statement = parse_entry(canonical_json.encode(given["entry"]))
        receipt = Receipt(**given["receipt"])
    except (ValueError, TypeError, KeyError, NotCanonicalError, BadStatementError):
        raise BadReceiptError(f"line {number} is not a receipt") from None
    return Kept(statement, receipt)


def check_receipts(
    kept: Iterable[Kept],
    statements: Sequence[Statement | None],
    pinned: NoteKey | None,
) -> list[Mismatch]:
    """Return each promise that is not the log's, or that the log has broken."""
    key = pinned or own_key(statements)
    inside = {said.id for said in statements if said is not None}
    return [
        Mismatch(STEP, one.receipt.statement, what)
        for one in kept
        for what in broken(one, key, inside)
    ]


def own_key(statements: Sequence[Statement | None]) -> NoteKey | None:
    """Return the key that the log's root names: consistent, nobody says whose."""
    root = statements[0] if statements else None
    if root is None or root.type != "election.root":
        return None
    try:
        return parse_note_key(root.text("log_key"))
    except BadNoteError:
        return None


def broken(one: Kept, key: NoteKey | None, inside: set[str]) -> Iterator[str]:
    if one.receipt.statement != one.statement.id:
        yield "it is the receipt of another statement"
    elif key is None or not receipt_holds(one.receipt, key):
        yield "the log has not signed it"
    elif one.statement.id not in inside:
        yield "the log promised it and does not hold it"
