"""An invented town votes, is photographed, counted, published and served."""

import argparse
import os
import shutil
import sys
import tempfile
import time
from collections import Counter as Tally
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import NoReturn

from tqdm import tqdm

from omah.adapters.blobs import Blobs
from omah.adapters.count import Counter
from omah.adapters.election import Election, OpenedForm, create_election, grant
from omah.adapters.files import Folder
from omah.adapters.intake import Placed, find_photographs
from omah.adapters.keys import Signer, new_person_key
from omah.adapters.places import data_folder
from omah.adapters.reader import Job, read_stations
from omah.cli import serve
from omah.cli.main import OK, UsageError
from omah.cli.practice import photograph_town
from omah.core.record import Record, SheetStatus
from omah.core.registers import RegionRegister
from omah.core.roles import Role
from omah.core.statements import Statement, figures_json
from omah.core.town import CONTEST, COUNT_ENDS, Town, TownStation, make_town
from omah.formats.contest_toml import dump_contest
from omah.formats.regions_tsv import write_regions
from omah.formats.rules_toml import register_text
from omah.site.publish import fields_of
from omah.site.release import Release

SEED = 2027
PUBLISHER = "KPU Kota Tirtawening (rekaan)"
NIGHT_OVER = 6 * 3600


@dataclass(frozen=True, slots=True)
class Demo:
    """The town, where its private things lie, and where it is published."""

    town: Town
    private: Path
    out: Path


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--no-serve", action="store_true", help="stop when published")
    parser.add_argument("--dir", type=Path, help="where the published town goes")
    parser.add_argument(
        "--stations", type=int, default=430, help="polling stations (default: 430)"
    )
    parser.add_argument("--port", type=int, default=8000)


def run(args: argparse.Namespace) -> int:
    if args.stations < 1:
        raise UsageError("--stations must be 1 or more")
    demo = Demo(
        make_town(SEED, args.stations),
        Path(tempfile.mkdtemp(prefix="demo-", dir=data_folder())),
        empty_folder(args.dir or data_folder() / "demo"),
    )
    photographs = demo.private / "photographs"
    with step("Photographing the sheets", photo_count(demo.town)) as bar:
        for made in photograph_town(
            demo.town.stations, photographs, seed=SEED, processes=os.cpu_count() or 1
        ):
            bar.update(made)
    election = open_polls(demo)
    election.ledger.append(*typed(election, demo.town.stations))
    read(election, demo, photographs)
    release = release_of(election, demo)
    with step("Publishing", 1) as bar:
        release.run()
        bar.update()
    summarise(election, demo)
    if args.no_serve:
        return OK
    return serve.run(
        argparse.Namespace(folder=demo.out, host=serve.HOST, port=args.port)
    )


def empty_folder(out: Path) -> Path:
    """Make room for the demo: an empty folder, or one that an earlier demo filled."""
    if out.is_dir() and any(out.iterdir()):
        known = out / "definitions" / f"{CONTEST.id}.toml"
        if not known.is_file() or known.read_text() != dump_contest(CONTEST):
            raise UsageError(f"{out} is not empty; nothing was touched, name another")
        shutil.rmtree(out)
    out.mkdir(parents=True, exist_ok=True)
    return out


def photo_count(town: Town) -> int:
    return sum(len(station.photos) for station in town.stations)


@contextmanager
def step(what: str, total: int) -> Iterator["tqdm[NoReturn]"]:
    """A progress bar on a terminal; elsewhere one line when the step is done."""
    started = time.monotonic()
    shown = sys.stderr.isatty()
    with tqdm(total=total, desc=what, disable=not shown, leave=True) as bar:
        yield bar
    if not shown:
        print(f"{what}: {time.monotonic() - started:.0f} s", file=sys.stderr)


def open_polls(demo: Demo) -> Election:
    """Begin the election and give every post that types a key of its own."""
    contest = demo.town.contest
    definitions = definitions_of(demo.town)
    return create_election(
        demo.private / "election",
        name=contest.election,
        forms=[
            OpenedForm(contest, definitions[f"{contest.id}.toml"], fields_of(contest))
        ],
        registers={"regions.tsv": definitions["regions.tsv"]},
        rules={"rules.toml": definitions["rules.toml"]},
        clock=lambda: COUNT_ENDS + NIGHT_OVER,
    )


