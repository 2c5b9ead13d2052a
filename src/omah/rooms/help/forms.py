"""What askers and desks type."""

from django import forms
from django.utils.translation import gettext_lazy as _

from omah.core.office.tickets import Topic, Urgency
from omah.core.people.access import Division
from omah.rooms.help.words import TOPICS, URGENCIES
from omah.rooms.people.templatetags.house import DIVISIONS

LONGEST_TEXT = 4000


class AskForm(forms.Form):
    """A question to the helpdesk."""

    id = forms.UUIDField(widget=forms.HiddenInput)
    subject = forms.CharField(label=_("Pertanyaan singkat"), max_length=120)
    text = forms.CharField(
        label=_("Ceritakan: apa yang Anda lakukan, apa yang terjadi"),
        max_length=LONGEST_TEXT,
        widget=forms.Textarea,
        help_text=_("Jangan tulis kata sandi atau nomor KTP."),
    )
    topic = forms.TypedChoiceField(
        label=_("Tentang"), coerce=Topic, choices=list(TOPICS.items())
    )
    urgency = forms.TypedChoiceField(
        label=_("Seberapa mendesak"),
        coerce=Urgency,
        choices=list(URGENCIES.items()),
        initial=Urgency.TODAY,
        widget=forms.RadioSelect,
    )


class ReplyForm(forms.Form):
    """What goes with a move."""

    text = forms.CharField(
        label=_("Pesan"),
        max_length=LONGEST_TEXT,
        widget=forms.Textarea,
        required=False,
    )
    division = forms.ChoiceField(
        label=_("Divisi"),
        choices=[(d, DIVISIONS[d]) for d in Division],
        required=False,
    )


class CannedForm(forms.Form):
    """An answer to give again."""

    title = forms.CharField(label=_("Judul"), max_length=120)
    text = forms.CharField(
        label=_("Jawaban"), max_length=LONGEST_TEXT, widget=forms.Textarea
    )


class ProblemForm(forms.Form):
    """Something that is broken for many."""

    title = forms.CharField(label=_("Apa yang terganggu"), max_length=120)
    text = forms.CharField(
        label=_("Apa yang harus dilakukan sementara ini"),
        max_length=600,
        widget=forms.Textarea,
    )
