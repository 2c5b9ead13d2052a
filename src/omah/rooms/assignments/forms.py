"""What askers, addressees and reviewers type."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.http import QueryDict
from django.utils.datastructures import MultiValueDict
from django.utils.translation import gettext_lazy as _

from omah.core.office.assignment_templates import (
    EVIDENCE_LINE,
    Kind,
    Lack,
    Question,
    Template,
    Value,
    read_whole,
)
from omah.core.office.assignments import Letter
from omah.formats.evidence import KINDS, Refusal
from omah.rooms.assignments.files import Paper, paper_of
from omah.rooms.assignments.models import Evidence
from omah.rooms.assignments.templates_of_work import said
from omah.rooms.assignments.words import FILES, LACKS

LONGEST_TEXT = 4000
MOST_FILES = 10
PREFIX = "q-"
REVIEW_PREFIX = "r-"
ACCEPTED_ENDINGS = ",".join(f".{kind.ending}" for kind in KINDS)


class DateInput(forms.DateInput):
    """A date as every browser understands it, whatever the language."""

    input_type = "date"

    def __init__(self) -> None:
        super().__init__(format="%Y-%m-%d")


class AskForm(forms.Form):
    """What an office asks of others."""

    id = forms.UUIDField(widget=forms.HiddenInput)
    title = forms.CharField(label=_("Judul"), max_length=160)
    text = forms.CharField(
        label=_("Yang diminta"), max_length=LONGEST_TEXT, widget=forms.Textarea
    )
    evidence = forms.CharField(
        label=_("Yang dihitung sebagai bukti"), max_length=600, required=False
    )
    due = forms.DateField(label=_("Paling lambat"), widget=DateInput())
    letter_number = forms.CharField(
        label=_("Nomor surat"), max_length=80, required=False
    )
    letter_date = forms.DateField(
        label=_("Tanggal surat"), required=False, widget=DateInput()
    )
    addressees = forms.MultipleChoiceField(
        label=_("Penerima"), widget=forms.CheckboxSelectMultiple
    )

    def __init__(
        self,
        data: QueryDict | None,
        *,
        bodies: Sequence[tuple[str, str]],
        initial: dict[str, object],
    ) -> None:
        super().__init__(data, initial=initial)
        choice = self.fields["addressees"]
        assert isinstance(choice, forms.MultipleChoiceField)  # noqa: S101  # its class stands above
        choice.choices = bodies
        choice.initial = [code for code, _name in bodies]

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        number, day = given.get("letter_number"), given.get("letter_date")
        if bool(number) != bool(day):
            line = "letter_number" if day else "letter_date"
            self.add_error(line, _("Surat disebut dengan nomor dan tanggalnya."))
        given["letter"] = Letter(number, day) if number and day else None
        return given


class ManyFilesInput(forms.FileInput):
    allow_multiple_selected = True


class PapersField(forms.FileField):
    """Several files at once, each told by its bytes."""

    def __init__(self) -> None:
        widget = ManyFilesInput(attrs={"accept": ACCEPTED_ENDINGS})
        super().__init__(label=_("Tambah bukti"), required=False, widget=widget)

    def clean(self, value: object, initial: object = None) -> list[Paper]:
        files = value if isinstance(value, list) else []
        uploads = [file for file in files if isinstance(file, UploadedFile)]
        if len(uploads) > MOST_FILES:
            raise ValidationError(_("Paling banyak 10 berkas sekaligus."))
        papers = []
        for upload in uploads:
            paper = paper_of(upload)
            if isinstance(paper, Refusal):
                raise ValidationError(f"{upload.name}: {FILES[paper]}")
            papers.append(paper)
        return papers


class WholeField(forms.CharField):
    """A whole number as people write it."""

    def __init__(self, *, label: str, help_text: str, required: bool) -> None:
        super().__init__(
            max_length=40,
            widget=forms.TextInput(
                attrs={"inputmode": "numeric", "autocomplete": "off"}
            ),
            label=label,
            help_text=help_text,
            required=required,
        )

    def clean(self, value: object) -> int | None:
        text = super().clean(value)
        if not text:
            return None
        number = read_whole(text)
        if number is None:
            raise ValidationError(LACKS[Lack.NOT_WHOLE])
        return number


def field_for(question: Question) -> forms.Field:
    """Return the form field of a question."""
    words: dict[str, Any] = {
        "label": said(question.label),
        "help_text": said(question.hint),
        "required": question.required,
    }
    match question.kind:
        case Kind.TEXT:
            widget = forms.Textarea(attrs={"rows": 4})
            return forms.CharField(max_length=LONGEST_TEXT, widget=widget, **words)
        case Kind.WHOLE | Kind.RUPIAH:
            return WholeField(**words)
        case Kind.SCORE:
            return forms.IntegerField(min_value=0, max_value=question.most, **words)
        case Kind.CHOICE:
            chosen = [(code, said(label)) for code, label in question.choices]
            widget_ = forms.RadioSelect
            return forms.ChoiceField(choices=chosen, widget=widget_, **words)
        case Kind.DATE:
            return forms.DateField(widget=DateInput(), **words)


class AnswerForm(forms.Form):
    """An addressee's answer, its fields as the template has them."""

    def __init__(
        self,
        template: Template,
        earlier: Iterable[Evidence],
        data: QueryDict | None,
        files: "MultiValueDict[str, UploadedFile[bytes]] | None",
        *,
        initial: dict[str, object],
    ) -> None:
        super().__init__(data, files, initial=initial)
        self.template = template
        for question in template.questions:
            self.fields[PREFIX + question.id] = field_for(question)
        there = [(str(file.pk), file.name) for file in earlier]
        if there:
            self.fields["kept"] = forms.MultipleChoiceField(
                label=_("Bukti yang tetap dipakai"),
                choices=there,
                initial=[pk for pk, _name in there],
                widget=forms.CheckboxSelectMultiple,
                required=False,
            )
        self.fields[EVIDENCE_LINE] = PapersField()

    @property
    def values(self) -> dict[str, Value]:
        """What was answered, by question; blanks are left out."""
        found: dict[str, Value] = {}
        for question in self.template.questions:
            value = self.cleaned_data.get(PREFIX + question.id)
            if value is None or value == "":
                continue
            found[question.id] = value if isinstance(value, int) else str(value)
        return found

    @property
    def kept(self) -> list[int]:
        return [int(pk) for pk in self.cleaned_data.get("kept", [])]

    @property
    def papers(self) -> list[Paper]:
        return list(self.cleaned_data[EVIDENCE_LINE])

    def complain(self, lacking: dict[str, Lack]) -> None:
        for line, lack in lacking.items():
            name = EVIDENCE_LINE if line == EVIDENCE_LINE else PREFIX + line
            self.add_error(name if name in self.fields else None, LACKS[lack])


