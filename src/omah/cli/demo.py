"""An invented town votes and is counted; the house of its province opens."""

import argparse
import os
import shutil
from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path

from omah.adapters.election import Election, grant
from omah.adapters.intake import Intake, find_photographs
from omah.adapters.keys import Signer, new_person_key
from omah.adapters.places import data_folder
from omah.cli import count, demo_house, serve
from omah.cli.house_server import free_port, is_taken
from omah.cli.main import OK, UsageError
from omah.cli.practice import photograph_town
from omah.cli.steps import step
from omah.core.count.record import Record, SheetStatus
from omah.core.log.statements import Statement, figures_json
from omah.core.people.roles import Role
from omah.core.places.registers import RegionRegister
from omah.core.town import CONTEST, COUNT_ENDS, Town, TownStation, make_town
from omah.formats.contest_toml import dump_contest
from omah.formats.regions_tsv import write_regions

SEED = 2027
PUBLISHER = "KPU Kota Tirtawening (rekaan)"
NIGHT_OVER = 6 * 3600


def run(args: argparse.Namespace) -> int:
    if args.stations < 1:
        raise UsageError("--stations must be 1 or more")
    if not args.no_serve and is_taken(serve.HOST, args.port):
        raise UsageError(f"something serves on port {args.port} already; try --port 0")
    with demo_house.only_demo():
        return show_town(args)


def show_town(args: argparse.Namespace) -> int:
    out = empty_folder(args.dir or data_folder() / "demo")
    town = make_town(SEED, args.stations)
    election = open_polls(town)
    if args.no_serve:
        count_town(town, election, out)
        return OK
    port = args.port or free_port(serve.HOST)
    folder = demo_house.make_room()
    said = demo_house.environment(
        folder,
        election=election.folder,
        public=out,
        address=f"http://localhost:{port}",
    )
    log = folder / "furnish.log"
    with demo_house.running(["manage", "furnish_demo"], said, log) as furnishing:
        count_town(town, election, out)
        demo_house.wait_for(furnishing, log)
    election.ledger.close()
    demo_house.open_house(said, plan_of(town).definitions, publisher=PUBLISHER)
    return demo_house.serve_demo(said, folder, port)


def count_town(town: Town, election: Election, out: Path) -> None:
    """Photograph, type, read, publish, and say what came of it."""
    photographs = election.folder / "photographs"
    photograph_all(town, photographs)
    election.ledger.append(*typed(election, town.stations))
    plan = replace(plan_of(town), photographs=placed_in(photographs))
    count.read_into(election, plan, out=out, processes=cores())
    with step("Publishing", 1) as bar:
        count.release_of(plan, election, out, PUBLISHER).run()
        bar.update()
    summarise(election, town, out)


def cores() -> int:
    return os.cpu_count() or 1


def empty_folder(out: Path) -> Path:
    """Make room for the demo: an empty folder, or one that an earlier demo filled."""
    if out.is_dir() and any(out.iterdir()):
        known = out / "definitions" / f"{CONTEST.id}.toml"
        if not known.is_file() or known.read_text() != dump_contest(CONTEST):
            raise UsageError(f"{out} is not empty; nothing was touched, name another")
        shutil.rmtree(out)
    out.mkdir(parents=True, exist_ok=True)
    return out


def plan_of(town: Town) -> count.Plan:
    """What the town counts and rests on; its photographs come later."""
    register = RegionRegister.of(town.contest.date, "invented", town.regions)
    return count.Plan(
        contest=town.contest,
        definitions=count.fresh(
            town.contest, dump_contest(town.contest).encode(), write_regions(register)
        ),
        photographs=Intake((), ()),
    )


def open_polls(town: Town) -> Election:
    """Begin the election; its clock stands at the end of the town's night."""
    return count.begin(plan_of(town), clock=lambda: COUNT_ENDS + NIGHT_OVER)


def photograph_all(town: Town, folder: Path) -> None:
    total = sum(len(station.photos) for station in town.stations)
    with step("Photographing the sheets", total) as bar:
        for made in photograph_town(
            town.stations, folder, seed=SEED, processes=cores()
        ):
            bar.update(made)


def placed_in(folder: Path) -> Intake:
    return find_photographs(folder, contest=CONTEST.id)


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


def summarise(election: Election, town: Town, out: Path) -> None:
    """Print what was found, what waits for a person, and how it compares to truth."""
    record = election.ledger.record()
    print(f"\n{CONTEST.title_id}: {len(town.stations)} TPS (rekaan / invented)")
    count.tell(record, missing=len(town.stations) - len(record.sheets))
    for line in against_truth(record, town):
        print(f"  {line}")
    count.tell_where(election, out)


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
    yield (
        f"mesin / machine: {machine} angka dibaca / figures read,"
        f" {wrong} salah / wrong, {withheld} ditahan / withheld"
    )
    yield (
        f"diterima / accepted: {accepted} angka / figures,"
        f" {false} berbeda dari kertas / differ from the paper"
    )
