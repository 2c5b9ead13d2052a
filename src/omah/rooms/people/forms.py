"""What a person types when they take up a post."""

from django import forms
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from omah.rooms.people.models import Person


class AcceptForm(forms.Form):
    """Name, sign-in name and password of someone who was invited."""

    name = forms.CharField(label=_("Nama"), max_length=120)
    handle = forms.SlugField(label=_("Nama masuk"), max_length=40)
    password = forms.CharField(
        label=_("Kata sandi"),
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
        help_text=_(
            "Paling sedikit 12 huruf. Beberapa kata biasa lebih mudah diingat."
        ),
    )

    def clean_handle(self) -> str:
        handle: str = self.cleaned_data["handle"].lower()
        if Person.objects.filter(handle=handle).exists():
            raise ValidationError(_("Nama masuk ini sudah dipakai. Pilih yang lain."))
        return handle

    def clean_password(self) -> str:
        password: str = self.cleaned_data["password"]
        validate_password(password)
        return password
