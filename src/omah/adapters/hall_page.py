"""The page by which phones in a hall come to trust its laptop. Plain HTTP.

It hands out one certificate and says what to do with it. Nothing else is served.
"""

from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from string import Template
from threading import Thread

from omah.adapters.hall import HallCertificates

PAGE = Path(__file__).parents[1] / "data" / "hall" / "page.html"
CERTIFICATE = "/omah-balai.crt"


def serve_hall_page(
    host: str, port: int, certificates: HallCertificates, address: str
) -> ThreadingHTTPServer:
    """Serve the page in the background; closing the server ends it."""
    words = Template(PAGE.read_text("utf-8"))
    page = words.substitute(
        address=address,
        certificate=CERTIFICATE,
        fingerprint=certificates.fingerprint,
    ).encode()
    files = {
        "/": ("text/html; charset=utf-8", page),
        CERTIFICATE: ("application/x-x509-ca-cert", certificates.authority),
    }

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:  # the library's name
            kind, content = files.get(self.path, ("text/plain", b""))
            self.send_response(200 if self.path in files else 404)
            self.send_header("Content-Type", kind)
            self.send_header("Content-Length", str(len(content)))
            self.send_header("Content-Security-Policy", "default-src 'none'")
            self.end_headers()
            self.wfile.write(content)

        def log_message(  # type: ignore[explicit-override]  # its mark is 3.12's
            self, format: str, *args: object
        ) -> None:
            """Keep nobody's address."""

    server = ThreadingHTTPServer((host, port), Handler)
    server.daemon_threads = True
    Thread(target=server.serve_forever, daemon=True).start()
    return server
