"""Secretariats, for the one search box: who serves me, where, when."""

from collections.abc import Iterator

from django.urls import reverse

from omah.core.office.findable import Findable
from omah.rooms.field.models import Secretariat


def findables() -> Iterator[Findable]:
    """Yield every secretariat with its public page; no names of people."""
    for place in Secretariat.objects.order_by("region").iterator():
        yield Findable(
            key=f"field:{place.region or 'nasional'}",
            kind="office",
            title=place.name,
            text=f"{place.address}. Siapa yang bertugas, jam buka. Who is on duty.",
            url=reverse("field:on-duty", args=[place.region]),
            office=place.region,
        )
