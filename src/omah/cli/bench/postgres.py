"""A PostgreSQL of our own for the length of a measurement, with its usual fsync."""

import os
import shutil
import signal
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

import psycopg

from omah.cli.bench.processes import (
    HOST,
    PATIENCE_S,
    free_port,
    processor_s,
    wait_until,
)

NOBODY = 65_534
"""PostgreSQL refuses to run as root; as root we lend it this user."""


def programs() -> Path | None:
    """Return the folder of initdb and postgres, or ``None`` where there is none."""
    for folder in sorted(Path("/usr/lib/postgresql").glob("*/bin"), reverse=True):
        if (folder / "initdb").exists():
            return folder
    found = shutil.which("initdb")
    return Path(found).parent if found else None


class Postgres:
    """A cluster in a folder, on a free port of this machine."""

    def __init__(self, folder: Path, programs: Path) -> None:
        self.folder = folder
        self.port = free_port()
        self.address = f"postgres://omah@{HOST}:{self.port}/postgres"
        self._programs = programs
        self._process: subprocess.Popen[bytes] | None = None
        self._user = NOBODY if os.geteuid() == 0 else None
        if self._user is not None:
            os.chown(folder, self._user, self._user)
        words = ("-U", "omah", "--auth=trust", "-E", "UTF8", "--locale=C")
        self._popen("initdb", "-D", str(folder / "db"), *words).wait(PATIENCE_S)

    def _popen(self, program: str, *words: str) -> subprocess.Popen[bytes]:
        return subprocess.Popen(  # noqa: S603  PostgreSQL's own programs
            [str(self._programs / program), *words],
            cwd=self.folder,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            user=self._user,
            group=self._user,
            extra_groups=[] if self._user is not None else None,
            start_new_session=True,
        )

    def start(self) -> None:
        place = ("-h", HOST, "-p", str(self.port), "-k", str(self.folder))
        self._process = self._popen("postgres", "-D", str(self.folder / "db"), *place)
        wait_until(self.answers, "PostgreSQL does not answer", self._process)

    @property
    def pid(self) -> int:
        if self._process is None:
            raise ProcessLookupError("PostgreSQL is not running")
        return self._process.pid

    def processor_s(self) -> float:
        """Return the processor time of its processes that still run."""
        return processor_s(lambda parent, group: self.pid in (parent, group))

    def answers(self) -> bool:
        try:
            psycopg.connect(self.address, connect_timeout=2).close()
        except psycopg.OperationalError:
            return False
        return True

    def kill(self) -> None:
        """Kill the database itself with -9; it recovers at its next start."""
        if self._process is not None:
            os.killpg(self._process.pid, signal.SIGKILL)
            self._process.wait(PATIENCE_S)
            self._process = None

    def new_database(self, name: str) -> str:
        """Make an empty database; return its address."""
        with psycopg.connect(self.address, autocommit=True) as connection:
            connection.execute(f'CREATE DATABASE "{name}"')
        return self.address.removesuffix("/postgres") + f"/{name}"


@contextmanager
def own_postgres() -> Iterator[Postgres | None]:
    """A running cluster, thrown away at the end; ``None`` where none is installed."""
    found = programs()
    if found is None:
        yield None
        return
    with TemporaryDirectory(prefix="omah-postgres-") as folder:
        cluster = Postgres(Path(folder), found)
        cluster.start()
        try:
            yield cluster
        finally:
            cluster.kill()
