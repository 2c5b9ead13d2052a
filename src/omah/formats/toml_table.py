"""A TOML table that is read once, key by key, and complains of what is left."""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import TypeVar

Choice = TypeVar("Choice", bound=StrEnum)
MICROMETRES = 1000


class SpecError(ValueError):
    """A specification is faulty; the message says where and what."""


class Table:
    """A parsed TOML table whose keys are taken one by one, with their type.

    Parameters
    ----------
    content
        The table as ``tomllib`` gives it, decimals as ``Decimal``.
    where
        What to call the table in messages.
    """

    def __init__(self, content: object, where: str) -> None:
        if not isinstance(content, dict):
            raise SpecError(f"{where} is not a table")
        self._content: dict[str, object] = dict(content)
        self._where = where

    @property
    def keys(self) -> tuple[str, ...]:
        """Return the keys that have not been taken yet, in file order."""
        return tuple(self._content)

    def copy(self) -> "Table":
        """Return the table with the keys that have not been taken yet."""
        return Table(self._content, self._where)

    def finish(self) -> None:
        """Complain (SpecError) of keys that nobody took."""
        if self._content:
            raise SpecError(f"{self._where} has unknown {', '.join(self._content)}")

    def text(self, key: str) -> str:
        """Take a string."""
        value = self._take(key)
        if not isinstance(value, str) or not value:
            raise self._wrong(key, "must be a text")
        return value

    def day(self, key: str) -> str:
        """Take a day, ISO 8601."""
        value = self.text(key)
        try:
            return date.fromisoformat(value).isoformat()
        except ValueError:
            raise self._wrong(
                key, f"must be a day such as 2024-11-27: {value!r}"
            ) from None

    def texts(self, key: str) -> Iterator[str]:
        """Take a list of strings."""
        for value in self._list(key):
            if not isinstance(value, str):
                raise self._wrong(key, "must be a list of texts")
            yield value

    def whole(self, key: str, default: int | None = None) -> int:
        """Take a whole number."""
        value = self._take(key, default)
        if not isinstance(value, int) or isinstance(value, bool):
            raise self._wrong(key, "must be a whole number")
        return value

    def wholes(self, key: str) -> Iterator[int]:
        """Take a list of whole numbers; none if the key is absent."""
        for value in self._list(key) if key in self._content else ():
            if not isinstance(value, int) or isinstance(value, bool):
                raise self._wrong(key, "must be a list of whole numbers")
            yield value

    def choice(
        self, key: str, kind: type[Choice], default: Choice | None = None
    ) -> Choice:
        """Take one of the values of an enumeration."""
        value = self._take(key, default)
        try:
            return kind(str(value))
        except ValueError:
            raise self._wrong(key, f"must be one of {', '.join(kind)}") from None

    def length(self, key: str, default: int | None = None) -> int:
        """Take millimetres as micrometres; the default is in micrometres."""
        if default is not None and key not in self._content:
            return default
        return self._micrometres(key, self._take(key))

    def lengths(
        self, key: str, count: int, *, optional: bool = False
    ) -> tuple[int, ...]:
        """Take so many millimetres as micrometres; empty if optional and absent."""
        if optional and key not in self._content:
            return ()
        values = self._list(key)
        if len(values) != count:
            raise self._wrong(key, f"must have {count} lengths")
        return tuple(self._micrometres(key, value) for value in values)

    def rows(self, key: str, least: int, most: int = 0) -> Iterator[tuple[int, ...]]:
        """Take a list of rows of lengths; none if the key is absent."""
        for row in self._list(key) if key in self._content else ():
            if not isinstance(row, list) or not least <= len(row) <= (most or least):
                raise self._wrong(key, f"needs rows of {least} lengths")
            yield tuple(self._micrometres(key, value) for value in row)

    def places(self, key: str) -> dict[str, int]:
        """Take a table of names and lengths."""
        table = self.table(key)
        return {name: table.length(name) for name in table.keys}

    def placed_words(self, key: str) -> Iterator[tuple[int, int, str]]:
        """Take rows of x, y (millimetres) and words."""
        for row in self._list(key):
            if not isinstance(row, list) or len(row) != 3:
                raise self._wrong(key, "needs rows of x, y and words")
            x, y = (self._micrometres(key, value) for value in row[:2])
            yield x, y, str(row[2])

    def table(self, key: str, *, optional: bool = False) -> "Table":
        """Take a table; empty if optional and absent."""
        return Table(self._take(key, {} if optional else None), f"{self._where}.{key}")

    def tables(self, key: str, *, optional: bool = False) -> Iterator["Table"]:
        """Take a list of tables."""
        values = [] if optional and key not in self._content else self._list(key)
        for i, value in enumerate(values, start=1):
            yield Table(value, f"{self._where}.{key} {i}")

    def _take(self, key: str, default: object = None) -> object:
        value = self._content.pop(key, default)
        if value is None:
            raise SpecError(f"{self._where} lacks {key}")
        return value

    def _list(self, key: str) -> list[object]:
        value = self._take(key)
        if not isinstance(value, list):
            raise self._wrong(key, "must be a list")
        return value

    def _micrometres(self, key: str, value: object) -> int:
        if isinstance(value, bool) or not isinstance(value, (int, Decimal)):
            raise self._wrong(key, f"is not a length in millimetres: {value!r}")
        scaled = value * MICROMETRES
        if scaled != int(scaled):
            raise self._wrong(key, f"is finer than a micrometre: {value}")
        return int(scaled)

    def _wrong(self, key: str, what: str) -> SpecError:
        return SpecError(f"{self._where}.{key} {what}")
