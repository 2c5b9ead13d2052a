"""The kinds of statement: which fields each must have, and who may say it.

A kind with its version is read for ever in the form in which it was written;
a change of fields is a new version beside the old one.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from omah.core.log import shapes
from omah.core.log.shapes import Shape
from omah.core.people.roles import COUNTERS, OFFICES, WATCHERS, Role

ROOT_ONLY = frozenset({Role.ROOT})


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of statement in one version."""

    type: str
    version: int
    says: str
    roles: frozenset[Role]
    fields: Mapping[str, Shape]


COMMON: Mapping[str, Shape] = {
    "type": shapes.CODE,
    "v": shapes.VERSION,
    "key": shapes.HASH,
    "election": shapes.HASH,
    "at": shapes.AT,
}
"""Fields of every statement; ``election`` is the id of the root statement."""

_SHEET = {"station": shapes.STATION, "contest": shapes.CODE, "form": shapes.CODE}
_NAMED_HASHES = shapes.map_of(shapes.FILE_NAME, shapes.HASH, 600)

_KINDS = (
    Kind(
        "election.root",
        1,
        "Begins an election: its name, keys, and all it rests on, by hash.",
        ROOT_ONLY,
        {
            "name": shapes.CODE,
            "public_key": shapes.PUBLIC_KEY,
            "log_key": shapes.VERIFIER_KEY,
            "registers": _NAMED_HASHES,
            "rules": _NAMED_HASHES,
        },
    ),
    Kind(
        "contest.opened",
        1,
        "Opens a contest with one of its forms: the field ids that a sheet has.",
        ROOT_ONLY,
        {
            "contest": shapes.CODE,
            "region": shapes.REGION,
            "form": shapes.CODE,
            "fields": shapes.list_of(shapes.FIELD, 3000),
            "definition_sha256": shapes.HASH,
        },
    ),
    Kind(
        "post.granted",
        1,
        "Creates a post. No name: who holds it may stand as a salted commitment.",
        ROOT_ONLY,
        {
            "post": shapes.CODE,
            "role": shapes.CODE,
            "region": shapes.REGION,
            "commitment": shapes.HASH_OR_NONE,
        },
    ),
    Kind(
        "key.enrolled",
        1,
        "Gives a post a key. A second phone of the post is a second key.",
        ROOT_ONLY,
        {"post": shapes.CODE, "public_key": shapes.PUBLIC_KEY},
    ),
    Kind(
        "key.revoked",
        1,
        "Ends a key. What it signed from ``from_index`` on is doubted, not erased.",
        ROOT_ONLY,
        {"revoked": shapes.HASH, "from_index": shapes.INDEX, "reason": shapes.CODE},
    ),
    Kind(
        "sheet.captured",
        1,
        "A photograph of one page. ``reason`` says why it was rejected, if it was.",
        COUNTERS | WATCHERS,
        {
            **_SHEET,
            "page": shapes.PAGE,
            "original_sha256": shapes.HASH,
            "public_sha256": shapes.HASH_OR_NONE,
            "reason": shapes.CODE_OR_NONE,
        },
    ),
    Kind(
        "reading.made",
        1,
        "What a machine read in photographs; the detail is a blob.",
        frozenset({Role.MACHINE}),
        {
            **_SHEET,
            "captures": shapes.list_of(shapes.HASH, 64),
            "figures": shapes.FIGURES,
            "ppm": shapes.PPM,
            "legible": shapes.FLAG,
            "model_sha256": shapes.HASH,
            "detail_sha256": shapes.HASH_OR_NONE,
        },
    ),
    Kind(
        "entry.made",
        1,
        "What a person keyed in; ``blind``: without having seen the machine's figures.",
        COUNTERS,
        {
            **_SHEET,
            "post": shapes.CODE,
            "figures": shapes.FIGURES,
            "blind": shapes.FLAG,
        },
    ),
    Kind(
        "sheet.accepted",
        1,
        "Notes that independent readings agree, and which.",
        COUNTERS | {Role.MACHINE},
        {
            **_SHEET,
            "figures": shapes.FIGURES,
            "sources": shapes.list_of(shapes.HASH, 64),
        },
    ),
    Kind(
        "sheet.corrected",
        1,
        "Changes accepted figures, old to new, with a reason.",
        OFFICES,
        {**_SHEET, "changes": shapes.CHANGES, "reason": shapes.CODE},
    ),
    Kind(
        "objection.raised",
        1,
        "An objection; its words stay outside, as a salted commitment.",
        WATCHERS | COUNTERS,
        {
            "contest": shapes.CODE,
            "region": shapes.REGION,
            "reason": shapes.CODE,
            "commitment": shapes.HASH_OR_NONE,
        },
    ),
    Kind(
        "objection.answered",
        1,
        "The answer to an objection.",
        OFFICES | {Role.KPPS, Role.PPS},
        {
            "objection": shapes.HASH,
            "outcome": shapes.CODE,
            "commitment": shapes.HASH_OR_NONE,
        },
    ),
    Kind(
        "minutes.signed",
        1,
        "A signature under the minutes (berita acara) of a region.",
        COUNTERS | WATCHERS,
        {
            "contest": shapes.CODE,
            "region": shapes.REGION,
            "document_sha256": shapes.HASH,
        },
    ),
    Kind(
        "decision.recorded",
        1,
        "A recorded decision, such as the lot drawn at a tie.",
        OFFICES | ROOT_ONLY,
        {
            "contest": shapes.CODE,
            "region": shapes.REGION,
            "subject": shapes.CODE,
            "outcome": shapes.CODE,
            "document_sha256": shapes.HASH_OR_NONE,
        },
    ),
    Kind(
        "publication.root",
        1,
        "Seals a publication: hash lists of its files, over ``size`` log entries.",
        frozenset({Role.PUBLISHER}),
        {"size": shapes.INDEX, "lists": _NAMED_HASHES},
    ),
    Kind(
        "content.withdrawn",
        1,
        "Takes harmful content off the public site; its hash stays.",
        frozenset({Role.PUBLISHER}) | OFFICES,
        {"sha256": shapes.HASH, "reason": shapes.CODE},
    ),
)

