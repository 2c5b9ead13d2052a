"""A contest as data: what is voted on, where, with which form and choices."""

from dataclasses import dataclass
from enum import StrEnum


class ContestKind(StrEnum):
    """The kinds of contest that Indonesian law knows."""

    PRESIDENT = "president"
    DPR = "dpr"
    DPD = "dpd"
    DPRD_PROVINSI = "dprd-provinsi"
    DPRD_KABKOTA = "dprd-kabkota"
    KEPALA_DAERAH = "kepala-daerah"


@dataclass(frozen=True, slots=True)
class Candidate:
    """A person, or a pair standing together, with the number on the ballot."""

    number: int
    name: str


@dataclass(frozen=True, slots=True)
class Party:
    """A party with its open list; empty for contests without parties."""

    number: int
    name: str
    candidates: tuple[Candidate, ...] = ()


@dataclass(frozen=True, slots=True)
class Contest:
    """One contest of one election.

    Attributes
    ----------
    id
        Short ASCII id, unique in the election, such as ``wali-kota``.
    region
        KPU code of the region that votes; the nation is the empty string.
    date
        Voting day, ISO 8601.
    form
        Id of the polling-station form.
    invented
        Whether this is practice or demonstration; pages say so.
    """

    id: str
    kind: ContestKind
    election: str
    title_id: str
    title_en: str
    date: str
    region: str
    form: str
    candidates: tuple[Candidate, ...] = ()
    parties: tuple[Party, ...] = ()
    invented: bool = False

    def vote_fields(self) -> tuple[str, ...]:
        """Return the field ids of the votes, in ballot order."""
        fields = [f"votes.{c.number}" for c in self.candidates]
        for p in self.parties:
            fields.append(f"votes.{p.number}.party")
            fields += [f"votes.{p.number}.{c.number}" for c in p.candidates]
            fields.append(f"votes.{p.number}.total")
        return tuple(fields)
