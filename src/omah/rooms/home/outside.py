"""Services outside the house that no single room owns, or that a room stands in for."""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from omah.core.office.outside import OutsideService
from omah.rooms.cases.store import root


def outside_services() -> Iterator[OutsideService]:
    """Yield Bawaslu's intake and the national sign-on."""
    yield OutsideService(
        name=_("Penerimaan laporan Bawaslu"),
        used_for=_("Laporan pelanggaran dan hoaks"),
        stands_in=_("Berkas disimpan; petugas mengantarnya sendiri."),
        recorded=sum(1 for _path in (root() / "bawaslu").glob("*.json")),
    )
    yield OutsideService(
        name=_("Masuk tunggal nasional"),
        used_for=_("Akun petugas"),
        stands_in=_("Akun dibuat dari undangan kantor."),
    )
