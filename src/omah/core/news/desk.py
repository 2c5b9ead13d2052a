"""Who sits at the editors' desk of which office: it follows from posts alone."""

from collections.abc import Iterable
from enum import StrEnum

from omah.core.people.access import Division, PostHeld, posts_on
from omah.core.people.roles import Role

OFFICERS = frozenset({Role.KPU_KABKOTA, Role.KPU_PROVINSI, Role.KPU_RI})
EDITING = frozenset({Division.CHAIR.value, Division.OUTREACH.value})


class Desk(StrEnum):
    """What one may do with an office's news."""

    WRITER = "penulis"  # writes drafts and hands them in
    EDITOR = "redaktur"  # edits any page of the office and publishes


def desks_of(posts: Iterable[PostHeld], today: str) -> frozenset[tuple[str, Desk]]:
    """Return (office code, desk) for each post that sits at one on a day.

    Chair and outreach division of an office publish; its other officers and its
    operators write. A post reaches its own office alone: a province does not edit
    the sites of its regencies.

    Examples
    --------
    >>> post = PostHeld("1", Role.OPERATOR, "3517", "2026-01-01")
    >>> [(code, desk.value) for code, desk in desks_of([post], "2026-02-01")]
    [('3517', 'penulis')]
    """
    return frozenset(
        (post.region, desk)
        for post in posts_on(posts, today)
        if (desk := _desk_of(post)) is not None
    )


def _desk_of(post: PostHeld) -> Desk | None:
    if post.role in OFFICERS:
        return Desk.EDITOR if post.division in EDITING else Desk.WRITER
    return Desk.WRITER if post.role is Role.OPERATOR else None
