"""Cut networks, twins and locks, against a real server."""

import hashlib
import socket
import sqlite3
import threading
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing

import pytest

from omah.cli.bench.line import Line, seal, submission
from omah.cli.bench.processes import HOST

pytestmark = [pytest.mark.slow, pytest.mark.timeout(300)]
PHOTO = bytes(range(256)) * 256
PIECE = 16_384


def request(path: str, method: str, body: bytes, headers: dict) -> bytes:
    head = {"Host": "localhost", "Content-Length": str(len(body)), **headers}
    lines = [f"{method} {path} HTTP/1.1", *(f"{k}: {v}" for k, v in head.items())]
    return "\r\n".join([*lines, "", ""]).encode() + body


def send_part(port: int, whole: bytes, share: float) -> None:
    """Send so much of a request, then cut the line without a word."""
    with socket.create_connection((HOST, port), 10) as cut:
        cut.sendall(whole[: int(len(whole) * share)])


def rows_of(house, statement) -> int:
    return sum(row.id == statement.id for row in house.rows())


def test_a_photograph_cut_within_every_piece_goes_on_and_arrives(running, line, letter):
    phone, _ = letter
    sha256 = hashlib.sha256(PHOTO).hexdigest()
    path = f"/api/v1/photos/{sha256}"
    for offset in range(0, len(PHOTO), PIECE):
        piece = PHOTO[offset : offset + PIECE]
        headers = seal(phone, sha256, piece, offset=offset, total=len(PHOTO))
        query = f"?offset={offset}&total={len(PHOTO)}"
        send_part(running.port, request(path + query, "PUT", piece, headers), 0.6)
        assert line.safe(phone, sha256)["safe"] == offset, "half a piece is none"
        status, told = line.put(phone, sha256, piece, offset=offset, total=len(PHOTO))
        assert (status, told["safe"]) == (200, offset + len(piece))
    assert told["whole"]
    kept = running.election / "originals" / sha256[:2] / sha256
    assert kept.read_bytes() == PHOTO


@pytest.mark.parametrize("share", [0.1, 0.5, 0.99, 1.0])
def test_a_submission_cut_anywhere_is_taken_once(running, line, letter, share):
    phone, said = letter
    headers = {"Content-Type": "application/json"}
    whole = request("/api/v1/statements", "POST", submission([said]), headers)
    send_part(running.port, whole, share)
    (answer,) = line.hand_in(phone, [said])
    (again,) = line.hand_in(phone, [said])
    assert answer["receipt"] == again["receipt"]
    assert answer["receipt"]
    assert rows_of(running, said) == 1


def test_the_same_submission_from_many_phones_at_once_is_one(running, letter):
    phone, said = letter
    barrier = threading.Barrier(6)

    def hand_in(_):
        with closing(Line(running.port)) as line:
            barrier.wait()
            (answer,) = line.hand_in(phone, [said])
        return answer["receipt"]["sig"]

    with ThreadPoolExecutor(6) as callers:
        receipts = set(callers.map(hand_in, range(6)))
    assert len(receipts) == 1
    assert rows_of(running, said) == 1


def test_a_locked_database_makes_phones_wait_and_loses_nothing(running, line, letter):
    phone, said = letter
    locker = sqlite3.connect(running.folder / "omah.sqlite3", isolation_level=None)
    locker.execute("BEGIN IMMEDIATE")
    with ThreadPoolExecutor(1) as caller:
        waiting = caller.submit(line.hand_in, phone, [said])
        with pytest.raises(TimeoutError):
            waiting.result(1)
        locker.execute("ROLLBACK")
        (answer,) = waiting.result(60)
    locker.close()
    assert answer["receipt"]
    assert rows_of(running, said) == 1
