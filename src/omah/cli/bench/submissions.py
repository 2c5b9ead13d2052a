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

from omah.cli.bench import night
from omah.cli.bench.callers import Caller, call, receipts, requests_of
from omah.cli.bench.invented import invent
from omah.cli.bench.postgres import own_postgres
from omah.cli.bench.processes import House, HouseError, new_house
from omah.cli.bench.senders import Letter
from omah.core.log.statements import Statement, entry_bytes
from omah.formats.keys_spki import statement_holds

SECONDS = 6.0
CALLERS = 32
"""So many phones wait for an answer at any time."""
LETTERS = 15_000
VILLAGES, STATIONS = 200, 100
AT_ONCE = 5
"""A station's five sheets, handed in together."""
STATEMENTS_OF_SHEET = 5
"""Two people's figures and three photographs; the house itself says the rest."""
LEDGER = """CREATE TABLE statement (
    seq {number} PRIMARY KEY, id TEXT NOT NULL UNIQUE, received_at BIGINT NOT NULL,
    entry {bytes} NOT NULL)"""
FILLED = 200_000
OPENED = """
import time
from django.db import connection
from omah.core.log.recall import of_key
from omah.rooms.count.house import house
connection.ensure_connection()
started = time.perf_counter()
with house().ledger() as ledger:
    fold = ledger.fold()
print(ledger.size, time.perf_counter() - started)
"""
FILL = """
from django.db import connection
from omah.rooms.count.rows import COLUMNS, TABLE
with connection.cursor() as cursor:
    cursor.execute("SELECT max(seq) FROM count_statement")
    (size,) = cursor.fetchone()
    cursor.execute(
        "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < %s) "
        f"INSERT INTO {{TABLE}} ({{', '.join(COLUMNS)}}) "
        "SELECT %s + i, lower(hex(randomblob(32))), 'sheet filler ' || i,"
        " 0, randomblob(850) FROM n", [{rows}, size])
"""
"""Rows of another subject, as many as a province has: nobody will ask for them."""


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
                database, lambda said: bare_postgres(bare, said), cluster.processor_s
            )
    rate = figures["sqlite"]["one_at_a_time"]["per_s"] / STATEMENTS_OF_SHEET
    figures["night"] = {
        "statements_of_a_sheet": STATEMENTS_OF_SHEET,
        "sheets_per_s": round(rate, 1),
        **night.measure(rate),
    }
    return figures


def measure_database(
    database: str,
    bare: Callable[[Sequence[Statement]], float],
    database_s: Callable[[], float] = float,
) -> dict[str, Any]:
    with new_house(database) as house:
        invented = invent(house.election, villages=VILLAGES, stations=STATIONS)
        letters = invented.entries()
        sample = list(islice(letters, 1_000))
        house.move_in()
        house.start()
        before = [bare([said for _, said in sample]), bare_verify(sample)]
        figures: dict[str, Any] = {
            "one_at_a_time": take_in(house, letters, 1, database_s),
            "five_at_once": take_in(house, letters, AT_ONCE, database_s),
        }
        house.stop()
        after = [bare([said for _, said in sample]), bare_verify(sample)]
        insert, verify = (
            round((x + y) / 2, 1) for x, y in zip(before, after, strict=True)
        )
        for figure in (figures["one_at_a_time"], figures["five_at_once"]):
            figure["over_bare_insert"] = round(figure["per_s"] / insert, 2)
            figure["over_bare_verify"] = round(figure["per_s"] / verify, 3)
        bare_figures = {"bare_insert_per_s": insert, "bare_verify_per_s": verify}
        if not database:
            figures["row_bytes"] = house.database_bytes() // len(house.rows())
            figures["opens"] = opens(house)
        return {**figures, **bare_figures}


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
        connection.execute("DROP TABLE IF EXISTS statement")
        connection.execute(LEDGER.format(number="BIGINT", bytes="BYTEA"))
        query = "INSERT INTO statement VALUES (%s, %s, %s, %s)"
        return inserted(lambda *row: connection.execute(query, row), said)


def inserted(insert: Callable[..., object], said: Sequence[Statement]) -> float:
    started = time.perf_counter()
    for seq, statement in enumerate(said, 1):
        insert(seq, statement.id, 0, entry_bytes(statement))
    return round(len(said) / (time.perf_counter() - started), 1)


def take_in(
    house: House,
    letters: Iterator[Letter],
    at_once: int,
    database_s: Callable[[], float] = float,
) -> dict[str, float]:
    """Return what the house takes from callers that never pause.

    ``database_s`` tells the processor time of a database with processes of its own.
    """
    callers = [Caller(house.port) for _ in range(CALLERS)]
    for number, request in enumerate(requests_of(letters, LETTERS, at_once)):
        callers[number % CALLERS].requests.append(request)
    began = house.processor_s(), database_s(), time.process_time()
    seconds = call(callers, SECONDS)
    ended = house.processor_s(), database_s(), time.process_time()
    server, stored, calling = (b - a for a, b in zip(began, ended, strict=True))
    if any(len(caller.waits) == len(caller.requests) for caller in callers):
        raise HouseError("a caller ran out of letters: measure fewer seconds")
    taken = sum(receipts(answer) for caller in callers for answer in caller.answers)
    waits = sorted(wait for caller in callers for wait in caller.waits)
    return {
        "per_s": round(taken / seconds, 1),
        "median_ms": round(statistics.median(waits) * 1000, 1),
        "p99_ms": round(waits[int(len(waits) * 0.99)] * 1000, 1),
        "server_processor_ms": round(server / taken * 1000, 2),
        "database_processor_ms": round(stored / taken * 1000, 2),
        "callers_processor_ms": round(calling / taken * 1000, 2),
        "cores_had": round((server + stored + calling) / seconds, 2),
    }


def opens(house: House) -> list[dict[str, float]]:
    """Return how long a process takes to stand where the ledger stands, by its size."""
    measured = []
    for script in ("", FILL.format(rows=FILLED)):
        if script:
            house.inside(script)
        size, seconds = map(float, house.inside(OPENED).split())
        measured.append({"statements": int(size), "ms": round(seconds * 1000, 1)})
    return measured
