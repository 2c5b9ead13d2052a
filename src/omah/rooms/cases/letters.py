"""Letters to those who filed: that there is news, never what it says.

Who left an e-mail address as their contact hears of each step of the office. The
address stays where it was typed and is read when the letter leaves. No letter goes out
at filing, so that nobody can make the house write to a stranger.
"""

import re
from functools import partial
from smtplib import SMTPException

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override
from django_tasks import task

from omah.core.service.cases import Side
from omah.rooms.cases.models import Case, Event, Letter
from omah.rooms.cases.words import TYPES
from omah.rooms.notices.channels import whole, write
from omah.rooms.people.offices import name_of

LANGUAGES = ("id", "en")
_BETWEEN = re.compile(r"[\s,;/<>()]+")


def mail_address(contact: str) -> str:
    """Return the one e-mail address in what someone typed; empty if it is not one.

    Examples
    --------
    >>> mail_address("0812 0000 0000 / rara@contoh.example"), mail_address("0812")
    ('rara@contoh.example', '')
    """
    found = [word for word in _BETWEEN.split(contact) if is_address(word)]
    return found[0] if len(found) == 1 else ""


def is_address(word: str) -> bool:
    try:
        validate_email(word)
    except ValidationError:
        return False
    return True


def address_of(case: Case) -> str:
    party = getattr(case, "party", None)
    return mail_address(party.contact) if party else ""


def tell_filer(case: Case, event: Event) -> None:
    """Have a letter written after an office's step, if there is an address."""
    if event.value().side is Side.OFFICE and address_of(case):
        letter = Letter.objects.create(event=event)
        transaction.on_commit(partial(deliver.enqueue, letter.pk))


@task()
def deliver(pk: int) -> bool:
    """Send a letter once; a failure is kept in words for the desk."""
    rows = Letter.objects.select_related("event__case__party")
    letter = rows.filter(pk=pk, sent_at=None).first()
    if letter is None:
        return False
    address = address_of(letter.event.case)
    if not address:
        letter.delete()  # the address was erased: nobody is to be written to
        return False
    try:
        write(address, *words_of(letter.event.case))
    except (OSError, SMTPException) as problem:
        letter.failure = type(problem).__name__
    else:
        letter.sent_at, letter.failure = timezone.now(), ""
    letter.save(update_fields=["sent_at", "failure"])
    return letter.sent_at is not None


def words_of(case: Case) -> tuple[str, str]:
    """Return subject and body, in both languages: what was filed is not in them."""
    subjects, bodies = [], []
    for language in LANGUAGES:
        with override(language):
            facts = {
                "number": case.number,
                "kind": TYPES[case.type],  # type: ignore[index]  # a StrEnum's value
                "office": name_of(case.office),
                "address": whole(reverse("cases:follow")),
            }
            subjects.append(_("Ada kabar: %(kind)s %(number)s") % facts)
            bodies.append(
                _(
                    "%(office)s memberi kabar atas %(kind)s nomor %(number)s.\n\n"
                    "Bacalah dengan kode pada tanda terima Anda:\n%(address)s\n\n"
                    "Surel ini dikirim karena alamat ini ditulis sebagai kontak saat "
                    "mengajukan. Isi perkara tidak kami kirim lewat surel.\n"
                )
                % facts
            )
    return subjects[0], "\n---\n\n".join(bodies)


def make_up() -> int:
    """Send again what did not leave; return how many letters were waiting."""
    waiting = list(Letter.objects.filter(sent_at=None).values_list("pk", flat=True))
    for letter in waiting:
        deliver.enqueue(letter)
    return len(waiting)
