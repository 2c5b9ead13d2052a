"""The ways out of the house: e-mail and web push are real, messages a stand-in.

A gateway that is bought later takes the place of ``by_message``; that something went
out is kept in ``Sending`` either way.
"""

import json
from collections.abc import Callable
from pathlib import Path
from urllib.parse import urljoin

from cryptography.hazmat.primitives.asymmetric.ec import EllipticCurvePrivateKey
from django.conf import settings
from django.core.mail import EmailMessage
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override

from omah.adapters.push_services import Place, PlaceGoneError, hand_over, house_key
from omah.rooms.notices.models import (
    Channel,
    MailAddress,
    MessageNumber,
    Notice,
    PushPlace,
)

MESSAGES = "pesan-keluar"


def by_mail(notice: Notice) -> None:
    """Send through the house's mail server, to whoever confirmed an address."""
    place = MailAddress.objects.filter(
        person_id=notice.person_id, confirmed_at__isnull=False
    ).first()
    if place is None:
        return
    with override(notice.person.language):
        body = _(
            "%(text)s\n\nBuka di sini: %(address)s\n\n"
            "Anda meminta pemberitahuan lewat surel. Berhenti: %(stop)s\n"
        ) % {
            "text": notice.text,
            "address": whole(notice.url),
            "stop": whole("/pemberitahuan/surel/"),
        }
        write(place.address, one_line(notice.text), body)


def by_push(notice: Notice) -> None:
    """Hand over to the push service of every browser that asked; forget those gone."""
    told = json.dumps({"text": notice.text, "url": notice.url}).encode()
    refused: OSError | None = None
    for row in PushPlace.objects.filter(person_id=notice.person_id):
        place = Place(row.endpoint, row.p256dh, row.auth)
        try:
            hand_over(
                place,
                told,
                key=push_key(),
                contact=settings.WAGTAILADMIN_BASE_URL,
                now=int(timezone.now().timestamp()),
                services=settings.OMAH_PUSH_SERVICES,
            )
        except PlaceGoneError:
            row.delete()
        except OSError as problem:
            refused = problem
    if refused is not None:
        raise refused


def push_key() -> EllipticCurvePrivateKey:
    return house_key(Path(settings.OMAH_DATA) / "push.key")


def by_message(notice: Notice) -> None:
    """Stand in for the gateway of short messages: keep what it would have sent."""
    place = MessageNumber.objects.filter(person_id=notice.person_id).first()
    if place is None:
        return
    folder = Path(settings.OMAH_DATA) / MESSAGES
    folder.mkdir(exist_ok=True)
    text = f"{place.number}\n\n{notice.text}\n{whole(notice.url)}\n"
    path = folder / f"{notice.pk}.txt"
    path.write_text(text, "utf-8")
    path.chmod(0o600)


WAYS: dict[str, Callable[[Notice], None]] = {
    Channel.MAIL: by_mail,
    Channel.PUSH: by_push,
    Channel.MESSAGE: by_message,
}


def write(address: str, subject: str, body: str) -> None:
    EmailMessage(subject, body, settings.DEFAULT_FROM_EMAIL, [address]).send()


def write_confirmation(address: str, url: str, language: str) -> None:
    """Ask the holder of an address whether it is theirs."""
    with override(language):
        body = _(
            "Seseorang meminta pemberitahuan Omah ke alamat ini.\n"
            "Jika itu Anda, buka: %(address)s\n"
            "Jika bukan, abaikan surat ini; tidak akan ada surat lagi.\n"
        ) % {"address": whole(url)}
        write(address, _("Benarkah ini alamat Anda?"), body)


def whole(url: str) -> str:
    return urljoin(settings.WAGTAILADMIN_BASE_URL, url)


def one_line(text: str) -> str:
    return " ".join(text.split())[:120]
