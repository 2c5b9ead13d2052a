"""An invented city that votes: sheets with known truth, for practice and demo.

Everything here is made up and follows from a seed. What stands on paper is
known, slips included, so whatever reads, enters and adds it can be judged.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from itertools import pairwise

from omah.core.count.contests import Contest, ContestKind
from omah.core.count.figures import Figures, Mark
from omah.core.places.registers import Region
from omah.core.town.chance import Chance
from omah.core.town.names import KECAMATAN, KOTA, PAIRS, PROVINSI
from omah.core.town.sheet import Place, count, lean, roll
from omah.core.town.slips import Slip, slip, type_off

PAGES = (1, 2, 3)
RESERVE_PER_1000 = 25  # ballots beyond the roll in regional elections
COUNT_ENDS = 1_813_762_800  # 2027-06-23 15:00 UTC, a late evening in Java
NIGHT = 5 * 3600

LEADING = (Mark.X,) * 6 + (Mark.D0,) * 3 + (Mark.BLANK,)
"""What is written into an empty leading box: X in most, also 0 or nothing."""


class Spoil(StrEnum):
    """Why a photograph can't be read."""

    BLURRED = "blurred"
    DARK = "dark"
    CUT_OFF = "cut off"
    NOT_A_FORM = "not a form"


@dataclass(frozen=True, slots=True)
class Rates:
    """How much goes wrong, per ten thousand, and how often someone enters again.

    Two transcriptions of 2019 differ in one of two candidates' figures at
    0.74 % of the stations: four typed numbers, so 0.19 % of numbers are slips.
    """

    broken_sums: int = 600  # of stations
    spoiled_photos: int = 200  # of photographs
    typing_slips: int = 19  # of numbers typed
    nothing_arrived: int = 150  # of stations
    no_entry: int = 250  # of stations
    no_photos: int = 200  # of stations
    second_entry: int = 1000  # of stations
    blank_row: int = 100  # of stations


@dataclass(frozen=True, slots=True)
class Photo:
    """A photograph of one page, taken at a time; spoiled, or not."""

    page: int
    at: int
    spoil: Spoil | None = None


@dataclass(frozen=True, slots=True)
class TypedEntry:
    """What a post typed off the paper, without seeing the machine's figures."""

    post: str
    figures: Figures
    at: int


@dataclass(frozen=True, slots=True)
class TownStation:
    """One polling station and all that is known about its sheet.

    Attributes
    ----------
    roll
        Voters on the roll: l, p and j.
    paper
        What stands on paper, slips included: the truth for every reader.
        ``None`` where the paper was left blank.
    slips
        Sums on paper that are not what was counted.
    leading
        What the writer puts into empty leading boxes.
    segments
        Whether the writer follows the printed seven-segment guide.
    photos, entries
        What reached the commission; both may be empty.
    """

    code: str
    roll: Mapping[str, int]
    paper: Figures
    slips: tuple[Slip, ...]
    leading: Mark
    segments: bool
    photos: tuple[Photo, ...]
    entries: tuple[TypedEntry, ...]


@dataclass(frozen=True, slots=True)
class Town:
    """The contest, the register of regions (stations included) and the stations."""

    contest: Contest
    regions: tuple[Region, ...]
    stations: tuple[TownStation, ...]


CONTEST = Contest(
    id="wali-kota",
    kind=ContestKind.KEPALA_DAERAH,
    election="tirtawening-2027",
    title_id="Wali Kota dan Wakil Wali Kota Tirtawening",
    title_en="Mayor and Deputy Mayor of Tirtawening",
    date="2027-06-23",
    region=KOTA[0],
    form="c-hasil-ppwp-2024",
    candidates=PAIRS,
    invented=True,
)


def make_town(seed: int, stations: int = 430, rates: Rates | None = None) -> Town:
    """Return an invented city, its contest and what each station wrote.

    Parameters
    ----------
    seed
        The same seed gives the same town.
    stations
        Polling stations, 1 or more, spread over 18 kelurahan.
    rates
        How much goes wrong.

    Raises
    ------
    ValueError
        If there are no stations, or more than 999 in a kelurahan.

    Examples
    --------
    >>> town = make_town(7, stations=20)
    >>> len(town.stations), town.stations[0].code, town.contest.invented
    (20, '9871011001001', True)
    """
    chance = Chance(str(seed))
    regions = tuple(_regions(chance, stations))
    codes = tuple(region.code for region in regions if len(region.code) == 13)
    rates = rates or Rates()
    how_many = (len(codes) * rates.broken_sums + 5_000) // 10_000
    broken = frozenset(chance.some(how_many, codes, "broken"))
    return Town(
        CONTEST,
        regions,
        tuple(
            _station(chance, code, rates, is_broken=code in broken) for code in codes
        ),
    )


