"""What people type about an activity, in few fields on a telephone."""

from collections.abc import Iterable
from datetime import datetime, time
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from omah.core.activities.facts import Kind, Mode, Part
from omah.core.people.access import Division
from omah.core.people.roles import Role
from omah.formats.evidence import MAX_EVIDENCE_BYTES, Refusal
from omah.formats.photo_copies import NotAPhotoError, bare_photo
from omah.rooms.activities.models import Activity
from omah.rooms.activities.words import KINDS, MODES, PARTS
from omah.rooms.assignments.files import paper_of
from omah.rooms.field.forms import DateInput, TimeInput
from omah.rooms.people.models import Post
from omah.rooms.people.templatetags.house import DIVISIONS, ROLES

MOST_NAMES = 300


class QuickForm(forms.Form):
    """The first minute: what, when, where. All else can follow."""

    kind = forms.TypedChoiceField(
        label=_("Jenis"),
        coerce=Kind,
        choices=list(KINDS.items()),
        initial=Kind.MEETING,
        widget=forms.RadioSelect,
    )
    title = forms.CharField(label=_("Nama kegiatan"), max_length=160)
    day = forms.DateField(label=_("Tanggal"), widget=DateInput())
    begins = forms.TimeField(label=_("Mulai"), widget=TimeInput())
    ends = forms.TimeField(
        label=_("Selesai"),
        widget=TimeInput(),
        required=False,
        help_text=_("Boleh kosong: sampai selesai."),
    )
    mode = forms.TypedChoiceField(
        label=_("Cara"),
        coerce=Mode,
        choices=list(MODES.items()),
        initial=Mode.IN_PERSON,
        widget=forms.RadioSelect,
    )
    place = forms.CharField(label=_("Tempat"), max_length=160, required=False)
    channel = forms.CharField(label=_("Saluran daring"), max_length=80, required=False)

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        begins, ends = given.get("begins"), given.get("ends")
        if begins and ends and ends <= begins:
            self.add_error("ends", _("Jam selesai harus sesudah jam mulai."))
        if given.get("mode") is Mode.IN_PERSON and not given.get("place"):
            self.add_error("place", _("Kegiatan tatap muka punya tempat."))
        return given

    def fields_of_row(self) -> dict[str, Any]:
        """Return what was typed as the columns of an activity."""
        given = dict(self.cleaned_data)
        day = given.pop("day")
        given["begins_at"] = moment(day, given.pop("begins"))
        ends = given.pop("ends")
        given["ends_at"] = moment(day, ends) if ends else None
        return given


class NewForm(QuickForm):
    id = forms.UUIDField(widget=forms.HiddenInput)


class WholeForm(QuickForm):
    """All that may be told of an activity."""

    host = forms.CharField(
        label=_("Penyelenggara, jika bukan kantor kita"), max_length=120, required=False
    )
    division = forms.ChoiceField(
        label=_("Divisi"),
        required=False,
        choices=[("", "–"), *((d, DIVISIONS[d]) for d in Division)],
    )
    series = forms.CharField(
        label=_("Seri"), max_length=80, required=False, help_text=_("Contoh: III")
    )
    purpose = forms.CharField(
        label=_("Tujuan"), max_length=1000, required=False, widget=forms.Textarea
    )
    summary = forms.CharField(
        label=_("Jalannya kegiatan"),
        max_length=8000,
        required=False,
        widget=forms.Textarea,
        help_text=_("Satu paragraf tiap baris."),
    )
    parties = forms.CharField(
        label=_("Peserta"),
        max_length=8000,
        required=False,
        widget=forms.Textarea,
        help_text=_("Satu lembaga tiap baris; utusan sesudah titik dua."),
    )
    decisions = forms.CharField(
        label=_("Keputusan"),
        max_length=8000,
        required=False,
        widget=forms.Textarea,
        help_text=_("Satu keputusan tiap baris."),
    )
    letter_sender = forms.CharField(
        label=_("Menindaklanjuti surat dari"), max_length=120, required=False
    )
    letter_number = forms.CharField(
        label=_("Nomor surat"), max_length=80, required=False
    )
    letter_day = forms.DateField(
        label=_("Tanggal surat"), widget=DateInput(), required=False
    )
    letter_about = forms.CharField(label=_("Tentang"), max_length=200, required=False)


def first_words(row: Activity) -> dict[str, Any]:
    """Return a recorded activity as the form shows it, in the office's own time."""
    begins = timezone.localtime(row.begins_at)
    ends = timezone.localtime(row.ends_at) if row.ends_at else None
    words = {name: getattr(row, name, "") for name in WholeForm.base_fields}
    return words | {
        "day": begins.date(),
        "begins": begins.time(),
        "ends": ends.time() if ends else None,
    }


