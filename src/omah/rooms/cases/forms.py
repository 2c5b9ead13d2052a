"""Forms of cases."""

from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext_lazy as _

from omah.core.service.cases import Ground, ObjectionGround, Outcome
from omah.core.service.cases_report import Matter
from omah.rooms.cases.evidence import CheckedFile, RefusedFileError, checked
from omah.rooms.cases.words import (
    FILE_FAULTS,
    GROUNDS,
    MATTERS,
    OBJECTION_GROUNDS,
    OUTCOMES,
)

LONGEST_TEXT = 8000


class ManyFiles(forms.ClearableFileInput):
    allow_multiple_selected = True


class FilesField(forms.FileField):
    """Several files, each checked by its bytes."""

    def __init__(self, **options: Any) -> None:  # noqa: ANN401  Django's own options
        super().__init__(
            widget=ManyFiles(attrs={"accept": ".pdf,.jpg,.jpeg,.png"}),
            required=False,
            help_text=_("PDF, JPEG, atau PNG; paling banyak 5, masing-masing 10 MB."),
            **options,
        )

    def clean(self, data: Any, initial: Any = None) -> list[CheckedFile]:  # noqa: ANN401
        given = data if isinstance(data, list | tuple) else [data]
        files = [file for file in given if isinstance(file, UploadedFile)]
        try:
            return checked(files)
        except RefusedFileError as fault:
            said = f"{fault.name}: {FILE_FAULTS[fault.why]}"
            raise ValidationError(said) from None


class FilingForm(forms.Form):
    """What every filing asks."""

    id = forms.UUIDField(widget=forms.HiddenInput)
    subject = forms.CharField(label=_("Pokoknya, dalam satu kalimat"), max_length=160)
    text = forms.CharField(
        label=_("Ceritakan lebih lengkap"),
        max_length=LONGEST_TEXT,
        widget=forms.Textarea,
        help_text=_("Jangan tulis nomor KTP atau kata sandi."),
    )
    evidence = FilesField(label=_("Berkas pendukung (bila ada)"))
    name = forms.CharField(label=_("Nama"), max_length=120, required=False)
    address = forms.CharField(label=_("Alamat"), max_length=200, required=False)
    contact = forms.CharField(
        label=_("Telepon atau surel"),
        max_length=120,
        required=False,
        help_text=_(
            "Boleh kosong: jawaban selalu dapat dilihat dengan kode Anda. Bila Anda "
            "menulis surel, kami memberi tahu saat kantor menjawab; "
            "isinya tidak dikirim."
        ),
    )
    paper_on = forms.DateField(
        label=_("Tanggal pada surat kertas"),
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}),
        help_text=_("Hanya bila Anda memasukkan surat yang dibawa seseorang."),
    )


class InformationForm(FilingForm):
    """A request for public information; the law asks who asks and what for."""

    is_election = forms.BooleanField(
        label=_("Ini informasi pemilu atau pemilihan (dijawab lebih cepat)"),
        required=False,
    )
    purpose = forms.CharField(
        label=_("Informasi ini akan dipakai untuk"), max_length=300, required=False
    )
    field_order = ("id", "subject", "text", "is_election", "purpose")

    def __init__(self, *args: Any, **kwargs: Any) -> None:  # noqa: ANN401
        super().__init__(*args, **kwargs)
        self.fields["name"].required = True


class ReportForm(FilingForm):
    """A report for Bawaslu; the name may stay empty."""

    matter = forms.TypedChoiceField(
        label=_("Apa yang Anda lihat"), coerce=Matter, choices=list(MATTERS.items())
    )
    known_on = forms.DateField(
        label=_("Kapan Anda mengetahuinya"),
        widget=forms.DateInput(attrs={"type": "date"}),
    )
    reported = forms.CharField(
        label=_("Siapa yang dilaporkan (orang, akun, atau kelompok)"),
        max_length=160,
        required=False,
    )
    happened = forms.CharField(
        label=_("Kapan kejadiannya"), max_length=120, required=False
    )
    place = forms.CharField(
        label=_("Di mana (tempat, atau alamat di internet)"),
        max_length=160,
        required=False,
    )
    field_order = (
        "id", "matter", "subject", "text", "known_on", "reported", "happened", "place",
        "evidence",
    )  # fmt: skip

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:  # noqa: ANN401
        super().__init__(*args, **kwargs)
        self.today = today
        self.fields["known_on"].widget.attrs["max"] = today.isoformat()

    def clean_known_on(self) -> date:
        day: date = self.cleaned_data["known_on"]
        if day > self.today:
            raise ValidationError(_("Tanggal ini belum tiba."))
        return day


class ComplaintForm(FilingForm):
    """A complaint about one service."""

    service = forms.ChoiceField(label=_("Layanan yang mana"))
    field_order = ("id", "service", "subject", "text", "evidence")

    def __init__(
        self,
        *args: Any,  # noqa: ANN401
        services: list[tuple[str, str]],
        **kwargs: Any,  # noqa: ANN401
    ) -> None:
        super().__init__(*args, **kwargs)
        self.fields["service"].choices = services  # type: ignore[attr-defined]  # a ChoiceField


class StepForm(forms.Form):
    """What goes with an officer's step."""

    text = forms.CharField(
        label=_("Pesan untuk pemohon"),
        max_length=LONGEST_TEXT,
        widget=forms.Textarea,
        required=False,
    )
    why = forms.CharField(
        label=_("Alasan (untuk memperpanjang atau minta dilengkapi)"),
        max_length=300,
        required=False,
    )
    outcome = forms.ChoiceField(
        label=_("Isi jawaban"),
        choices=[("", "-"), *((o, OUTCOMES[o]) for o in Outcome)],
        required=False,
    )
    ground = forms.ChoiceField(
        label=_("Dasar penolakan (bila ditolak, seluruhnya atau sebagian)"),
        choices=[("", "-"), *((g, GROUNDS[g]) for g in Ground)],
        required=False,
    )
    evidence = FilesField(label=_("Berkas jawaban"))


class FilerStepForm(forms.Form):
    """What goes with a filer's step."""

    text = forms.CharField(
        label=_("Pesan"),
        max_length=LONGEST_TEXT,
        widget=forms.Textarea,
        required=False,
    )
    ground = forms.ChoiceField(
        label=_("Alasan keberatan"),
        choices=[("", "-"), *((g, OBJECTION_GROUNDS[g]) for g in ObjectionGround)],
        required=False,
    )
    evidence = FilesField(label=_("Berkas"))


class CodeForm(forms.Form):
    """The code on a receipt."""

    code = forms.CharField(
        label=_("Kode tanda terima"),
        max_length=20,
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
        help_text=_("Tiga kelompok empat huruf, misalnya K7QM-3XRA-9TPD."),
    )


class TaskForm(forms.Form):
    """Something for a colleague to do."""

    what = forms.CharField(label=_("Yang perlu dikerjakan"), max_length=160)
    post = forms.ChoiceField(label=_("Untuk"))
    due = forms.DateField(
        label=_("Sebelum"),
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}),
    )

    def __init__(
        self,
        *args: Any,  # noqa: ANN401
        posts: list[tuple[str, str]],
        **kwargs: Any,  # noqa: ANN401
    ) -> None:
        super().__init__(*args, **kwargs)
        self.fields["post"].choices = posts  # type: ignore[attr-defined]  # a ChoiceField