KINDS: Mapping[tuple[str, int], Kind] = {(k.type, k.version): k for k in _KINDS}


class BadStatementError(ValueError):
    """The body is not a statement that we know; the message says why."""


def kind_of(body: Mapping[str, object]) -> Kind:
    """Return the kind of a statement after checking every field of its body.

    Raises
    ------
    BadStatementError
        If the kind or version is unknown, a field is missing or unknown, or a
        value has the wrong shape.

    Examples
    --------
    >>> kind_of({"type": "sheet.eaten", "v": 1})
    Traceback (most recent call last):
    omah.core.log.statement_kinds.BadStatementError: unknown statement sheet.eaten v1
    """
    type_, version = body.get("type"), body.get("v")
    if not (isinstance(type_, str) and shapes.VERSION.fits(version)):
        raise BadStatementError("a statement needs a type and a version")
    kind = KINDS.get((type_, int(str(version))))
    if kind is None:
        raise BadStatementError(f"unknown statement {type_[:64]} v{version}")
    fields = fields_of(kind)
    if missing := sorted(set(fields) - set(body)):
        raise BadStatementError(f"{type_} lacks {', '.join(missing)}")
    if unknown := sorted(set(body) - set(fields)):
        raise BadStatementError(f"{type_} has unknown {', '.join(unknown)[:200]}")
    for name, shape in fields.items():
        if not shape.fits(body[name]):
            raise BadStatementError(f"{type_}: {name} must be {shape.words}")
    return kind


def fields_of(kind: Kind) -> Mapping[str, Shape]:
    """Return all fields of a kind; the root, being first, names no root."""
    common = dict(COMMON)
    if kind.type == "election.root":
        del common["election"]
    return {**common, **kind.fields}
