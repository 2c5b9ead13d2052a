"""Photographs to checked, added-up, published figures that anyone can recompute."""

import argparse
import os
from collections import Counter as Tally
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

from omah.adapters.blobs import Blobs
from omah.adapters.clock import Clock, system_clock
from omah.adapters.count import Counter
from omah.adapters.election import Election, NoElectionError, OpenedForm
from omah.adapters.elections import (
    begin_election,
    election_behind,
    public_blobs,
    published_root,
)
from omah.adapters.files import Folder
from omah.adapters.intake import (
    Intake,
    IntakeError,
    Placed,
    Refuse,
    find_photographs,
)
from omah.adapters.log import Log, Sequencer
from omah.adapters.reader import WRONG_STATION, Job, read_stations
from omah.cli.main import OK, WRONG, UsageError, printable
from omah.cli.publish import REGIONS, RULES, definitions_in, register_of
from omah.cli.steps import step
from omah.core.count.contests import Contest
from omah.core.count.record import Record, SheetStatus
from omah.core.places.registers import RegionRegister, RegisterError
from omah.formats.contest_toml import ContestError, load_contest
from omah.formats.regions_tsv import read_regions
from omah.formats.rules_toml import register_text
from omah.site.i18n import words
from omah.site.lists import LOG_FOLDER
from omah.site.publish import fields_of
from omah.site.release import DEFINITIONS, Release

SHOWN = 20
WAIT_FOR_A_PERSON = (
    SheetStatus.WAITING,
    SheetStatus.UNCONFIRMED,
    SheetStatus.DIFFERS,
    SheetStatus.REJECTED,
)


@dataclass(frozen=True, slots=True)
class Plan:
    """What is to be counted, and the definitions that the election rests on."""

    contest: Contest
    definitions: Mapping[str, bytes]
    photographs: Intake


def run(args: argparse.Namespace) -> int:
    if args.jobs is not None and args.jobs < 1:
        raise UsageError("--jobs must be 1 or more")
    plan = make_plan(args)
    if not plan.photographs.placed:
        raise UsageError(nothing_placed(args.folder, plan.photographs))
    election = election_of(plan, args.out)
    read_into(election, plan, out=args.out, processes=args.jobs or os.cpu_count() or 1)
    release_of(plan, election, args.out, args.publisher).run()
    return summarise(election, plan, args.out)


def make_plan(args: argparse.Namespace) -> Plan:
    try:
        definition = args.contest.read_bytes()
        contest = load_contest(definition.decode())
        regions = args.regions.read_bytes() if args.regions else None
    except (OSError, UnicodeDecodeError, ContestError) as problem:
        raise UsageError(str(problem)) from None
    definitions = definitions_begun(args.out) or fresh(contest, definition, regions)
    if definitions.get(f"{contest.id}.toml") != definition:
        raise UsageError(f"{args.out} holds a count of another contest")
    if regions not in (None, definitions.get(REGIONS)):
        raise UsageError(f"--regions: the count in {args.out} began with other regions")
    try:
        register = (
            read_regions(definitions[REGIONS]) if REGIONS in definitions else None
        )
        found = find_photographs(
            args.folder, contest=contest.id, refuse=refusal(contest, register)
        )
    except RegisterError as problem:
        raise UsageError(f"--regions: {problem}") from None
    except (OSError, IntakeError) as problem:
        raise UsageError(str(problem)) from None
    return Plan(contest, definitions, found)


def definitions_begun(out: Path) -> dict[str, bytes]:
    """Return what a count in ``out`` began with: a new release keeps to it."""
    return definitions_in(out) if published_root(Folder(out / LOG_FOLDER)) else {}


def fresh(
    contest: Contest, definition: bytes, regions: bytes | None
) -> dict[str, bytes]:
    given = {} if regions is None else {REGIONS: regions}
    contest_file = {f"{contest.id}.toml": definition}
    return contest_file | given | {RULES: register_text().encode()}


def refusal(contest: Contest, register: RegionRegister | None) -> Refuse:
    def refuse(station: str) -> str:
        if not station.startswith(contest.region):
            return f"station {station} lies outside the contest's region"
        if register is not None and station not in register:
            return f"station {station} is not in the register of regions"
        return ""

    return refuse


def nothing_placed(folder: Path, found: Intake) -> str:
    why = "".join(f" ({i.path.name}: {i.reason})" for i in found.unplaced[:1])
    return f"no photograph in {folder} has a place{why}; nothing is done"


