"""What a person types to hear notices by e-mail."""

from django import forms
from django.utils.translation import gettext_lazy as _


class MailForm(forms.Form):
    """An address and the consent to use it."""

    address = forms.EmailField(
        label=_("Alamat surel"),
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
    )
    agreed = forms.BooleanField(
        label=_("Saya setuju pemberitahuan dikirim ke alamat ini.")
    )
