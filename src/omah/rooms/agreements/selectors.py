"""Reads of this room: a host sees its rounds, an office its own paper."""

from dataclasses import dataclass
from uuid import UUID

from django.db.models import QuerySet

from omah.core.agreements import Standing, Tally, tally
from omah.rooms.agreements.models import Party, Round, Signature


@dataclass(frozen=True, slots=True)
class Board:
    """How far a round is."""

    round: Round
    parties: tuple[Party, ...]
    tally: Tally

    @property
    def missing(self) -> list[Party]:
        return [p for p in self.parties if p.standing is Standing.MISSING]


def hosted_by(office: str) -> QuerySet[Round]:
    """Return the rounds that an office itself calls."""
    return Round.objects.filter(host=office).order_by("-opens_at")


def asked_of(office: str) -> QuerySet[Party]:
    """Return what an office itself is asked to sign, the newest first."""
    rows = Party.objects.filter(office=office).select_related("round", "signature")
    return rows.order_by("-round__opens_at")


def party_of(office: str, round_: UUID) -> Party | None:
    """Return an office's own part in a round."""
    return asked_of(office).filter(round=round_).first()


def board(made: Round) -> Board:
    """Return a round with all its parties, in order of code."""
    rows = made.parties.select_related("signature").order_by("office")
    parties = tuple(rows)
    return Board(made, parties, tally([party.standing for party in parties]))


def signatures(made: Round) -> QuerySet[Signature]:
    """Return what was signed, in order of office."""
    rows = Signature.objects.filter(party__round=made).select_related("party")
    return rows.order_by("party__office")


def is_known(sha256: str) -> bool:
    """Whether this house made a sealed paper with exactly these bytes."""
    return bool(sha256) and Signature.objects.filter(sealed_sha256=sha256).exists()
