"""Limits that stop a flood and not a village behind one address.

A device's own allowance is charged only for what its signature proves to be its
own, so nobody can spend another's. An address has a wide one for everything and
a narrow one for what is refused: honest phones are refused seldom.
"""

import os
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


def spend(allowance: Allowance, who: str, cost: int = 1) -> int:
    """Take ``cost`` from an allowance; return the seconds to wait, 0 if granted."""
    now = int(timezone.now().timestamp())
    window, passed = divmod(now, allowance.seconds)
    key = f"limit:{allowance.name}:{who}:{window}"
    cache.add(key, 0, allowance.seconds)
    try:
        spent = cache.incr(key, cost)
    except ValueError:  # the window ended between the two calls
        return 0
    return 0 if spent <= allowance.amount else allowance.seconds - passed


def is_spent(allowance: Allowance, who: str) -> bool:
    """Whether an allowance is used up already."""
    return spend(allowance, who, 0) > 0


def address_of(request: HttpRequest) -> str:
    """Return where a request comes from; a proxy is believed only when set up."""
    if BEHIND_PROXY:
        forwarded = request.headers.get("X-Forwarded-For", "")
        return forwarded.rsplit(",", 1)[-1].strip()[:64]
    return str(request.META.get("REMOTE_ADDR", ""))