def first_values(values: Mapping[str, Value]) -> dict[str, object]:
    """Return kept values as the form's first words."""
    return {PREFIX + id_: value for id_, value in values.items()}


class JudgeForm(forms.Form):
    """What a reviewer says of an answer, with a score beside each own score."""

    reason = forms.CharField(
        label=_("Yang harus diperbaiki"),
        max_length=2000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("Wajib bila dikembalikan; penjawab membacanya persis begini."),
    )
    repair_by = forms.DateField(
        label=_("Diperbaiki paling lambat"), required=False, widget=DateInput()
    )

    def __init__(
        self,
        template: Template,
        data: QueryDict | None,
        *,
        initial: dict[str, object] | None = None,
    ) -> None:
        super().__init__(data, initial=initial)
        self.scored = template.scored if template.has_review_score else ()
        for question in self.scored:
            self.fields[REVIEW_PREFIX + question.id] = forms.IntegerField(
                label=said(question.label),
                min_value=0,
                max_value=question.most,
                required=False,
            )

    @property
    def scores(self) -> dict[str, int]:
        found = {
            question.id: self.cleaned_data.get(REVIEW_PREFIX + question.id)
            for question in self.scored
        }
        return {id_: value for id_, value in found.items() if value is not None}


class VisitForm(forms.Form):
    """When the reviewers come."""

    visit_at = forms.DateTimeField(
        label=_("Hari dan jam kunjungan"),
        required=False,
        widget=forms.DateTimeInput(
            format="%Y-%m-%dT%H:%M", attrs={"type": "datetime-local"}
        ),
        input_formats=["%Y-%m-%dT%H:%M"],
    )
