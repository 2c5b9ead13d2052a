"""An S3-compatible store of our own: a real process behind a line that can be cut."""

import os
import signal
import socket
import subprocess
import sys
import threading
from contextlib import closing, contextmanager, suppress

import obstore

from omah.adapters.objects import bucket_at
from omah.cli.bench.processes import HOST, free_port, wait_until

KEYS = {"AWS_ACCESS_KEY_ID": "rekaan", "AWS_SECRET_ACCESS_KEY": "rekaan"}
BUCKET = "uji"


class StoreProcess:
    """A server that speaks S3 and keeps what it was given until it is killed."""

    def __init__(self) -> None:
        self.port = free_port()

    def start(self) -> None:
        self.process = subprocess.Popen(
            [sys.executable, "-m", "moto.server", "-H", HOST, "-p", str(self.port)],
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )
        wait_until(self.answers, "the store does not answer", self.process)
        asked = b"PUT /%s HTTP/1.0\r\nHost: localhost\r\n\r\n" % BUCKET.encode()
        with socket.create_connection((HOST, self.port), 10) as line:
            line.sendall(asked)
            assert b" 200 " in line.recv(100)

    def answers(self) -> bool:
        with suppress(OSError), closing(socket.create_connection((HOST, self.port))):
            return True
        return False

    def kill(self) -> None:
        os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait()

    def contents(self) -> dict[str, bytes]:
        """What lies in the bucket, read past our own code."""
        bucket = bucket_at(f"http://{HOST}:{self.port}/{BUCKET}")
        metas = [meta for found in obstore.list(bucket) for meta in found]
        return {
            meta["path"]: bytes(obstore.get(bucket, meta["path"]).bytes())
            for meta in metas
        }


class CuttableLine:
    """Passes bytes on to a port, until it is cut; ``after`` so many bytes of a call."""

    def __init__(self, target: int) -> None:
        self.target = target
        self.cut_after: int | None = None
        self.cuts = 0
        self.listening = socket.create_server((HOST, 0))
        self.port = self.listening.getsockname()[1]
        threading.Thread(target=self.serve, daemon=True).start()

    @property
    def address(self) -> str:
        return f"http://{HOST}:{self.port}/{BUCKET}"

    def serve(self) -> None:
        with suppress(OSError):
            while True:
                caller, _ = self.listening.accept()
                try:
                    called = socket.create_connection((HOST, self.target), 10)
                except OSError:
                    caller.close()
                    continue
                for ends in ((caller, called), (called, caller)):
                    threading.Thread(target=self.carry, args=ends, daemon=True).start()

    def carry(self, source: socket.socket, target: socket.socket) -> None:
        carried = 0
        with suppress(OSError):
            while some := source.recv(4096):
                carried += len(some)
                if self.cut_after is not None and carried > self.cut_after:
                    self.cuts += 1
                    break
                target.sendall(some)
        for end in (source, target):
            with suppress(OSError):
                end.shutdown(socket.SHUT_RDWR)
            end.close()


@contextmanager
def running_store():
    store = StoreProcess()
    store.start()
    line = CuttableLine(store.port)
    try:
        yield store, line
    finally:
        line.listening.close()
        store.kill()
