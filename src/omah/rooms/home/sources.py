"""Which rooms have public things, work for people, and services outside the house."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date, datetime

from omah.core.office.findable import Findable
from omah.core.office.outside import OutsideService
from omah.core.people.access import PostHeld
from omah.core.people.duties import Duty
from omah.rooms.activities import demo as activities_demo
from omah.rooms.activities import duties as activities_duties
from omah.rooms.activities import findables as activities_findables
from omah.rooms.agreements import demo as agreements_demo
from omah.rooms.agreements import duties as agreements_duties
from omah.rooms.agreements import findables as agreements_findables
from omah.rooms.agreements import outside as agreements_outside
from omah.rooms.assignments import demo as assignments_demo
from omah.rooms.assignments import duties as assignments_duties
from omah.rooms.cases import demo as cases_demo
from omah.rooms.cases import duties as cases_duties
from omah.rooms.cases import findables as cases_findables
from omah.rooms.cases import outside as cases_outside
from omah.rooms.count import duties as count_duties
from omah.rooms.count import findables as count_findables
from omah.rooms.field import demo as field_demo
from omah.rooms.field import duties as field_duties
from omah.rooms.field import findables as field_findables
from omah.rooms.help import demo as help_demo
from omah.rooms.help import duties as help_duties
from omah.rooms.home import outside as home_outside
from omah.rooms.kabar import demo as kabar_demo
from omah.rooms.kabar import duties as kabar_duties
from omah.rooms.kabar import findables as kabar_findables
from omah.rooms.notices import outside as notices_outside
from omah.rooms.people import demo as people_demo
from omah.rooms.people import findables as people_findables
from omah.rooms.voters import demo as voters_demo
from omah.rooms.voters import duties as voters_duties
from omah.rooms.voters import findables as voters_findables

FINDABLES: dict[str, Callable[[], Iterator[Findable]]] = {
    "people": people_findables.findables,
    "count": count_findables.findables,
    "field": field_findables.findables,
    "kabar": kabar_findables.findables,
    "cases": cases_findables.findables,
    "voters": voters_findables.findables,
    "activities": activities_findables.findables,
    "agreements": agreements_findables.findables,
}
DUTIES: Mapping[str, Callable[[Sequence[PostHeld], datetime], list[Duty]]] = {
    "count": count_duties.duties_of,
    "field": field_duties.duties_of,
    "help": help_duties.duties_of,
    "kabar": kabar_duties.duties_of,
    "assignments": assignments_duties.duties_of,
    "agreements": agreements_duties.duties_of,
    "activities": activities_duties.duties_of,
    "cases": cases_duties.duties_of,
    "voters": voters_duties.duties_of,
}
OUTSIDE: Mapping[str, Callable[[], Iterator[OutsideService]]] = {
    "notices": notices_outside.outside_services,
    "cases": cases_outside.outside_services,
    "agreements": agreements_outside.outside_services,
    "home": home_outside.outside_services,
}
FURNISHERS: dict[str, Callable[[Sequence[str], date], None]] = {
    "people": people_demo.furnish,
    "field": field_demo.furnish,
    "help": help_demo.furnish,
    "kabar": kabar_demo.furnish,
    "assignments": assignments_demo.furnish,
    "agreements": agreements_demo.furnish,
    "activities": activities_demo.furnish,
    "cases": cases_demo.furnish,
    "voters": voters_demo.furnish,
}
"""In the order in which the demo is furnished: people first."""
