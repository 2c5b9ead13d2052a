"""Pages of a region speak in its own time."""

from collections.abc import Callable
from functools import wraps

from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from omah.core.service.zones import zone_of

View = Callable[..., HttpResponse]


def in_local_time(view: View) -> View:
    """Show and read times in the zone of the region that the address names."""

    @wraps(view)
    def timed(
        request: HttpRequest, region: str, *args: object, **kwargs: object
    ) -> HttpResponse:
        with timezone.override(zone_of(region)):
            return view(request, region, *args, **kwargs)

    return timed
