"""The ways out of the house: e-mail is real; the others are recorded stand-ins.

A gateway that is bought later is one more function here; what it was asked to send is
kept in ``Sending`` either way.
"""

from collections.abc import Callable
from urllib.parse import urljoin

from django.conf import settings
from django.core.mail import EmailMessage
from django.utils.translation import gettext as _
from django.utils.translation import override

from omah.rooms.notices.models import Channel, MailAddress, Notice


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


def recorded(_notice: Notice) -> None:
    """Stand in for a gateway that cannot be reached: keep what it would get."""


WAYS: dict[str, Callable[[Notice], None]] = {
    Channel.MAIL: by_mail,
    Channel.PUSH: recorded,
    Channel.MESSAGE: recorded,
}
STAND_INS = (Channel.PUSH, Channel.MESSAGE)


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
