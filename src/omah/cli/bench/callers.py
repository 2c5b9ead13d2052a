"""Callers that never pause: requests signed and written down before the clock runs.

The callers share the cores with the house, so they do as little as they can: one
thread each with one connection, bytes out, bytes in; answers are read afterwards.
"""

import json
import socket
import threading
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import islice
from typing import Any

from omah.cli.bench.line import submission
from omah.cli.bench.processes import HOST, HouseError
from omah.cli.bench.senders import Letter

HEAD_END = b"\r\n\r\n"
LENGTH = b"content-length: "
ENOUGH = 65_536


@dataclass
class Caller:
    """One connection, the requests that go over it, and what came back."""

    port: int
    requests: list[bytes] = field(default_factory=list)
    answers: list[bytes] = field(default_factory=list)
    waits: list[float] = field(default_factory=list)

    def run(self, until: float) -> None:
        with socket.create_connection((HOST, self.port)) as line:
            line.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            for request in self.requests:
                began = time.perf_counter()
                if began > until:
                    return
                line.sendall(request)
                self.answers.append(answer_on(line))
                self.waits.append(time.perf_counter() - began)


def answer_on(line: socket.socket) -> bytes:
    """Return the body of the next answer on a connection."""
    got = b""
    while HEAD_END not in got:
        got += more(line)
    head, _, body = got.partition(HEAD_END)
    if not head.startswith(b"HTTP/1.1 200"):
        raise HouseError(head.decode(errors="replace")[:300])
    length = int(head.lower().partition(LENGTH)[2].partition(b"\r\n")[0])
    while len(body) < length:
        body += more(line)
    return body


def more(line: socket.socket) -> bytes:
    got = line.recv(ENOUGH)
    if not got:
        raise HouseError("the house hung up")
    return got


def requests_of(letters: Iterator[Letter], count: int, at_once: int) -> Iterator[bytes]:
    """Yield requests of so many statements of one phone each."""
    held: dict[str, list[Letter]] = {}
    for letter in islice(letters, count):
        mine = held.setdefault(letter[0].post, [])
        mine.append(letter)
        if len(mine) == at_once:
            yield request_of(mine)
            held[letter[0].post] = []


def request_of(letters: Sequence[Letter]) -> bytes:
    body = submission([said for _, said in letters])
    head = (
        f"POST /api/v1/statements HTTP/1.1\r\nHost: {HOST}\r\n"
        f"X-Forwarded-For: {letters[0][0].address}\r\n"
        f"Content-Type: application/json\r\nContent-Length: {len(body)}\r\n\r\n"
    )
    return head.encode() + body


def call(callers: Sequence[Caller], seconds: float) -> float:
    """Let all call at once for so long; return the seconds until the last answer."""
    started = time.perf_counter()
    threads = [
        threading.Thread(target=caller.run, args=[started + seconds])
        for caller in callers
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return time.perf_counter() - started


def receipts(answer: bytes) -> int:
    """Return how many receipts an answer holds; none may be missing."""
    answers: list[dict[str, Any]] = json.loads(answer)["answers"]
    refused = [one["refused"] for one in answers if one["receipt"] is None]
    if refused:
        raise HouseError(f"refused: {json.dumps(refused)[:300]}")
    return len(answers)
