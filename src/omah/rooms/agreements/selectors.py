"""Reads of this room: a host sees its rounds, an office its own paper."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby
from operator import attrgetter
from uuid import UUID

from django.db.models import Q, QuerySet

from omah.core.office.agreements import Standing, Tally, tally
from omah.rooms.agreements.models import Party, Round, Signature


@dataclass(frozen=True, slots=True)
class Row:
    """An office on the board: how many of its own have signed, and since when."""

    name: str
    tally: Tally
    last_at: datetime | None

    @property
    def standing(self) -> Standing:
        """Say how far the whole office is."""
        if self.tally.signed < self.tally.asked:
            return Standing.MISSING
        return Standing.SEALED if self.tally.is_complete else Standing.SIGNED


@dataclass(frozen=True, slots=True)
class Board:
    """How far a round is, office by office."""

    round: Round
    rows: tuple[Row, ...]
    tally: Tally


def hosted_by(office: str) -> QuerySet[Round]:
    """Return the rounds that an office itself calls."""
    return Round.objects.filter(host=office).order_by("-opens_at")


def asked_of(office: str, person: int | None = None) -> QuerySet[Party]:
    """Return what an office's head, and one person in it, sign; the newest first."""
    own = Q(person=None) | Q(person=person) if person else Q(person=None)
    rows = Party.objects.filter(own, office=office)
    return rows.select_related("round", "signature").order_by("-round__opens_at")


def party_of(office: str, round_: UUID, person: int | None = None) -> Party | None:
    """Return an office's own part in a round, or that of one person in it."""
    return asked_of(office, person).filter(round=round_).order_by("-person").first()


def waiting_in(party: Party) -> list[str]:
    """Return who of a person's own office has not signed yet, by name."""
    rows = party.round.parties.filter(
        office=party.office, signature=None, person__isnull=False
    )
    return sorted(rows.values_list("person__name", flat=True))


def board(made: Round) -> Board:
    """Return a round with all its offices, in order of code."""
    parties = list(made.parties.select_related("signature").order_by("office", "pk"))
    rows = tuple(
        row_of(list(some)) for _, some in groupby(parties, attrgetter("office"))
    )
    return Board(made, rows, tally([party.standing for party in parties]))


def row_of(parties: Sequence[Party]) -> Row:
    signed = [p.signature.at for p in parties if p.standing is not Standing.MISSING]
    return Row(
        parties[0].name, tally([p.standing for p in parties]), max(signed, default=None)
    )


def signatures(made: Round) -> QuerySet[Signature]:
    """Return what was signed, in order of office."""
    rows = Signature.objects.filter(party__round=made).select_related("party")
    return rows.order_by("party__office", "party_id")


def is_known(sha256: str) -> bool:
    """Whether this house made a sealed paper with exactly these bytes."""
    return bool(sha256) and Signature.objects.filter(sealed_sha256=sha256).exists()
