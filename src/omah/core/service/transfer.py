"""Voting elsewhere: who may, until when, with which papers, for which ballots.

References
----------
UU 7/2017 Pasal 210 and 348 ayat (4); Putusan MK 20/PUU-XVII/2019; PKPU 7/2022.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from omah.core.count.contests import ContestKind
from omah.core.count.dapil import DapilRegister
from omah.core.places.regions import Level, ancestor, level_of


class ElectionKind(StrEnum):
    """What is voted on that day."""

    PEMILU = "pemilu"
    PILKADA = "pilkada"


class Area(StrEnum):
    """What home and destination must share for a ballot."""

    NATION = "nation"
    PROVINSI = "provinsi"
    KABKOTA = "kabkota"
    DAPIL_DPR = "dapil-dpr"
    DAPIL_DPRD_PROVINSI = "dapil-dprd-provinsi"
    DAPIL_DPRD_KABKOTA = "dapil-dprd-kabkota"


class Answer(StrEnum):
    """Whether something is so; not knowing is not no."""

    YES = "yes"
    NO = "no"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Said:
    """A sentence in both languages."""

    says_id: str
    says_en: str


@dataclass(frozen=True, slots=True)
class Reason:
    """A reason to vote elsewhere, its papers, and how long before voting it holds."""

    code: str
    days_before: int
    says: Said
    easy: Said
    papers: Said


@dataclass(frozen=True, slots=True)
class Ballot:
    """A ballot paper, and the area that decides whether it is given."""

    contest: str
    area: Area
    says: Said
    absent_in: tuple[str, ...] = ()
    """Provinces that do not vote on it at all."""


@dataclass(frozen=True, slots=True)
class TransferRules:
    """All of it for one kind of election from a day on.

    ``is_read`` and ``ballots_are_read``: whether the wording was seen in a source.
    """

    code: str
    kind: ElectionKind
    valid_from: date
    law: str
    is_read: bool
    reasons: tuple[Reason, ...]
    papers: tuple[Said, ...]
    steps: tuple[Said, ...]
    ballots: tuple[Ballot, ...]
    notes: tuple[Said, ...] = ()
    ballots_law: str = ""
    ballots_are_read: bool = False


class NoTransferRulesError(LookupError):
    """No rules are known for this kind of election on this day."""


def rules_for(
    known: Iterable[TransferRules], kind: ElectionKind, voting_day: date
) -> TransferRules:
    """Return the newest rules that hold for a voting day.

    Raises
    ------
    NoTransferRulesError
        If none do.
    """
    fitting = [r for r in known if r.kind is kind and r.valid_from <= voting_day]
    if not fitting:
        raise NoTransferRulesError(f"no rules for {kind} on {voting_day}")
    return max(fitting, key=lambda rules: rules.valid_from)


@dataclass(frozen=True, slots=True)
class Deadline:
    """The last day for a group of reasons."""

    last_day: date
    days_before: int
    reasons: tuple[Reason, ...]

    def days_left(self, today: date) -> int:
        """Return the whole days until the last one; negative when it is over."""
        return (self.last_day - today).days


def deadlines(rules: TransferRules, voting_day: date) -> tuple[Deadline, ...]:
    """Return the last days, the earliest first, each with its reasons.

    Examples
    --------
    >>> said = Said("", "")
    >>> duty = Reason("duty", 7, said, said, said)
    >>> rules = TransferRules("x", ElectionKind.PEMILU, date(2023, 1, 1), "",
    ...                       True, (duty,), (), (), ())
    >>> deadlines(rules, date(2024, 2, 14))[0].last_day.isoformat()
    '2024-02-07'
    """
    spans = sorted({reason.days_before for reason in rules.reasons}, reverse=True)
    return tuple(
        Deadline(
            voting_day - timedelta(days=span),
            span,
            tuple(r for r in rules.reasons if r.days_before == span),
        )
        for span in spans
    )


@dataclass(frozen=True, slots=True)
class Given:
    """Whether a moved voter gets a ballot.

    Attributes
    ----------
    home, destination
        The names of the electoral districts that were compared; empty where a
        ballot has none, or the register does not say.
    """

    ballot: Ballot
    answer: Answer
    home: str = ""
    destination: str = ""


def ballots_given(
    rules: TransferRules, shares: Mapping[Area, Answer]
) -> tuple[Given, ...]:
    """Return each ballot and whether it is given.

    Parameters
    ----------
    shares
        Whether home and destination lie in the same area of each kind; what is not
        named is unknown. Areas follow from each other (`completed`).
    """
    known = completed(shares)
    return tuple(Given(ballot, known[ballot.area]) for ballot in rules.ballots)


def ballots_between(
    rules: TransferRules, home: str, destination: str, dapil: DapilRegister
) -> tuple[Given, ...]:
    """Return each ballot and whether a voter of one place gets it at another.

    Parameters
    ----------
    home, destination
        KPU codes, the finer the better.

    Notes
    -----
    A ballot is given if, and only if, both places lie in the same area
    (UU 7/2017 Pasal 348 ayat 4). Where a province does not vote on something at all,
    nobody from there or going there gets that ballot.
    """
    known = completed(shared(home, destination, dapil))
    return tuple(
        Given(
            ballot,
            Answer.NO if _is_absent(ballot, home, destination) else known[ballot.area],
            _dapil_name(ballot.area, home, dapil),
            _dapil_name(ballot.area, destination, dapil),
        )
        for ballot in rules.ballots
    )


def _is_absent(ballot: Ballot, *places: str) -> bool:
    return any(place.startswith(ballot.absent_in) for place in places)


CHAMBERS = {
    Area.DAPIL_DPR: ContestKind.DPR,
    Area.DAPIL_DPRD_PROVINSI: ContestKind.DPRD_PROVINSI,
    Area.DAPIL_DPRD_KABKOTA: ContestKind.DPRD_KABKOTA,
}


def _dapil_name(area: Area, code: str, dapil: DapilRegister) -> str:
    kind = CHAMBERS.get(area)
    found = dapil.of(kind, code) if kind else None
    return found.name if found else ""


WITHIN: tuple[tuple[Area, Area], ...] = (
    (Area.KABKOTA, Area.PROVINSI),
    (Area.DAPIL_DPR, Area.PROVINSI),
    (Area.DAPIL_DPRD_PROVINSI, Area.PROVINSI),
    (Area.DAPIL_DPRD_KABKOTA, Area.KABKOTA),
)
"""The first lies within the second: sharing it is sharing both."""


def completed(shares: Mapping[Area, Answer]) -> dict[Area, Answer]:
    """Return the answer for every area, with what follows from those given.

    Who shares an electoral district shares its province; who does not share the
    province shares no district in it.

    Examples
    --------
    >>> completed({Area.PROVINSI: Answer.NO})[Area.DAPIL_DPR].value
    'no'
    """
    known = {area: shares.get(area, Answer.UNKNOWN) for area in Area}
    known[Area.NATION] = Answer.YES
    for inner, outer in reversed(WITHIN):
        if known[inner] is Answer.YES and known[outer] is Answer.UNKNOWN:
            known[outer] = Answer.YES
    for inner, outer in WITHIN:
        if known[outer] is Answer.NO:
            known[inner] = Answer.NO
    return known


def shared(home: str, destination: str, dapil: DapilRegister) -> dict[Area, Answer]:
    """Return what two villages or stations share, by the register of districts.

    Parameters
    ----------
    home, destination
        KPU codes, the finer the better.

    Notes
    -----
    A region that is split between districts answers nothing: only a finer code does.
    """
    return {
        Area.PROVINSI: _same_part(home, destination, Level.PROVINSI),
        Area.KABKOTA: _same_part(home, destination, Level.KABKOTA),
        **{
            area: _same_dapil(kind, home, destination, dapil)
            for area, kind in CHAMBERS.items()
        },
    }


def _same_part(home: str, destination: str, level: Level) -> Answer:
    if min(level_of(home), level_of(destination)) < level:
        return Answer.UNKNOWN
    return _answer(is_so=ancestor(home, level) == ancestor(destination, level))


def _same_dapil(
    kind: ContestKind, home: str, destination: str, dapil: DapilRegister
) -> Answer:
    one, other = dapil.of(kind, home), dapil.of(kind, destination)
    if one is None or other is None:
        return Answer.UNKNOWN
    return _answer(is_so=one.code == other.code)


def _answer(*, is_so: bool) -> Answer:
    return Answer.YES if is_so else Answer.NO
