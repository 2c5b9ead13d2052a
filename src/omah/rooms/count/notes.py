"""The words of incident notes: kept for the office, never in the log.

The log holds a salted fingerprint. Words are taken from anyone who brings the very
text and salt behind one; deleting both is erasure.
"""

import hashlib
from enum import StrEnum

from django.db.models import QuerySet
from django.utils import timezone

from omah.core.log.statements import Statement, parse_entry
from omah.rooms.count import models
from omah.rooms.count.models import NoteWords


class Kept(StrEnum):
    """What became of words that were brought."""

    KEPT = "kept"
    UNKNOWN = "unknown"  # no such note is on record (yet)
    OTHER_WORDS = "other-words"  # the fingerprint on record is of other words


def keep_words(statement: str, text: str, salt: bytes) -> Kept:
    """Keep the words of a note, if they are those that were signed; once."""
    said = note_on_record(statement)
    if said is None:
        return Kept.UNKNOWN
    if hashlib.sha256(salt + text.encode()).hexdigest() != said.text("commitment"):
        return Kept.OTHER_WORDS
    NoteWords.objects.get_or_create(
        statement=statement,
        defaults={
            "contest": said.text("contest"),
            "region": said.text("region"),
            "reason": said.text("reason"),
            "text": text,
            "salt": salt.hex(),
            "received_at": timezone.now(),
        },
    )
    return Kept.KEPT


def note_on_record(statement: str) -> Statement | None:
    row = models.Statement.objects.filter(sha256=statement).first()
    said = parse_entry(bytes(row.entry)) if row else None
    return said if said is not None and said.type == "objection.raised" else None


def notes_of(contest: str, station: str) -> QuerySet[NoteWords]:
    """Return the notes of a sheet whose words have come."""
    return NoteWords.objects.filter(contest=contest, region=station).order_by("pk")


def erase_words(statement: str) -> bool:
    """Erase a note's words and salt; its fingerprint on record then says nothing."""
    deleted, _ = NoteWords.objects.filter(statement=statement).delete()
    return deleted > 0
