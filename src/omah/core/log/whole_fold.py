"""The fold over a whole log: what anyone computes who has nothing but the log."""

from collections.abc import Iterable

from omah.core.count.record import Record
from omah.core.log.fold import Fold, Refusal
from omah.core.log.roll import SignatureCheck
from omah.core.log.statements import Statement


class WholeFold(Fold):
    """A fold that has heard the whole log, so that it can tell the whole record."""

    def __init__(self, holds: SignatureCheck) -> None:
        super().__init__(holds)
        self.refusals: list[Refusal] = []

    def record(self) -> Record:
        """Return the record as it stands now."""
        election = self.root.text("name") if self.root else ""
        sheets = {
            (contest, station): sheet.record(contest, station)
            for (contest, station), sheet in self._sheets.held().items()
        }
        return Record(election, sheets, frozenset(self._withdrawn))

    def doubted(self, statements: Iterable[Statement]) -> tuple[int, ...]:
        """Return the indices of statements by keys that were revoked for then."""
        starts = {
            key: enrolled.doubted_from
            for key, enrolled in self.roll.keys.held().items()
            if enrolled.doubted_from is not None
        }
        return tuple(
            index
            for index, statement in enumerate(statements)
            if index >= starts.get(statement.key, index + 1)
        )


def fold(statements: Iterable[Statement], holds: SignatureCheck) -> WholeFold:
    """Return the fold over a whole log.

    Parameters
    ----------
    statements
        In the order of the log.
    holds
        Whether a public key (base64) has signed a statement;
        `omah.formats.keys_spki.statement_holds` knows.
    """
    folded = WholeFold(holds)
    for index, statement in enumerate(statements):
        refusal = folded.add(index, statement)
        if refusal is not None:
            folded.refusals.append(refusal)
    return folded