def election_of(plan: Plan, out: Path) -> Election:
    """Continue the count that ``out`` holds, or begin one in an empty folder."""
    log = Folder(out / LOG_FOLDER)
    if published_root(log):
        try:
            return election_behind(log)
        except NoElectionError:
            raise UsageError(
                f"{out} holds a count begun on another machine; name another folder"
            ) from None
    if out.is_dir() and any(out.iterdir()):
        raise UsageError(f"{out} is not empty and holds no count; name another folder")
    return begin_in(plan, out)


def begin_in(plan: Plan, out: Path) -> Election:
    """Begin, and put the log into ``out``: a count that is cut off can go on."""
    election = begin(plan)
    kept = Folder(out / DEFINITIONS)
    for name, content in plan.definitions.items():
        kept.put(name, content)
    log = Log(Folder(out / LOG_FOLDER), election.log_key)
    Sequencer(election.ledger, log).run()
    return election


def begin(plan: Plan, *, clock: Clock = system_clock) -> Election:
    known = plan.definitions
    contest_file = known[f"{plan.contest.id}.toml"]
    return begin_election(
        name=plan.contest.election,
        forms=[OpenedForm(plan.contest, contest_file, fields_of(plan.contest))],
        registers={REGIONS: known[REGIONS]} if REGIONS in known else {},
        rules={RULES: known[RULES]},
        clock=clock,
    )


def release_of(plan: Plan, election: Election, out: Path, publisher: str) -> Release:
    public = public_blobs(election)
    return Release(
        out=out,
        election=election,
        contests=[plan.contest],
        register=register_of(plan.definitions, election),
        definitions=plan.definitions,
        photos=public.get,
        publisher=publisher,
    )


def read_into(election: Election, plan: Plan, *, out: Path, processes: int) -> None:
    """Read every photograph not on record yet, and put it there."""
    details = Blobs(Folder(out / "blobs"))
    counter = Counter(election, public_blobs(election), details)
    jobs = jobs_of(plan, counter)
    with step("Reading the photographs", len(jobs)) as bar:
        for outcome in read_stations(jobs, processes):
            counter.record(outcome)
            bar.update()
    counter.accept_agreed()


def jobs_of(plan: Plan, counter: Counter) -> list[Job]:
    contest = plan.contest
    by_station: dict[str, list[Placed]] = {}
    for item in plan.photographs.placed:
        if not counter.knows(item.station, item.sha256):
            by_station.setdefault(item.station, []).append(item)
    fields = fields_of(contest)
    return [
        Job(station, contest.id, contest.form, fields, tuple(photographs))
        for station, photographs in sorted(by_station.items())
    ]


def summarise(election: Election, plan: Plan, out: Path) -> int:
    """Print what was found and what waits; 1 if a photograph has no place."""
    record = election.ledger.record()
    tell(record, missing=0)
    rejected = dict(rejections(record, plan))
    print_some(
        "ditolak / rejected", {p: in_both(f"reason.{r}") for p, r in rejected.items()}
    )
    unplaced = plan.photographs.unplaced
    print_some("tidak dihitung / not counted", {i.path: i.reason for i in unplaced})
    tell_where(election, out)
    return WRONG if unplaced or WRONG_STATION in rejected.values() else OK


def rejections(record: Record, plan: Plan) -> Iterator[tuple[Path, str]]:
    """Yield the photographs of this folder that were rejected, and why."""
    paths = {(i.station, i.sha256): i.path for i in plan.photographs.placed}
    for sheet in record.sheets.values():
        for capture in sheet.captures:
            path = paths.get((sheet.station, capture.original_sha256))
            if capture.reason and path:
                yield path, capture.reason


def print_some(what: str, reasons: Mapping[Path, str]) -> None:
    for path, reason in islice(sorted(reasons.items()), SHOWN):
        print(f"{what}: {printable(f'{path}: {reason}')}")
    if len(reasons) > SHOWN:
        print(f"{what}: {len(reasons) - SHOWN} lagi / more")


def tell(record: Record, *, missing: int) -> None:
    """Print how many sheets stand where, and how many wait for a person."""
    statuses = Tally(sheet.status for sheet in record.sheets.values())
    statuses[SheetStatus.MISSING] += missing
    for status in SheetStatus:
        if statuses[status]:
            print(f"{statuses[status]:>6}  {in_both(f'status.{status.value}')}")
    waiting = sum(statuses[status] for status in WAIT_FOR_A_PERSON)
    print(f"{waiting:>6}  menunggu orang / wait for a person")


def in_both(key: str) -> str:
    return " / ".join(words(lang)(key) for lang in ("id", "en"))


def tell_where(election: Election, out: Path) -> None:
    key = election.log_key.public.text
    print(f"terbit / published: {out / 'index.html'}")
    print(f"periksa / verify:   ./omah verify {out} --key {key}")
