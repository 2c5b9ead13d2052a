"""Writes about participants: register, come, be noted as present."""

import secrets

from django.db import transaction
from django.utils import timezone

from omah.rooms.activities.models import Activity, Participant
from omah.rooms.activities.selectors import hash_of

ALPHABET = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"
"""No sign that is read as another."""
CODE_SIGNS, NUMBER_SIGNS = 6, 10
MOST_PARTICIPANTS = 5_000


class FullError(Exception):
    """No more places."""


def code(signs: int) -> str:
    return "".join(secrets.choice(ALPHABET) for _ in range(signs))


def open_registration(row: Activity) -> None:
    """Let anyone with the code register, and make the code that is told inside."""
    if row.join_code is None:
        row.join_code, row.presence_code = code(CODE_SIGNS), code(CODE_SIGNS)
        row.save(update_fields=["join_code", "presence_code"])


@transaction.atomic
def register(row: Activity, *, name: str, body: str) -> str:
    """Register a participant; return the secret of their own page, shown once."""
    locked = Activity.objects.select_for_update().get(pk=row.pk)
    if locked.participants.count() >= MOST_PARTICIPANTS:
        raise FullError
    secret = secrets.token_urlsafe(16)
    Participant.objects.create(
        activity=locked,
        name=name,
        body=body,
        number=code(NUMBER_SIGNS),
        secret_sha256=hash_of(secret),
    )
    return secret


def come(row: Participant, told: str) -> bool:
    """Note a participant as present who knows the code that was told inside."""
    now = timezone.now()
    if now < row.activity.begins_at:
        return False
    if not secrets.compare_digest(
        told.strip().upper().encode(), row.activity.presence_code.encode()
    ):
        return False
    Participant.objects.filter(pk=row.pk, came_at=None).update(came_at=now)
    return True


@transaction.atomic
def note_present(row: Activity, people: list[tuple[str, str]]) -> int:
    """Note people as present by name and body; a name twice is one."""
    known = set(row.participants.values_list("name", "body"))
    new = [one for one in dict.fromkeys(people) if one not in known]
    now = timezone.now()
    for name, body in new:
        Participant.objects.create(
            activity=row, name=name, body=body, number=code(NUMBER_SIGNS), came_at=now
        )
    return len(new)


def mark_came(row: Activity, pk: int) -> bool:
    """Note a registered participant as present; False if they were."""
    waiting = row.participants.filter(pk=pk, came_at=None)
    return waiting.update(came_at=timezone.now()) == 1
