"""Electoral districts ("daerah pemilihan", dapil) and the regions they hold.

A dapil holds whole regions. Where the law splits a kabupaten/kota or a
kecamatan between two dapil ("pecah"), each holds the smaller regions within
it, and the register remembers which region was split.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from omah.core.count.contests import ContestKind
from omah.core.places.regions import Level, ancestor, level_of
from omah.core.places.registers import RegionRegister, RegisterError

DPD_SEATS = 4  # UU 7/2017 Pasal 196: four members for each province


@dataclass(frozen=True, slots=True)
class Dapil:
    """One electoral district.

    Attributes
    ----------
    kind
        The chamber: DPR, DPD, DPRD provinsi or DPRD kab/kota.
    code
        The register's own code, unique within the kind.
    seats
        Seats to be filled; None where the source does not say.
    members
        Codes of the regions that lie in it whole, ascending.
    split
        Codes of the regions of which only a part lies in it.
    """

    kind: ContestKind
    code: str
    name: str
    seats: int | None
    members: tuple[str, ...]
    split: tuple[str, ...] = ()


class DapilRegister:
    """The dapil of every chamber, of one dated version.

    Parameters
    ----------
    version
        The day from which they hold, ISO 8601.
    source
        Where they came from, in one line.
    dapil
        In any order.

    Raises
    ------
    RegisterError
        If a code is given twice, or a region lies in two dapil of a chamber.

    Examples
    --------
    >>> jatim_viii = Dapil(ContestKind.DPR, "3508", "JAWA TIMUR VIII", 10, ("3517",))
    >>> register = DapilRegister("2024-02-14", "contoh", [jatim_viii])
    >>> register.of(ContestKind.DPR, "3517092003001").name
    'JAWA TIMUR VIII'
    """

    def __init__(self, version: str, source: str, dapil: Iterable[Dapil]) -> None:
        self.version = version
        self.source = source
        self._dapil = tuple(sorted(dapil, key=lambda d: (d.kind, d.code)))
        self._of_member: dict[tuple[ContestKind, str], Dapil] = {}
        codes: set[tuple[ContestKind, str]] = set()
        for each in self._dapil:
            if (each.kind, each.code) in codes:
                raise RegisterError(f"{each.kind} dapil {each.code} is given twice")
            codes.add((each.kind, each.code))
            self._add_members(each)
        self._refuse_nested()

    def __iter__(self) -> Iterator[Dapil]:
        return iter(self._dapil)

    def of_kind(self, kind: ContestKind) -> tuple[Dapil, ...]:
        """Return the dapil of one chamber, in order of code."""
        return tuple(each for each in self._dapil if each.kind is kind)

    def of(self, kind: ContestKind, code: str) -> Dapil | None:
        """Return the dapil in which a region or station lies whole.

        None if it is split between several, or lies in none.
        """
        for level in reversed(Level):
            if level <= level_of(code):
                found = self._of_member.get((kind, ancestor(code, level)))
                if found is not None:
                    return found
        return None

    def touching(self, kind: ContestKind, code: str) -> tuple[Dapil, ...]:
        """Return every dapil of a chamber that holds some part of a region."""
        whole = self.of(kind, code)
        if whole is not None:
            return (whole,)
        return tuple(
            each
            for each in self.of_kind(kind)
            if any(member.startswith(code) for member in each.members)
        )

    def seats(self, kind: ContestKind) -> int | None:
        """Return all seats of a chamber; None if one dapil's are not known."""
        total = 0
        for each in self.of_kind(kind):
            if each.seats is None:
                return None
            total += each.seats
        return total

    def _add_members(self, dapil: Dapil) -> None:
        for member in dapil.members:
            other = self._of_member.setdefault((dapil.kind, member), dapil)
            if other is not dapil:
                raise RegisterError(
                    f"{member} lies in {dapil.kind} dapil {other.code} and {dapil.code}"
                )

    def _refuse_nested(self) -> None:
        for kind, member in self._of_member:
            for level in range(level_of(member)):
                above = self._of_member.get((kind, ancestor(member, Level(level))))
                if above is not None:
                    raise RegisterError(
                        f"{member} is listed apart, but {kind} dapil {above.code} "
                        "holds all around it"
                    )


def uncovered(
    dapil: DapilRegister, kind: ContestKind, regions: RegionRegister
) -> Sequence[str]:
    """Return the kelurahan and desa that lie in no dapil of a chamber.

    Abroad (``99``), voters belong to a dapil at home and are not asked for.
    """
    return [
        code
        for code in regions.within("", Level.KELDES)
        if not code.startswith("99") and dapil.of(kind, code) is None
    ]


def dpd_dapil(regions: RegionRegister) -> tuple[Dapil, ...]:
    """Return the dapil of the DPD: each province is one, with four seats.

    References
    ----------
    UU 7/2017 Pasal 196-197.
    """
    return tuple(
        Dapil(ContestKind.DPD, code, regions.name_of(code), DPD_SEATS, (code,))
        for code in regions.parts_of("")
        if code != "99"
    )
