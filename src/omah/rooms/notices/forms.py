"""What a person types, or a browser fills in, to hear notices outside the house."""

from typing import Any

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator
from django.utils.translation import gettext_lazy as _

from omah.adapters.push_services import is_known
from omah.formats.web_push import BadPlaceError, check_keys


class MailForm(forms.Form):
    """An address and the consent to use it."""

    address = forms.EmailField(
        label=_("Alamat surel"),
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
    )
    agreed = forms.BooleanField(
        label=_("Saya setuju pemberitahuan dikirim ke alamat ini.")
    )


class ForgetForm(forms.Form):
    """The browser that is to hear no more."""

    forget = forms.IntegerField(min_value=1)


class NumberForm(forms.Form):
    """A telephone number and the consent to use it."""

    number = forms.CharField(
        label=_("Nomor ponsel"),
        max_length=20,
        validators=[
            RegexValidator(
                r"^\+?[0-9][0-9 .-]{7,18}$",
                _("Tulis nomor saja, misalnya 0812 0000 0000."),
            )
        ],
        widget=forms.TextInput(attrs={"inputmode": "tel", "autocomplete": "tel"}),
    )
    agreed = forms.BooleanField(
        label=_("Saya setuju pemberitahuan dikirim ke nomor ini.")
    )


class PlaceForm(forms.Form):
    """What a browser says of itself when it subscribes."""

    endpoint = forms.URLField(max_length=700, assume_scheme="https")
    p256dh = forms.CharField(max_length=100)
    auth = forms.CharField(max_length=40)

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        if not is_known(given.get("endpoint", ""), settings.OMAH_PUSH_SERVICES):
            raise ValidationError(_("Peramban ini memakai layanan yang belum dikenal."))
        try:
            check_keys(given.get("p256dh", ""), given.get("auth", ""))
        except BadPlaceError:
            raise ValidationError(_("Kunci dari peramban tidak lengkap.")) from None
        return given
