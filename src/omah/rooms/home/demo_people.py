"""Invented people of the demo, and the doors to them: never in a real house.

A house is a demo only if its data folder was made as one (the file ``peragaan`` that
``omah demo`` puts into a folder of its own) and the environment says so too.
"""

import os
from pathlib import Path

from django.conf import settings
from django.contrib.auth import login
from django.core.signing import BadSignature, TimestampSigner
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils import timezone

from omah.rooms.people.models import Person

MARKER = "peragaan"
LINK_LASTS_S = 24 * 3600
PREFIX = "contoh-"
SALT = "omah.demo.door"


def is_demo() -> bool:
    is_said = os.environ.get("OMAH_DEMO") == "1"
    return is_said and (Path(settings.OMAH_DATA) / MARKER).is_file()


def people() -> QuerySet[Person]:
    invented = Person.objects.filter(handle__startswith=PREFIX, is_active=True)
    return invented.order_by("pk")


def link_token(person: Person) -> str:
    """Return a word that lets one browser in once: it dies with the next sign-in."""
    return TimestampSigner(salt=SALT).sign_object([person.handle, stamp(person)])


def stamp(person: Person) -> str:
    return person.last_login.isoformat() if person.last_login else ""


def person_of(token: str) -> Person | None:
    try:
        handle, last = TimestampSigner(salt=SALT).unsign_object(
            token, max_age=LINK_LASTS_S
        )
    except (BadSignature, TypeError, ValueError):
        return None
    found = people().filter(handle=handle).first()
    return found if found and stamp(found) == last else None


def enter(request: HttpRequest, person: Person) -> None:
    """Sign in as an invented person, second factor included."""
    login(request, person, "django.contrib.auth.backends.ModelBackend")
    request.session["account_authentication_methods"] = [
        {"method": "mfa", "at": timezone.now().timestamp()}
    ]
