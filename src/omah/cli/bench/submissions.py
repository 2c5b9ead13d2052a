"""Verified durable submissions a second, beside what the machine itself can do.

In the same run and on the same cores: the bare insert that waits for the disk, the
bare check of a P-256 signature, and the house, which phones call over HTTP. The
phones of the bench share the cores with the house.
"""

import os
import sqlite3
import statistics
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing
from itertools import islice
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import psycopg

from omah.cli.bench import night, slow_link
from omah.cli.bench.callers import Caller, call, receipts, requests_of
from omah.cli.bench.invented import invent
from omah.cli.bench.postgres import own_postgres
from omah.cli.bench.processes import House, HouseError, new_house
from omah.cli.bench.senders import Letter
from omah.core.statements import Statement, entry_bytes
from omah.formats.keys_spki import statement_holds

SECONDS = 8.0
CALLERS = 32
"""So many phones wait for an answer at any time."""
LETTERS = 8_000
VILLAGES, STATIONS = 100, 100
AT_ONCE = 5
"""A station's five sheets, handed in together."""
LEDGER = """CREATE TABLE statement (
    seq {number} PRIMARY KEY, id TEXT NOT NULL UNIQUE, received_at BIGINT NOT NULL,
    entry {bytes} NOT NULL)"""
REPLAY = """
import time, resource
from omah.rooms.count.house import house
before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
started = time.perf_counter()
with house().ledger() as ledger:
    ledger.fold()
    seconds, size = time.perf_counter() - started, ledger.size
after = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
print(size, seconds, (after - before) * 1024)
"""


def measure() -> dict[str, Any]:
    figures: dict[str, Any] = {
        "cores": os.cpu_count(),
        "callers": CALLERS,
        "seconds": SECONDS,
    }
    figures["sqlite"] = measure_database("", bare_sqlite)
    with own_postgres() as cluster:
        if cluster is None:
            print("PostgreSQL is not installed: not measured", file=sys.stderr)
        else:
            database = cluster.new_database("submissions")
            bare = cluster.new_database("bare")
            figures["postgresql"] = measure_database(
                database, lambda said: bare_postgres(bare, said)
            )
    rate = figures["sqlite"]["one_at_a_time_per_s"]
    figures["night"] = {"rate_per_s": rate, **night.measure(rate)}
    figures["link_2g"] = slow_link.measure()
    return figures


def measure_database(
    database: str, bare: Callable[[Sequence[Statement]], float]
) -> dict[str, Any]:
    with new_house(database) as house:
        invented = invent(house.election, villages=VILLAGES, stations=STATIONS)
        letters = invented.entries()
        sample = list(islice(letters, 1_000))
        figures = {
            "bare_insert_per_s": bare([said for _, said in sample]),
            "bare_verify_per_s": bare_verify(sample),
        }
        house.move_in()
        house.start()
        singly = take_in(house, letters, 1)
        together = take_in(house, letters, AT_ONCE)
        house.stop()
        figures |= {f"one_at_a_time_{name}": value for name, value in singly.items()}
        figures |= {f"five_at_once_{name}": value for name, value in together.items()}
        figures["share_of_bare_insert"] = ratio(singly, figures["bare_insert_per_s"])
        figures["share_of_bare_verify"] = ratio(singly, figures["bare_verify_per_s"])
        return {**figures, **replay(house)}


def ratio(taken: dict[str, float], bare: float) -> float:
    return round(taken["per_s"] / bare, 3)


def bare_verify(sample: Sequence[Letter]) -> float:
    """Return how many signatures one core checks in a second."""
    started = time.perf_counter()
    for phone, said in sample:
        if not statement_holds(said, phone.signer.public_key):
            raise HouseError("our own signature does not hold")
    return round(len(sample) / (time.perf_counter() - started), 1)


def bare_sqlite(said: Sequence[Statement]) -> float:
    """Return how many rows SQLite inserts in a second, each on the disk."""
    with TemporaryDirectory(prefix="omah-bare-") as folder:
        path = Path(folder) / "bare.sqlite3"
        with closing(sqlite3.connect(path, isolation_level=None)) as connection:
            connection.execute("PRAGMA journal_mode=WAL")
            connection.execute("PRAGMA synchronous=FULL")
            connection.execute(LEDGER.format(number="INTEGER", bytes="BLOB"))
            query = "INSERT INTO statement VALUES (?, ?, ?, ?)"
            return inserted(lambda *row: connection.execute(query, row), said)


def bare_postgres(database: str, said: Sequence[Statement]) -> float:
    """Return how many rows PostgreSQL inserts in a second, each on the disk."""
    with psycopg.connect(database, autocommit=True) as connection:
        connection.execute(LEDGER.format(number="BIGINT", bytes="BYTEA"))
        query = "INSERT INTO statement VALUES (%s, %s, %s, %s)"
        return inserted(lambda *row: connection.execute(query, row), said)


def inserted(insert: Callable[..., object], said: Sequence[Statement]) -> float:
    started = time.perf_counter()
    for seq, statement in enumerate(said, 1):
        insert(seq, statement.id, 0, entry_bytes(statement))
    return round(len(said) / (time.perf_counter() - started), 1)


def take_in(house: House, letters: Iterator[Letter], at_once: int) -> dict[str, float]:
    """Return what the house takes from callers that never pause."""
    callers = [Caller(house.port) for _ in range(CALLERS)]
    for number, request in enumerate(requests_of(letters, LETTERS, at_once)):
        callers[number % CALLERS].requests.append(request)
    began = house.processor_s()
    seconds = call(callers, SECONDS)
    spent = house.processor_s() - began
    if any(len(caller.waits) == len(caller.requests) for caller in callers):
        raise HouseError("a caller ran out of letters: measure fewer seconds")
    taken = sum(receipts(answer) for caller in callers for answer in caller.answers)
    waits = sorted(wait for caller in callers for wait in caller.waits)
    return {
        "per_s": round(taken / seconds, 1),
        "median_ms": round(statistics.median(waits) * 1000, 1),
        "p99_ms": round(waits[int(len(waits) * 0.99)] * 1000, 1),
        "server_processor_ms": round(spent / taken * 1000, 2),
    }


def replay(house: House) -> dict[str, float]:
    """Return what it costs a process to begin: it folds the whole ledger."""
    size, seconds, grown = map(float, house.inside(REPLAY).split())
    nation = night.STATIONS * night.FORMS
    return {
        "replay_per_s": round(size / seconds, 1),
        "replay_bytes_each": round(grown / size),
        "replay_minutes_of_the_nation": round(nation / (size / seconds) / 60, 1),
    }
