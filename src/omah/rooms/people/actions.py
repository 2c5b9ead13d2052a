"""Writes of this room: one function for each thing a person means to do."""

import hashlib
import secrets
from datetime import date, timedelta

from django.db import transaction
from django.utils import timezone

from omah.core.people.access import Acting, PostHeld
from omah.core.people.roles import Role
from omah.rooms.people.models import Device, Invitation, Person, Post

INVITATION_LASTS = timedelta(days=14)


class InvitationSpentError(Exception):
    """The invitation was used, has lapsed, or never was."""


@transaction.atomic
def invite(
    *,
    role: Role,
    region: str,
    since: date,
    until: date | None = None,
    division: str = "",
    acting: Acting = Acting.NO,
    made_by: PostHeld | None = None,
) -> str:
    """Create a post without holder and return the token of its invitation.

    The token is shown once, as a link and a QR code; only its hash is kept.
    """
    post = Post.objects.create(
        role=role,
        region=region,
        since=since,
        until=until,
        division=division,
        acting=acting,
    )
    return paper_for(post, made_by=made_by)


def paper_for(
    post: Post, *, made_by: PostHeld | None, instead_of: Person | None = None
) -> str:
    token = secrets.token_urlsafe(24)
    Invitation.objects.create(
        token_sha256=hash_of(token),
        post=post,
        made_by_id=made_by.id if made_by else None,
        instead_of=instead_of,
        expires_at=timezone.now() + INVITATION_LASTS,
    )
    return token


@transaction.atomic
def invite_again(post: Post, *, made_by: PostHeld) -> str:
    """Take a post from a lost account and return the token of a new invitation.

    Papers given out before end. The account ends too, unless it holds another post:
    that post's own office decides about it.
    """
    row = Post.objects.select_for_update().get(pk=post.pk)
    lost = row.holder or last_replaced(row)
    row.holder = None
    row.save(update_fields=["holder"])
    row.invitations.filter(used_at__isnull=True).update(expires_at=timezone.now())
    if lost is not None and not lost.posts.exists():
        lost.is_active = False
        lost.save(update_fields=["is_active"])
    return paper_for(row, made_by=made_by, instead_of=lost)


def last_replaced(post: Post) -> Person | None:
    """Return the account that the last invitation to a post replaced."""
    last = post.invitations.order_by("-pk").first()
    return last.instead_of if last else None


def hash_of(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()


def open_invitation(token: str) -> Invitation:
    """Return the invitation of a token that can still be used."""
    found = (
        Invitation.objects.select_for_update()
        .filter(
            token_sha256=hash_of(token),
            used_at__isnull=True,
            expires_at__gt=timezone.now(),
        )
        .select_related("post")
        .first()
    )
    if found is None:
        raise InvitationSpentError
    return found


@transaction.atomic
def accept_invitation(
    token: str, *, handle: str, name: str, password: str
) -> tuple[Person, Post]:
    """Make the account of whoever was invited and give them the post, once."""
    invitation = open_invitation(token)
    person = Person.objects.create_person(handle, name, password)
    take_post(invitation, person)
    return person, invitation.post


@transaction.atomic
def accept_as(token: str, person: Person) -> Post:
    """Give one more post to someone who already has an account."""
    invitation = open_invitation(token)
    take_post(invitation, person)
    return invitation.post


def take_post(invitation: Invitation, person: Person) -> None:
    invitation.used_at = timezone.now()
    invitation.save(update_fields=["used_at"])
    invitation.post.holder = person
    invitation.post.save(update_fields=["holder"])


def keep_device(
    post: Post, *, key: str, public_spki: bytes, label: str, statement: str
) -> Device:
    """Remember the device that a logged statement has given a key of this post."""
    device, _ = Device.objects.get_or_create(
        key=key,
        defaults={
            "public_spki": public_spki,
            "post": post,
            "label": label,
            "statement": statement,
        },
    )
    return device


@transaction.atomic
def revoke_device(device: Device) -> None:
    """Refuse every later statement of a lost device; earlier ones stand."""
    if device.revoked_at is None:
        device.revoked_at = timezone.now()
        device.save(update_fields=["revoked_at"])
