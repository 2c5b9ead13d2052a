"""Make a house in OMAH_DATA_DIR for tests with real processes; run as a module.

Words: how many operators' keys to enrol, and how many stations to photograph.
"""

import os
import sys

os.environ["DJANGO_SETTINGS_MODULE"] = "omah.web.settings"

import django  # settings come first

django.setup()

from django.conf import settings  # noqa: E402
from django.core.management import call_command  # noqa: E402
from tests.elections import CONTEST, FIGURES, FORM, STATION, person  # noqa: E402
from tests.rooms.count.houses import begin  # noqa: E402

from omah.adapters.election import grant  # noqa: E402
from omah.adapters.practice import Press  # noqa: E402
from omah.core.people.roles import Role  # noqa: E402
from omah.formats.form_toml import load_form  # noqa: E402
from omah.rooms.count.house import house  # noqa: E402

FIRST_KEY = 1000


def main(operators: int, stations: int) -> None:
    call_command("migrate", verbosity=0)
    begin(settings.OMAH_ELECTION)
    here = house()
    with here.ledger() as ledger:
        for number in range(operators):
            key = person(FIRST_KEY + number).public_key
            post = f"operator-{number}"
            said = grant(
                here.election, post, Role.OPERATOR, region="3517", public_key=key
            )
            ledger.append(*said)
    press = Press(load_form(FORM))
    for number in range(stations):
        code = f"{STATION[:-1]}{number + 1}"
        sheet = press.sheet(code, CONTEST, FIGURES, seed=(number,))
        originals = [here.originals.put(photo.jpeg) for photo in sheet.photos]
        with here.ledger() as ledger:
            for page, sha256 in enumerate(originals, start=1):
                ledger.append(
                    here.election.say(
                        "operator",
                        "sheet.captured",
                        station=code,
                        contest=CONTEST,
                        form=FORM,
                        page=page,
                        original_sha256=sha256,
                        public_sha256="",
                        reason="",
                    )
                )
    sys.stdout.write(here.election.root.id)


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