def written(figure: int | None, boxes: int, leading: Mark) -> tuple[Mark, ...]:
    """Return what stands in the boxes of a number, left to right.

    Examples
    --------
    >>> "".join(written(7, 3, Mark.X)), "".join(written(None, 3, Mark.X))
    ('XX7', '___')
    """
    if figure is None:
        return (Mark.BLANK,) * boxes
    digits = [Mark(digit) for digit in str(figure)]
    if len(digits) > boxes:
        raise ValueError(f"{figure} does not fit into {boxes} boxes")
    return (leading,) * (boxes - len(digits)) + tuple(digits)


def _regions(chance: Chance, stations: int) -> Iterator[Region]:
    yield Region(*PROVINSI)
    yield Region(*KOTA)
    keldes = _keldes()
    sizes = _share_out(chance, stations, [code for code, _ in keldes])
    for number, name in enumerate(KECAMATAN, 1):
        kecamatan = f"{KOTA[0]}{number:02}"
        yield Region(kecamatan, name)
        for code, its_name in keldes:
            if not code.startswith(kecamatan) or not sizes[code]:
                continue
            yield Region(code, its_name.upper())
            for station in range(1, sizes[code] + 1):
                yield Region(f"{code}{station:03}", f"TPS {station:03}")


def _keldes() -> list[tuple[str, str]]:
    return [
        (f"{KOTA[0]}{kecamatan:02}{1000 + number}", name)
        for kecamatan, names in enumerate(KECAMATAN.values(), 1)
        for number, name in enumerate(names, 1)
    ]


def _share_out(chance: Chance, stations: int, codes: list[str]) -> dict[str, int]:
    """Share the stations out by size; running totals lose and gain none."""
    if stations < 1:
        raise ValueError("a town needs a polling station")
    weights = [chance.between(60, 140, ("size", code)) for code in codes]
    bounds = [
        sum(weights[:n]) * stations // sum(weights) for n in range(len(codes) + 1)
    ]
    sizes = [high - low for low, high in pairwise(bounds)]
    if max(sizes) > 999:
        raise ValueError("a kelurahan can't number more than 999 stations")
    return dict(zip(codes, sizes, strict=True))


def _station(
    chance: Chance, code: str, rates: Rates, *, is_broken: bool
) -> TownStation:
    here = chance.of(code)
    voters = roll(here)
    shares = lean(chance.of(code[:10]))
    counted = count(here, voters, Place(RESERVE_PER_1000, shares))
    slips = (slip(here.of("slip"), counted),) if is_broken else ()
    paper: dict[str, int | None] = {**counted}
    paper |= {one.field: one.written for one in slips}
    if here.hits(rates.blank_row, "blank row"):
        paper |= dict.fromkeys(("disabled.l", "disabled.p", "disabled.j"))
    return TownStation(
        code,
        voters,
        paper,
        slips,
        here.pick(LEADING, "leading"),
        here.hits(5000, "segments"),
        *_arrived(here, code, paper, rates),
    )


def _arrived(
    here: Chance, code: str, paper: Figures, rates: Rates
) -> tuple[tuple[Photo, ...], tuple[TypedEntry, ...]]:
    if here.hits(rates.nothing_arrived, "nothing arrived"):
        return (), ()
    at = COUNT_ENDS + here.below(NIGHT, "at")
    photos: tuple[Photo, ...] = ()
    if not here.hits(rates.no_photos, "no photos"):
        photos = tuple(_photo(here, page, at, rates) for page in PAGES)
    posts = [] if here.hits(rates.no_entry, "no entry") else [f"kpps-{code}"]
    if here.hits(rates.second_entry, "second entry"):
        posts.append(f"pps-{code[:10]}")
    entries = tuple(
        TypedEntry(
            post,
            type_off(here.of(post), paper, rates.typing_slips),
            at + 300 + here.below(900, ("typing", post)),
        )
        for post in posts
    )
    return photos, entries


def _photo(here: Chance, page: int, at: int, rates: Rates) -> Photo:
    is_spoiled = here.hits(rates.spoiled_photos, ("spoiled", page))
    spoil = here.pick(tuple(Spoil), ("spoil", page)) if is_spoiled else None
    return Photo(page, at + 20 * page, spoil)
