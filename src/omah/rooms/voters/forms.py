"""Forms of this room."""

from typing import Any

from django import forms
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from omah.core.service.accessible import Item, Kind
from omah.core.service.transfer import Answer, Area, ElectionKind, TransferRules
from omah.formats.accessible_toml import checklist
from omah.rooms.voters.words import ANSWERS, KINDS, QUESTIONS

LONGEST_CM = 2000


class VotingDayForm(forms.Form):
    """The day on which a region votes."""

    name = forms.CharField(label=_("Nama pemilihan"), max_length=120)
    kind = forms.TypedChoiceField(
        label=_("Jenis"), coerce=ElectionKind, choices=list(KINDS.items())
    )
    day = forms.DateField(
        label=_("Hari pemungutan suara"),
        widget=forms.DateInput(attrs={"type": "date"}),
    )


class BallotsForm(forms.Form):
    """Where somebody goes, in the things that decide on ballots."""

    def __init__(self, *args: Any, rules: TransferRules, **kwargs: Any) -> None:  # noqa: ANN401
        super().__init__(*args, **kwargs)
        areas = {ballot.area for ballot in rules.ballots} | {Area.PROVINSI}
        if Area.DAPIL_DPRD_KABKOTA in areas:
            areas.add(Area.KABKOTA)
        for area, question in QUESTIONS.items():
            if area in areas:
                self.fields[area.value] = forms.TypedChoiceField(
                    label=question,
                    coerce=Answer,
                    choices=list(ANSWERS.items()),
                    initial=Answer.UNKNOWN,
                    widget=forms.RadioSelect,
                )

    @property
    def shares(self) -> dict[Area, Answer]:
        """What home and destination share."""
        return {Area(name): answer for name, answer in self.cleaned_data.items()}


def item_says(item: Item) -> str:
    return item.says_en if get_language() == "en" else item.says_id


class StationForm(forms.Form):
    """What is measured at a station; what nobody looked at stays empty."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:  # noqa: ANN401
        super().__init__(*args, **kwargs)
        for item in checklist():
            self.fields[item.code] = self.field_of(item)
        self.fields["note"] = forms.CharField(
            label=_("Catatan"), max_length=400, required=False
        )

    @staticmethod
    def field_of(item: Item) -> forms.Field:
        if item.kind is Kind.CENTIMETRES:
            return forms.IntegerField(
                label=f"{item_says(item)} (cm)",
                required=False,
                min_value=0,
                max_value=LONGEST_CM,
                widget=forms.NumberInput(attrs={"inputmode": "numeric"}),
            )
        return forms.TypedChoiceField(
            label=item_says(item),
            required=False,
            coerce=int,
            empty_value=None,
            choices=[("1", _("Ya")), ("0", _("Tidak")), ("", _("Belum dilihat"))],
            widget=forms.RadioSelect,
        )

    @property
    def answers(self) -> dict[str, int | None]:
        """The answers by item."""
        return {item.code: self.cleaned_data[item.code] for item in checklist()}
