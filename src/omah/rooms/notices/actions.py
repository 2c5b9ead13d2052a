"""Writes of this room: tell people, and let them choose how they hear it."""

from collections.abc import Iterable
from functools import partial

from django.core.exceptions import ObjectDoesNotExist
from django.core.signing import BadSignature, TimestampSigner
from django.db import transaction
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import override

from omah.rooms.notices import tasks
from omah.rooms.notices.models import (
    Channel,
    MailAddress,
    MessageNumber,
    Notice,
    PushPlace,
    Sending,
)
from omah.rooms.people.models import Person

LONGEST_TEXT = 300
LINK_LASTS_S = 3 * 24 * 3600
MOST_PLACES = 10
SALT = "omah.notices.address"


@transaction.atomic
def notify(people: Iterable[Person], text: str | Promise, url: str) -> None:
    """Tell people something, each once, in the house and by e-mail if they asked.

    ``url`` is an address of the house. A lazy ``text`` reaches each person in their
    own language; it must carry nothing that may not stand in a mailbox.
    """
    if not url.startswith("/") or not url_has_allowed_host_and_scheme(url, None):
        raise ValueError(f"a notice leads into the house, not to {url!r}")
    heard = {person.pk: person for person in people if person.is_active}.values()
    made = Notice.objects.bulk_create(
        Notice(person=person, text=said_to(person, text), url=url) for person in heard
    )
    wanted = wanted_by([notice.person_id for notice in made])
    for notice in made:
        for channel, people_of_it in wanted.items():
            if notice.person_id in people_of_it:
                send(notice, channel)


def said_to(person: Person, text: str | Promise) -> str:
    with override(person.language):
        return str(text)[:LONGEST_TEXT]


def wanted_by(people: Iterable[int]) -> dict[Channel, set[int]]:
    """Return who of these people asked for which way out of the house."""
    among = Q(person_id__in=list(people))
    asked = {
        Channel.MAIL: MailAddress.objects.filter(among, confirmed_at__isnull=False),
        Channel.PUSH: PushPlace.objects.filter(among),
        Channel.MESSAGE: MessageNumber.objects.filter(among),
    }
    return {
        channel: set(rows.values_list("person_id", flat=True))
        for channel, rows in asked.items()
    }


def send(notice: Notice, channel: Channel) -> None:
    """Hand a notice to a channel's background work, after this transaction."""
    sending, is_new = Sending.objects.get_or_create(notice=notice, channel=channel)
    if is_new:
        transaction.on_commit(partial(tasks.deliver.enqueue, sending.pk))


def read(person: Person, notice: int) -> str | None:
    """Mark one of a person's own notices as read; return where it leads."""
    mine = Notice.objects.filter(person=person, pk=notice)
    mine.filter(read_at=None).update(read_at=timezone.now())
    return mine.values_list("url", flat=True).first()


def read_all(person: Person) -> int:
    unread = Notice.objects.filter(person=person, read_at=None)
    return unread.update(read_at=timezone.now())


@transaction.atomic
def ask_for_mail(person: Person, address: str) -> None:
    """Keep an address with the day of consent, and ask at it whether it is right."""
    now = timezone.now()
    MailAddress.objects.update_or_create(
        person=person,
        defaults={"address": address, "agreed_at": now, "confirmed_at": None},
    )
    token = signer().sign_object([person.pk, address])
    link = reverse("notices:confirm", args=[token])
    transaction.on_commit(
        partial(tasks.ask_to_confirm.enqueue, address, link, person.language)
    )


def confirm_mail(token: str) -> bool:
    """Trust an address whose holder opened the link within three days."""
    try:
        person, address = signer().unsign_object(token, max_age=LINK_LASTS_S)
        kept = MailAddress.objects.get(person_id=person, address=address)
    except (BadSignature, ObjectDoesNotExist, TypeError, ValueError):
        return False
    kept.confirmed_at = kept.confirmed_at or timezone.now()
    kept.save(update_fields=["confirmed_at"])
    return True


def forget_mail(person: Person) -> None:
    MailAddress.objects.filter(person=person).delete()


@transaction.atomic
def keep_place(person: Person, endpoint: str, p256dh: str, auth: str) -> None:
    """Send notices to this browser from now on, and to no earlier holder of it."""
    PushPlace.objects.update_or_create(
        endpoint=endpoint,
        defaults={
            "person": person,
            "p256dh": p256dh,
            "auth": auth,
            "agreed_at": timezone.now(),
        },
    )
    kept = PushPlace.objects.filter(person=person).order_by("-agreed_at", "-pk")
    extra = kept.values_list("pk", flat=True)[MOST_PLACES:]
    PushPlace.objects.filter(pk__in=list(extra)).delete()


def forget_place(person: Person, place: int) -> None:
    PushPlace.objects.filter(person=person, pk=place).delete()


def keep_number(person: Person, number: str) -> None:
    MessageNumber.objects.update_or_create(
        person=person, defaults={"number": number, "agreed_at": timezone.now()}
    )


def forget_number(person: Person) -> None:
    MessageNumber.objects.filter(person=person).delete()


def signer() -> TimestampSigner:
    return TimestampSigner(salt=SALT)
