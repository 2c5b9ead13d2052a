"""A server whose modules are loaded beforehand, for lives that last a second.

Loading them takes five seconds of a core, and a server that is still loading has
promised nothing. So a parent loads the application once and opens nothing; each life
is a fork of it that runs what `omah serve` runs: no connection, no thread, nothing
read from the ledger of an earlier life.

As a program (``python -m omah.cli.bench.loaded HOST PORT``) it is that parent: for each
line it reads, it starts a server, which prints its process number.
"""

import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Mapping
from pathlib import Path

PAUSE_S = 0.01


class Parent:
    """The process that has loaded the application, as the bench sees it."""

    def __init__(
        self, address: tuple[str, int], environment: Mapping[str, str], log: Path
    ) -> None:
        words = ("-W", "ignore", "-m", __name__, address[0], str(address[1]))
        with log.open("ab") as errors:
            self._process = subprocess.Popen(  # noqa: S603  our own program
                [sys.executable, *words],
                env=dict(environment),
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=errors,
                text=True,
            )

    def start(self, is_running: Callable[[int], bool]) -> "Life":
        assert self._process.stdin is not None  # noqa: S101  both are pipes
        assert self._process.stdout is not None  # noqa: S101
        self._process.stdin.write("start\n")
        self._process.stdin.flush()
        return Life(int(self._process.stdout.readline()), is_running)

    def close(self) -> None:
        self._process.kill()
        self._process.communicate()


class Life:
    """One server of the parent's; answers as ``subprocess.Popen`` does."""

    def __init__(self, pid: int, is_running: Callable[[int], bool]) -> None:
        self.pid = pid
        self._is_running = is_running

    def poll(self) -> int | None:
        return None if self._is_running(self.pid) else 0

    def wait(self, timeout_s: float) -> None:
        until = time.monotonic() + timeout_s
        while self.poll() is None:
            if time.monotonic() > until:
                raise subprocess.TimeoutExpired("server", timeout_s)
            time.sleep(PAUSE_S)


def main(host: str, port: int) -> None:
    from omah.cli.house_server import run_server

    load()
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)  # the dead are not waited for
    for _ in sys.stdin:
        if not os.fork():
            os.setsid()
            print(os.getpid(), flush=True)
            signal.signal(signal.SIGCHLD, signal.SIG_DFL)
            os.dup2(sys.stderr.fileno(), sys.stdout.fileno())
            run_server(host, port)
            os._exit(0)


def load() -> None:
    """Load the application; refuse if that opened anything a fork would share."""
    from django.db import connections

    import omah.web.wsgi  # noqa: F401

    opened = [c.alias for c in connections.all() if c.connection is not None]
    if opened or threading.active_count() > 1:
        raise SystemExit(f"loading opened {opened or threading.enumerate()}")


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]))
