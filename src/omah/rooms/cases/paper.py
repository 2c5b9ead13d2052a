"""The paper form of a report in the reader's words."""

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from omah.formats.report_form import PaperField, PaperForm
from omah.rooms.people.offices import name_of


def paper_of(region: str, url: str) -> PaperForm:
    """Return the form of an office in the language that is active."""
    return PaperForm(
        lang=get_language() or "id",
        title=_("Laporan pelanggaran atau kabar bohong"),
        office=name_of(region),
        notes=(
            _("Nama boleh dikosongkan; laporan lalu menjadi informasi awal."),
            _("Serahkan ke kantor ini; petugas memberi tanda terima."),
            _("Simpan salinan bukti Anda."),
        ),
        fields=(
            PaperField(_("Apa yang terjadi"), 5),
            PaperField(_("Siapa yang dilaporkan (orang, akun, atau kelompok)"), 2),
            PaperField(_("Kapan kejadiannya, dan kapan Anda mengetahuinya"), 2),
            PaperField(_("Di mana (tempat, atau alamat di internet)"), 2),
            PaperField(_("Bukti yang dilampirkan"), 2),
            PaperField(_("Nama, alamat, telepon (boleh dikosongkan)"), 2),
        ),
        for_office=(
            _("Diterima (hari, tanggal, jam)"),
            _("Petugas"),
            _("Kode tanda terima"),
        ),
        law="UU 7/2017 Pasal 454; Perbawaslu 7/2022 Pasal 8, 15",
        url=url,
    )
