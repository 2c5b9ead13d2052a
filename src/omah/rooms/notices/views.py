"""Pages of notices: the stream, and how one hears of it outside the house."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from omah.formats.web_push import point, to_text
from omah.rooms.notices import actions, selectors
from omah.rooms.notices.channels import push_key
from omah.rooms.notices.forms import ForgetForm, MailForm, NumberForm, PlaceForm
from omah.rooms.people.doors import public, signed_in
from omah.rooms.people.models import Person


def person_of(request: HttpRequest) -> Person:
    if not isinstance(request.user, Person):
        raise TypeError("the door let someone in who has not signed in")
    return request.user


@signed_in
def stream(request: HttpRequest) -> HttpResponse:
    """What I was told, newest first."""
    person = person_of(request)
    words = {
        "notices": selectors.stream_of(person),
        "address": selectors.address_of(person),
    }
    return render(request, "notices/stream.html", words)


@require_POST
@signed_in
def open_one(request: HttpRequest, notice: int) -> HttpResponse:
    """Go where a notice leads, and mark it as read."""
    url = actions.read(person_of(request), notice)
    if url is None:
        raise Http404
    return redirect(url)


@require_POST
@signed_in
def read_all(request: HttpRequest) -> HttpResponse:
    """Mark everything as read."""
    actions.read_all(person_of(request))
    return redirect("notices:stream")


@signed_in
def mail(request: HttpRequest) -> HttpResponse:
    """Choose an address for e-mail, or take it back."""
    person = person_of(request)
    if request.method == "POST" and "stop" in request.POST:
        actions.forget_mail(person)
        messages.success(request, _("Alamat surel dihapus."))
        return redirect("notices:mail")
    form = MailForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        actions.ask_for_mail(person, form.cleaned_data["address"])
        messages.success(request, _("Buka surat yang kami kirim ke alamat itu."))
        return redirect("notices:mail")
    words = {"form": form, "address": selectors.address_of(person)}
    return render(request, "notices/mail.html", words)


@signed_in
def devices(request: HttpRequest) -> HttpResponse:
    """The browsers that get my notices; this one can be added, any taken away."""
    person = person_of(request)
    form = PlaceForm(request.POST or None)
    if request.method == "POST" and "forget" in request.POST:
        left = ForgetForm(request.POST)
        if left.is_valid():
            actions.forget_place(person, left.cleaned_data["forget"])
        messages.success(request, _("Peramban itu tidak menerima lagi."))
        return redirect("notices:devices")
    if request.method == "POST" and form.is_valid():
        actions.keep_place(person, **form.cleaned_data)
        messages.success(request, _("Peramban ini menerima pemberitahuan Anda."))
        return redirect("notices:devices")
    words = {
        "form": form,
        "places": selectors.places_of(person),
        "key": to_text(point(push_key().public_key())),
    }
    return render(request, "notices/devices.html", words)


@signed_in
def number(request: HttpRequest) -> HttpResponse:
    """Choose a number for short messages, or take it back."""
    person = person_of(request)
    if request.method == "POST" and "stop" in request.POST:
        actions.forget_number(person)
        messages.success(request, _("Nomor dihapus."))
        return redirect("notices:number")
    form = NumberForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        actions.keep_number(person, form.cleaned_data["number"])
        messages.success(request, _("Nomor tersimpan."))
        return redirect("notices:number")
    words = {"form": form, "number": selectors.number_of(person)}
    return render(request, "notices/number.html", words)


@public
def confirm(request: HttpRequest, token: str) -> HttpResponse:
    """Whoever reads the mailbox says that the address is right."""
    if request.method == "POST":
        is_right = actions.confirm_mail(token)
        status = 200 if is_right else 410
        words = {"is_right": is_right, "is_answered": True}
        return render(request, "notices/confirm.html", words, status=status)
    return render(request, "notices/confirm.html", {"is_answered": False})
