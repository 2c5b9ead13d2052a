"""The register of regions: every region and station of one dated version.

Codes are kept sorted. Because a region's code begins with its parent's, all
that lies within a region stands together: any part of the tree is one slice,
found by bisection, and nothing else has to be stored.
"""

from array import array
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from operator import lt

from omah.core.places.regions import DIGITS, Level, ancestor, level_of

_AFTER_ALL = "~"  # sorts after every digit and letter


class RegisterError(ValueError):
    """The rows are not a tree of regions; the message says why."""


@dataclass(frozen=True, slots=True)
class Region:
    """One region or station.

    Attributes
    ----------
    code
        KPU's code of 2, 4, 6, 10 or 13 digits; the nation is the empty string.
    name
        As the source writes it.
    kpu_id
        The number by which KPU's own systems know it; 0 if there is none.
    kemendagri
        "Kode wilayah" of the Ministry of Home Affairs, such as
        ``35.17.09.2003``; empty where it has none, as abroad.
    """

    code: str
    name: str
    kpu_id: int = 0
    kemendagri: str = ""


NATION = Region("", "Indonesia")


class RegionRegister:
    """All regions of one version, looked up by code, KPU id or ministry code.

    Parameters
    ----------
    version
        The day from which this register describes the regions, ISO 8601.
    source
        Where it came from, in one line.
    regions
        In ascending order of code; a region's parent must be among them.

    Raises
    ------
    RegisterError
        If codes are out of order, repeated, of a wrong length or orphaned.

    Examples
    --------
    >>> register = RegionRegister.of("2024-02-14", "contoh", [
    ...     Region("35", "JAWA TIMUR"),
    ...     Region("3517", "JOMBANG"),
    ...     Region("351709", "JOMBANG"),
    ... ])
    >>> register.find("3517").name
    'JOMBANG'
    >>> register.within("35", Level.KECAMATAN)
    ('351709',)
    """

    def __init__(
        self,
        version: str,
        source: str,
        *,
        codes: Sequence[str],
        names: Sequence[str],
        kpu_ids: Sequence[int],
        kemendagri: Sequence[str],
    ) -> None:
        self.version = version
        self.source = source
        self._codes = tuple(codes)
        self._names = tuple(names)
        self._kpu_ids = array("q", kpu_ids)
        self._kemendagri = tuple(kemendagri)
        _check_codes(self._codes)
        self._by_level = _by_level(self._codes)
        _check_parents(self._by_level)

    @classmethod
    def of(
        cls, version: str, source: str, regions: Sequence[Region]
    ) -> "RegionRegister":
        """Return the register of these regions, given in any order."""
        ordered = sorted(regions, key=lambda region: region.code)
        return cls(
            version,
            source,
            codes=[region.code for region in ordered],
            names=[region.name for region in ordered],
            kpu_ids=[region.kpu_id for region in ordered],
            kemendagri=[region.kemendagri for region in ordered],
        )

    def __len__(self) -> int:
        return len(self._codes)

    def __iter__(self) -> Iterator[Region]:
        return map(self._region, range(len(self._codes)))

    def __contains__(self, code: str) -> bool:
        return code == "" or self._place(code) is not None

    def find(self, code: str) -> Region:
        """Return the region with this code (KeyError if there is none)."""
        if code == NATION.code:
            return NATION
        place = self._place(code)
        if place is None:
            raise KeyError(code)
        return self._region(place)

    def name_of(self, code: str) -> str:
        """Return the name of a region, or nothing if it is not registered."""
        return self.find(code).name if code in self else ""

    def find_kpu_id(self, kpu_id: int) -> Region:
        """Return the region that KPU's systems know by a number (or KeyError)."""
        return self._region(self._places_by_kpu_id[kpu_id])

    def find_kemendagri(self, code: str) -> Region:
        """Return the region with this ministry code (KeyError if there is none)."""
        return self._region(self._places_by_kemendagri[code])

    def within(self, code: str, level: Level) -> tuple[str, ...]:
        """Return the codes of ``level`` that lie within a region, in order.

        Parameters
        ----------
        code
            A region; the nation is the empty string.
        level
            A level not above that of the region.
        """
        codes = self._by_level[level]
        start = bisect_left(codes, code)
        return codes[start : bisect_left(codes, code + _AFTER_ALL, lo=start)]

    def parts_of(self, code: str) -> tuple[str, ...]:
        """Return the codes directly below a region; a station has none."""
        level = level_of(code)
        if level is Level.STATION:
            return ()
        return self.within(code, Level(level + 1))

    def stations_of(self, code: str) -> tuple[str, ...]:
        """Return the codes of the stations of a region; of a station, itself."""
        return self.within(code, Level.STATION)

    def path_to(self, code: str) -> tuple[Region, ...]:
        """Return the regions from the nation down to one (KeyError if none)."""
        levels = (level for level in Level if level <= level_of(code))
        return tuple(self.find(ancestor(code, level)) for level in levels)

    def count(self, level: Level) -> int:
        """Return how many regions of a level are registered."""
        return 1 if level is Level.NASIONAL else len(self._by_level[level])

    def _place(self, code: str) -> int | None:
        place = bisect_left(self._codes, code)
        found = place < len(self._codes) and self._codes[place] == code
        return place if found else None

    def _region(self, place: int) -> Region:
        return Region(
            self._codes[place],
            self._names[place],
            self._kpu_ids[place],
            self._kemendagri[place],
        )

    @cached_property
    def _places_by_kpu_id(self) -> dict[int, int]:
        return {kpu_id: place for place, kpu_id in enumerate(self._kpu_ids) if kpu_id}

    @cached_property
    def _places_by_kemendagri(self) -> dict[str, int]:
        return {code: place for place, code in enumerate(self._kemendagri) if code}


def _check_codes(codes: Sequence[str]) -> None:
    # A plain look at all codes at once; only odd ones are looked at singly.
    joined = "".join(codes)
    if not (joined.isascii() and joined.isdigit()):
        _check_singly(code for code in codes if not code.isdigit())
    wrong = set(map(len, codes)) - {DIGITS[level] for level in Level if level}
    if wrong:
        raise RegisterError(f"no region level has {min(wrong)} digits")
    if not all(map(lt, codes, codes[1:])):
        raise RegisterError("codes must ascend and be given once")


def _check_singly(codes: Iterable[str]) -> None:
    for code in codes:
        try:
            level_of(code)
        except ValueError as problem:
            raise RegisterError(str(problem)) from None


def _by_level(codes: Sequence[str]) -> dict[Level, tuple[str, ...]]:
    ordered = sorted(codes, key=len)  # stable: still ascending within a level
    counts = Counter(map(len, codes))
    levels: dict[Level, tuple[str, ...]] = {}
    start = 0
    for level in (level for level in Level if level is not Level.NASIONAL):
        end = start + counts[DIGITS[level]]
        levels[level] = tuple(ordered[start:end])
        start = end
    return levels


def _check_parents(by_level: dict[Level, tuple[str, ...]]) -> None:
    for level in (Level.KABKOTA, Level.KECAMATAN, Level.KELDES, Level.STATION):
        above = Level(level - 1)
        parents = {code[: DIGITS[above]] for code in by_level[level]}
        orphaned = parents.difference(by_level[above])
        if orphaned:
            raise RegisterError(f"region {min(orphaned)} has parts but no row")
