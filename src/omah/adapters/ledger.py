"""The ledger: every statement in the order in which it came.

A statement is admitted by the same fold that reads the log, then stored, then
promised by a receipt. What the receipt promises is on the disk: the transaction
ends before the receipt is made. Where the rows lie is `Rows`' business: an SQLite
file of their own (`omah.adapters.ledger_rows`), or the database of the house.
"""

from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from omah.adapters.clock import Clock, system_clock
from omah.core.fold import Fold
from omah.core.roll import RefusedError, SignatureCheck
from omah.core.statements import Statement, entry_bytes, parse_entry
from omah.formats.keys_spki import statement_holds
from omah.formats.receipt import Receipt, sign_receipt

BATCH = 10_000

Taken = Callable[[Fold, int, Statement, int], None]
"""Called within the transaction with each row stored now: number, statement, time."""

HouseRule = Callable[[Fold, Statement], StrEnum | None]
"""Says why this house does not take what the log could hold, or ``None``."""


class NotTakenError(Exception):
    """The house's own rule refuses a statement; ``why`` says the reason."""

    def __init__(self, why: StrEnum) -> None:
        super().__init__(why.value)
        self.why = why


@dataclass(frozen=True, slots=True)
class Promise:
    """Who signs receipts, and the delay that they promise."""

    log: str
    private: Ed25519PrivateKey
    max_merge_delay: int = 3600


class Rows(Protocol):
    """The rows of a ledger, numbered from 1 without a gap, never changed."""

    def writing(self) -> AbstractContextManager[object]:
        """One writer at a time; what was added is on the disk when it ends."""

    def size(self) -> int: ...

    def received_at(self, id_: str) -> int | None: ...

    def add(self, seq: int, id_: str, received_at: int, entry: bytes) -> None: ...

    def entries(self, start: int, stop: int) -> list[bytes]: ...

    def close(self) -> None: ...


class Ledger:
    """Statements of one election; several processes may hold it open."""

    def __init__(
        self,
        rows: Rows,
        promise: Promise,
        *,
        clock: Clock = system_clock,
        holds: SignatureCheck = statement_holds,
        rule: HouseRule | None = None,
        taken: Taken | None = None,
    ) -> None:
        self._rows = rows
        self._promise = promise
        self._clock = clock
        self._holds = holds
        self._rule = rule
        self._taken = taken
        self._forget()

    @property
    def size(self) -> int:
        return self._rows.size()

    def append(self, *statements: Statement) -> list[Receipt]:
        """Store statements in one transaction; return a receipt for each.

        A statement that is stored already gets its first receipt again. If one
        is refused (`RefusedError`, `NotTakenError`), none is stored.
        """
        with self._writing() as now:
            times = [self._admit(statement, now) for statement in statements]
        return [
            self._receipt(statement.id, received_at)
            for statement, received_at in zip(statements, times, strict=True)
        ]

    def admit(self, statements: Sequence[Statement]) -> list[Receipt | StrEnum]:
        """Store what may be stored, in one transaction; answer each by itself."""
        with self._writing() as now:
            times = [self._admit_or_why(statement, now) for statement in statements]
        return [
            time if isinstance(time, StrEnum) else self._receipt(statement.id, time)
            for statement, time in zip(statements, times, strict=True)
        ]

    def receipt(self, id_: str) -> Receipt | None:
        """Return the receipt of a statement, the same as the first time."""
        received_at = self._rows.received_at(id_)
        return None if received_at is None else self._receipt(id_, received_at)

    def entries(self, start: int, stop: int | None = None) -> Iterator[bytes]:
        """Yield the log entries from index ``start`` on, before ``stop``."""
        end = self.size if stop is None else stop
        for first in range(start, end, BATCH):
            yield from self._rows.entries(first, min(first + BATCH, end))

    def statements(self) -> Iterator[Statement]:
        """Yield every statement in its order."""
        return map(parse_entry, self.entries(0))

    def fold(self) -> Fold:
        """Return the fold over all statements so far; do not change it."""
        self._catch_up()
        return self._fold

    def close(self) -> None:
        self._rows.close()

    @contextmanager
    def _writing(self) -> Iterator[int]:
        now = self._clock()
        self._is_ahead = False
        try:
            with self._rows.writing():
                self._catch_up()
                yield now
        except BaseException:
            if self._is_ahead:
                self._forget()
            raise

    def _admit_or_why(self, statement: Statement, now: int) -> int | StrEnum:
        try:
            return self._admit(statement, now)
        except (RefusedError, NotTakenError) as refused:
            return refused.why

    def _admit(self, statement: Statement, now: int) -> int:
        known = self._rows.received_at(statement.id)
        if known is not None:
            return known
        not_taken = self._rule(self._fold, statement) if self._rule else None
        if not_taken is not None:
            raise NotTakenError(not_taken)
        refusal = self._fold.add(self._folded, statement)
        if refusal is not None:
            raise RefusedError(refusal.why)
        self._is_ahead = True
        self._folded += 1
        self._rows.add(self._folded, statement.id, now, entry_bytes(statement))
        if self._taken is not None:
            self._taken(self._fold, self._folded, statement, now)
        return now

    def _catch_up(self) -> None:
        """Fold what other processes have stored; they have checked it."""
        if self._folded > self.size:
            self._forget()
        self._is_replaying = True
        for entry in self.entries(self._folded):
            self._fold.add(self._folded, parse_entry(entry))
            self._folded += 1
        self._is_replaying = False

    def _forget(self) -> None:
        """Begin the fold anew: what it holds is not what was stored."""
        self._fold, self._folded = Fold(self._check), 0
        self._is_replaying = self._is_ahead = False

    def _check(self, statement: Statement, public_key: str) -> bool:
        return self._is_replaying or self._holds(statement, public_key)

    def _receipt(self, id_: str, received_at: int) -> Receipt:
        promise = self._promise
        receipt = Receipt(id_, received_at, promise.max_merge_delay, promise.log)
        return sign_receipt(receipt, promise.private)
