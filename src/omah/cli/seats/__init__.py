"""Votes to seats: `omah seats FILE --rules ID`."""

import argparse
import json
import sys
from collections.abc import Iterator
from dataclasses import replace
from importlib import resources
from pathlib import Path
from typing import assert_never

from omah.cli.main import OK, UsageError
from omah.cli.seats.choices import report_president, report_provinces, report_regions
from omah.cli.seats.party_list import report_party_list
from omah.cli.seats.report import Report, tie_row, tie_text
from omah.core.seats.rules import (
    HighestRules,
    PartyListRules,
    PresidentRules,
    RegionalHeadRules,
    SeatRules,
)
from omah.core.seats.ties import Decision, RegionVotes, with_evidence
from omah.core.seats.votes import DistrictVotes
from omah.formats.seat_rules import read_seat_rules
from omah.formats.seats_csv import read_decisions, read_spread, read_votes


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.epilog = (
        "Columns: district,seats,party,votes; candidate rows too. A tie is shown, "
        "its seat stays open, and it waits for a recorded decision."
    )
    parser.add_argument("file", type=Path, metavar="FILE", help="CSV of votes")
    parser.add_argument(
        "--rules", required=True, metavar="ID", help=", ".join(packaged_rules())
    )
    parser.add_argument(
        "--decision", type=Path, metavar="FILE", help="TOML of decisions about ties"
    )
    parser.add_argument(
        "--spread",
        type=Path,
        metavar="FILE",
        help="CSV district,code,party,votes: evidence for ties, by region",
    )
    parser.add_argument("--json", action="store_true", help="JSON lines only")


def run(args: argparse.Namespace) -> int:
    rules = packaged_rules().get(args.rules)
    if rules is None:
        known = ", ".join(packaged_rules())
        raise UsageError(f"there are no rules '{args.rules}'; known are {known}")
    try:
        table = read_votes(_bytes(args.file))
        report = count_seats(
            table.districts,
            rules,
            read_decisions(_bytes(args.decision)) if args.decision else (),
            read_spread(_bytes(args.spread)) if args.spread else (),
        )
    except ValueError as problem:
        raise UsageError(str(problem)) from problem
    if table.ignored:
        sys.stderr.write(f"columns not used: {', '.join(table.ignored)}\n")
    for warning in (*report.warnings, *_waiting(report)):
        sys.stderr.write(f"omah seats: {warning}\n")
    _print(report, as_json=args.json)
    return OK  # a tie is a lawful outcome that waits, not a fault


def packaged_rules() -> dict[str, SeatRules]:
    register = resources.files("omah") / "data" / "seat_rules.toml"
    return read_seat_rules(register.read_bytes())


def count_seats(
    districts: tuple[DistrictVotes, ...],
    rules: SeatRules,
    decisions: tuple[Decision, ...] = (),
    spread: tuple[RegionVotes, ...] = (),
) -> Report:
    report = _report(districts, rules, decisions)
    for decision in decisions:
        if decision not in report.used:
            names = ", ".join(sorted(decision.tied))
            where = decision.district or "the nation"
            raise ValueError(f"no tie of {names} in {where} waits for this decision")
    ties = tuple(with_evidence(tie, spread) for tie in report.ties)
    return replace(report, ties=ties)


def _report(
    districts: tuple[DistrictVotes, ...],
    rules: SeatRules,
    decisions: tuple[Decision, ...],
) -> Report:
    match rules:
        case PartyListRules():
            return report_party_list(districts, rules, decisions)
        case HighestRules():
            return report_provinces(districts, rules, decisions)
        case PresidentRules():
            return report_president(districts, rules, decisions)
        case RegionalHeadRules():
            return report_regions(districts, rules, decisions)
        case _:
            assert_never(rules)


def _waiting(report: Report) -> Iterator[str]:
    for tie in report.ties:
        where = " / ".join(filter(None, (tie.district, tie.party))) or "Indonesia"
        yield f"a tie waits for a decision: {where}: {', '.join(tie.tied)}"


def _bytes(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as problem:
        raise UsageError(f"can't read {path}: {problem.strerror}") from problem


def _print(report: Report, *, as_json: bool) -> None:
    if as_json:
        for row in (*report.rows, *map(tie_row, report.ties)):
            print(json.dumps(row, ensure_ascii=False))
        return
    for line in report.text:
        print(line)
    for tie in report.ties:
        print("\n".join(tie_text(tie)))
