"""A slow link for real packets: rate, delay and loss, below the kernel's own TCP.

Two TUN devices, one of them in a network of its own where the phone lives; every
packet between them goes through this process, which holds it back, or drops it. What
TCP and TLS make of that is theirs: nothing above is modelled. Needs root.
"""

import fcntl
import heapq
import os
import random
import selectors
import shutil
import struct
import subprocess
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path

TUN = Path("/dev/net/tun")
TUNSETIFF, IFF_TUN, IFF_NO_PI = 0x400454CA, 0x0001, 0x1000
MTU = 1_400


@dataclass
class Wire:
    """One direction of a link: when does a packet arrive, if at all."""

    bits_per_s: int
    delay_s: float
    lost: float
    chance: random.Random
    longest_queue_s: float = 10.0
    """A packet that would wait longer is dropped: a base station's buffer, generous."""
    packets: int = 0
    bytes: int = 0
    dropped: int = 0
    _free_at: float = 0.0

    def carry(self, now: float, size: int) -> float | None:
        """Return when a packet sent now arrives; None if it is lost on the way."""
        begins = max(now, self._free_at)
        if begins - now > self.longest_queue_s:
            self.dropped += 1
            return None
        self._free_at = begins + size * 8 / self.bits_per_s
        self.packets += 1
        self.bytes += size
        if self.chance.random() < self.lost:  # it has used the air all the same
            self.dropped += 1
            return None
        return self._free_at + self.delay_s


@dataclass
class Link:
    """Both directions, and the file descriptors at the ends."""

    up: Wire
    down: Wire
    network: str
    here: str
    """The server's address; the phone's is the next one."""
    _ends: tuple[int, int] = (-1, -1)
    _ended: threading.Event = field(default_factory=threading.Event)

    def run(self) -> None:
        """Carry packets until told to end."""
        phone, server = self._ends
        ways = {phone: (self.up, server), server: (self.down, phone)}
        waiting: list[tuple[float, int, int, bytes]] = []
        number = 0
        with selectors.DefaultSelector() as ready:
            for end in ways:
                ready.register(end, selectors.EVENT_READ)
            while not self._ended.is_set():
                due = waiting[0][0] - time.monotonic() if waiting else 0.05
                for key, _ in ready.select(min(max(due, 0), 0.05)):
                    packet = os.read(key.fd, 65_536)
                    wire, other = ways[key.fd]
                    at = wire.carry(time.monotonic(), len(packet))
                    if at is not None:
                        number += 1
                        heapq.heappush(waiting, (at, number, other, packet))
                while waiting and waiting[0][0] <= time.monotonic():
                    _, _, end, packet = heapq.heappop(waiting)
                    with suppress(OSError):  # a device that is going down
                        os.write(end, packet)


def is_possible() -> bool:
    """Whether this machine lets us make networks and devices."""
    return os.geteuid() == 0 and TUN.exists() and shutil.which("ip") is not None


@contextmanager
def slow_link(up: Wire, down: Wire) -> Iterator[Link]:
    """A link between this network and a new one, gone at the end."""
    name, here, there = f"omah{os.getpid()}", *addresses(os.getpid())
    ip("netns", "add", name)
    ends: list[int] = []
    try:
        ends = [tun(f"{name}p"), tun(f"{name}s")]
        ip("link", "set", f"{name}p", "netns", name)
        bring_up(f"{name}s", here)
        bring_up(f"{name}p", there, "-n", name)
        ip("-n", name, "link", "set", "lo", "up")
        link = Link(up, down, name, here, (ends[0], ends[1]))
        carrying = threading.Thread(target=link.run)
        carrying.start()
        try:
            yield link
        finally:
            link._ended.set()
            carrying.join()
    finally:
        for end in ends:
            os.close(end)
        ip("netns", "delete", name)


def addresses(number: int) -> tuple[str, str]:
    """Return a pair of private addresses, another one for each process."""
    third, fourth = divmod(number % 2**14, 64)
    return f"10.77.{third}.{4 * fourth + 1}", f"10.77.{third}.{4 * fourth + 2}"


def tun(name: str) -> int:
    """Make a device whose packets we read and write."""
    end = os.open(TUN, os.O_RDWR | os.O_NONBLOCK)
    asked = struct.pack("16sH22x", name.encode(), IFF_TUN | IFF_NO_PI)
    fcntl.ioctl(end, TUNSETIFF, asked)
    return end


def bring_up(device: str, address: str, *where: str) -> None:
    ip(*where, "address", "add", f"{address}/30", "dev", device)
    ip(*where, "link", "set", device, "mtu", str(MTU), "up")


def ip(*words: str) -> None:
    subprocess.run(["ip", *words], check=True)  # noqa: S603, S607  fixed words
