"""Indonesia's holidays and joint leave, as the ``holidays`` library knows them."""

from functools import cache
from importlib.metadata import version

from holidays import country_holidays

from omah.core.service.clocks import DayOff, Off

SOURCE = f"holidays {version('holidays')}"
"""What the days of a year were copied from, with its version."""


@cache
def national_days_off(year: int) -> tuple[DayOff, ...]:
    """Return the days off of a year, joint leave marked as such; none if unknown."""
    public = country_holidays("ID", years=year, language="id", categories="public")
    leave = country_holidays("ID", years=year, language="id", categories="government")
    found = {
        day: DayOff(day, name, Off.JOINT_LEAVE, source=SOURCE)
        for day, name in leave.items()
    }
    found |= {
        day: DayOff(day, name, Off.HOLIDAY, source=SOURCE)
        for day, name in public.items()
    }
    return tuple(found[day] for day in sorted(found))
