"""A letter as a mail server gets it."""

import socketserver
import threading
from email import message_from_bytes

import pytest
from django.core import mail
from tests.rooms import given

from omah.core.roles import Role
from omah.rooms.notices import actions
from omah.rooms.notices.models import MailAddress, Sending

pytestmark = pytest.mark.django_db


class Catcher(socketserver.StreamRequestHandler):
    """Speaks just enough SMTP to take letters and keep them."""

    def handle(self) -> None:
        self.say("220 catcher")
        while line := self.rfile.readline().decode().strip():
            match line.split()[0].upper():
                case "EHLO" | "HELO":
                    self.say("250 catcher")
                case "DATA":
                    self.say("354 go on")
                    self.server.letters.append(self.letter())
                    self.say("250 kept")
                case "QUIT":
                    self.say("221 bye")
                    return
                case _:
                    self.server.said.append(line)
                    self.say("250 ok")

    def letter(self) -> bytes:
        lines = iter(self.rfile.readline, b".\r\n")
        return b"".join(line.removeprefix(b".") for line in lines)

    def say(self, line: str) -> None:
        self.wfile.write(f"{line}\r\n".encode())


@pytest.fixture
def catcher(settings):
    with socketserver.ThreadingTCPServer(("127.0.0.1", 0), Catcher) as server:
        server.letters, server.said = [], []
        threading.Thread(target=server.serve_forever, daemon=True).start()
        settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
        settings.EMAIL_HOST, settings.EMAIL_PORT = server.server_address
        settings.TASKS = {
            "default": {"BACKEND": "django_tasks.backends.immediate.ImmediateBackend"}
        }
        mail.outbox = []
        yield server
        server.shutdown()


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
