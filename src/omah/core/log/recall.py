"""Memory that may be let go: what was forgotten is asked for again.

All that is on record about one subject (a post, a key, a sheet) follows from the
statements of this subject. So a fold need not hold the nation: it holds what is in
use, and asks its past for the rest.
"""

import base64
from collections.abc import Callable, Iterable, Mapping
from typing import Generic, Protocol, TypeVar

from omah.core.log.statements import Statement, key_id

Key = TypeVar("Key")
Value = TypeVar("Value")

ALWAYS = ""
"""The subject of what every fold must know: root, contests, publications."""


_EVERYONE_S = {
    "election.root",
    "contest.opened",
    "publication.root",
    "content.withdrawn",
}


class Past(Protocol):
    """The statements before, by subject and by id."""

    def of(self, subject: str) -> Iterable[tuple[int, Statement]]:
        """Return index and statement of all that concerns a subject, in order."""

    def subjects(self, prefix: str) -> Iterable[str]:
        """Return every subject that begins so."""

    def type_of(self, id_: str) -> str | None:
        """Return the kind of a statement on record; ``None`` if it is not."""


class NoPast:
    """For a fold that has heard everything itself."""

    def of(self, _subject: str) -> Iterable[tuple[int, Statement]]:
        """Return nothing."""
        return ()

    def subjects(self, _prefix: str) -> Iterable[str]:
        """Return nothing."""
        return ()

    def type_of(self, _id: str) -> str | None:
        """Return ``None``."""
        return None


class Recalled(Generic[Key, Value]):
    """A mapping that, asked for what it does not hold, has it recalled.

    ``recall`` stores what it finds under the key; finding nothing, it stores
    nothing, and will be asked again the next time.
    """

    def __init__(self, recall: Callable[[Key], None] = lambda _key: None) -> None:
        self._recall = recall
        self._held: dict[Key, Value] = {}
        self._asked: set[Key] = set()

    def __len__(self) -> int:
        """Return how many are held."""
        return len(self._held)

    def __contains__(self, key: Key) -> bool:
        """Return whether there is such a key, held or recalled."""
        return self.get(key) is not None

    def __getitem__(self, key: Key) -> Value:
        """Return a value (KeyError if there is none)."""
        found = self.get(key)
        if found is None:
            raise KeyError(key)
        return found

    def __setitem__(self, key: Key, value: Value) -> None:
        """Hold a value."""
        self._held[key] = value

    def get(self, key: Key) -> Value | None:
        """Return a value, or ``None`` if there is none."""
        if key not in self._held and key not in self._asked:
            self._asked.add(key)
            try:
                self._recall(key)
            finally:
                self._asked.discard(key)
        return self._held.get(key)

    def held(self) -> Mapping[Key, Value]:
        """Return what is in memory; after forgetting, that is not everything."""
        return self._held

    def forget(self, key: Key) -> None:
        """Let one value go."""
        self._held.pop(key, None)

    def forget_all(self) -> None:
        """Let every value go."""
        self._held.clear()


def of_post(post: str) -> str:
    """Return the subject that a post is."""
    return f"post {post}"


def of_key(key: str) -> str:
    """Return the subject that a key is, by its id."""
    return f"key {key}"


def of_sheet(contest: str, station: str) -> str:
    """Return the subject that a sheet is."""
    return f"sheet {contest} {station}"


def subject_of(statement: Statement) -> str:
    """Return what a statement is about, as the past finds it again.

    Examples
    --------
    >>> of_sheet("wali-kota", "3517092003001")
    'sheet wali-kota 3517092003001'
    """
    if "station" in statement.body:
        return of_sheet(statement.text("contest"), statement.text("station"))
    match statement.type:
        case "post.granted":
            return of_post(statement.text("post"))
        case "key.enrolled":
            return of_key(key_id_of(statement))
        case "key.revoked":
            return of_key(statement.text("revoked"))
        case type_ if type_ in _EVERYONE_S:
            return ALWAYS
    return statement.type


def key_id_of(enrolled: Statement) -> str:
    """Return the id of the key that a statement enrols."""
    return key_id(base64.b64decode(enrolled.text("public_key")))