def definitions_of(town: Town) -> dict[str, bytes]:
    register = RegionRegister.of(town.contest.date, "invented", town.regions)
    return {
        f"{town.contest.id}.toml": dump_contest(town.contest).encode(),
        "regions.tsv": write_regions(register),
        "rules.toml": register_text().encode(),
    }


def typed(election: Election, stations: Iterable[TownStation]) -> Iterator[Statement]:
    """Yield what people typed that night, each signed on a phone of their own."""
    phones: dict[str, Signer] = {}
    for station in stations:
        for entry in station.entries:
            if entry.post not in phones:
                phones[entry.post] = new_person_key()
                yield from posted(election, entry.post, phones[entry.post])
            yield phones[entry.post].say(
                "entry.made",
                at=entry.at,
                election=election.root.id,
                station=station.code,
                contest=CONTEST.id,
                form=CONTEST.form,
                post=entry.post,
                figures=figures_json(entry.figures),
                blind=1,
            )


def posted(election: Election, post: str, phone: Signer) -> list[Statement]:
    kind, _, region = post.partition("-")
    return grant(election, post, Role(kind), region=region, public_key=phone.public_key)


def read(election: Election, demo: Demo, photographs: Path) -> None:
    """Let the machine read every photograph and put it on record."""
    found = find_photographs(photographs, contest=CONTEST.id)
    by_station: dict[str, list[Placed]] = {}
    for item in found.placed:
        by_station.setdefault(item.station, []).append(item)
    fields = fields_of(CONTEST)
    jobs = [
        Job(station, CONTEST.id, CONTEST.form, fields, tuple(items))
        for station, items in sorted(by_station.items())
    ]
    counter = Counter(
        election,
        Blobs(Folder(demo.private / "public")),
        Blobs(Folder(demo.out / "blobs")),
    )
    with step("Reading the photographs", len(jobs)) as bar:
        for outcome in read_stations(jobs, os.cpu_count() or 1):
            counter.record(outcome)
            bar.update()
    counter.accept_agreed()


def release_of(election: Election, demo: Demo) -> Release:
    return Release(
        out=demo.out,
        election=election,
        contests=[CONTEST],
        register=RegionRegister.of(CONTEST.date, "invented", demo.town.regions),
        definitions=definitions_of(demo.town),
        photos=Blobs(Folder(demo.private / "public")).get,
        publisher=PUBLISHER,
    )


def summarise(election: Election, demo: Demo) -> None:
    """Print what was found, what waits for a person, and how it compares to truth."""
    record = election.ledger.fold().record()
    statuses = Tally(sheet.status for sheet in record.sheets.values())
    statuses[SheetStatus.MISSING] = len(demo.town.stations) - len(record.sheets)
    print(f"\n{CONTEST.title_id}: {len(demo.town.stations)} TPS (rekaan / invented)")
    for status in SheetStatus:
        if statuses[status]:
            print(f"  {statuses[status]:>4}  {status.value}")
    for line in against_truth(record, demo.town):
        print(f"  {line}")
    print(f"published: {demo.out / 'index.html'}")
    print(f"verify:    ./omah verify {demo.out} --key {election.log_key.public.text}")


def against_truth(record: Record, town: Town) -> Iterator[str]:
    """Yield how readings compare with what was written; generated material only."""
    machine = wrong = withheld = accepted = false = 0
    for station in town.stations:
        sheet = record.sheets.get((CONTEST.id, station.code))
        if sheet is None:
            continue
        for reading in sheet.readings:
            for name, figure in reading.figures.items():
                machine += figure is not None
                withheld += figure is None
                wrong += figure is not None and figure != station.paper.get(name)
        if sheet.status is SheetStatus.ACCEPTED:
            accepted += len(sheet.figures)
            false += sum(v != station.paper.get(k) for k, v in sheet.figures.items())
    yield f"machine: {machine} figures read, {wrong} wrong, {withheld} withheld"
    yield f"accepted: {accepted} figures, {false} differ from the paper"
