"""Invented elections for the tests of the public site: factories, nothing real."""

import hashlib
import random
from dataclasses import replace
from functools import cache

import cv2
import numpy as np

from omah.core.count.contests import Candidate, Contest, ContestKind, Party
from omah.core.count.record import (
    Capture,
    Correction,
    Entry,
    Reading,
    Record,
    SheetRecord,
    SheetStatus,
)
from omah.core.places.regions import DIGITS, Level

CITY = "9971"
FORM = "c-hasil-ppwp-2024"
NOON = 1_732_680_000
_KECAMATAN = ("Wanasari", "Banyu Bening", "Karang Lor")
_KELDES = (
    "Sumber Asri",
    "Gondang Wetan",
    "Tegal Rejo",
    "Pasar Kidul",
    "Mlaten",
    "Sawahan",
)


def make_contest(**changes) -> Contest:
    contest = Contest(
        id="wali-kota",
        kind=ContestKind.KEPALA_DAERAH,
        election="Pemilihan Wali Kota Tirtapura",
        title_id="Pemilihan Wali Kota Tirtapura",
        title_en="Mayoral election of Tirtapura",
        date="2024-11-27",
        region=CITY,
        form=FORM,
        candidates=(
            Candidate(1, "Sekar Winarni – Bagus Pradipta"),
            Candidate(2, "Tejo Lumintang – Ratih Kusumadewi"),
            Candidate(3, "Hana Wirasti – Dimas Aryaguna"),
        ),
        invented=True,
    )
    return replace(contest, **changes)


def make_council_contest() -> Contest:
    """A contest with parties and open lists."""
    lists = tuple(
        Party(n, f"Partai {name}", tuple(Candidate(k, f"Caleg {n}{k}") for k in (1, 2)))
        for n, name in enumerate(("Padi", "Bahari"), start=1)
    )
    return make_contest(
        id="dprd-kota",
        kind=ContestKind.DPRD_KABKOTA,
        title_id="Pemilihan DPRD Kota Tirtapura",
        title_en="City council election of Tirtapura",
        candidates=(),
        parties=lists,
    )


class Names:
    """Three kecamatan of two villages with a few stations each."""

    def __init__(self, stations: int = 5) -> None:
        self._names = {CITY: "Kota Tirtapura"}
        self._children: dict[str, list[str]] = {CITY: []}
        for n, kecamatan in enumerate(_KECAMATAN, start=1):
            self._add(CITY, f"{CITY}{n:02}", kecamatan)
            for k in (1, 2):
                keldes = f"{CITY}{n:02}{1000 + k}"
                self._add(f"{CITY}{n:02}", keldes, _KELDES[2 * (n - 1) + k - 1])
                for station in range(1, stations + 1):
                    self._add(keldes, f"{keldes}{station:03}", f"TPS {station:03}")

    def _add(self, parent: str, code: str, name: str) -> None:
        self._children.setdefault(parent, []).append(code)
        self._names[code] = name

    def name_of(self, code: str) -> str:
        return self._names[code]

    def parts_of(self, code: str) -> tuple[str, ...]:
        return tuple(self._children.get(code, ()))

    def stations(self) -> list[str]:
        digits = DIGITS[Level.STATION]
        return sorted(code for code in self._names if len(code) == digits)


