"""Who gives a post's holder a new invitation when their account is lost."""

from omah.core.people.access import PostHeld
from omah.core.people.roles import COUNTERS, OFFICES, Role


def may_reinvite(office: PostHeld, role: Role, region: str) -> bool:
    """Return whether an office may end a post's account and invite anew.

    Only an office may, for those who count below it, and for its own helpers: never
    for another of its own members, nor for those who watch it. Whoever gives out an
    invitation could use it.

    Parameters
    ----------
    office
        The post that would give the invitation.
    role, region
        The post whose account is lost; the region is a KPU code.

    Examples
    --------
    >>> ppk = PostHeld("1", Role.PPK, "351709", "2024-01-04")
    >>> may_reinvite(ppk, Role.KPPS, "3517092003001")
    True
    >>> may_reinvite(ppk, Role.WITNESS, "3517092003001")
    False
    >>> may_reinvite(ppk, Role.PPK, "351709")
    False
    """
    if office.role not in OFFICES or role not in COUNTERS:
        return False
    if not region.startswith(office.region):
        return False
    return region != office.region or role not in OFFICES
