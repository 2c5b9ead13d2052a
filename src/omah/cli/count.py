"""Photographs to checked, added-up, published figures that anyone can recompute."""

import argparse
import os
from collections import Counter as Tally
from collections.abc import Iterable
from dataclasses import dataclass
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
from omah.adapters.intake import Intake, IntakeError, Placed, find_photographs
from omah.adapters.reader import Job, read_stations
from omah.cli.main import OK, WRONG, UsageError
from omah.cli.steps import step
from omah.core.contests import Contest
from omah.core.record import Record, SheetStatus
from omah.core.regions import DIGITS, Level
from omah.core.registers import Region, RegionRegister, RegisterError
from omah.formats.contest_toml import ContestError, load_contest
from omah.formats.regions_tsv import read_regions, write_regions
from omah.formats.rules_toml import register_text
from omah.site.i18n import words
from omah.site.lists import LOG_FOLDER
from omah.site.publish import fields_of
from omah.site.release import Release

SHOWN = 20
WAIT_FOR_A_PERSON = (
    SheetStatus.WAITING,
    SheetStatus.UNCONFIRMED,
    SheetStatus.DIFFERS,
    SheetStatus.REJECTED,
)

LEVEL_WORDS = {
    Level.PROVINSI: "Provinsi",
    Level.KABKOTA: "Kabupaten/Kota",
    Level.KECAMATAN: "Kecamatan",
    Level.KELDES: "Kelurahan/Desa",
    Level.STATION: "TPS",
}


@dataclass(frozen=True, slots=True)
class Plan:
    """What is to be counted, and what it rests on."""

    contest: Contest
    definition: bytes
    register: RegionRegister
    photographs: Intake

    @property
    def definitions(self) -> dict[str, bytes]:
        return {
            f"{self.contest.id}.toml": self.definition,
            "regions.tsv": write_regions(self.register),
            "rules.toml": register_text().encode(),
        }


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("folder", type=Path, metavar="DIR", help="the photographs")
    parser.add_argument("--contest", type=Path, required=True, metavar="FILE.toml")
    parser.add_argument("--out", type=Path, required=True, metavar="DIR")
    parser.add_argument(
        "--regions", type=Path, metavar="FILE", help="a register with region names"
    )
    parser.add_argument("--publisher", default="Omah", help="who publishes")
    parser.add_argument("--jobs", type=int, help="processes (default: one per core)")


def run(args: argparse.Namespace) -> int:
    plan = make_plan(args)
    if not plan.photographs.placed:
        raise UsageError(f"no photograph in {args.folder} has a place; nothing is done")
    election = election_of(plan, args.out)
    release = release_of(plan, election, args.out, args.publisher)
    read_into(election, plan, out=args.out, processes=args.jobs or os.cpu_count() or 1)
    release.run()
    return summarise(election, plan, args.out)


def make_plan(args: argparse.Namespace) -> Plan:
    try:
        definition = args.contest.read_bytes()
        contest = load_contest(definition.decode())
        found = find_photographs(args.folder, contest=contest.id)
        stations = {item.station for item in found.placed}
        register = (
            read_regions(args.regions.read_bytes())
            if args.regions
            else nameless_register(contest, stations)
        )
    except (OSError, UnicodeDecodeError, ContestError, IntakeError) as problem:
        raise UsageError(str(problem)) from None
    except RegisterError as problem:
        raise UsageError(f"--regions: {problem}") from None
    return Plan(contest, definition, register, found)


def nameless_register(contest: Contest, stations: Iterable[str]) -> RegionRegister:
    """Return the regions that hold these stations, named by level and code."""
    codes = {
        station[: DIGITS[level]]
        for station in stations
        for level in Level
        if level is not Level.NASIONAL
    }
    level_of_digits = {digits: level for level, digits in DIGITS.items()}
    regions = [
        Region(code, f"{LEVEL_WORDS[level_of_digits[len(code)]]} {shown(code)}")
        for code in sorted(codes)
    ]
    return RegionRegister.of(contest.date, "codes of the photographs", regions)


def shown(code: str) -> str:
    return code[-3:] if len(code) == DIGITS[Level.STATION] else code


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
    return begin(plan)


def begin(plan: Plan, *, clock: Clock = system_clock) -> Election:
    definitions = plan.definitions
    return begin_election(
        name=plan.contest.election,
        forms=[OpenedForm(plan.contest, plan.definition, fields_of(plan.contest))],
        registers={"regions.tsv": definitions["regions.tsv"]},
        rules={"rules.toml": definitions["rules.toml"]},
        clock=clock,
    )


def release_of(plan: Plan, election: Election, out: Path, publisher: str) -> Release:
    public = public_blobs(election)
    return Release(
        out=out,
        election=election,
        contests=[plan.contest],
        register=plan.register,
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
    """Print what was found and what waits for a person; 1 if a file has no place."""
    tell(election.ledger.record(), missing=0)
    unplaced = plan.photographs.unplaced
    for item in unplaced[:SHOWN]:
        print(f"tidak dihitung / not counted: {item.path}: {item.reason}")
    if len(unplaced) > SHOWN:
        print(f"tidak dihitung / not counted: {len(unplaced) - SHOWN} lagi / more")
    tell_where(election, out)
    return WRONG if unplaced else OK


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
