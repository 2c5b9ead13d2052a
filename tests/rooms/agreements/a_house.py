"""Make a house of 39 offices that are called to sign; run as a module.

Prints one JSON value: the round, the host's session, and each office with its own.
"""

import json
import os
import sys
from datetime import timedelta
from uuid import uuid4

os.environ["DJANGO_SETTINGS_MODULE"] = "omah.web.settings"

import django  # settings come first

django.setup()

from django.contrib.auth import (  # noqa: E402
    BACKEND_SESSION_KEY,
    HASH_SESSION_KEY,
    SESSION_KEY,
)
from django.contrib.sessions.backends.db import SessionStore  # noqa: E402
from django.core.management import call_command  # noqa: E402
from django.utils import timezone  # noqa: E402
from tests.rooms.assignments.offices import PROVINSI, holder, regencies  # noqa: E402

from omah.rooms.agreements import actions  # noqa: E402
from omah.rooms.agreements.papers import papers  # noqa: E402

BELOW = 38


def session_of(post) -> str:
    """Sign a holder in as the sign-in pages do, second factor shown."""
    session = SessionStore()
    session[SESSION_KEY] = str(post.holder.pk)
    session[BACKEND_SESSION_KEY] = "django.contrib.auth.backends.ModelBackend"
    session[HASH_SESSION_KEY] = post.holder.get_session_auth_hash()
    session["account_authentication_methods"] = [{"method": "mfa", "at": 1.0}]
    session.save()
    return str(session.session_key)


def main() -> None:
    call_command("migrate", verbosity=0)
    offices = regencies(BELOW)
    posts = [holder(code) for code in (PROVINSI, *offices)]
    now = timezone.now()
    made = actions.call(
        posts[0].held(),
        id_=uuid4(),
        title="Perjanjian Kinerja 2026",
        year=2026,
        papers=list(papers()),
        targets=[],
        opens_at=now - timedelta(hours=1),
        closes_at=now + timedelta(hours=1),
        needs_second_factor=True,
        offices=offices,
    )
    said = {
        "round": str(made.pk),
        "sessions": {post.region: session_of(post) for post in posts},
    }
    sys.stdout.write(json.dumps(said))


if __name__ == "__main__":
    main()
