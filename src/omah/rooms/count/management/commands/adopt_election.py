"""Move an election that was begun on the command line into this house."""

from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from omah.rooms.count.adopt import AdoptError, adopt


class Command(BaseCommand):
    help = "Move the election in OMAH_ELECTION into the house's database."

    def handle(self, *_: Any, **__: Any) -> None:  # noqa: ANN401  # Django's
        try:
            size = adopt(Path(settings.OMAH_ELECTION))
        except (AdoptError, OSError) as problem:
            raise CommandError(str(problem)) from None
        self.stdout.write(f"{size} statements")
