"""Limits that stop a flood and not a village behind one address.

A device's own allowance is charged only for what its signature proves to be its
own, so nobody can spend another's. An address has a wide one for everything and
a narrow one for what is refused: honest phones are refused seldom.
"""

import os
from contextlib import suppress
from dataclasses import dataclass

from django.core.cache import cache
from django.http import HttpRequest
from django.utils import timezone

BEHIND_PROXY = os.environ.get("OMAH_PROXY") == "1"


@dataclass(frozen=True, slots=True)
class Allowance:
    """So much in so many seconds."""

    name: str
    amount: int
    seconds: int


REQUESTS_OF_ADDRESS = Allowance("address", 6_000, 60)
REFUSED_OF_ADDRESS = Allowance("refused", 600, 60)
STATEMENTS_OF_DEVICE = Allowance("device", 240, 60)
BYTES_OF_DEVICE = Allowance("bytes", 1_000_000_000, 86_400)


def now() -> int:
    return int(timezone.now().timestamp())


def spend(allowance: Allowance, who: str, cost: int = 1) -> int:
    """Take ``cost`` from an allowance; return the seconds to wait, 0 if granted."""
    key, wait = window_of(allowance, who)
    try:
        spent = cache.incr(key, cost)
    except ValueError:  # the first in this window; of two at once, one goes free
        cache.add(key, spent := cost, allowance.seconds)
    return 0 if spent <= allowance.amount else wait


def give_back(allowance: Allowance, who: str) -> None:
    """Return what a request took: a device past its own allowance took it, and those
    who share its address should not pay for that."""
    with suppress(ValueError):  # the window has ended
        cache.decr(window_of(allowance, who)[0])


def wait_for(allowance: Allowance, who: str) -> int:
    """Return the seconds to wait if an allowance is used up, else 0."""
    key, wait = window_of(allowance, who)
    return wait if cache.get(key, 0) >= allowance.amount else 0


def window_of(allowance: Allowance, who: str) -> tuple[str, int]:
    """Return the key of the window that runs now, and the seconds it has left."""
    window, passed = divmod(now(), allowance.seconds)
    return f"limit:{allowance.name}:{who}:{window}", allowance.seconds - passed


def address_of(request: HttpRequest) -> str:
    """Return where a request comes from; a proxy is believed only when set up."""
    if BEHIND_PROXY:
        forwarded = request.headers.get("X-Forwarded-For", "")
        return forwarded.rsplit(",", 1)[-1].strip()[:64]
    return str(request.META.get("REMOTE_ADDR", ""))
