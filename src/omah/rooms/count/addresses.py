"""How the count names regions and public pages in addresses."""

from django.conf import settings

from omah.site.addresses import region_page

NATION = "nasional"


def region_in(*, region: str, **_: object) -> str:
    """For doors: the region that the address names."""
    return "" if region == NATION else region


def station_in(*, station: str, **_: object) -> str:
    """For doors: the station that the address names."""
    return station


def public_address(path: str = "") -> str:
    """Return where a page of the public site of results is read."""
    return f"{settings.OMAH_RESULTS.rstrip('/')}/{path}"


def results_address(contest: str, region: str) -> str:
    return public_address(region_page(contest, region))
