"""Who may do what, and where: one rule for every door of the house.

A person acts through a post: a role, held in a region, from one day to another. A
door (an endpoint) states which roles may pass and how far their reach goes. The rule
is decided here and nowhere else.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from omah.core.people.roles import Role


class Division(StrEnum):
    """The five divisions of a KPU office, and the whole office."""

    CHAIR = "ketua"
    FINANCE = "keuangan-umum-logistik"
    VOTERS_DATA = "perencanaan-data-informasi"
    TECHNICAL = "teknis-penyelenggaraan"
    OUTREACH = "sosialisasi-sdm"
    LAW = "hukum-pengawasan"


class Acting(StrEnum):
    """Whether the holder is the office-holder or stands in."""

    NO = ""
    PLT = "plt"  # pelaksana tugas: the post is vacant
    PLH = "plh"  # pelaksana harian: the holder is away


class Reach(StrEnum):
    """How far from the post's own region the door lies."""

    ANYWHERE = "anywhere"  # the region does not matter
    OWN = "own"  # exactly the post's region
    WITHIN = "within"  # the post's region and all below it


@dataclass(frozen=True, slots=True)
class PostHeld:
    """A role in a region for some days; ``until`` is the last day, or empty.

    Attributes
    ----------
    region
        KPU code; the nation is the empty string.
    since, until
        ISO dates, both included.
    """

    id: str
    role: Role
    region: str
    since: str
    until: str = ""
    division: str = ""
    acting: Acting = Acting.NO


@dataclass(frozen=True, slots=True)
class Access:
    """What a door asks of whoever comes: nobody is let in by silence.

    Attributes
    ----------
    roles
        Roles that may pass; empty with ``public`` false means any signed-in person.
    reach
        How far the post's region reaches.
    public
        Anyone may pass, signed in or not.
    second_factor
        The person must have shown a second factor in this session.
    """

    roles: frozenset[Role] = frozenset()
    reach: Reach = Reach.WITHIN
    public: bool = False
    second_factor: bool = False


class Refusal(StrEnum):
    """Why a door stays shut; each has its own words on screen."""

    SIGN_IN = "sign-in"
    SECOND_FACTOR = "second-factor"
    NO_POST = "no-post"
    NOT_YOUR_REGION = "not-your-region"


@dataclass(frozen=True, slots=True)
class Visitor:
    """Whoever comes to a door; ``posts`` is empty for a citizen.

    Attributes
    ----------
    acting_as
        Id of the post the person chose to act in; it opens nothing by itself.
    """

    signed_in: bool
    posts: tuple[PostHeld, ...] = ()
    second_factor: bool = False
    acting_as: str = ""


def may_pass(
    visitor: Visitor, access: Access, *, region: str, today: str
) -> PostHeld | Refusal | None:
    """Return the post that opens the door, a refusal, or ``None`` if none is needed.

    Parameters
    ----------
    visitor
        Who comes, with every post ever granted.
    access
        What the door asks.
    region
        KPU code of what lies behind the door; the nation is the empty string.
    today
        ISO date of the server; a device's clock proves nothing.

    Examples
    --------
    >>> ppk = PostHeld("p1", Role.PPK, "351709", "2024-01-04")
    >>> door = Access(roles=frozenset({Role.PPK}))
    >>> me = Visitor(signed_in=True, posts=(ppk,))
    >>> may_pass(me, door, region="3517092003001", today="2024-02-15").id
    'p1'
    >>> may_pass(me, door, region="3517102003001", today="2024-02-15").value
    'not-your-region'
    """
    if access.public:
        return None
    if not visitor.signed_in:
        return Refusal.SIGN_IN
    if access.second_factor and not visitor.second_factor:
        return Refusal.SECOND_FACTOR
    if not access.roles:
        return None
    fitting = [
        post for post in posts_on(visitor.posts, today) if post.role in access.roles
    ]
    if not fitting:
        return Refusal.NO_POST
    reaching = [post for post in fitting if reaches(post, access.reach, region)]
    if not reaching:
        return Refusal.NOT_YOUR_REGION
    chosen = [post for post in reaching if post.id == visitor.acting_as]
    return closest(chosen or reaching)


def posts_on(posts: Iterable[PostHeld], today: str) -> list[PostHeld]:
    """Return the posts in force on a day, its first and last day included."""
    return [
        post
        for post in posts
        if post.since <= today and (not post.until or today <= post.until)
    ]


def reaches(post: PostHeld, reach: Reach, region: str) -> bool:
    """Whether a post reaches a region."""
    match reach:
        case Reach.ANYWHERE:
            return True
        case Reach.OWN:
            return region == post.region
        case Reach.WITHIN:
            return region.startswith(post.region)


def closest(posts: list[PostHeld]) -> PostHeld:
    """Return the post nearest to the matter: the smallest region, then the oldest."""
    return min(posts, key=lambda post: (-len(post.region), post.since, post.id))
