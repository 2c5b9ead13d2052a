"""The house as real processes in a folder of its own: started, killed, read out."""

import os
import signal
import socket
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import closing, contextmanager, suppress
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple

import psycopg

from omah.adapters.files import Folder
from omah.cli.bench.loaded import Life, Parent
from omah.cli.house_server import THREADS
from omah.cli.test import ROOT
from omah.core.log.statements import Statement
from omah.site.verify_log import read_log

HOST = "127.0.0.1"
PATIENCE_S = 120
GRACE_S = 20
BEGIN = (
    "import django; django.setup()\nfrom django.core.management import call_command\n"
)
MOVE_IN = """
for app in ("people", "count", "django_tasks_database"):
    call_command("migrate", app, verbosity=0)
call_command("adopt_election")
"""
"""Only the tables that the count needs: all of them take ten times as long."""
WORK = """
from omah.rooms.count.tasks import make_up
make_up()
call_command("db_worker", interval=0.1, batch=True, startup_delay=False, verbosity=0)
"""
"""What `omah worker --once` does after bringing the tables up to date."""
LEDGER_QUERY = "SELECT seq, sha256, received_at, entry FROM count_statement"


class HouseError(Exception):
    """A process of the house did not do what it should; the message says what."""


class Row(NamedTuple):
    """A row of the ledger as it lies in the database."""

    seq: int
    id: str
    received_at: int
    entry: bytes


class House:
    """One house: its folder, its database, its web server on a free port."""

    def __init__(self, folder: Path, database: str = "", **settings: str) -> None:
        self.folder = folder
        self.database = database
        self.host = HOST
        self.port = free_port()
        self._server: subprocess.Popen[bytes] | Life | None = None
        self._parent: Parent | None = None
        self._settings = settings

    @property
    def election(self) -> Path:
        return self.folder / "election"

    @property
    def public(self) -> Path:
        return self.folder / "public"

    @property
    def environment(self) -> Mapping[str, str]:
        """Phones call from addresses of their own, as they do behind a proxy."""
        return {
            **os.environ,
            "PYTHONPATH": str(ROOT / "src"),
            "DJANGO_SETTINGS_MODULE": "omah.web.settings",
            "OMAH_DATA_DIR": str(self.folder),
            "OMAH_DATABASE": self.database,
            "OMAH_PROXY": "1",
            **self._settings,
        }

    def move_in(self) -> None:
        """Make the tables and take the election that stands in the folder."""
        self.inside(MOVE_IN)

    def work(self) -> None:
        """Read what waits to be read and release what is new, then end."""
        self.inside(WORK)

    def inside(self, script: str) -> str:
        """Run a script in a process of the house; return what it printed."""
        done = subprocess.run(  # noqa: S603  our own script
            [sys.executable, "-c", BEGIN + script],
            env=self.environment,
            capture_output=True,
            check=False,
        )
        if done.returncode:
            raise HouseError(done.stderr.decode()[-2000:])
        return done.stdout.decode()

    def command(self, *words: str, code: int = 0) -> str:
        """Run a command of the house; return what it printed."""
        done = subprocess.run(  # noqa: S603  our own command
            [sys.executable, "-m", "omah", *words],
            env=self.environment,
            capture_output=True,
            check=False,
        )
        if done.returncode != code:
            raise HouseError((done.stdout + done.stderr).decode()[-2000:])
        return done.stdout.decode()

    def start(self, *before: str, more: Sequence[str] = ()) -> None:
        """Start the server that `omah serve` starts; ``before`` may trace it."""
        server = (
            *("-m", "granian", "--interface", "wsgi", "--host", self.host),
            *("--port", str(self.port), "--blocking-threads", str(THREADS), "--no-log"),
            *more,
            "omah.web.wsgi:application",
        )
        with (self.folder / "server.log").open("ab") as log:
            self._server = subprocess.Popen(  # noqa: S603  our own server
                [*before, sys.executable, "-W", "ignore", *server],
                env=self.environment,
                stdout=log,
                stderr=log,
                start_new_session=True,
            )
        wait_until(self.answers, "the server does not answer", self._server)

    def start_loaded(self) -> None:
        """Start the server from a parent that has loaded its modules already."""
        if self._parent is None:
            log = self.folder / "server.log"
            self._parent = Parent((self.host, self.port), self.environment, log)
        self._server = self._parent.start(has_members)
        wait_until(self.answers, "the server does not answer", self._server)

    def processor_s(self) -> float:
        """Return the processor time of the server's processes so far."""
        server = self._server
        return processor_s(lambda _, group: server and group == server.pid)

    def answers(self) -> bool:
        try:
            socket.create_connection((self.host, self.port), 1).close()
        except OSError:
            return False
        return True

    def kill(self) -> None:
        """Kill every process of the server with -9, at whatever it is doing."""
        self._end(signal.SIGKILL)

    def stop(self) -> None:
        self._end(signal.SIGTERM)

    def _end(self, number: signal.Signals) -> None:
        if self._server is None:
            return
        group = self._server.pid
        os.killpg(group, number)
        try:
            self._server.wait(GRACE_S)
        except subprocess.TimeoutExpired:  # a traced server may not hear SIGTERM
            os.killpg(group, signal.SIGKILL)
            self._server.wait(PATIENCE_S)
        wait_until(lambda: not has_members(group), "the server does not end")
        wait_until(lambda: not self.answers(), "the port of the server stays open")
        self._server = None

    def close(self) -> None:
        """Kill whatever of the house still runs."""
        self.kill()
        if self._parent is not None:
            self._parent.close()

    def rows(self) -> list[Row]:
        """Return the ledger as the database holds it, read past our own code."""
        if self.database:
            with psycopg.connect(self.database) as connection:
                found = connection.execute(LEDGER_QUERY).fetchall()
        else:
            path = self.folder / "omah.sqlite3"
            with closing(sqlite3.connect(path)) as connection:
                found = connection.execute(LEDGER_QUERY).fetchall()
        return [Row(seq, id_, at, bytes(entry)) for seq, id_, at, entry in found]

    def database_bytes(self) -> int:
        """Return the size of SQLite's file; nothing for another database."""
        path = self.folder / "omah.sqlite3"
        return path.stat().st_size if path.exists() else 0

    def log(self) -> list[Statement]:
        """Release what is new; return the statements of the public log."""
        self.work()
        reading = read_log(Folder(self.public), pinned=None)
        if reading.mismatches:
            raise HouseError(f"the log does not verify: {reading.mismatches[:3]}")
        return [said for said in reading.statements if said is not None]


