"""The rules of voting elsewhere and of accessible stations, from packaged TOML."""

import tomllib
from dataclasses import replace
from functools import cache
from importlib.resources import files
from typing import Any

from omah.core.service.transfer import (
    Area,
    Ballot,
    ElectionKind,
    Reason,
    Said,
    TransferRules,
)


def read_transfer_rules(content: bytes) -> tuple[TransferRules, ...]:
    """Return the rules of every kind of election, in file order.

    A table that names another in ``same_as`` has its reasons, papers and steps.

    Raises
    ------
    KeyError
        If a value is missing, or a table named in ``same_as`` does not stand before.
    """
    tables = tomllib.loads(content.decode())
    ballots = [(row["kind"], _ballot(row)) for row in tables["ballot"]]
    known: dict[str, TransferRules] = {}
    for row in tables["rules"]:
        own = tuple(ballot for kind, ballot in ballots if kind == row["kind"])
        known[row["code"]] = _rules(row, own, known)
    return tuple(known.values())


@cache
def transfer_rules() -> tuple[TransferRules, ...]:
    """Return the packaged rules."""
    return read_transfer_rules((files("omah") / "data" / "transfer.toml").read_bytes())


def _rules(
    row: dict[str, Any], ballots: tuple[Ballot, ...], known: dict[str, TransferRules]
) -> TransferRules:
    if "same_as" in row:
        return replace(
            known[row["same_as"]],
            code=row["code"],
            kind=ElectionKind(row["kind"]),
            valid_from=row["from"],
            law=row["law"],
            is_read=row["read"],
            ballots=ballots,
            notes=_notes(row),
            ballots_law=row["ballots_law"],
            ballots_are_read=row["ballots_read"],
        )
    return TransferRules(
        code=row["code"],
        kind=ElectionKind(row["kind"]),
        valid_from=row["from"],
        law=row["law"],
        is_read=row["read"],
        reasons=tuple(_reason(each) for each in row["reason"]),
        papers=tuple(_said(each) for each in row["paper"]),
        steps=tuple(_said(each) for each in row["step"]),
        ballots=ballots,
        notes=_notes(row),
        ballots_law=row["ballots_law"],
        ballots_are_read=row["ballots_read"],
    )


def _notes(row: dict[str, Any]) -> tuple[Said, ...]:
    return tuple(_said(each) for each in row.get("note", ()))


def _reason(row: dict[str, Any]) -> Reason:
    return Reason(
        row["code"],
        row["days_before"],
        _said(row),
        Said(row["easy_id"], row["easy_en"]),
        Said(row["papers_id"], row["papers_en"]),
    )


def _ballot(row: dict[str, Any]) -> Ballot:
    return Ballot(
        row["contest"], Area(row["area"]), _said(row), tuple(row.get("not_in", ()))
    )


def _said(row: dict[str, Any]) -> Said:
    return Said(row["id"], row["en"])
