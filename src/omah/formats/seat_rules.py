"""The packaged register of seat rules: TOML bytes to core values."""

import tomllib
from collections.abc import Mapping
from fractions import Fraction
from typing import Any

from omah.core.seats.rules import (
    Divisors,
    HighestRules,
    LawRef,
    PartyListRules,
    PresidentRules,
    RegionalHeadRules,
    SeatRules,
    Source,
)


def read_seat_rules(register: bytes) -> dict[str, SeatRules]:
    """Return the rules of each election by id.

    Parameters
    ----------
    register
        TOML: articles under ``law``, elections under ``rules``.

    Raises
    ------
    KeyError
        If a value or an article that is named is missing.
    ValueError
        If a kind of rules is unknown, or the bytes are not TOML.
    """
    tables = tomllib.loads(register.decode())
    law = {key: _law_ref(row) for key, row in tables["law"].items()}
    return {
        id_: _rules(row, _source(id_, row, law)) for id_, row in tables["rules"].items()
    }


def _law_ref(row: Mapping[str, Any]) -> LawRef:
    return LawRef(row["article"], row["id"], row["en"], row["read"])


def _source(id_: str, row: Mapping[str, Any], law: Mapping[str, LawRef]) -> Source:
    return Source(
        id_,
        row["title_id"],
        row["title_en"],
        row["valid_from"],
        tuple(law[key] for key in row["law"]),
    )


def _rules(row: Mapping[str, Any], source: Source) -> SeatRules:
    match row["kind"]:
        case "party-list":
            return _party_list(row, source)
        case "highest":
            return HighestRules(source, row["seats"], row["replacements"])
        case "president":
            return PresidentRules(
                source,
                Fraction(row["majority"]),
                Fraction(row["province_share"]),
                Fraction(row["provinces"]),
                frozenset(row["abroad"]),
            )
        case "regional-head":
            return RegionalHeadRules(
                source,
                Fraction(row["majority"]),
                frozenset(row["run_off_regions"]),
                frozenset(row["empty_column"]),
            )
        case kind:
            raise ValueError(f"{source.id}: there are no seat rules of kind {kind!r}")


def _party_list(row: Mapping[str, Any], source: Source) -> PartyListRules:
    threshold = row.get("threshold")
    return PartyListRules(
        source,
        Divisors(**row["divisors"]),
        Fraction(threshold) if threshold else None,
        row.get("total_seats"),
    )
