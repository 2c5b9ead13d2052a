"""What people read for the codes of this room."""

from django.utils.translation import gettext_lazy as _

from omah.core.activities.facts import Kind, Mode, Part
from omah.core.activities.news import Gap

KINDS = {
    Kind.ASSEMBLY: _("Apel"),
    Kind.MEETING: _("Rapat koordinasi"),
    Kind.PLENARY: _("Rapat pleno"),
    Kind.WEBINAR: _("Webinar"),
    Kind.TRAINING: _("Pelatihan"),
    Kind.VISIT: _("Kunjungan"),
}
MODES = {
    Mode.IN_PERSON: _("Tatap muka"),
    Mode.ONLINE: _("Daring"),
    Mode.HYBRID: _("Tatap muka dan daring"),
}
PARTS = {
    Part.LEADER: _("Pemimpin"),
    Part.OPENER: _("Pembuka"),
    Part.SPEAKER: _("Narasumber"),
    Part.MODERATOR: _("Moderator"),
}
GAPS = {
    Gap.SUMMARY: _("Ceritakan jalannya kegiatan"),
    Gap.PICTURE: _("Tambahkan foto"),
    Gap.PARTIES: _("Sebutkan pesertanya"),
    Gap.QUOTE: _("Kutip ucapan seseorang"),
    Gap.DECISIONS: _("Tulis keputusannya"),
    Gap.SPEAKERS: _("Sebutkan narasumbernya"),
    Gap.FOLLOW_UPS: _("Catat tugas yang menyusul"),
}