def make_figures(seed: int = 0, **changes: int | None) -> dict[str, int | None]:
    """Figures that add up; ``changes`` are keyed with ``__`` for dots."""
    rng = random.Random(seed)  # noqa: S311  # invented figures, no secret
    men, women = rng.randint(120, 150), rng.randint(125, 150)
    used = {"l": men - rng.randint(15, 40), "p": women - rng.randint(12, 36)}
    moved = {"l": rng.randint(0, 2), "p": rng.randint(0, 2)}
    unlisted = {"l": rng.randint(0, 3), "p": rng.randint(0, 3)}
    figures: dict[str, int | None] = {}
    _by_sex(figures, "voters.dpt", {"l": men, "p": women})
    _by_sex(figures, "used.dpt", used)
    _by_sex(figures, "used.dptb", moved)
    _by_sex(figures, "used.dpk", unlisted)
    all_used = {sex: used[sex] + moved[sex] + unlisted[sex] for sex in "lp"}
    _by_sex(figures, "used.total", all_used)
    total, returned = sum(all_used.values()), rng.randint(0, 2)
    received = -(-(men + women) * 1025 // 1000)
    figures["ballots.received"] = received
    figures["ballots.used"] = total
    figures["ballots.returned"] = returned
    figures["ballots.unused"] = received - total - returned
    _by_sex(figures, "disabled", {"l": rng.randint(0, 2), "p": rng.randint(0, 2)})
    invalid = rng.randint(2, 12)
    first = rng.randint(60, 110)
    second = rng.randint(50, 80)
    figures |= {
        "votes.1": first,
        "votes.2": second,
        "votes.3": total - invalid - first - second,
        "valid": total - invalid,
        "invalid": invalid,
        "total": total,
    }
    return figures | {key.replace("__", "."): value for key, value in changes.items()}


def _by_sex(figures: dict[str, int | None], stem: str, values: dict[str, int]) -> None:
    figures |= {f"{stem}.{sex}": value for sex, value in values.items()}
    figures[f"{stem}.j"] = sum(values.values())


def make_sheet(
    station: str, status: SheetStatus, seed: int = 0, **changes
) -> SheetRecord:
    """A sheet as the fold would leave it in the given status."""
    figures = make_figures(seed)
    reading = _reading(station, figures, seed)
    entry = Entry(
        _hash(f"e{station}"), f"kpps-{station[-3:]}", figures, NOON + seed + 60
    )
    sheet = SheetRecord(
        station,
        "wali-kota",
        FORM,
        status,
        figures,
        captures=_captures(station, seed),
        readings=(reading,),
        entries=(entry,),
    )
    match status:
        case SheetStatus.UNCONFIRMED:
            sheet = replace(sheet, entries=())
        case SheetStatus.DIFFERS:
            other = figures | {"votes.1": (figures["votes.1"] or 0) + 6}
            entries = (replace(entry, figures=other),)
            sheet = replace(sheet, figures={}, entries=entries, differing=("votes.1",))
        case SheetStatus.WAITING:
            sheet = replace(sheet, figures={}, readings=(), entries=())
        case SheetStatus.REJECTED:
            bad = replace(sheet.captures[0], reason="wrong-page", public_sha256="")
            sheet = replace(sheet, figures={}, captures=(bad,), readings=(), entries=())
        case SheetStatus.CORRECTED:
            sheet = replace(sheet, corrections=(_correction(station, figures),))
        case _:
            pass
    return replace(sheet, **changes)


def _reading(station: str, figures: dict[str, int | None], seed: int) -> Reading:
    ppm = dict.fromkeys(figures, 998_700)
    id_ = _hash(f"r{station}")
    return Reading(id_, figures, ppm, True, "m" * 64, NOON + seed + 30, seed * 5 + 4)


def _captures(station: str, seed: int) -> tuple[Capture, ...]:
    return tuple(
        Capture(
            _hash(f"c{station}{page}"),
            page,
            _hash(f"o{station}{page}"),
            photo_hash(seed % 4, page),
            NOON + seed,
            index=seed * 5 + page,
        )
        for page in (1, 2, 3)
    )


def _correction(station: str, figures: dict[str, int | None]) -> Correction:
    now = figures["votes.2"] or 0
    changes = {"votes.2": (now + 30, now)}
    return Correction(_hash(f"k{station}"), "ppk-1", changes, "salah-baca", NOON + 900)


def make_record(register: Names, statuses: list[SheetStatus] | None = None) -> Record:
    """Every status at some station; the rest accepted, a few not adding up."""
    wanted = statuses or _believable(len(register.stations()))
    sheets = {}
    for n, (station, status) in enumerate(
        zip(register.stations(), wanted, strict=True), start=1
    ):
        if status is SheetStatus.MISSING:
            continue
        sheet = make_sheet(station, status, n)
        if n % 9 == 3 and status is SheetStatus.ACCEPTED:
            wrong = sheet.figures | {"total": (sheet.figures["total"] or 0) + 10}
            sheet = replace(sheet, figures=wrong)
        sheets["wali-kota", station] = sheet
    return Record("e" * 64, sheets)


def _believable(count: int) -> list[SheetStatus]:
    few = [
        SheetStatus.UNCONFIRMED,
        SheetStatus.DIFFERS,
        SheetStatus.CORRECTED,
        SheetStatus.WAITING,
        SheetStatus.MISSING,
        SheetStatus.REJECTED,
        SheetStatus.UNCONFIRMED,
    ]
    statuses = [SheetStatus.ACCEPTED] * count
    for n, status in enumerate(few):
        statuses[(1 + n * 4) % count] = status
    return statuses


def _hash(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


@cache
def _photo(hand: int, page: int) -> bytes:
    """A picture that looks like a form from afar: boxes, lines, no names."""
    image = np.full((1414, 1000, 3), 238 - 6 * hand, np.uint8)
    cv2.rectangle(image, (40, 40), (960, 1374), (120, 120, 120), 3)
    for row in range(14):
        y = 150 + row * 80
        cv2.line(image, (80, y), (920, y), (170, 170, 170), 2)
        cv2.putText(
            image,
            str(hand * 37 + row * 13 + page),
            (760, y - 14),
            cv2.FONT_HERSHEY_SIMPLEX,
            1.6,
            (120, 60, 20),
            4,
        )
    cv2.rectangle(image, (60, 1250), (940, 1350), (40, 40, 40), -1)
    return cv2.imencode(".jpg", image)[1].tobytes()


def photo_hash(hand: int, page: int) -> str:
    return hashlib.sha256(_photo(hand, page)).hexdigest()


def photos(sha256: str) -> bytes:
    """The public copy with this hash, as the count would hand it out."""
    for hand in range(4):
        for page in (1, 2, 3):
            if photo_hash(hand, page) == sha256:
                return _photo(hand, page)
    raise KeyError(sha256)
