"""The figures of one sheet: field id to whole number; unknown is not zero."""

from collections.abc import Mapping
from enum import StrEnum

Figures = Mapping[str, int | None]
"""Field id to the number on paper; ``None`` is unknown (blank, unreadable)."""


class Mark(StrEnum):
    """What stands in one digit box. X, dash, blank and 0 stay distinct.

    The last three are doubts: they stand for no digit.
    """

    D0 = "0"
    D1 = "1"
    D2 = "2"
    D3 = "3"
    D4 = "4"
    D5 = "5"
    D6 = "6"
    D7 = "7"
    D8 = "8"
    D9 = "9"
    X = "X"
    DASH = "-"
    BLANK = "_"
    STRUCK = "/"
    OVERWRITTEN = "&"
    UNREADABLE = "?"
