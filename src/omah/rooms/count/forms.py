"""What a third reader keys in, and what a correction says."""

import re
from collections.abc import Iterable, Iterator

from django import forms
from django.db.models import QuerySet
from django.http import QueryDict
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from omah.core.count.contests import Contest
from omah.core.count.figures import Figures
from omah.core.log.shapes import MAX_FIGURE, UNKNOWN
from omah.rooms.people.models import Post
from omah.rooms.people.templatetags.house import place, role
from omah.site.fields import label
from omah.site.i18n import LANGUAGES, words

FIGURE = re.compile(r"\d{1,9}|\?", re.ASCII)
AS_ON_PAPER = _("Tulis angka seperti di kertas; ? bila kosong, silang, atau tak jelas.")

REASONS = {
    "salah-baca": _("Salah baca: kertasnya lain dari yang tercatat"),
    "salah-salin": _("Salah salin ke formulir ini"),
    "salah-jumlah": _("Salah jumlah di formulir ini"),
    "lembar-tertukar": _("Lembar tertukar dengan TPS lain"),
    "putusan-pleno": _("Putusan rapat pleno"),
}


WHY_HANDED = {
    "sudah-membaca": _("Yang lain sudah membaca lembar ini"),
    "berhalangan": _("Yang bertugas berhalangan"),
    "beban": _("Terlalu banyak pada satu orang"),
    "lebih-dekat": _("Lebih dekat ke TPS itu"),
}


class FigureField(forms.CharField):
    """A whole number, or ``?``: unknown is not zero, and neither is nothing."""

    def __init__(self, name: str) -> None:
        marks = {"inputmode": "numeric", "autocomplete": "off", "size": "6"}
        widget = forms.TextInput(attrs=marks)
        super().__init__(label=name, max_length=9, widget=widget)

    def clean(self, value: object) -> int | None:
        text = str(super().clean(value)).strip()
        if not FIGURE.fullmatch(text) or (text != UNKNOWN and int(text) > MAX_FIGURE):
            raise forms.ValidationError(AS_ON_PAPER)
        return None if text == UNKNOWN else int(text)


class FiguresForm(forms.Form):
    """One input for each of some fields of a contest's sheet."""

    def __init__(
        self,
        data: object,
        *,
        contest: Contest,
        names: Iterable[str],
        initial: Figures | None = None,
    ) -> None:
        shown = {n: UNKNOWN if v is None else v for n, v in (initial or {}).items()}
        super().__init__(data, initial=shown)  # type: ignore[arg-type]  # a QueryDict
        for name in names:
            self.fields[name] = FigureField(name_of(name, contest))

    def figures(self) -> dict[str, int | None]:
        """Return what was keyed in, after ``is_valid``."""
        return {
            name: self.cleaned_data[name]
            for name, field in self.fields.items()
            if isinstance(field, FigureField)
        }


class CorrectionForm(FiguresForm):
    """All figures as they stand, to be changed with a reason."""

    reason = forms.ChoiceField(label=_("Alasan"), choices=tuple(REASONS.items()))

    def changes(self, standing: Figures) -> dict[str, tuple[int | None, int | None]]:
        """Return the figures that are not as they stood."""
        return {
            name: (standing[name], figure)
            for name, figure in self.figures().items()
            if name in standing and standing[name] != figure
        }


def name_of(field: str, contest: Contest) -> str:
    """Return what the public site calls a field, in the reader's language."""
    language = (get_language() or "id")[:2]
    return label(field, contest, words(language if language in LANGUAGES else "id"))


def named(figures: Figures, contest: Contest) -> Iterator[tuple[str, str]]:
    """Yield each figure with its name; an unknown one as the dash of the site."""
    for field, figure in figures.items():
        yield name_of(field, contest), "–" if figure is None else str(figure)


class ReaderField(forms.ModelChoiceField):  # type: ignore[type-arg]  # not subscriptable
    """A post, shown with its holder and place."""

    def label_from_instance(self, obj: Post) -> str:
        holder = obj.holder.name if obj.holder else ""
        return f"{holder}, {role(obj.role)}, {place(obj.region)}"


class HandoverForm(forms.Form):
    """To whom a sheet goes, and why."""

    reason = forms.ChoiceField(label=_("Alasan"), choices=tuple(WHY_HANDED.items()))

    def __init__(self, data: QueryDict | None, *, readers: QuerySet[Post]) -> None:
        super().__init__(data)
        self.fields["to"] = ReaderField(label=_("Kepada"), queryset=readers)
        self.order_fields(["to", "reason"])
