"""Offices and bodies as partitions: one for each region from the nation to a village.

Whatever an office holds belongs to one region code. What it may see of others' work
is what was sent to it, never what lies in another partition.
"""

from collections.abc import Iterable

from omah.core.people.access import Acting, Division, PostHeld, posts_on
from omah.core.people.roles import Role
from omah.core.places.regions import Level, level_of

ROLE_AT = {
    Level.NASIONAL: Role.KPU_RI,
    Level.PROVINSI: Role.KPU_PROVINSI,
    Level.KABKOTA: Role.KPU_KABKOTA,
    Level.KECAMATAN: Role.PPK,
    Level.KELDES: Role.PPS,
}
"""The role of those who lead the office or body of a region."""

WITH_DIVISIONS = frozenset({Level.NASIONAL, Level.PROVINSI, Level.KABKOTA})
"""Levels whose offices have the chair and the five divisions."""


def leading_role(region: str) -> Role:
    """Return the role of those who lead the office or body of a region.

    Raises
    ------
    ValueError
        If the region is a station, which has no standing body.

    Examples
    --------
    >>> leading_role("3517").value, leading_role("351709").value
    ('kpu-kabkota', 'ppk')
    """
    level = level_of(region)
    if level not in ROLE_AT:
        raise ValueError(f"a station has no office: {region!r}")
    return ROLE_AT[level]


def roles_below(region: str) -> frozenset[Role]:
    """Return the roles that lead the bodies below a region, its stations' included.

    Examples
    --------
    >>> sorted(role.value for role in roles_below("351709"))
    ['kpps', 'pps']
    """
    level = level_of(region)
    bodies = {role for below, role in ROLE_AT.items() if below > level}
    return frozenset(bodies | {Role.KPPS} if level is not Level.STATION else ())


def divisions_of(region: str) -> tuple[Division, ...]:
    """Return the seats of an office: the chair and five divisions; a body has none."""
    return tuple(Division) if level_of(region) in WITH_DIVISIONS else ()


def head_of(region: str, posts: Iterable[PostHeld], *, today: str) -> PostHeld | None:
    """Return the post that signs for an office on a day, or None if nobody does.

    The chair comes first, then whoever leads without a division (a body's members, a
    secretary). Of several, one who stands in (Plh., Plt.) signs before the holder:
    they were appointed because the holder is away.

    Examples
    --------
    >>> chair = PostHeld("1", Role.KPU_KABKOTA, "3517", "2026-01-01",
    ...                  division="ketua")
    >>> stand_in = PostHeld("2", Role.KPU_KABKOTA, "3517", "2026-03-01",
    ...                     "2026-03-07", "ketua", Acting.PLH)
    >>> [head_of("3517", [chair, stand_in], today=day).id
    ...  for day in ("2026-02-28", "2026-03-07", "2026-03-08")]
    ['1', '2', '1']
    """
    role = leading_role(region)
    fitting = [
        post
        for post in posts_on(posts, today)
        if post.role is role
        and post.region == region
        and post.division in {"", Division.CHAIR}
    ]
    return min(fitting, key=_rank, default=None)


def _rank(post: PostHeld) -> tuple[bool, bool, str, str]:
    return (
        post.division != Division.CHAIR,
        post.acting is Acting.NO,
        post.since,
        post.id,
    )