def moment(day: Any, clock: time) -> datetime:  # noqa: ANN401  a date of a form
    return timezone.make_aware(datetime.combine(day, clock))


class NamedForm(forms.Form):
    """Somebody who led, opened, spoke or moderated."""

    part = forms.TypedChoiceField(
        label=_("Sebagai"), coerce=Part, choices=list(PARTS.items())
    )
    name = forms.CharField(label=_("Nama"), max_length=120)
    affiliation = forms.CharField(
        label=_("Jabatan atau lembaga"), max_length=120, required=False
    )
    topic = forms.CharField(label=_("Materi"), max_length=200, required=False)
    words = forms.CharField(
        label=_("Ucapan yang boleh dikutip"),
        max_length=1000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
    )


class HolderField(forms.ModelChoiceField):  # type: ignore[type-arg]  # not at run time
    """A choice among the office's people, each by name and role."""

    def label_from_instance(self, obj: Post) -> str:
        return f"{obj.holder.name if obj.holder else '-'} ({ROLES[Role(obj.role)]})"


class TaskForm(forms.Form):
    """A task that follows."""

    what = forms.CharField(label=_("Tugas"), max_length=300)
    post = HolderField(
        label=_("Dikerjakan oleh"), queryset=Post.objects.none(), required=False
    )
    who = forms.CharField(
        label=_("Atau orang di luar kantor"), max_length=120, required=False
    )
    due = forms.DateField(label=_("Paling lambat"), widget=DateInput(), required=False)

    def __init__(self, *args: Any, members: Iterable[Post], **more: Any) -> None:  # noqa: ANN401  as Django's
        super().__init__(*args, **more)
        self.fields["post"].queryset = members  # type: ignore[attr-defined]  # its own field

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        if not given.get("post") and not given.get("who"):
            self.add_error("post", _("Pilih siapa yang mengerjakan."))
        return given


class PhotoForm(forms.Form):
    """A photograph and what it shows."""

    photo = forms.FileField(
        label=_("Foto"),
        widget=forms.ClearableFileInput(attrs={"accept": "image/*"}),
        help_text=_("Lokasi dan waktu dalam berkas dihapus."),
    )
    alt = forms.CharField(
        label=_("Apa yang terlihat"),
        max_length=200,
        help_text=_("Untuk orang yang tidak melihat gambar."),
    )
    caption = forms.CharField(label=_("Keterangan"), max_length=300, required=False)

    def clean_photo(self) -> bytes:
        upload: UploadedFile[bytes] = self.cleaned_data["photo"]
        content = upload.read(MAX_EVIDENCE_BYTES + 1)
        if len(content) > MAX_EVIDENCE_BYTES:
            raise ValidationError(_("Foto lebih besar dari 10 MB."))
        try:
            return bare_photo(content)
        except NotAPhotoError:
            raise ValidationError(_("Berkas ini bukan foto yang terbaca.")) from None


class DocumentForm(forms.Form):
    """A paper: invitation, slides, minutes."""

    file = forms.FileField(label=_("Dokumen"), help_text=_("Paling besar 10 MB."))

    def clean_file(self) -> object:
        kept = paper_of(self.cleaned_data["file"])
        if isinstance(kept, Refusal):
            raise ValidationError(
                _("Berkas ini tidak diterima: kirim PDF, gambar, atau dokumen kantor.")
            )
        return kept


class PresentForm(forms.Form):
    """Names of those who came, typed from the paper list."""

    names = forms.CharField(
        label=_("Nama yang hadir"),
        max_length=20_000,
        widget=forms.Textarea,
        help_text=_("Satu nama tiap baris; lembaganya sesudah koma."),
    )

    def clean_names(self) -> list[tuple[str, str]]:
        lines = [
            line for line in self.cleaned_data["names"].splitlines() if line.strip()
        ]
        if len(lines) > MOST_NAMES:
            raise ValidationError(_("Paling banyak 300 nama sekali kirim."))
        people = (line.partition(",") for line in lines)
        return [(name.strip()[:120], body.strip()[:120]) for name, _s, body in people]


class RegisterForm(forms.Form):
    """Somebody who wants to take part."""

    name = forms.CharField(
        label=_("Nama lengkap"),
        max_length=120,
        help_text=_("Seperti yang akan tercetak di sertifikat."),
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )
    body = forms.CharField(
        label=_("Kantor atau lembaga"),
        max_length=120,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "organization"}),
    )


class ComeForm(forms.Form):
    """The code that is told inside."""

    code = forms.CharField(
        label=_("Kode hadir"),
        max_length=12,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
