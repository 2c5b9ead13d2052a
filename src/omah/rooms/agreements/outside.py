"""The certificate authority, for the administrators' screen."""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from omah.core.office.outside import OutsideService
from omah.rooms.agreements.models import Signature


def outside_services() -> Iterator[OutsideService]:
    """Yield the national authority, and how many papers its stand-in has sealed."""
    yield OutsideService(
        name=_("Otoritas sertifikat nasional"),
        used_for=_("Tanda tangan elektronik pada perjanjian"),
        stands_in=_(
            "Sertifikat diterbitkan rumah ini sendiri; tanda tangannya belum "
            "tersertifikasi, dan setiap naskah menyebutkannya."
        ),
        recorded=Signature.objects.exclude(sealed_sha256="").count(),
    )
