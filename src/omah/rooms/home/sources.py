"""Which rooms have public things, work for people, and services outside the house."""

from collections.abc import Callable, Iterator, Sequence
from datetime import datetime
from importlib import import_module
from importlib.util import find_spec
from typing import Any

from omah.core.access import PostHeld
from omah.core.duties import Duty
from omah.core.findable import Findable
from omah.core.outside import OutsideService

ROOMS = (
    "notices", "count", "field", "help", "kabar", "assignments", "agreements",
    "activities", "cases", "voters",
)  # fmt: skip

Findables = Callable[[], Iterator[Findable]]
Duties = Callable[[Sequence[PostHeld], datetime], list[Duty]]
Services = Callable[[], Iterator[OutsideService]]


def given(module: str, name: str) -> dict[str, Any]:
    """Return what each room gives under a name, by room."""
    return {
        room: getattr(import_module(f"omah.rooms.{room}.{module}"), name)
        for room in ROOMS
        if find_spec(f"omah.rooms.{room}.{module}")
    }


FINDABLES: dict[str, Findables] = given("findables", "findables")
DUTIES: dict[str, Duties] = given("duties", "duties_of")
OUTSIDE: dict[str, Services] = given("outside", "outside_services")
