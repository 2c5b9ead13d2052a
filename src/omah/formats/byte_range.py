"""The one range of bytes that a player asks of a sound (RFC 9110, 14)."""

import re
from dataclasses import dataclass

_ONE = re.compile(r"bytes=(\d{0,18})-(\d{0,18})")


@dataclass(frozen=True, slots=True)
class ByteRange:
    """Bytes from ``first`` to ``last``, both included."""

    first: int
    last: int

    @property
    def length(self) -> int:
        """How many bytes."""
        return self.last - self.first + 1


class UnsatisfiableError(ValueError):
    """No byte of the file lies in the range."""


def read_range(header: str, size: int) -> ByteRange | None:
    """Return the range that a ``Range`` header asks for, or None for the whole.

    Several ranges, other units and nonsense are ignored, as the standard allows.

    Raises
    ------
    UnsatisfiableError
        If the range lies wholly behind the end.

    Examples
    --------
    >>> read_range("bytes=2-", 10), read_range("bytes=-3", 10)
    (ByteRange(first=2, last=9), ByteRange(first=7, last=9))
    """
    found = _ONE.fullmatch(header.strip())
    if found is None or not (found[1] or found[2]):
        return None
    if not found[1]:
        tail = int(found[2])
        if not tail or not size:
            raise UnsatisfiableError
        return ByteRange(max(size - tail, 0), size - 1)
    first = int(found[1])
    last = min(int(found[2]), size - 1) if found[2] else size - 1
    if found[2] and int(found[2]) < first:
        return None
    if first >= size:
        raise UnsatisfiableError
    return ByteRange(first, last)
