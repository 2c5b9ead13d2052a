"""Checking a receipt against this house's key and the published log."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime

from omah.adapters.case_log import MERGE_DELAY_S, NAME
from omah.formats.keys_spki import from_base64, to_base64
from omah.formats.receipt import Receipt
from omah.rooms.cases import store
from omah.rooms.cases.models import LogEntry

LATEST = 4_102_444_800
"""The year 2100: no receipt of ours is later."""


@dataclass(frozen=True, slots=True)
class Proof:
    """What can be said of a receipt.

    Attributes
    ----------
    index
        Its place in the log, from 0; ``None`` if the log has no such entry.
    """

    received_at: datetime
    is_signed: bool
    index: int | None

    @property
    def holds(self) -> bool:
        return self.is_signed and self.index is not None


def receipt_from(given: Mapping[str, str]) -> Receipt | None:
    """Return the receipt in an address (``s``, ``t``, ``g``), or None."""
    at, sig = given.get("t", ""), given.get("g", "").strip()
    statement = given.get("s", "").strip().lower()
    is_time = at.isascii() and at.isdigit() and len(at) <= 10 and int(at) <= LATEST
    if not is_time or len(statement) != 64 or len(sig) > 100:
        return None
    plain = sig.replace("-", "+").replace("_", "/")
    try:
        text = to_base64(from_base64(plain + "=" * (-len(plain) % 4)))
    except ValueError:
        return None
    return Receipt(statement, int(at), MERGE_DELAY_S, NAME, text)


def proof_of(receipt: Receipt) -> Proof:
    entry = LogEntry.objects.filter(
        sha256=receipt.statement, received_at=receipt.received_at
    ).first()
    return Proof(
        datetime.fromtimestamp(receipt.received_at, UTC),
        store.case_log().holds(receipt),
        entry.seq - 1 if entry else None,
    )
