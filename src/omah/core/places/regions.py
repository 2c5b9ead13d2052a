"""Region codes: KPU's 2-4-6-10-13 digits, from the nation down to a station.

Abroad (``99``), KPU numbers the missions with letters once the digits run out:
``99BF`` is a mission, as ``3517`` is a kabupaten.
"""

import re
from enum import IntEnum


class Level(IntEnum):
    """Level of a region; the number of its code's digits tells it."""

    NASIONAL = 0
    PROVINSI = 1
    KABKOTA = 2
    KECAMATAN = 3
    KELDES = 4
    STATION = 5


DIGITS = {
    Level.NASIONAL: 0,
    Level.PROVINSI: 2,
    Level.KABKOTA: 4,
    Level.KECAMATAN: 6,
    Level.KELDES: 10,
    Level.STATION: 13,
}
CODE_PATTERN = "[0-9]*|99[0-9A-Z]{2}[0-9]*"
_CODE = re.compile(CODE_PATTERN)
_LEVEL_OF_LENGTH = {digits: level for level, digits in DIGITS.items()}


def level_of(code: str) -> Level:
    """Return the level of a KPU code.

    Parameters
    ----------
    code
        Digits, and abroad two letters; the nation is the empty string.

    Raises
    ------
    ValueError
        If the code is of no known form or length.

    Examples
    --------
    >>> level_of("3517092003001").name
    'STATION'
    """
    if not _CODE.fullmatch(code):
        raise ValueError(f"a region code has digits only: {code!r}")
    try:
        return _LEVEL_OF_LENGTH[len(code)]
    except KeyError:
        raise ValueError(f"no region level has {len(code)} digits: {code!r}") from None


def ancestor(code: str, level: Level) -> str:
    """Return the code of the region of ``level`` that holds ``code``.

    Examples
    --------
    >>> ancestor("3517092003001", Level.KECAMATAN)
    '351709'
    """
    if level > level_of(code):
        raise ValueError(f"{code!r} lies above level {level.name}")
    return code[: DIGITS[level]]


def parent(code: str) -> str:
    """Return the code of the region directly above; the nation has none.

    Examples
    --------
    >>> parent("3517")
    '35'
    """
    level = level_of(code)
    if level is Level.NASIONAL:
        raise ValueError("the nation has no parent")
    return ancestor(code, Level(level - 1))
