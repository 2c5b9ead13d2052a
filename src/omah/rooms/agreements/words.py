"""What people read for the codes of this room."""

from django.utils.translation import gettext_lazy as _

from omah.core.office.agreements import Refused, Standing
from omah.core.people.access import Acting, Division
from omah.core.people.roles import Role
from omah.formats.sealed_pdf import Verdict
from omah.rooms.people.models import Post
from omah.rooms.people.templatetags.house import division, role

STANDINGS = {
    Standing.MISSING: _("belum"),
    Standing.SIGNED: _("ditandatangani"),
    Standing.SEALED: _("tersegel"),
}
REFUSED = {
    Refused.NOT_ASKED: _("Kantor ini tidak diminta menandatangani."),
    Refused.NOT_THE_HEAD: _(
        "Hari ini jabatan lain yang menandatangani untuk kantor ini."
    ),
    Refused.NO_SECOND_FACTOR: _(
        "Masuk dahulu dengan faktor kedua, lalu tekan sekali lagi."
    ),
    Refused.NOT_YET: _("Jamnya belum tiba."),
    Refused.OVER: _("Jamnya sudah lewat. Hubungi kantor penyelenggara."),
    Refused.TEXT_CHANGED: _(
        "Naskahnya berubah sejak Anda membacanya. Baca lagi, lalu tekan."
    ),
}
VERDICTS = {
    Verdict.SEALED: _("Segelnya utuh dan dibuat oleh rumah ini."),
    Verdict.STRANGER: _("Segelnya utuh, tetapi bukan buatan rumah ini."),
    Verdict.CHANGED: _("Berkas ini berubah sejak disegel. Jangan dipercaya."),
    Verdict.UNSEALED: _("Berkas ini tidak bersegel."),
    Verdict.UNREADABLE: _("Berkas ini bukan PDF yang dapat dibaca."),
}
TITLES = {Role.PPK: _("Ketua PPK"), Role.PPS: _("Ketua PPS")}
ACTING = {Acting.PLT: _("Plt. %(post)s"), Acting.PLH: _("Plh. %(post)s")}


def post_in_words(post: Post) -> str:
    """Return a signatory's post as it stands on a paper, an acting one said so."""
    title = title_of(post)
    acting = ACTING.get(Acting(post.acting))
    return str(acting) % {"post": title} if acting else title


def title_of(post: Post) -> str:
    if post.role in TITLES:
        return str(TITLES[Role(post.role)])
    if post.role == Role.OPERATOR:
        return role(post.role)
    if post.division and post.division != Division.CHAIR:
        return str(_("Divisi %(name)s")) % {"name": division(post.division)}
    return str(_("Ketua") if post.division else _("Pimpinan"))
