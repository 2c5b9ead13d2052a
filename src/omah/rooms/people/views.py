"""Pages of people, posts and devices."""

from django.contrib.auth import login
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from omah.core.office.offices import WITH_DIVISIONS
from omah.core.people.roles import OFFICES
from omah.core.places.regions import level_of
from omah.rooms.people.actions import (
    InvitationSpentError,
    accept_as,
    accept_invitation,
    open_invitation,
)
from omah.rooms.people.doors import public, signed_in
from omah.rooms.people.forms import AcceptForm
from omah.rooms.people.leaders import leaders_of
from omah.rooms.people.models import Body, Person
from omah.rooms.people.offices import name_of
from omah.rooms.people.selectors import devices_of, posts_of


@signed_in
def me(request: HttpRequest) -> HttpResponse:
    """My posts and devices."""
    person = request.user
    if not isinstance(person, Person):
        raise TypeError("the door let someone in who has not signed in")
    words = {
        "posts": posts_of(person),
        "devices": devices_of(person),
        "offices": OFFICES,
    }
    return render(request, "people/me.html", words)


@public
@require_safe
def office(request: HttpRequest, region: str) -> HttpResponse:
    """Who leads an office today: its commissioners, by name."""
    known = Body.objects.filter(region=region).exists()
    if not known or level_of(region) not in WITH_DIVISIONS:
        raise Http404
    words = {
        "region": region,
        "name": name_of(region),
        "seats": leaders_of(region, timezone.localdate()),
    }
    return render(request, "people/office.html", words)


@public
def forgotten(request: HttpRequest) -> HttpResponse:
    """No e-mail is kept, so a lost password is the inviting office's matter."""
    return render(request, "people/forgotten.html")


@public
def accept(request: HttpRequest, token: str) -> HttpResponse:
    """Take up the post an invitation offers; whoever holds the paper may."""
    try:
        with transaction.atomic():
            invitation = open_invitation(token)
    except InvitationSpentError:
        return render(request, "people/spent.html", status=410)
    if isinstance(request.user, Person):
        if request.method == "POST":
            accept_as(token, request.user)
            return redirect("people:me")
        return render(request, "people/accept.html", {"post": invitation.post})
    form = AcceptForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        person, _post = accept_invitation(token, **form.cleaned_data)
        login(request, person, "django.contrib.auth.backends.ModelBackend")
        return redirect("people:me")
    return render(
        request, "people/accept.html", {"form": form, "post": invitation.post}
    )
