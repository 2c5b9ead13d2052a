"""What a bill rests on: TOML to ``omah.core.office.costs`` values, strictly checked."""

import re
import tomllib
from dataclasses import fields
from datetime import date
from importlib.resources import files
from typing import Any, TypeVar

from omah.core.office.costs import Habits, Inputs, Measured, Prices

LARGEST = 10**15
Part = TypeVar("Part", Measured, Habits, Prices)


class CostsError(ValueError):
    """The file is wrong; the message names the value and what it should be."""


def read_costs(text: str | None = None) -> Inputs:
    """Return what a bill rests on.

    Parameters
    ----------
    text
        TOML with the tables ``measured``, ``habits`` and ``prices``; without it
        the packaged file, whose prices are assumptions.

    Raises
    ------
    CostsError
        If it is not TOML, or a value is missing, unknown, or of the wrong kind.

    Examples
    --------
    >>> read_costs().prices.is_assumed
    True
    """
    packaged = files("omah.data") / "costs.toml"
    try:
        given = tomllib.loads(packaged.read_text("utf-8") if text is None else text)
    except tomllib.TOMLDecodeError as problem:
        raise CostsError(f"not TOML: {problem}") from None
    if unknown := sorted(given.keys() - {"measured", "habits", "prices"}):
        raise CostsError(f"unknown table {unknown[0]}")
    return Inputs(
        _part(Measured, given, "measured"),
        _part(Habits, given, "habits"),
        _part(Prices, given, "prices"),
    )


def with_measured(text: str, measured: Measured) -> str:
    r"""Return a file of costs with another table of what was measured.

    Parameters
    ----------
    text
        A file of costs; all else in it stays, comments too.
    measured
        What stands in it now.

    Raises
    ------
    CostsError
        If the text has no table ``measured`` above another one.

    Examples
    --------
    >>> measured = read_costs().measured
    >>> print(with_measured("[measured]\nrow_bytes = 1\n\n[habits]", measured)[:28])
    [measured]
    dated = 20...
    """
    lines = [
        f"{f.name} = {_written(getattr(measured, f.name))}" for f in fields(measured)
    ]
    table = "\n".join(lines)
    found = re.compile(r"(\[measured\][^\n]*\n).*?(\n\n\[)", re.DOTALL)
    replaced, count = found.subn(lambda at: f"{at[1]}{table}{at[2]}", text, count=1)
    if not count:
        raise CostsError("there is no table [measured] above another one")
    return replaced


def _written(value: object) -> str:
    if isinstance(value, str):
        return '"' + value.replace("\\", "").replace('"', "") + '"'
    return f"{value:_}" if isinstance(value, int) else str(value)


def _part(kind: type[Part], given: dict[str, Any], name: str) -> Part:
    table = given.get(name)
    if not isinstance(table, dict):
        raise CostsError(f"there is no table [{name}]")
    wanted = {field.name: field.type for field in fields(kind)}
    if missing := sorted(wanted.keys() - table.keys()):
        raise CostsError(f"{name} lacks {missing[0]}")
    if unknown := sorted(table.keys() - wanted.keys()):
        raise CostsError(f"{name} has unknown {unknown[0]}")
    for key, type_ in wanted.items():
        if not _fits(table[key], type_):
            raise CostsError(f"{name}.{key} is not {_WORDS[type_]}: {table[key]!r}")
    if name == "habits" and not (table["load_pct"] and table["reading_hours"]):
        raise CostsError("habits: load_pct and reading_hours must be above 0")
    return kind(**table)


def _fits(value: object, type_: object) -> bool:
    if type(value) is not type_:
        return False
    return not isinstance(value, int) or 0 <= value <= LARGEST


_WORDS: dict[object, str] = {
    int: f"a whole number from 0 to {LARGEST}",
    bool: "true or false",
    str: "text",
    date: "a date",
}
