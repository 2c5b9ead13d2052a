"""The ledger: every statement in the order in which it came.

A statement is admitted by the same fold that reads the log, then stored, then
promised by a receipt. What the receipt promises is on the disk: the transaction
ends before the receipt is made. Where the rows lie is `Rows`' business: an SQLite
file of their own (`omah.adapters.ledger_rows`), or the database of the house.

The ledger holds in memory what is in use and recalls the rest by subject, so it is
open at once however long it is.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple, Protocol

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from omah.adapters.clock import Clock, system_clock
from omah.adapters.looked import Looked
from omah.core.count.record import Record
from omah.core.log.fold import Fold
from omah.core.log.recall import ALWAYS, of_key, subject_of
from omah.core.log.roll import RefusedError
from omah.core.log.statements import Statement, parse_entry
from omah.core.log.whole_fold import WholeFold
from omah.formats.receipt import Receipt, sign_receipt

BATCH = 10_000
HELD = 50_000
"""So much may be in memory (sheets, posts, keys, ids) before it is let go."""
NEVER = -2 * BATCH
"""So far has a fold come that must begin anew."""

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


class Row(NamedTuple):
    """A statement with its number from 1, its subject and the time it came."""

    seq: int
    subject: str
    received_at: int
    statement: Statement


class Stored(NamedTuple):
    """A row as it lies in the database."""

    seq: int
    subject: str
    entry: bytes


Taken = Callable[[Fold, Sequence[Row]], None]
"""Called once, within the transaction, with all rows that it stores."""

Follow = Callable[[Fold, Sequence[Statement]], Iterable[Statement]]
"""What the house itself says, within the transaction, to what was taken."""


class Rows(Protocol):
    """The rows of a ledger, numbered from 1 without a gap, never changed."""

    def writing(self) -> AbstractContextManager[object]:
        """One writer at a time; what was added is on the disk when it ends."""

    def size(self) -> int: ...

    def received_at(self, ids: Sequence[str]) -> dict[str, int]: ...

    def entry(self, id_: str) -> bytes | None: ...

    def add(self, rows: Sequence[Row]) -> None: ...

    def between(self, start: int, stop: int) -> list[Stored]:
        """Return the rows with ``start < seq <= stop``, in order."""

    def of(self, subjects: Sequence[str], stop: int) -> list[Stored]:
        """Return the rows with ``seq <= stop`` of subjects, each one's in order."""

    def subjects(self, prefix: str) -> list[str]: ...

    def close(self) -> None: ...


