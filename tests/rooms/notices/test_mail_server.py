"""A letter as a mail server gets it."""

from email import message_from_bytes

import pytest
from django.core import mail
from tests.rooms import given
from tests.rooms.mail_catcher import catching

from omah.core.people.roles import Role
from omah.rooms.notices import actions
from omah.rooms.notices.models import MailAddress, Sending

pytestmark = pytest.mark.django_db


@pytest.fixture
def catcher(settings):
    with catching(settings) as server:
        mail.outbox = []
        yield server


def test_a_mail_server_gets_the_letter_whole(
    catcher, django_capture_on_commit_callbacks
):
    sinta = given.post(Role.PPK, given.KECAMATAN).holder
    MailAddress.objects.create(
        person=sinta,
        address="sinta@contoh.test",
        agreed_at="2026-01-01T00:00Z",
        confirmed_at="2026-01-01T00:00Z",
    )
    with django_capture_on_commit_callbacks(execute=True):
        actions.notify([sinta], "Jawaban Anda “diterima”.", "/penugasan/1/")
    (letter,) = catcher.letters
    parsed = message_from_bytes(letter)
    body = parsed.get_payload(decode=True).decode()
    assert "rcpt to:<sinta@contoh.test>" in map(str.lower, catcher.said)
    assert parsed["To"] == "sinta@contoh.test"
    assert "Jawaban Anda “diterima”." in body
    assert "/penugasan/1/" in body
    assert Sending.objects.get().sent_at is not None
