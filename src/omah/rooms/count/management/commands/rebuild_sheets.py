"""Make the tables that screens use again, from the statements alone."""

from typing import Any

from django.core.management.base import BaseCommand

from omah.rooms.count.projection import rebuild


class Command(BaseCommand):
    help = "Make the tables that screens use again, from the statements alone."

    def handle(self, *_: Any, **__: Any) -> None:  # noqa: ANN401  # Django's
        self.stdout.write(f"{rebuild()} statements")