class Ledger:
    """Statements of one election; several processes may hold it open."""

    def __init__(
        self,
        rows: Rows,
        promise: Promise,
        *,
        clock: Clock = system_clock,
        rule: HouseRule | None = None,
        taken: Taken | None = None,
        follow: Follow | None = None,
    ) -> None:
        self._rows = rows
        self._promise = promise
        self._clock = clock
        self._rule = rule
        self._taken = taken
        self._follow = follow
        self._looked = Looked()
        self._fold = Fold(self._looked)
        self._whole, self._heard = WholeFold(lambda _statement, _key: True), 0
        self._folded = NEVER
        self._fresh: list[Row] = []
        self._times: dict[str, int] = {}
        self._new: set[str] = set()
        self._at_hand: dict[str, list[Stored]] = {}

    @property
    def size(self) -> int:
        return self._rows.size()

    def append(self, *statements: Statement) -> list[Receipt]:
        """Store statements in one transaction; return a receipt for each.

        A statement that is stored already gets its first receipt again. If one
        is refused (`RefusedError`, `NotTakenError`), none is stored.
        """
        with self._writing(statements) as now:
            times = [self._admit(statement, now) for statement in statements]
        return [
            self._receipt(statement.id, received_at)
            for statement, received_at in zip(statements, times, strict=True)
        ]

    def admit(self, statements: Sequence[Statement]) -> list[Receipt | StrEnum]:
        """Store what may be stored, in one transaction; answer each by itself."""
        with self._writing(statements) as now:
            times = [self._admit_or_why(statement, now) for statement in statements]
        return [
            time if isinstance(time, StrEnum) else self._receipt(statement.id, time)
            for statement, time in zip(statements, times, strict=True)
        ]

    def look_ahead(self, statement: Statement) -> None:
        """Check a signature before `admit` asks; safe from any thread."""
        key = self._fold.roll.keys.held().get(statement.key)
        if key is not None:
            self._looked.look(statement, key.public_key)

    def receipts(self, ids: Sequence[str]) -> dict[str, Receipt]:
        """Return the receipts of what is stored, the same as the first time."""
        found = self._rows.received_at(ids)
        return {id_: self._receipt(id_, at) for id_, at in found.items()}

    def entries(self, start: int, stop: int | None = None) -> Iterator[bytes]:
        """Yield the log entries from index ``start`` on, before ``stop``."""
        end = self.size if stop is None else stop
        for first in range(start, end, BATCH):
            for row in self._rows.between(first, min(first + BATCH, end)):
                yield row.entry

    def statements(self) -> Iterator[Statement]:
        """Yield every statement in its order."""
        return map(parse_entry, self.entries(0))

    def fold(self) -> Fold:
        """Return what stands by now; do not change it."""
        self._catch_up()
        return self._fold

    def record(self, size: int | None = None) -> Record:
        """Return the record of the first ``size`` statements, or of all.

        The first time, this reads them all.
        """
        stop = self.size if size is None else size
        if self._heard > stop:
            self._whole, self._heard = WholeFold(lambda _statement, _key: True), 0
        for index, entry in enumerate(self.entries(self._heard, stop), self._heard):
            self._whole.add(index, parse_entry(entry))
            self._heard = index + 1
        return self._whole.record()

    def close(self) -> None:
        self._rows.close()

    def of(self, subject: str) -> Iterator[tuple[int, Statement]]:
        """See `omah.core.log.recall.Past`: what the fold has forgotten."""
        rows = self._at_hand.get(subject)
        if rows is None:
            rows = self._rows.of([subject], self._folded)
        for row in rows:
            yield row.seq - 1, parse_entry(row.entry)

    def subjects(self, prefix: str) -> list[str]:
        return self._rows.subjects(prefix)

    def type_of(self, id_: str) -> str | None:
        if id_ in self._new:
            return None
        entry = self._rows.entry(id_)
        return None if entry is None else parse_entry(entry).type

    @contextmanager
    def _writing(self, statements: Sequence[Statement]) -> Iterator[int]:
        now = self._clock()
        ids = [statement.id for statement in statements]
        try:
            with self._rows.writing():
                self._catch_up()
                self._times = self._rows.received_at(ids)
                self._new = set(ids) - self._times.keys()
                self._at_hand = self._asked_together(statements)
                yield now
                self._store(now)
        except BaseException:
            if self._fresh:
                self._folded = NEVER  # the fold holds what was not stored
            raise
        finally:
            self._fresh, self._times, self._new = [], {}, set()
            self._at_hand = {}

    def _asked_together(self, said: Sequence[Statement]) -> dict[str, list[Stored]]:
        """Ask once for all that the fold will want to recall of these statements."""
        subjects = {subject_of(one) for one in said} | {of_key(one.key) for one in said}
        rows: dict[str, list[Stored]] = {
            subject: [] for subject in subjects if self._fold.would_recall(subject)
        }
        for row in self._rows.of(sorted(rows), self._folded) if rows else ():
            rows[row.subject].append(row)
        return rows

    def _store(self, now: int) -> None:
        """Write what was admitted, and what the house says to it, as one."""
        if self._follow and self._fresh:
            said = [row.statement for row in self._fresh]
            for statement in self._follow(self._fold, said):
                self._new.add(statement.id)
                self._admit_or_why(statement, now)
        if not self._fresh:
            return
        self._rows.add(self._fresh)
        if self._taken is not None:
            self._taken(self._fold, self._fresh)

    def _admit_or_why(self, statement: Statement, now: int) -> int | StrEnum:
        try:
            return self._admit(statement, now)
        except (RefusedError, NotTakenError) as refused:
            return refused.why

    def _admit(self, statement: Statement, now: int) -> int:
        known = self._times.get(statement.id)
        if known is not None:
            return known
        not_taken = self._rule(self._fold, statement) if self._rule else None
        if not_taken is not None:
            raise NotTakenError(not_taken)
        refusal = self._fold.add(self._folded, statement)
        if refusal is not None:
            raise RefusedError(refusal.why)
        self._folded += 1
        self._times[statement.id] = now
        self._fresh.append(Row(self._folded, subject_of(statement), now, statement))
        return now

    def _catch_up(self) -> None:
        """Let go what other processes have spoken of; they have checked it."""
        size = self._rows.size()
        if not self._folded <= size <= self._folded + BATCH:
            self._folded = size
            self._fold = Fold(self._looked, self)
        elif self._fold.held() > HELD:
            self._fold.forget_all()
        if size == self._folded:
            return
        for seq, subject, entry in self._rows.between(self._folded, size):
            self._folded = seq
            if subject == ALWAYS:
                self._fold.hear_again(seq - 1, parse_entry(entry))
            else:
                self._fold.forget(subject)

    def _receipt(self, id_: str, received_at: int) -> Receipt:
        promise = self._promise
        receipt = Receipt(id_, received_at, promise.max_merge_delay, promise.log)
        return sign_receipt(receipt, promise.private)
