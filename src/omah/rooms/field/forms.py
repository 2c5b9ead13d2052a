"""What people of ad hoc bodies and of offices type."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator
from django.db.models import QuerySet
from django.http import QueryDict
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from omah.core.office.roster import Window
from omah.core.people.roles import OF_PEOPLE, Role
from omah.rooms.people.models import Post
from omah.rooms.people.templatetags.house import ROLES

WEEKDAYS = [
    (0, _("Senin")),
    (1, _("Selasa")),
    (2, _("Rabu")),
    (3, _("Kamis")),
    (4, _("Jumat")),
    (5, _("Sabtu")),
    (6, _("Minggu")),
]


class DateInput(forms.DateInput):
    """A date as every browser understands it, whatever the language."""

    input_type = "date"

    def __init__(self) -> None:
        super().__init__(format="%Y-%m-%d")


class TimeInput(forms.TimeInput):
    input_type = "time"

    def __init__(self) -> None:
        super().__init__(format="%H:%M")


class SecretariatForm(forms.Form):
    """Where a body works and when."""

    name = forms.CharField(label=_("Nama sekretariat"), max_length=120)
    address = forms.CharField(label=_("Alamat"), max_length=200, required=False)
    weekdays = forms.TypedMultipleChoiceField(
        label=_("Hari buka"),
        choices=WEEKDAYS,
        coerce=int,
        widget=forms.CheckboxSelectMultiple,
    )
    opens = forms.TimeField(label=_("Buka"), widget=TimeInput())
    closes = forms.TimeField(label=_("Tutup"), widget=TimeInput())
    needed = forms.IntegerField(
        label=_("Petugas yang harus ada"), min_value=1, max_value=20, initial=1
    )

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        opens, closes = given.get("opens"), given.get("closes")
        if opens and closes and closes <= opens:
            self.add_error("closes", _("Jam tutup harus sesudah jam buka."))
        return given


class PostField(forms.ModelChoiceField):  # type: ignore[type-arg]  # not at run time
    """A choice among people, each by name and role."""

    def label_from_instance(self, obj: Post) -> str:
        return f"{obj.holder.name if obj.holder else '-'} ({ROLES[Role(obj.role)]})"


class ShiftForm(forms.Form):
    """A member's turn; an end before its beginning is on the next day."""

    post = PostField(label=_("Petugas"), queryset=Post.objects.none(), empty_label=None)
    date = forms.DateField(label=_("Tanggal"), widget=DateInput())
    begins = forms.TimeField(label=_("Mulai"), widget=TimeInput())
    ends = forms.TimeField(
        label=_("Berakhir"),
        widget=TimeInput(),
        help_text=_("Lebih awal dari jam mulai berarti keesokan harinya."),
    )

    def __init__(self, given: QueryDict | None, *, members: QuerySet[Post]) -> None:
        super().__init__(given)
        field = self.fields["post"]
        assert isinstance(field, forms.ModelChoiceField)  # noqa: S101  tells mypy
        field.queryset = members

    @property
    def window(self) -> Window:
        given = self.cleaned_data
        begins = timezone.make_aware(datetime.combine(given["date"], given["begins"]))
        ends = timezone.make_aware(datetime.combine(given["date"], given["ends"]))
        return Window(begins, ends if ends > begins else ends + timedelta(days=1))


class BroadcastForm(forms.Form):
    """Word to the bodies below."""

    title = forms.CharField(label=_("Judul"), max_length=120)
    text = forms.CharField(label=_("Isi"), max_length=4000, widget=forms.Textarea)
    roles = forms.MultipleChoiceField(
        label=_("Untuk"), widget=forms.CheckboxSelectMultiple
    )
    confirm_hours = forms.TypedChoiceField(
        label=_("Harus dibaca dalam"),
        coerce=int,
        choices=[
            (1, _("1 jam")),
            (6, _("6 jam")),
            (24, _("1 hari")),
            (72, _("3 hari")),
        ],
        initial=24,
    )

    def __init__(self, data: QueryDict | None, *, audience: Mapping[Role, int]) -> None:
        super().__init__(data)
        self.fields["roles"].choices = [  # type: ignore[attr-defined]
            (code, _counted(code, audience[code]))
            for code in OF_PEOPLE
            if code in audience
        ]


def _counted(code: Role, people: int) -> str:
    """Return a role with how many it reaches today."""
    return gettext("%(role)s (%(n)s orang)") % {"role": ROLES[code], "n": people}


class CardForm(forms.Form):
    """How to reach me, and what the public may see."""

    phone = forms.CharField(
        label=_("Nomor telepon"),
        max_length=20,
        required=False,
        validators=[
            RegexValidator(
                r"^\+?[0-9 ()-]{6,20}$", _("Tulis angka saja, misalnya 0812 3456 7890.")
            )
        ],
        widget=forms.TextInput(attrs={"type": "tel", "autocomplete": "tel"}),
        help_text=_(
            "Hanya dilihat kantor di atas Anda, untuk menelepon saat bertugas."
        ),
    )
    name_public = forms.BooleanField(
        label=_("Tampilkan nama saya di halaman umum “Siapa yang bertugas sekarang”"),
        required=False,
        help_text=_(
            "Tanpa izin ini yang tampil hanya jabatan dan jam. "
            "Izin dapat dicabut kapan saja."
        ),
    )


class MarkForm(forms.Form):
    """Coming or going, with an id the device has made."""

    id = forms.UUIDField()
    way = forms.ChoiceField(choices=[("in", "in"), ("out", "out")])
    claimed_at = forms.DateTimeField(required=False)

    def clean_claimed_at(self) -> datetime:
        claimed: datetime | None = self.cleaned_data["claimed_at"]
        now = timezone.now()
        if claimed is not None and claimed < now - timedelta(days=30):
            raise ValidationError(_("Waktu ini lebih dari 30 hari yang lalu."))
        return claimed or now
