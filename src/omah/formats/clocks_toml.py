"""The register of legal clocks: TOML to core values."""

import tomllib
from datetime import date, time
from functools import cache
from importlib.resources import files
from typing import Any

from omah.core.service.clocks import AfterHours, ClockRule, Unit


class ClocksError(ValueError):
    """The register is faulty; the message says where."""


def read_clock_rules(content: bytes) -> tuple[ClockRule, ...]:
    r"""Return every version of every rule, in file order.

    Raises
    ------
    ClocksError
        If a value is missing, or two versions of one rule overlap.

    Examples
    --------
    >>> read_clock_rules(b"rule = []")
    ()
    """
    rules = tuple(_rule(row) for row in tomllib.loads(content.decode())["rule"])
    for i, rule in enumerate(rules):
        for other in rules[i + 1 :]:
            if rule.code == other.code and _overlap(rule, other):
                raise ClocksError(f"two versions of {rule.code} hold on the same day")
    return rules


@cache
def clock_rules() -> tuple[ClockRule, ...]:
    """Return the packaged register."""
    return read_clock_rules((files("omah") / "data" / "clocks.toml").read_bytes())


def _rule(row: dict[str, Any]) -> ClockRule:
    try:
        return ClockRule(
            code=row["code"],
            days=_days(row["days"], least=1),
            unit=Unit(row["unit"]),
            extension=_days(row["extension"], least=0),
            valid_from=_day(row["from"]),
            valid_until=_day(row["until"]) if "until" in row else None,
            law=row["law"],
            says_id=row["id"],
            says_en=row["en"],
            is_read=row["read"],
            after_hours=AfterHours(row.get("after_hours", AfterHours.SAME_DAY)),
            closes=row.get("closes", time(16, 0)),
            may_pause=row.get("pauses", False),
        )
    except (KeyError, ValueError) as wrong:
        raise ClocksError(f"{row.get('code', 'a rule')}: {wrong}") from None


def _days(value: object, *, least: int) -> int:
    if not isinstance(value, int) or isinstance(value, bool) or value < least:
        raise ValueError(f"{value!r} is no number of days")
    return value


def _day(value: object) -> date:
    if not isinstance(value, date):
        raise ClocksError(f"{value!r} is no day")
    return value


def _overlap(one: ClockRule, other: ClockRule) -> bool:
    last_one = one.valid_until or date.max
    last_other = other.valid_until or date.max
    return one.valid_from <= last_other and other.valid_from <= last_one
