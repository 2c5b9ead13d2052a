"""The slow link of the bench is as slow, and loses as much, as it says."""

import hashlib
import random
import socket
import subprocess
import sys
import threading
import time

import pytest
from tests.conftest import skip_or_fail

from omah.cli.bench.wire import Wire, addresses, is_possible, slow_link

FAR = """
import hashlib, socket, sys, time
began = time.monotonic()
line = socket.create_connection((sys.argv[1], int(sys.argv[2])))
print(time.monotonic() - began)
content = bytes(range(256)) * 200
line.sendall(content)
line.shutdown(socket.SHUT_WR)
print(line.recv(100).decode() == hashlib.sha256(content).hexdigest())
print(time.monotonic() - began)
"""
SENT = 256 * 200


def wire(lost: float = 0.0, *, seed: int = 1, bits: int = 8_000) -> Wire:
    return Wire(bits, 0.4, lost, random.Random(seed))  # noqa: S311  # losses


def test_packets_arrive_one_after_the_other_and_late():
    line = wire()  # a thousand bytes a second
    assert line.carry(10.0, 500) == pytest.approx(10.0 + 0.5 + 0.4)
    assert line.carry(10.0, 1_000) == pytest.approx(10.0 + 1.5 + 0.4)
    assert line.carry(20.0, 100) == pytest.approx(20.0 + 0.1 + 0.4)
    assert (line.packets, line.bytes, line.dropped) == (3, 1_600, 0)


def test_one_in_twenty_is_lost_and_has_used_the_air_all_the_same():
    line = wire(0.05, bits=10**9)
    fates = [line.carry(float(at), 100) for at in range(10_000)]
    assert 420 < fates.count(None) == line.dropped < 580
    assert line.bytes == 1_000_000
    busy = wire(1.0)
    assert busy.carry(0.0, 1_000) is None
    assert busy.carry(0.0, 1_000) is None
    assert busy.carry(9.0, 1_000) is None
    busy.lost = 0.0
    assert busy.carry(9.0, 1_000) == pytest.approx(10.0 + 1.0 + 0.4)


def test_a_queue_that_is_full_takes_no_more():
    line = wire()
    assert all(line.carry(0.0, 1_000) for _ in range(11))
    assert line.carry(0.0, 1_000) is None
    assert line.carry(5.0, 1_000) is not None


def test_two_links_at_one_time_have_addresses_of_their_own():
    pairs = [addresses(number) for number in range(2**14)]
    assert len({address for pair in pairs for address in pair}) == 2**15
    assert addresses(7) == ("10.77.0.29", "10.77.0.30")


@pytest.mark.timeout(120)
@pytest.mark.parametrize("lost", [0.0, 0.1])
def test_tcp_over_the_link_is_slow_and_whole(lost):
    if not is_possible():
        skip_or_fail("tun", "a slow link needs root, ip and /dev/net/tun")
    up, down = (wire(lost, seed=seed, bits=200_000) for seed in (1, 2))
    up.delay_s = down.delay_s = 0.05
    with slow_link(up, down) as link, socket.create_server((link.here, 0)) as server:
        threading.Thread(target=answer_one, args=(server,), daemon=True).start()
        words = ["ip", "netns", "exec", link.network, sys.executable, "-c", FAR]
        began = time.monotonic()
        port = str(server.getsockname()[1])
        told = subprocess.run(
            [*words, link.here, port], capture_output=True, text=True, check=True
        ).stdout.split()
        assert time.monotonic() - began > SENT * 8 / 200_000
    connected, is_whole, seconds = float(told[0]), told[1], float(told[2])
    assert connected >= 0.1
    assert is_whole == "True"
    assert seconds > SENT * 8 / 200_000 + 0.1
    assert up.bytes > SENT
    assert bool(up.dropped) == bool(lost)


def answer_one(server: socket.socket) -> None:
    line, _ = server.accept()
    seen = hashlib.sha256()
    while content := line.recv(65_536):
        seen.update(content)
    line.sendall(seen.hexdigest().encode())
    line.close()
