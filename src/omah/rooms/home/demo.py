"""Fill the demo's house: people first, then every room, then the index."""

from collections.abc import Iterator
from datetime import date

from omah.rooms.home.indexing import index_all
from omah.rooms.home.sources import FURNISHERS
from omah.rooms.people.demo import ENTRIES


def furnish(today: date) -> Iterator[str]:
    """Yield the name of each room once it is furnished."""
    offices = [entry.code for entry in ENTRIES]
    for room, furnish_room in FURNISHERS.items():
        furnish_room(offices, today)
        yield room


def index() -> None:
    """Find everything that was furnished."""
    for _room, _change in index_all():
        pass
