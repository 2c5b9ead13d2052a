"""Fill the demo's house: people first, then every room, then the index."""

from collections.abc import Callable, Iterator, Sequence
from datetime import date

from omah.rooms.home.indexing import index_all
from omah.rooms.home.sources import given
from omah.rooms.people import demo as people

Furnish = Callable[[Sequence[str], date], None]
FURNISHERS: dict[str, Furnish] = given("demo", "furnish")


def furnish(today: date) -> Iterator[str]:
    """Yield the name of each room once it is furnished."""
    offices = [entry.code for entry in people.ENTRIES]
    people.furnish(offices, today)
    yield "people"
    for room, furnish_room in FURNISHERS.items():
        furnish_room(offices, today)
        yield room


def index() -> None:
    """Find everything that was furnished."""
    for _room, _change in index_all():
        pass
