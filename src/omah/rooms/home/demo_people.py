"""Invented people of the demo, and the doors to them: never in a real house.

A house is a demo only if its data folder was made as one (the file ``peragaan`` that
``omah demo`` puts into a folder of its own) and the environment says so too.
"""

import os
from pathlib import Path

from django.conf import settings
from django.contrib.auth import login
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils import timezone
from django.utils.crypto import constant_time_compare, salted_hmac

from omah.rooms.people.demo import PREFIX
from omah.rooms.people.models import Person

MARKER = "peragaan"
SALT = "omah.demo.door"
SEAL_DIGITS = 20


def is_demo() -> bool:
    is_said = os.environ.get("OMAH_DEMO") == "1"
    return is_said and (Path(settings.OMAH_DATA) / MARKER).is_file()


def people() -> QuerySet[Person]:
    invented = Person.objects.filter(handle__startswith=PREFIX, is_active=True)
    return invented.prefetch_related("posts").order_by("pk")


def link_token(person: Person) -> str:
    """Return a word that lets one browser in once: it dies with the next sign-in."""
    last = person.last_login.isoformat() if person.last_login else ""
    seal = salted_hmac(SALT, f"{person.handle} {last}", algorithm="sha256")
    return f"{person.handle.removeprefix(PREFIX)}-{seal.hexdigest()[:SEAL_DIGITS]}"


def person_of(token: str) -> Person | None:
    found = people().filter(handle=PREFIX + token.rpartition("-")[0]).first()
    if found and constant_time_compare(link_token(found), token):
        return found
    return None


def enter(request: HttpRequest, person: Person) -> None:
    """Sign in as an invented person, second factor included."""
    login(request, person, "django.contrib.auth.backends.ModelBackend")
    request.session["account_authentication_methods"] = [
        {"method": "mfa", "at": timezone.now().timestamp()}
    ]
