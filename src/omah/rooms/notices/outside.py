"""The ways out of the house, for the administrators' screen."""

from collections.abc import Iterator

from django.conf import settings
from django.utils.translation import gettext as _

from omah.core.office.outside import OutsideService
from omah.rooms.notices.models import Channel
from omah.rooms.notices.selectors import traffic_on


def outside_services() -> Iterator[OutsideService]:
    """Yield mail, web push and messages, with what stands in for each."""
    is_real = settings.EMAIL_BACKEND.endswith("smtp.EmailBackend")
    yield service(
        Channel.MAIL,
        _("Server surel"),
        _("Pemberitahuan lewat surel"),
        "" if is_real else _("Surat disimpan sebagai berkas di folder surat-keluar."),
    )
    yield service(Channel.PUSH, _("Web push"), _("Pemberitahuan di ponsel"), "")
    yield service(
        Channel.MESSAGE,
        _("Gerbang pesan (SMS, WhatsApp)"),
        _("Pesan singkat"),
        _("Pesan disimpan sebagai berkas di folder pesan-keluar; tidak dikirim."),
    )


def service(
    channel: Channel, name: str, used_for: str, stands_in: str
) -> OutsideService:
    found = traffic_on(channel)
    return OutsideService(
        name, used_for, stands_in, recorded=found.sent, failed=found.failed
    )
