"""How a region stands in an address: its code, or ``nasional`` for the nation."""

from django.urls import register_converter

from omah.core.places.regions import CODE_PATTERN, level_of

NATION = "nasional"


class RegionConverter:
    """Turns the part of an address into a region's code."""

    regex = f"{NATION}|{CODE_PATTERN}"

    def to_python(self, value: str) -> str:
        if value == NATION:
            return ""
        if not value:
            raise ValueError("an address names its region")
        level_of(value)  # ValueError: no such address
        return value

    def to_url(self, value: str) -> str:
        return value or NATION


def region_in_address(*, region: str, **_: object) -> str:
    """For doors: the region that the address names."""
    return region


register_converter(RegionConverter, "region")
