"""What the search box finds of this room: services and lists, never a case."""

from collections.abc import Iterator

from django.urls import reverse
from django.utils.translation import gettext as _

from omah.core.office.findable import Findable
from omah.formats.services_toml import catalogue
from omah.rooms.cases.models import InformationClass, InformationItem, ServiceStandard
from omah.rooms.cases.templatetags.layanan import says, title
from omah.rooms.people.offices import names_of


def findables() -> Iterator[Findable]:
    yield Findable(
        key="cases:start",
        kind="service",
        title=_("Layanan kantor pemilu"),
        text=" ".join(f"{title(s)}. {says(s)}" for s in catalogue().services),
        url=reverse("cases:start"),
    )
    yield Findable(
        key="cases:follow",
        kind="service",
        title=_("Lihat kabar permohonan saya"),
        text=_("Ikuti permohonan, laporan, atau pengaduan dengan kode tanda terima."),
        url=reverse("cases:follow"),
    )
    yield from standards()
    yield from information()


def standards() -> Iterator[Findable]:
    services = {service.code: service for service in catalogue().services}
    rows = list(ServiceStandard.objects.exclude(published_on=None))
    names = names_of(row.office for row in rows)
    for row in rows:
        service = services.get(row.service)
        if service is not None:
            yield Findable(
                key=f"cases:standard:{row.pk}",
                kind="service",
                title=f"{title(service)}, {names[row.office]}",
                text=" ".join([says(service), *row.says().values()]),
                url=reverse("cases:standard", args=[row.office, row.service]),
                office=row.office,
                day=row.published_on,
            )


def information() -> Iterator[Findable]:
    items = InformationItem.objects.filter(retired_at=None)
    for item in items.exclude(info_class=InformationClass.EXCLUDED):
        yield Findable(
            key=f"cases:information:{item.pk}",
            kind="information",
            title=item.title,
            text=item.summary,
            url=reverse("cases:information", args=[item.office]),
            office=item.office,
            day=item.made_on,
        )
