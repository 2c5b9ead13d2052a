"""Certificates of a hall's own network: an authority that may speak for it alone.

Browsers give keys, workers and offline pages only to pages that come over TLS from a
name they trust. In a hall without internet the laptop is its own authority. Phones
are asked to trust it, so it is bound, in the certificate itself, to private addresses
and to the hall's names: stolen, it can't speak for any site of the internet.
"""

import ipaddress
import socket
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID

from omah.adapters.keys import load_key, save_key

HALL_NAME = "omah.local"
PRIVATE = (
    "10.0.0.0/8",
    "172.16.0.0/12",
    "192.168.0.0/16",
    "169.254.0.0/16",
    "127.0.0.0/8",
    "fc00::/7",
    "fe80::/10",
)
LASTS = timedelta(days=90)
RENEWED_BEFORE = timedelta(days=7)
SKEW = timedelta(days=1)
"""Phones' clocks are off; a certificate of today must not be of tomorrow to them."""

Address = ipaddress.IPv4Address | ipaddress.IPv6Address


@dataclass(frozen=True, slots=True)
class HallCertificates:
    """Files for the server, and what phones get to trust it by."""

    chain: Path
    key: Path
    authority: bytes
    """The authority's certificate (DER), which is all that a phone is given."""

    @property
    def fingerprint(self) -> str:
        """The authority's SHA-256 as phones show it, to be compared by eye."""
        digest = x509.load_der_x509_certificate(self.authority).fingerprint(
            hashes.SHA256()
        )
        return digest.hex(":").upper()


def hall_certificates(
    folder: Path, addresses: Sequence[Address], now: datetime | None = None
) -> HallCertificates:
    """Return certificates for these addresses and `HALL_NAME`.

    The authority is kept in the folder and used again while it lasts, so that phones
    trust it once; the server's own certificate is made anew each time.
    """
    now = now or datetime.now(UTC)
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    authority, private = hall_authority(folder, now)
    key = folder / "server.key"
    key.unlink(missing_ok=True)
    server = ec.generate_private_key(ec.SECP256R1())
    save_key(key, server)
    names = x509.SubjectAlternativeName(
        [x509.DNSName(HALL_NAME), *map(x509.IPAddress, addresses)]
    )
    certificate = (
        begun("Omah, balai ini", authority.subject, now, authority.not_valid_after_utc)
        .public_key(server.public_key())
        .add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
        .add_extension(names, critical=False)
        .add_extension(
            x509.ExtendedKeyUsage([ExtendedKeyUsageOID.SERVER_AUTH]), critical=False
        )
        .add_extension(signed_by(private), critical=False)
        .sign(private, hashes.SHA256())
    )
    chain = folder / "server.pem"
    pem = serialization.Encoding.PEM
    chain.write_bytes(certificate.public_bytes(pem) + authority.public_bytes(pem))
    return HallCertificates(
        chain, key, authority.public_bytes(serialization.Encoding.DER)
    )


def hall_authority(
    folder: Path, now: datetime
) -> tuple[x509.Certificate, ec.EllipticCurvePrivateKey]:
    """Return the hall's authority, made anew before it lapses."""
    path, key = folder / "authority.der", folder / "authority.key"
    if path.is_file() and key.is_file():
        known = x509.load_der_x509_certificate(path.read_bytes())
        private = load_key(key)
        is_fresh = known.not_valid_after_utc > now + RENEWED_BEFORE
        if is_fresh and isinstance(private, ec.EllipticCurvePrivateKey):
            return known, private
    key.unlink(missing_ok=True)
    private = ec.generate_private_key(ec.SECP256R1())
    save_key(key, private)
    name = x509.Name(
        [x509.NameAttribute(NameOID.COMMON_NAME, f"Omah balai {now:%Y-%m-%d}")]
    )
    own = x509.SubjectKeyIdentifier.from_public_key(private.public_key())
    certificate = (
        begun(name, name, now, now + LASTS)
        .public_key(private.public_key())
        .add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
        .add_extension(hall_only(), critical=True)
        .add_extension(signs_certificates(), critical=True)
        .add_extension(own, critical=False)
        .sign(private, hashes.SHA256())
    )
    path.write_bytes(certificate.public_bytes(serialization.Encoding.DER))
    return certificate, private


def begun(
    subject: str | x509.Name, issuer: x509.Name, now: datetime, until: datetime
) -> x509.CertificateBuilder:
    if isinstance(subject, str):
        subject = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, subject)])
    return (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(issuer)
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - SKEW)
        .not_valid_after(until)
    )


def hall_only() -> x509.NameConstraints:
    networks = [x509.IPAddress(ipaddress.ip_network(network)) for network in PRIVATE]
    return x509.NameConstraints([x509.DNSName(HALL_NAME), *networks], None)


def signs_certificates() -> x509.KeyUsage:
    return x509.KeyUsage(
        digital_signature=False,
        content_commitment=False,
        key_encipherment=False,
        data_encipherment=False,
        key_agreement=False,
        key_cert_sign=True,
        crl_sign=True,
        encipher_only=False,
        decipher_only=False,
    )


def signed_by(private: ec.EllipticCurvePrivateKey) -> x509.AuthorityKeyIdentifier:
    return x509.AuthorityKeyIdentifier.from_issuer_public_key(private.public_key())


def own_address() -> Address | None:
    """Return this machine's address in its network; nothing is sent to find it."""
    for far in ("192.168.255.254", "10.255.255.254", "172.31.255.254"):
        with (
            suppress(OSError),
            socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe,
        ):
            probe.connect((far, 9))
            found = ipaddress.ip_address(probe.getsockname()[0])
            if found.is_private and not found.is_loopback:
                return found
    return None
