"""An invented election of many stations, and phones that may speak of them."""

import random
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from omah.adapters.election import OpenedForm, create_election, grant
from omah.adapters.files import Folder
from omah.adapters.keys import Signer, new_person_key
from omah.core.count.figures import Figures
from omah.core.log.statements import Statement, figures_json
from omah.core.people.roles import Role
from omah.core.places.registers import Region, RegionRegister
from omah.formats.contest_toml import load_contest
from omah.formats.note import NoteKey
from omah.formats.regions_tsv import write_regions
from omah.formats.rules_toml import register_text
from omah.site.publish import fields_of

CONTEST = "wali-kota"
DEFINITION = f"""
id = "{CONTEST}"
kind = "kepala-daerah"
election = "uji-gangguan"
title = {{ id = "Wali Kota (rekaan)", en = "Mayor (invented)" }}
date = 2027-06-23
region = "9971"
form = "c-hasil-ppwp-2024"
invented = true
candidates = [
  {{ number = 1, name = "Pasangan Satu" }},
  {{ number = 2, name = "Pasangan Dua" }},
]
"""
FACTS = load_contest(DEFINITION)
FIELDS = fields_of(FACTS)


@dataclass(frozen=True, slots=True)
class Phone:
    """A device of a village's post; ``address`` is where it calls from."""

    election: str
    post: str
    village: str
    address: str
    signer: Signer

    def enters(self, station: str, figures: Figures) -> Statement:
        return self.says(
            "entry.made",
            station=station,
            post=self.post,
            figures=figures_json(figures),
            blind=1,
        )

    def captures(self, station: str, original: str) -> Statement:
        return self.says(
            "sheet.captured",
            station=station,
            page=1,
            original_sha256=original,
            public_sha256="",
            reason="",
        )

    def says(self, type_: str, **fields: object) -> Statement:
        place = {"contest": CONTEST, "form": FACTS.form}
        return self.signer.say(
            type_,
            at=1_800_000_000,
            election=self.election,
            **{**place, **fields},  # type: ignore[arg-type]  # plain JSON values
        )


@dataclass(frozen=True, slots=True)
class Invented:
    """What the bench knows of the election that it made."""

    log_key: NoteKey
    villages: Mapping[str, tuple[str, ...]]
    phones: tuple[Phone, ...]

    def entries(self) -> Iterator[tuple[Phone, Statement]]:
        """Yield one entry of every phone for every station of its village.

        The phones of one village say the same figures, so sheets become accepted.
        """
        depth = max(map(len, self.villages.values()))
        for number in range(depth):
            for phone in self.phones:
                stations = self.villages[phone.village]
                if number < len(stations):
                    station = stations[number]
                    yield phone, phone.enters(station, figures_of(station))


def figures_of(station: str) -> Figures:
    """Return the figures of a station, the same ones in every call."""
    chance = random.Random(station)  # noqa: S311  # invented figures
    first, second = chance.randrange(150), chance.randrange(150)
    votes = {"votes.1": first, "votes.2": second, "valid": first + second}
    return {**dict.fromkeys(FIELDS, 0), **votes, "total": first + second}


def invent(
    folder: Path, *, villages: int, stations: int, phones_each: int = 2
) -> Invented:
    """Begin an election in a folder: a register, posts and their keys."""
    places = {
        f"9971{1 + number // 100:02}{1001 + number % 100}": stations
        for number in range(villages)
    }
    register = register_of(places)
    regions, rules = write_regions(register), register_text().encode()
    election = create_election(
        folder,
        name="uji-gangguan",
        forms=[OpenedForm(FACTS, DEFINITION.encode(), FIELDS)],
        registers={"regions.tsv": regions},
        rules={"rules.toml": rules},
    )
    phones = [
        Phone(
            election.root.id,
            f"pps-{village}-{number}",
            village,
            f"10.{number}.{at >> 8}.{at & 255}",
            new_person_key(),
        )
        for at, village in enumerate(places)
        for number in range(phones_each)
    ]
    for phone in phones:
        election.ledger.append(
            *grant(
                election,
                phone.post,
                Role.PPS,
                region=phone.village,
                public_key=phone.signer.public_key,
            )
        )
    election.ledger.close()
    kept = Folder(folder)
    kept.put(f"definitions/{CONTEST}.toml", DEFINITION.encode())
    kept.put("definitions/regions.tsv", regions)
    kept.put("definitions/rules.toml", rules)
    kept.put("publisher", b"KPU Kota (rekaan)")
    return Invented(
        election.log_key.public,
        {village: stations_of(village, stations) for village in places},
        tuple(phones),
    )


def stations_of(village: str, stations: int) -> tuple[str, ...]:
    return tuple(f"{village}{number:03}" for number in range(1, stations + 1))


def register_of(villages: Mapping[str, int]) -> RegionRegister:
    regions = {"99": Region("99", "PROVINSI"), "9971": Region("9971", "KOTA")}
    for village, stations in villages.items():
        kecamatan = village[:6]
        regions[kecamatan] = Region(kecamatan, f"KECAMATAN {kecamatan[4:]}")
        regions[village] = Region(village, f"DESA {village[6:]}")
        for number, code in enumerate(stations_of(village, stations), 1):
            regions[code] = Region(code, f"TPS {number:03}")
    return RegionRegister.of("2027-06-23", "rekaan", list(regions.values()))
