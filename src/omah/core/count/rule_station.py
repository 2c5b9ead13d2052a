"""Rules that look beyond one sheet: other forms of the station, copies, roll.

R15 and R16 of the register. They compare whole sheets, so they are functions;
R14 is data, because the voter roll enters as fields ``roll.dpt.{l,p,j}``.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from omah.core.count.contests import ContestKind
from omah.core.count.figures import Figures

SEXES = ("l", "p", "j")
SAME_AT_STATION = ("voters.dpt", "used.dpt", "used.dpk")


class Mismatch(NamedTuple):
    """Fields and numbers that don't fit."""

    fields: tuple[str, ...]
    numbers: tuple[int, int]


@dataclass(frozen=True, slots=True)
class Context:
    """What is known beyond the sheet.

    Attributes
    ----------
    kind
        The contest of this sheet; needed to compare ``station``.
    station
        The figures of the station's other contests.
    copies
        Who holds a copy, to what that copy says.
    roll
        The voter roll of the station: ``l``, ``p``, ``j`` to voters.
    """

    kind: ContestKind | None = None
    station: Mapping[ContestKind, Figures] = field(default_factory=dict)
    copies: Mapping[str, Figures] = field(default_factory=dict)
    roll: Figures = field(default_factory=dict)

    def roll_fields(self) -> dict[str, int | None]:
        """Return the voter roll as fields that claims can name."""
        return {f"roll.dpt.{sex}": number for sex, number in self.roll.items()}


def mismatches(name: str, figures: Figures, context: Context) -> tuple[Mismatch, ...]:
    """Return what the named function finds; KeyError if there is none."""
    return FUNCTIONS[name](figures, context)


def differs_at_station(figures: Figures, context: Context) -> tuple[Mismatch, ...]:
    """Return figures that must agree between the contests of one station.

    The voters on the roll (A), roll voters who voted (B1) and voters without
    an entry (B3) are the same people in every contest. Moved voters (B2) may
    get fewer ballots, so their number may only fall from the presidential
    sheet to that of DPR, DPD and DPRD provinsi, and to DPRD kabupaten/kota.
    """
    found: list[Mismatch] = []
    for kind, other in context.station.items():
        if kind is context.kind:
            continue
        for sex in SEXES:
            for row in SAME_AT_STATION:
                found += _differing(f"{row}.{sex}", figures, other)
            found += _moved(f"used.dptb.{sex}", figures, other, _order(context, kind))
    return tuple(found)


def differs_from_copies(figures: Figures, context: Context) -> tuple[Mismatch, ...]:
    """Return fields that a copy of this sheet states otherwise."""
    return tuple(
        differing
        for copy in context.copies.values()
        for name in figures
        for differing in _differing(name, figures, copy)
    )


def _differing(name: str, ours: Figures, theirs: Figures) -> tuple[Mismatch, ...]:
    mine, other = ours.get(name), theirs.get(name)
    if mine is None or other is None or mine == other:
        return ()
    return (Mismatch((name,), (mine, other)),)


_BALLOT_RANK = {
    ContestKind.PRESIDENT: 0,
    ContestKind.DPR: 1,
    ContestKind.DPD: 1,
    ContestKind.DPRD_PROVINSI: 1,
    ContestKind.DPRD_KABKOTA: 2,
}


def _order(context: Context, other: ContestKind) -> int:
    """Return 1 where ours may not have fewer moved voters, -1 not more, 0 any."""
    if context.kind not in _BALLOT_RANK or other not in _BALLOT_RANK:
        return 0
    mine, theirs = _BALLOT_RANK[context.kind], _BALLOT_RANK[other]
    return (theirs > mine) - (theirs < mine)


def _moved(
    name: str, ours: Figures, theirs: Figures, order: int
) -> tuple[Mismatch, ...]:
    mine, other = ours.get(name), theirs.get(name)
    if mine is None or other is None or (mine - other) * order >= 0:
        return ()
    return (Mismatch((name,), (mine, other)),)


FUNCTIONS: Mapping[str, Callable[[Figures, Context], tuple[Mismatch, ...]]] = {
    "differs_at_station": differs_at_station,
    "differs_from_copies": differs_from_copies,
}
