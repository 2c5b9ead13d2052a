"""The house's own certificate authority: a stand-in for the national one.

It issues a certificate for each seal, for a key that is made there and forgotten. What
stands behind this class can be replaced by a national authority's service; the papers
and the pages need no change.
"""

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from omah.adapters.keys import load_key, save_key

NAME = "Otoritas sertifikat rumah ini (pengganti BSrE)"
"""Said wherever a seal is shown: this is not the national authority."""
YEARS = timedelta(days=3653)
EARLIER = timedelta(minutes=5)  # a reader's clock may be behind ours
DER = serialization.Encoding.DER


@dataclass(frozen=True, slots=True)
class Issued:
    """A fresh key and its certificate (DER); the key is kept nowhere."""

    certificate: bytes
    private_key: bytes
    issuer: bytes


class Authority:
    """The authority whose root key lies in a folder, made on first use."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        with _alone(folder):
            if not (folder / "root.crt").exists():
                _make_root(folder)
        key = load_key(folder / "root.key")
        if not isinstance(key, ec.EllipticCurvePrivateKey):
            raise TypeError("the authority's key is not a P-256 key")
        self._key = key
        self._root = x509.load_der_x509_certificate((folder / "root.crt").read_bytes())

    @property
    def root(self) -> bytes:
        """The root certificate (DER), for whoever checks a seal elsewhere."""
        return self._root.public_bytes(DER)

    def issue(self, *, name: str, post: str, office: str, at: datetime) -> Issued:
        """Return a key for one seal and the certificate that says whose it is."""
        key = ec.generate_private_key(ec.SECP256R1())
        subject = _subject(name, post, office)
        builder = _builder(subject, self._root.subject, key.public_key(), at)
        certificate = (
            builder.add_extension(x509.BasicConstraints(ca=False, path_length=None),
                                  critical=True)
            .add_extension(_usage(is_root=False), critical=True)
            .add_extension(
                x509.AuthorityKeyIdentifier.from_issuer_public_key(
                    self._key.public_key()
                ),
                critical=False,
            )
            .sign(self._key, hashes.SHA256())
        )  # fmt: skip
        private = key.private_bytes(
            DER, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
        )
        return Issued(certificate.public_bytes(DER), private, self.root)


def _make_root(folder: Path) -> None:
    """Make the root's key and its certificate; the certificate comes last."""
    key_file = folder / "root.key"
    if key_file.exists():  # an earlier start was killed between the two
        found = load_key(key_file)
        if not isinstance(found, ec.EllipticCurvePrivateKey):
            raise TypeError("the authority's key is not a P-256 key")
        key = found
    else:
        key = ec.generate_private_key(ec.SECP256R1())
        save_key(key_file, key)
    name = _subject(NAME, "", "Omah")
    certificate = (
        _builder(name, name, key.public_key(), datetime.now(UTC))
        .add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
        .add_extension(_usage(is_root=True), critical=True)
        .sign(key, hashes.SHA256())
    )
    waiting = folder / "root.new"
    waiting.write_bytes(certificate.public_bytes(DER))
    waiting.replace(folder / "root.crt")


def _subject(name: str, post: str, office: str) -> x509.Name:
    """Return a name; parts longer than a certificate allows (64) are cut."""
    parts = [
        (NameOID.COUNTRY_NAME, "ID"),
        (NameOID.ORGANIZATION_NAME, office[:64]),
        (NameOID.TITLE, post[:64]),
        (NameOID.COMMON_NAME, name[:64]),
    ]
    return x509.Name([x509.NameAttribute(oid, text) for oid, text in parts if text])


def _builder(
    subject: x509.Name,
    issuer: x509.Name,
    public: ec.EllipticCurvePublicKey,
    at: datetime,
) -> x509.CertificateBuilder:
    return (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(issuer)
        .public_key(public)
        .serial_number(x509.random_serial_number())
        .not_valid_before(at - EARLIER)
        .not_valid_after(at + YEARS)
        .add_extension(
            x509.SubjectKeyIdentifier.from_public_key(public), critical=False
        )
    )


def _usage(*, is_root: bool) -> x509.KeyUsage:
    return x509.KeyUsage(
        digital_signature=not is_root,
        content_commitment=not is_root,
        key_encipherment=False,
        data_encipherment=False,
        key_agreement=False,
        key_cert_sign=is_root,
        crl_sign=is_root,
        encipher_only=False,
        decipher_only=False,
    )


@contextmanager
def _alone(folder: Path) -> Iterator[None]:
    """One maker of the root at a time, on this machine."""
    folder.mkdir(parents=True, exist_ok=True)
    folder.chmod(0o700)
    number = os.open(folder / "lock", os.O_RDWR | os.O_CREAT, 0o600)
    try:
        fcntl.flock(number, fcntl.LOCK_EX)
        yield
    finally:
        os.close(number)
