"""The lists that an office keeps in this room, for the meter of its site."""

from collections.abc import Iterator

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _

from omah.core.office.office_lists import OfficeList, list_of
from omah.rooms.cases import actions, selectors_office
from omah.rooms.cases.models import InformationClass
from omah.rooms.cases.templatetags.layanan import title
from omah.rooms.cases.words import CLASSES

OPEN_CLASSES = (
    InformationClass.PERIODIC, InformationClass.IMMEDIATE, InformationClass.ANY_TIME
)  # fmt: skip


def lists_of(office: str) -> Iterator[OfficeList]:
    """Yield the list of public information by class, and the service standards.

    It is asked for on the offices' own hosts too, which know only their sites.
    """
    held = set(
        selectors_office.information_of(office).values_list("info_class", flat=True)
    )
    yield list_of(
        _("Daftar informasi publik"),
        {str(CLASSES[each]): each in held for each in OPEN_CLASSES},
        reverse("cases:information", settings.ROOT_URLCONF, args=[office]),
    )
    offers = selectors_office.offered(office, actions.office_day(office))
    yield list_of(
        _("Standar layanan"),
        {title(each.service): each.is_whole for each in offers},
        reverse("cases:services", settings.ROOT_URLCONF, args=[office]),
    )
