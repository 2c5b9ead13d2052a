"""Kill the server with -9 under load, again and again; count what was lost.

Phones sign entries, photographs go up in pieces, every phone sends again what it
has no receipt for. The server is killed at random moments and started again. At
the end all is sent once more, and what was acknowledged is compared with the
database and with the public log, byte by byte.
"""

import argparse
import json
import random
import secrets
import sys
import threading
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field
from itertools import islice
from typing import Any

from tqdm import tqdm

from omah.cli.bench.invented import Invented, invent
from omah.cli.bench.postgres import own_postgres
from omah.cli.bench.processes import PATIENCE_S, House, Row, new_house
from omah.cli.bench.senders import Letter, Photograph, Sender
from omah.core.log.statements import Statement, entry_bytes

KILLS = 10
SENDERS = 4
VILLAGES = 20
FRESH_PER_KILL = 40
"""Entries that are new between two kills, of all phones; the rest is sent again."""
PHOTO_BYTES = 100_000
LONGEST_LIFE_S = 1.5
SHOWN = 10


@dataclass
class Outcome:
    """What one database kept, after so many kills."""

    database: str
    seed: int
    loaded: bool = False
    kills: int = 0
    acknowledged: int = 0
    photographs: int = 0
    sent_again: int = 0
    cut: int = 0
    unanswered: list[str] = field(default_factory=list)
    lost: list[str] = field(default_factory=list)
    doubled: list[str] = field(default_factory=list)

    def problems(self) -> list[str]:
        return [*self.lost, *self.doubled, *self.unanswered]

    def figures(self) -> dict[str, Any]:
        named = asdict(self)
        counted = {name: len(v) for name, v in named.items() if isinstance(v, list)}
        return {**named, **counted}


def add_up(outcomes: Sequence[Outcome]) -> dict[str, int]:
    return {
        "kills": sum(outcome.kills for outcome in outcomes),
        "acknowledged": sum(outcome.acknowledged for outcome in outcomes),
        "lost": sum(len(outcome.lost) for outcome in outcomes),
        "doubled": sum(len(outcome.doubled) for outcome in outcomes),
    }


def run(args: argparse.Namespace) -> tuple[int, dict[str, Any]]:
    """Measure and print; return the exit code and what is worth remembering."""
    kills = KILLS if args.kills is None else args.kills
    seed = secrets.randbelow(10**9) if args.seed is None else args.seed
    outcomes = []
    for outcome in measure_all(kills, seed):
        outcomes.append(outcome)
        if args.json:
            print(json.dumps(outcome.figures(), sort_keys=True), flush=True)
        for problem in outcome.problems()[:SHOWN]:
            print(f"{outcome.database}: {problem}", file=sys.stderr)
    total = add_up(outcomes)
    print(json.dumps(total) if args.json else in_words(outcomes, total))
    is_wrong = any(outcome.problems() for outcome in outcomes)
    return int(is_wrong), {"all": total, **{o.database: o.figures() for o in outcomes}}


def in_words(outcomes: Sequence[Outcome], total: dict[str, int]) -> str:
    lines = [
        f"{o.database} (seed {o.seed}): {o.kills} kills, {o.acknowledged} acknowledged"
        f" ({o.photographs} of them photographs), {o.cut} cut lines,"
        f" {o.sent_again} sent again"
        for o in outcomes
    ]
    return "\n".join([*lines, f"lost {total['lost']}, doubled {total['doubled']}"])


def measure_all(kills: int, seed: int) -> Iterator[Outcome]:
    """Yield what SQLite kept, then PostgreSQL where it is installed."""
    yield measure("sqlite", "", kills, seed, loaded=True)
    with own_postgres() as cluster:
        if cluster is None:
            print("PostgreSQL is not installed: not measured", file=sys.stderr)
            return
        database = cluster.new_database("faults")
        yield measure("postgresql", database, kills, seed, loaded=True)


