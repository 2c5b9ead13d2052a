"""Letters to those who filed, for the administrators' screen."""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from omah.core.office.outside import OutsideService
from omah.rooms.cases.models import Letter
from omah.rooms.notices.outside import mail_server
from omah.rooms.notices.selectors import traffic_of


def outside_services() -> Iterator[OutsideService]:
    """Yield the mail server as the cases use it."""
    yield mail_server(
        _("Kabar kepada yang mengajukan permohonan atau laporan"),
        traffic_of(Letter.objects.all()),
    )
