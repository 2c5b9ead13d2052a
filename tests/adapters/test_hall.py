"""The hall's authority: trusted for its own network, refused for anything else."""

import ipaddress
import socket
import ssl
from contextlib import closing
from datetime import UTC, datetime, timedelta
from http.client import HTTPConnection
from threading import Thread

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec

from omah.adapters.hall import (
    LASTS,
    HallCertificates,
    begun,
    hall_authority,
    hall_certificates,
)
from omah.adapters.hall_page import CERTIFICATE, serve_hall_page
from omah.adapters.keys import save_key

LAPTOP = ipaddress.ip_address("192.168.43.1")
NOW = datetime.now(UTC)


def shakes_hands(certificates: HallCertificates, name: str) -> bool:
    """Whether a client that trusts the authority believes the server to be ``name``."""
    ours, theirs = socket.socketpair()
    server = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    server.load_cert_chain(certificates.chain, certificates.key)
    client = ssl.create_default_context(
        cadata=ssl.DER_cert_to_PEM_cert(certificates.authority)
    )

    def answer():
        try:
            server.wrap_socket(theirs, server_side=True).close()
        except (ssl.SSLError, OSError):
            theirs.close()

    answering = Thread(target=answer)
    answering.start()
    try:
        client.wrap_socket(ours, server_hostname=name).close()
    except ssl.SSLCertVerificationError:
        return False
    finally:
        ours.close()
        answering.join()
    return True


def test_phones_that_trust_it_believe_the_laptop_and_no_other_name(tmp_path):
    made = hall_certificates(tmp_path, [LAPTOP])
    assert shakes_hands(made, "192.168.43.1")
    assert shakes_hands(made, "omah.local")
    assert not shakes_hands(made, "192.168.43.2")
    assert not shakes_hands(made, "kpu.go.id")


@pytest.mark.parametrize(
    "name", [x509.DNSName("kpu.go.id"), x509.IPAddress(ipaddress.ip_address("8.8.8.8"))]
)
def test_a_stolen_authority_can_t_speak_for_the_internet(tmp_path, name):
    made = hall_certificates(tmp_path, [LAPTOP])
    authority, private = hall_authority(tmp_path, NOW)
    stolen = ec.generate_private_key(ec.SECP256R1())
    forged = (
        begun("x", authority.subject, NOW, NOW + LASTS)
        .public_key(stolen.public_key())
        .add_extension(x509.SubjectAlternativeName([name]), critical=False)
        .sign(private, hashes.SHA256())
    )
    chain, key = tmp_path / "forged.pem", tmp_path / "forged.key"
    chain.write_bytes(forged.public_bytes(serialization.Encoding.PEM))
    save_key(key, stolen)
    forgery = HallCertificates(chain, key, made.authority)
    assert not shakes_hands(forgery, str(name.value))


def test_the_authority_is_used_again_until_it_is_about_to_lapse(tmp_path):
    first = hall_certificates(tmp_path, [LAPTOP])
    again = hall_certificates(tmp_path, [ipaddress.ip_address("10.0.0.5")])
    assert again.fingerprint == first.fingerprint
    assert shakes_hands(again, "10.0.0.5")
    later = hall_certificates(tmp_path, [LAPTOP], NOW + LASTS - timedelta(days=2))
    assert later.fingerprint != first.fingerprint


def test_its_keys_are_read_by_the_owner_only(tmp_path):
    hall_certificates(tmp_path / "hall", [LAPTOP])
    for path in (tmp_path / "hall").glob("*.key"):
        assert path.stat().st_mode & 0o077 == 0
    assert (tmp_path / "hall").stat().st_mode & 0o077 == 0


def test_the_page_hands_out_the_certificate_and_nothing_else(tmp_path):
    made = hall_certificates(tmp_path, [LAPTOP])
    with serve_hall_page("127.0.0.1", 0, made, "https://192.168.43.1:8443") as server:
        status, kind, content = ask(server.server_port, CERTIFICATE)
        assert (status, kind) == (200, "application/x-x509-ca-cert")
        assert content == made.authority
        page = ask(server.server_port, "/")[2].decode()
        assert made.fingerprint in page
        assert "https://192.168.43.1:8443/rekam/" in page
        for path in ("/server.key", "/../authority.key", "/authority.key"):
            assert ask(server.server_port, path)[0] == 404
        server.shutdown()


def ask(port: int, path: str) -> tuple[int, str, bytes]:
    with closing(HTTPConnection("127.0.0.1", port, timeout=10)) as line:
        line.request("GET", path)
        got = line.getresponse()
        return got.status, got.headers["Content-Type"], got.read()