def measure(
    name: str, database: str, kills: int, seed: int, *, loaded: bool = False
) -> Outcome:
    """Kill a server so many times and say what became of what it promised.

    ``loaded``: each life begins with its modules in memory, and in a tenth of the time.
    """
    chance = random.Random(seed)  # noqa: S311  # moments of death, not secrets
    print(f"{name}: seed {seed}", file=sys.stderr)
    stations = -(-FRESH_PER_KILL * (kills + 1) // (2 * VILLAGES))
    with new_house(database) as house:
        invented = invent(house.election, villages=VILLAGES, stations=stations)
        house.move_in()
        start = house.start_loaded if loaded else house.start
        start()
        senders = [
            Sender(house.port, random.Random(chance.random()))  # noqa: S311
            for _ in range(SENDERS)
        ]
        entries = invented.entries()
        with sending(senders):
            for number in tqdm(range(kills), desc=name, disable=None, leave=False):
                hand_out(senders, invented, entries, number, chance)
                time.sleep(chance.uniform(0, LONGEST_LIFE_S))
                house.kill()
                start()
            hand_out(senders, invented, entries, kills, chance)
            wait_for_receipts(senders)
        send_everything_again(senders)
        house.stop()
        outcome = Outcome(name, seed, loaded, kills)
        compare(outcome, house, senders)
    return outcome


@contextmanager
def sending(senders: Sequence[Sender]) -> Iterator[None]:
    threads = [threading.Thread(target=sender.run) for sender in senders]
    for thread in threads:
        thread.start()
    try:
        yield
    finally:
        for sender in senders:
            sender.ended.set()
        for thread in threads:
            thread.join()


def hand_out(
    senders: Sequence[Sender],
    invented: Invented,
    entries: Iterator[Letter],
    number: int,
    chance: random.Random,
) -> None:
    """Give every sender new entries, and one of them a new photograph."""
    fresh = list(islice(entries, FRESH_PER_KILL))
    for at, sender in enumerate(senders):
        sender.give(fresh[at :: len(senders)])
    phone, statement = chance.choice(fresh)
    senders[number % len(senders)].photographs.append(
        Photograph(phone, statement.text("station"), chance.randbytes(PHOTO_BYTES))
    )


def wait_for_receipts(senders: Sequence[Sender]) -> None:
    """Wait while anything still arrives: many kills leave much to be sent."""
    left, until = -1, time.monotonic()
    while any(not sender.is_done() for sender in senders):
        if (now := sum(sender.left() for sender in senders)) != left:
            left, until = now, time.monotonic() + PATIENCE_S
        if time.monotonic() > until:
            break
        time.sleep(0.1)


def send_everything_again(senders: Sequence[Sender]) -> None:
    """Every phone sends all it ever sent; every receipt must be the first again."""
    for sender in senders:
        sender.repeat()


def compare(outcome: Outcome, house: House, senders: Sequence[Sender]) -> None:
    """Compare what was promised with the database and the public log."""
    promised = {
        id_: letter[1]
        for sender in senders
        for id_, (letter, _) in sender.promised.items()
    }
    photographs = [photo for s in senders for photo in s.photographs if photo.whole]
    outcome.acknowledged = len(promised) + len(photographs)
    outcome.photographs = len(photographs)
    outcome.sent_again = sum(sender.sent_again for sender in senders)
    outcome.cut = sum(sender.cut for sender in senders)
    for sender in senders:
        outcome.lost += sender.broken
        if not sender.is_done():
            waiting = len(sender.outbox)
            outcome.unanswered.append(f"{waiting} letters wait: {sender.problem}")
    compare_rows(outcome, house.rows(), promised)
    for photo in photographs:
        kept = house.election / "originals" / photo.sha256[:2] / photo.sha256
        if not kept.is_file() or kept.read_bytes() != photo.content:
            outcome.lost.append(f"photograph {photo.sha256}")
    compare_log(outcome, house.log(), promised)


def compare_rows(
    outcome: Outcome, rows: Sequence[Row], promised: dict[str, Statement]
) -> None:
    counted = Counter(row.id for row in rows)
    entries = {row.id: row.entry for row in rows}
    for id_, statement in promised.items():
        if entries.get(id_) != entry_bytes(statement):
            outcome.lost.append(f"{id_} is not in the database as it was signed")
    if sorted(row.seq for row in rows) != list(range(1, len(rows) + 1)):
        outcome.lost.append("the rows are not numbered without a gap")
    outcome.doubled += [f"{id_} in the database" for id_, n in counted.items() if n > 1]


def compare_log(
    outcome: Outcome, log: Sequence[Statement], promised: dict[str, Statement]
) -> None:
    counted = Counter(said.id for said in log)
    outcome.lost += [f"{id_} is not in the log" for id_ in promised.keys() - counted]
    outcome.doubled += [f"{id_} in the log" for id_, n in counted.items() if n > 1]
    accepted = Counter(
        (said.text("contest"), said.text("station"))
        for said in log
        if said.type == "sheet.accepted"
    )
    outcome.doubled += [f"accepted twice: {at}" for at, n in accepted.items() if n > 1]
