"""A mail server for tests: it takes letters and keeps them."""

import socketserver
import threading
from collections.abc import Iterator
from contextlib import contextmanager


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


@contextmanager
def catching(settings) -> Iterator[socketserver.ThreadingTCPServer]:
    """Send the house's mail to a catcher, and do background work at once."""
    with socketserver.ThreadingTCPServer(("127.0.0.1", 0), Catcher) as server:
        server.letters, server.said = [], []
        threading.Thread(target=server.serve_forever, daemon=True).start()
        settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
        settings.EMAIL_HOST, settings.EMAIL_PORT = server.server_address
        settings.TASKS = {
            "default": {"BACKEND": "django_tasks.backends.immediate.ImmediateBackend"}
        }
        yield server
        server.shutdown()
