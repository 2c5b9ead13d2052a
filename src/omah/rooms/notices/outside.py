"""The ways out of the house, for the administrators' screen."""

from collections.abc import Iterator
from dataclasses import replace

from django.conf import settings
from django.utils.translation import gettext as _

from omah.core.office.outside import OutsideService
from omah.rooms.notices.models import Channel
from omah.rooms.notices.selectors import Traffic, traffic_on


def outside_services() -> Iterator[OutsideService]:
    """Yield mail, web push and messages, with what stands in for each."""
    yield mail_server(_("Pemberitahuan lewat surel"), traffic_on(Channel.MAIL))
    yield counted(
        OutsideService(_("Web push"), _("Pemberitahuan di ponsel")),
        traffic_on(Channel.PUSH),
    )
    yield counted(
        OutsideService(
            _("Gerbang pesan (SMS, WhatsApp)"),
            _("Pesan singkat"),
            _("Pesan disimpan sebagai berkas di folder pesan-keluar; tidak dikirim."),
        ),
        traffic_on(Channel.MESSAGE),
    )


def mail_server(used_for: str, traffic: Traffic) -> OutsideService:
    """Return the mail server as one room uses it."""
    is_real = settings.EMAIL_BACKEND.endswith("smtp.EmailBackend")
    kept = _("Surat disimpan sebagai berkas di folder surat-keluar.")
    service = OutsideService(_("Server surel"), used_for, "" if is_real else kept)
    return counted(service, traffic)


def counted(service: OutsideService, found: Traffic) -> OutsideService:
    return replace(
        service, recorded=found.sent, failed=found.failed, waiting=found.waiting
    )
