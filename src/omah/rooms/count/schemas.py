"""What goes in and out of the API, in plain words."""

from typing import Any

from ninja import Field, Schema
from pydantic import BaseModel


class SignedStatement(BaseModel):
    """A statement as its signer made it: canonical body, signature in base64."""

    body: dict[str, Any]
    sig: str = Field(max_length=100)


class Submission(BaseModel):
    """Statements to record, each answered by itself."""

    statements: list[SignedStatement] = Field(max_length=50)


class ReceiptOut(Schema):
    """The server's signed promise that the statement will be in the log."""

    statement: str
    received_at: int
    max_merge_delay: int
    log: str
    sig: str


class RefusedOut(Schema):
    """Why something was not taken, in both languages."""

    code: str
    id: str
    en: str
    retry: bool = False


class Answer(Schema):
    """One of the two: a receipt, or a refusal."""

    statement: str = ""
    receipt: ReceiptOut | None = None
    refused: RefusedOut | None = None


class Answers(Schema):
    answers: list[Answer]


class SafeOut(Schema):
    """How many bytes of a photograph are on the server's disk."""

    sha256: str
    safe: int
    whole: bool


class PieceRefused(Schema):
    """A piece was not taken; go on from ``safe``."""

    refused: RefusedOut
    safe: int


class ProblemOut(Schema):
    refused: RefusedOut


class ShutOut(Schema):
    """A door stays shut: sign in, show a second factor, or hold another post."""

    refused: str


class ElectionOut(Schema):
    id: str
    name: str
    log_key: str


class PostOut(Schema):
    id: int
    code: str
    role: str
    region: str
    region_name: str
    since: str
    until: str
    acting: str


class DeviceOut(Schema):
    key: str
    label: str
    post: str
    revoked: bool


class Me(Schema):
    name: str
    posts: list[PostOut]
    devices: list[DeviceOut]
    server_time: int
    election: ElectionOut


class DeviceIn(Schema):
    """A public key (SubjectPublicKeyInfo, base64), proved by a signature with it."""

    post: int
    public_key: str = Field(max_length=200)
    proof: str = Field(max_length=100)
    label: str = Field(default="", max_length=60)


class FieldOut(Schema):
    """A number on paper: its id, and the page on which it stands."""

    id: str
    page: int


class ChoiceOut(Schema):
    number: int
    name: str


class Task(Schema):
    """A sheet as far as this post may see it, and what it is asked for."""

    contest: str
    title_id: str
    title_en: str
    invented: bool
    form: str
    station: str
    station_name: str
    state: str
    pages: int
    fields: list[FieldOut]
    candidates: list[ChoiceOut]
    allowed: list[str]
    wanted: list[str]
    shown: dict[str, int | None]
    rules: str


class Tasks(Schema):
    tasks: list[Task]
    next: str = ""
