"""Make the index of the one search agree with what every room shows now."""

from typing import Any

from django.core.management.base import BaseCommand

from omah.rooms.home.indexing import index_all


class Command(BaseCommand):
    help = "Make the index of the one search agree with what every room shows now."

    def handle(self, *_: Any, **__: Any) -> None:  # noqa: ANN401  # Django's
        for room, change in index_all():
            self.stdout.write(f"{room}: {change.written} + {change.removed} -")
