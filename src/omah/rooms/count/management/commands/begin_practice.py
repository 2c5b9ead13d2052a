"""Begin a practice or a rehearsal in this house, with sheets whose truth is known."""

import json
from argparse import ArgumentParser
from itertools import islice
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import numpy as np
from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError

from omah.adapters.practice import Press
from omah.core.places.registers import Region, RegionRegister
from omah.formats.contest_toml import dump_contest, load_contest
from omah.formats.form_toml import load_form
from omah.formats.regions_tsv import read_regions, write_regions
from omah.reading.practice.figures import invent_figures
from omah.rooms.count.practice import FOLDER, TRUTH, photograph_file
from omah.site.publish import fields_of

VILLAGE = "9801011001"
SEED = 2027
DEFINITION = """
id = "latihan"
kind = "kepala-daerah"
election = "latihan"
title = {{ id = "Latihan", en = "Practice" }}
date = {date}
region = "{region}"
form = "c-hasil-ppwp-2024"
invented = true
candidates = [
  {{ number = 1, name = "Pasangan Rekaan Satu" }},
  {{ number = 2, name = "Pasangan Rekaan Dua" }},
  {{ number = 3, name = "Pasangan Rekaan Tiga" }},
]
"""


class Command(BaseCommand):
    help = "Begin a practice (its own election) in a data folder of its own."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--regions", type=Path, help="register; default: invented")
        parser.add_argument("--region", default="98", help="who practises: a KPU code")
        parser.add_argument("--date", default="2027-06-23", help="day of the rehearsal")
        parser.add_argument(
            "--sheets", type=int, default=6, help="stations with a filled-in form"
        )

    def handle(self, *_: Any, **options: Any) -> None:  # noqa: ANN401  # Django's
        given = options["regions"]
        register = read_regions(given.read_bytes()) if given else invented_register()
        region = options["region"]
        if region not in register:
            raise CommandError(f"the register has no region {region}")
        definition = DEFINITION.format(region=region, date=options["date"])
        with TemporaryDirectory() as folder:
            contest, regions = Path(folder) / "latihan.toml", Path(folder) / "r.tsv"
            contest.write_text(dump_contest(load_contest(definition)))
            regions.write_bytes(write_regions(register))
            call_command(
                "begin_election",
                contest,
                regions=regions,
                publisher="Latihan (rekaan)",
                stdout=self.stdout,
            )
        stations = list(islice(register.stations_of(region), options["sheets"]))
        write_sheets(Path(settings.OMAH_ELECTION), definition, stations)
        self.stdout.write(f"{len(stations)} filled-in forms to practise with")


def invented_register() -> RegionRegister:
    stations = [Region(f"{VILLAGE}{n:03}", f"TPS {n}") for n in range(1, 25)]
    above = [
        Region("98", "PROVINSI REKAAN"),
        Region("9801", "KABUPATEN REKAAN"),
        Region("980101", "KECAMATAN REKAAN"),
        Region(VILLAGE, "DESA REKAAN"),
    ]
    return RegionRegister.of("2027-06-23", "rekaan", [*above, *stations])


def write_sheets(folder: Path, definition: str, stations: list[str]) -> None:
    """Fill a form for each station and keep its photographs and its truth."""
    contest = load_contest(definition)
    press = Press(load_form(contest.form))
    (folder / FOLDER).mkdir()
    truth: dict[str, dict[str, int]] = {}
    for number, station in enumerate(stations):
        chance = np.random.default_rng((SEED, number))
        figures = invent_figures(press.form, chance)
        truth[station] = {field: figures[field] for field in fields_of(contest)}
        sheet = press.sheet(station, contest.id, figures, seed=(SEED, number))
        for photo in sheet.photos:
            photograph_file(folder, station, photo.page).write_bytes(photo.jpeg)
    (folder / FOLDER / TRUTH).write_text(json.dumps(truth))
