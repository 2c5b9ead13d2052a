"""What people read for the codes of this room."""

from django.utils.translation import gettext_lazy as _

from omah.core.service.accessible import Verdict
from omah.core.service.transfer import Answer, Area, ElectionKind

KINDS = {ElectionKind.PEMILU: _("Pemilu"), ElectionKind.PILKADA: _("Pilkada")}
AREAS = {
    Area.NATION: _("di mana pun di Indonesia"),
    Area.PROVINSI: _("masih di provinsi yang sama"),
    Area.KABKOTA: _("masih di kabupaten/kota yang sama"),
    Area.DAPIL_DPR: _("masih di daerah pemilihan DPR yang sama"),
    Area.DAPIL_DPRD_PROVINSI: _("masih di daerah pemilihan DPRD provinsi yang sama"),
    Area.DAPIL_DPRD_KABKOTA: _(
        "masih di daerah pemilihan DPRD kabupaten/kota yang sama"
    ),
}
QUESTIONS = {
    Area.PROVINSI: _("Tujuan masih di provinsi yang sama?"),
    Area.KABKOTA: _("Tujuan masih di kabupaten/kota yang sama?"),
    Area.DAPIL_DPR: _("Masih di daerah pemilihan DPR yang sama?"),
    Area.DAPIL_DPRD_PROVINSI: _("Masih di daerah pemilihan DPRD provinsi yang sama?"),
    Area.DAPIL_DPRD_KABKOTA: _(
        "Masih di daerah pemilihan DPRD kabupaten/kota yang sama?"
    ),
}
ANSWERS = {Answer.YES: _("Ya"), Answer.NO: _("Tidak"), Answer.UNKNOWN: _("Tidak tahu")}
GIVEN = {
    Answer.YES: _("Anda terima"),
    Answer.NO: _("tidak Anda terima"),
    Answer.UNKNOWN: _("tanyakan kepada petugas"),
}
VERDICTS = {
    Verdict.MET: _("sesuai"),
    Verdict.GAP: _("perlu diperbaiki"),
    Verdict.UNKNOWN: _("belum dilihat"),
}
