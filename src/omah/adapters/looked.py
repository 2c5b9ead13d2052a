"""Signatures checked before their turn, in whatever thread has time."""

from omah.core.log.statements import Statement
from omah.formats.keys_spki import statement_holds

MOST = 10_000
"""So many checks are remembered at once; a server's requests wait for fewer."""


class Looked:
    """A signature check that remembers, once each, what it has found to hold."""

    def __init__(self) -> None:
        self._found: set[tuple[str, str, str]] = set()

    def look(self, statement: Statement, public_key: str) -> None:
        """Check now, so that the next call for the same three is quick."""
        if statement_holds(statement, public_key):
            if len(self._found) >= MOST:
                self._found.clear()
            self._found.add((statement.id, statement.sig, public_key))

    def __call__(self, statement: Statement, public_key: str) -> bool:
        seen = (statement.id, statement.sig, public_key)
        if seen in self._found:
            self._found.discard(seen)
            return True
        return statement_holds(statement, public_key)
