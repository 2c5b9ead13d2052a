"""What a host types when it calls for signatures, and what anyone checks."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from omah.core.office.agreements import Target, TargetsError, read_targets
from omah.rooms.agreements.papers import papers

MOMENT = "%Y-%m-%dT%H:%M"


class MomentField(forms.DateTimeField):
    """A day and an hour, as every browser understands them."""

    def __init__(self, label: Any) -> None:  # noqa: ANN401  a lazy text has no public type
        widget = forms.DateTimeInput(format=MOMENT, attrs={"type": "datetime-local"})
        super().__init__(label=label, widget=widget, input_formats=[MOMENT])


class CallForm(forms.Form):
    """A call for signatures."""

    id = forms.UUIDField(widget=forms.HiddenInput)
    title = forms.CharField(label=_("Judul"), max_length=160)
    year = forms.IntegerField(label=_("Tahun"), min_value=2020, max_value=2099)
    papers = forms.MultipleChoiceField(
        label=_("Naskah"), widget=forms.CheckboxSelectMultiple
    )
    targets = forms.CharField(
        label=_("Sasaran | indikator | target"),
        max_length=8000,
        required=False,
        widget=forms.Textarea,
        help_text=_("Satu baris untuk tiap target, bagiannya dipisah dengan garis |."),
    )
    opens_at = MomentField(_("Dibuka"))
    closes_at = MomentField(_("Ditutup"))
    needs_second_factor = forms.BooleanField(
        label=_("Penanda tangan harus masuk dengan faktor kedua"), required=False
    )
    is_for_all = forms.BooleanField(
        label=_("Setiap pegawai menandatangani, bukan pimpinan saja"), required=False
    )
    offices = forms.MultipleChoiceField(
        label=_("Kantor yang menandatangani"), widget=forms.CheckboxSelectMultiple
    )

    def __init__(
        self,
        data: QueryDict | None,
        *,
        bodies: Sequence[tuple[str, str]],
        initial: dict[str, object],
    ) -> None:
        super().__init__(data, initial=initial)
        for name, choices in (
            ("offices", list(bodies)),
            (
                "papers",
                [
                    (p.id, p.title.replace(" Tahun {year}", ""))
                    for p in papers().values()
                ],
            ),
        ):
            field = self.fields[name]
            assert isinstance(field, forms.MultipleChoiceField)  # noqa: S101  its class stands above
            field.choices = choices

    def clean_targets(self) -> tuple[Target, ...]:
        try:
            return read_targets(self.cleaned_data["targets"])
        except TargetsError as problem:
            words = _("Baris %(line)s tidak terdiri atas tiga bagian.")
            raise ValidationError(words, params={"line": str(problem)}) from None

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        opens, closes = given.get("opens_at"), given.get("closes_at")
        if opens and closes and closes <= opens:
            self.add_error("closes_at", _("Jam tutup harus sesudah jam buka."))
        return given


class CheckForm(forms.Form):
    """A paper that someone holds and wants to check."""

    file = forms.FileField(
        label=_("Berkas PDF"),
        widget=forms.FileInput(attrs={"accept": ".pdf,application/pdf"}),
        help_text=_("Berkasnya diperiksa dan tidak disimpan. Paling besar 5 MB."),
    )
