"""Who may say what: posts, keys, and the refusals of those that may not."""

import base64
from collections.abc import Callable
from dataclasses import dataclass, field
from enum import StrEnum

from omah.core.log.recall import Recalled
from omah.core.log.statements import Statement, key_id, roles_of
from omah.core.people.roles import Role

SignatureCheck = Callable[[Statement, str], bool]
"""Whether the public key (base64) signed the statement; core knows no curves."""

ROOT_POST = "root"


class Why(StrEnum):
    """Why a statement is refused."""

    NO_ROOT = "the first statement is not the election's root"
    SECOND_ROOT = "an election has one root"
    OTHER_ELECTION = "it belongs to another election"
    DUPLICATE = "it stands in the log already"
    UNKNOWN_KEY = "its key was never enrolled"
    REVOKED_KEY = "its key was revoked before"
    BAD_SIGNATURE = "its signature does not hold"
    WRONG_ROLE = "its post may not say this"
    WRONG_REGION = "it speaks of a place outside its post's region"
    WRONG_POST = "it names another post than its key's"
    UNKNOWN_POST = "it names a post that was never granted"
    POST_EXISTS = "the post was granted already"
    KEY_EXISTS = "the key was enrolled already"
    UNKNOWN_CONTEST = "it names a contest, form or place that was never opened"
    CONTEST_EXISTS = "the contest was opened already with this form"
    OTHER_FORM = "the sheet is on another form"
    UNKNOWN_FIELD = "it names a field that the form does not have"
    UNKNOWN_SOURCE = "it rests on a statement that this sheet does not have"
    NOT_AGREED = "its sources do not agree on these figures"
    NOT_STANDING = "it corrects a figure that does not stand"
    UNKNOWN_OBJECTION = "it answers an objection that was never raised"
    BEYOND_LOG = "it covers more entries than stand before it"


class RefusedError(Exception):
    """A statement is refused; ``why`` says the reason."""

    def __init__(self, why: Why) -> None:
        super().__init__(why.value)
        self.why = why


@dataclass(frozen=True, slots=True)
class Post:
    """A post: what it is for and where."""

    id: str
    role: Role
    region: str

    def covers(self, code: str) -> bool:
        """Return whether a region or station lies in the post's region."""
        return code.startswith(self.region)


@dataclass(frozen=True, slots=True)
class EnrolledKey:
    """A key of a post; ``revoked_at`` is the log index of its revocation."""

    public_key: str
    post: str
    revoked_at: int | None = None
    doubted_from: int | None = None


@dataclass(slots=True)
class Roll:
    """Posts and keys as far as the log has been read; changed by its fold only."""

    election: str = ""
    posts: Recalled[str, Post] = field(default_factory=Recalled)
    keys: Recalled[str, EnrolledKey] = field(default_factory=Recalled)

    def begin(self, root: Statement, holds: SignatureCheck) -> None:
        """Take the root statement: it names and signs with its own key."""
        public_key = root.text("public_key")
        if key_id(base64.b64decode(public_key)) != root.key:
            raise RefusedError(Why.UNKNOWN_KEY)
        if not holds(root, public_key):
            raise RefusedError(Why.BAD_SIGNATURE)
        self.election = root.id
        self.posts[ROOT_POST] = Post(ROOT_POST, Role.ROOT, "")
        self.keys[root.key] = EnrolledKey(public_key, ROOT_POST)

    def speaker(self, statement: Statement, holds: SignatureCheck) -> Post:
        """Return the post that makes a statement, if it may make it here."""
        if statement.text("election") != self.election:
            raise RefusedError(Why.OTHER_ELECTION)
        key = self.keys.get(statement.key)
        if key is None:
            raise RefusedError(Why.UNKNOWN_KEY)
        if key.revoked_at is not None:
            raise RefusedError(Why.REVOKED_KEY)
        if not holds(statement, key.public_key):
            raise RefusedError(Why.BAD_SIGNATURE)
        post = self.posts[key.post]
        if post.role not in roles_of(statement):
            raise RefusedError(Why.WRONG_ROLE)
        place = statement.body.get("station", statement.body.get("region"))
        if isinstance(place, str) and not post.covers(place):
            raise RefusedError(Why.WRONG_REGION)
        return post

    def grant(self, statement: Statement) -> None:
        """Create the post that a statement grants."""
        post = statement.text("post")
        if post in self.posts:
            raise RefusedError(Why.POST_EXISTS)
        try:
            role = Role(statement.text("role"))
        except ValueError:
            raise RefusedError(Why.WRONG_ROLE) from None
        if role is Role.ROOT:
            raise RefusedError(Why.WRONG_ROLE)
        self.posts[post] = Post(post, role, statement.text("region"))

    def enrol(self, statement: Statement) -> None:
        """Give a post the key that a statement enrols."""
        post, public_key = statement.text("post"), statement.text("public_key")
        if post not in self.posts:
            raise RefusedError(Why.UNKNOWN_POST)
        enrolled = key_id(base64.b64decode(public_key))
        if enrolled in self.keys:
            raise RefusedError(Why.KEY_EXISTS)
        self.keys[enrolled] = EnrolledKey(public_key, post)

    def revoke(self, statement: Statement, index: int) -> None:
        """End a key here; what it signed from ``from_index`` on is doubted."""
        revoked = statement.text("revoked")
        key = self.keys.get(revoked)
        if key is None:
            raise RefusedError(Why.UNKNOWN_KEY)
        doubted_from = min(statement.number("from_index"), index)
        self.keys[revoked] = EnrolledKey(key.public_key, key.post, index, doubted_from)
