"""Forms of what an office says of itself."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from omah.core.service.clocks import Off
from omah.core.service.services import Component
from omah.core.service.services_survey import HIGHEST, LOWEST
from omah.formats.services_toml import catalogue
from omah.rooms.cases.models import InformationClass
from omah.rooms.cases.templatetags.layanan import says
from omah.rooms.cases.words import CLASSES, COMPONENTS, OFFS

RATINGS = {
    1: _("Tidak baik"),
    2: _("Kurang baik"),
    3: _("Baik"),
    4: _("Sangat baik"),
}
LONG = frozenset({Component.REQUIREMENTS, Component.STEPS})


def day_field(label: Any, **more: Any) -> forms.DateField:  # noqa: ANN401
    return forms.DateField(
        label=label, widget=forms.DateInput(attrs={"type": "date"}), **more
    )


class StandardForm(forms.Form):
    """The six things that a standard says."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:  # noqa: ANN401
        super().__init__(*args, **kwargs)
        for component in Component:
            is_long = component in LONG
            self.fields[component.value] = forms.CharField(
                label=COMPONENTS[component],
                required=False,
                max_length=2000 if is_long else 200,
                widget=forms.Textarea if is_long else forms.TextInput,
            )


class StagesForm(forms.Form):
    """The first day of the stages."""

    name = forms.CharField(label=_("Nama pemilihan"), max_length=120)
    starts = day_field(_("Tahapan mulai"))


class InformationItemForm(forms.Form):
    """A line of the list of public information."""

    title = forms.CharField(label=_("Nama informasi"), max_length=160)
    info_class = forms.ChoiceField(
        label=_("Golongan"), choices=[(c, CLASSES[c]) for c in InformationClass]
    )
    summary = forms.CharField(
        label=_("Ringkasan isi"),
        max_length=1000,
        widget=forms.Textarea,
        required=False,
    )
    held_by = forms.CharField(
        label=_("Bagian yang menguasai"), max_length=120, required=False
    )
    made_on = day_field(_("Dibuat"))
    link = forms.URLField(
        label=_("Alamat unduhan"), max_length=300, required=False, assume_scheme="https"
    )
    consequence_test = forms.CharField(
        label=_("Nomor penetapan uji konsekuensi (wajib bila dikecualikan)"),
        max_length=160,
        required=False,
    )

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        is_excluded = given.get("info_class") == InformationClass.EXCLUDED
        if is_excluded and not given.get("consequence_test"):
            self.add_error(
                "consequence_test",
                _("Informasi hanya dapat dikecualikan setelah uji konsekuensi."),
            )
        return given


class DayOffForm(forms.Form):
    """A day off by decree."""

    day = day_field(_("Tanggal"))
    name = forms.CharField(label=_("Nama hari libur"), max_length=120)
    kind = forms.TypedChoiceField(
        label=_("Jenis"),
        coerce=Off,
        choices=[(k, OFFS[k]) for k in (Off.HOLIDAY, Off.JOINT_LEAVE)],
    )
    source = forms.CharField(label=_("Dasar keputusan"), max_length=160)


class SurveyForm(forms.Form):
    """Nine ratings."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:  # noqa: ANN401
        super().__init__(*args, **kwargs)
        for element in catalogue().elements:
            self.fields[element.code] = forms.TypedChoiceField(
                label=says(element),
                coerce=int,
                choices=[(n, RATINGS[n]) for n in range(LOWEST, HIGHEST + 1)],
                widget=forms.RadioSelect,
            )

    @property
    def ratings(self) -> list[int]:
        """The nine ratings in the order of the elements."""
        return [self.cleaned_data[e.code] for e in catalogue().elements]
