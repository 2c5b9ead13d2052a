"""Begin an election in this house: keys, contests, staff posts, first statements."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from omah.adapters.election import OpenedForm, create_election
from omah.core.places.registers import RegisterError
from omah.formats.contest_toml import ContestError, load_contest
from omah.formats.regions_tsv import read_regions
from omah.formats.rules_toml import register_text
from omah.rooms.count.adopt import adopt, write_definitions
from omah.rooms.count.house import REGIONS, RULES
from omah.site.publish import fields_of


class Command(BaseCommand):
    help = "Begin an election in this house, from contests and a register of regions."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("contests", type=Path, nargs="+", metavar="CONTEST.toml")
        parser.add_argument("--regions", type=Path, required=True, metavar="FILE.tsv")
        parser.add_argument("--publisher", required=True, help="who publishes")

    def handle(self, *_: Any, **options: Any) -> None:  # noqa: ANN401  # Django's
        folder = Path(settings.OMAH_ELECTION)
        if folder.exists():
            raise CommandError(f"{folder} exists; a house serves one election")
        try:
            texts = [path.read_text("utf-8") for path in options["contests"]]
            contests = [load_contest(text) for text in texts]
            regions = options["regions"].read_bytes()
            read_regions(regions)
        except (OSError, UnicodeDecodeError, ContestError, RegisterError) as problem:
            raise CommandError(str(problem)) from None
        if len({contest.election for contest in contests}) != 1:
            raise CommandError("the contests name different elections")
        rules = register_text().encode()
        opened = [
            OpenedForm(contest, text.encode(), fields_of(contest))
            for contest, text in zip(contests, texts, strict=True)
        ]
        create_election(
            folder,
            name=contests[0].election,
            forms=opened,
            registers={REGIONS: regions},
            rules={RULES: rules},
        ).ledger.close()
        definitions = {f"{o.contest.id}.toml": o.definition for o in opened}
        definitions |= {REGIONS: regions, RULES: rules}
        write_definitions(folder, definitions, publisher=options["publisher"])
        size = adopt(folder)
        self.stdout.write(f"{contests[0].election}: {size} statements")