@contextmanager
def new_house(database: str = "", **settings: str) -> Iterator[House]:
    """A house in a folder that is thrown away, its server killed at the end."""
    with TemporaryDirectory(prefix="omah-house-") as folder:
        house = House(Path(folder), database, **settings)
        try:
            yield house
        finally:
            house.close()


def processor_s(is_meant: Callable[[int, int], object]) -> float:
    """Return the processor time of processes, chosen by parent and group."""
    spent = 0
    for stat in Path("/proc").glob("[0-9]*/stat"):
        with suppress(OSError):
            words = stat.read_text().rpartition(")")[2].split()
            if is_meant(int(words[1]), int(words[2])):
                spent += int(words[11]) + int(words[12])
    return spent / os.sysconf("SC_CLK_TCK")


def wait_until(
    is_so: Callable[[], bool],
    otherwise: str,
    server: subprocess.Popen[bytes] | Life | None = None,
) -> None:
    until = time.monotonic() + PATIENCE_S
    while not is_so():
        if time.monotonic() > until or (server and server.poll() is not None):
            raise HouseError(otherwise)
        time.sleep(0.02)


def has_members(group: int) -> bool:
    """Whether a process of this group still runs; one that has ended does not."""
    for stat in Path("/proc").glob("[0-9]*/stat"):
        try:
            state, _, its_group = stat.read_text().rpartition(")")[2].split()[:3]
        except OSError:
            continue
        if int(its_group) == group and state not in "ZX":
            return True
    return False


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind((HOST, 0))
        return int(probe.getsockname()[1])
