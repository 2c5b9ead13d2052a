"""PDF that is sealed: signed as a whole, certified, no change allowed (PAdES)."""

import io
import re
from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import TypeVar

from asn1crypto import keys, x509
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.pdf_utils.misc import PdfError
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign import fields, signers
from pyhanko.sign.general import SigningError
from pyhanko.sign.signers import PdfSignatureMetadata
from pyhanko.sign.validation import SignatureCoverageLevel, validate_pdf_signature
from pyhanko.sign.validation.errors import SignatureValidationError
from pyhanko_certvalidator import ValidationContext
from pyhanko_certvalidator.registry import SimpleCertificateStore

T = TypeVar("T")
FIELD = "Penanda tangan"
MAX_SEALED_BYTES = 5_000_000
RESERVED_BYTES = 6_144
"""Room for the signature's container; its end is filled with zeros."""


@dataclass(frozen=True, slots=True)
class Seal:
    """A key made for one seal, its certificate and who issued it (DER)."""

    certificate: bytes
    private_key: bytes = field(repr=False)
    issuer: bytes


class Verdict(StrEnum):
    """What can be said of a PDF."""

    SEALED = "sealed"  # whole, by a certificate of this house
    STRANGER = "stranger"  # whole, by a certificate that this house did not issue
    CHANGED = "changed"  # a seal is there, and the bytes are not those it was put on
    UNSEALED = "unsealed"  # no seal at all
    UNREADABLE = "unreadable"  # no PDF, or damaged


@dataclass(frozen=True, slots=True)
class Inspection:
    """What was found: the verdict, and who and when by the seal's own word."""

    verdict: Verdict
    name: str = ""
    office: str = ""
    at: datetime | None = None


def seal_pdf(pdf: bytes, seal: Seal, *, name: str, reason: str) -> bytes:
    """Return a PDF with a seal over every byte of it.

    Raises
    ------
    SealError
        If the bytes are no PDF that can be sealed.
    """
    known = SimpleCertificateStore()  # type: ignore[no-untyped-call]
    known.register(x509.Certificate.load(seal.issuer))
    signer = signers.SimpleSigner(
        signing_cert=x509.Certificate.load(seal.certificate),
        signing_key=keys.PrivateKeyInfo.load(seal.private_key),
        cert_registry=known,
    )
    words = PdfSignatureMetadata(
        field_name=FIELD,
        name=name,
        reason=reason,
        md_algorithm="sha256",
        certify=True,
        docmdp_permissions=fields.MDPPerm.NO_CHANGES,
        subfilter=fields.SigSeedSubFilter.PADES,
    )
    try:
        out = _apart(
            lambda: signers.sign_pdf(
                IncrementalPdfFileWriter(io.BytesIO(pdf)),
                words,
                signer,
                bytes_reserved=RESERVED_BYTES,
            )
        )
    except (PdfError, SigningError) as problem:
        raise SealError(f"this PDF can't be sealed: {problem}") from problem
    return bytes(out.getvalue())


def _apart(work: Callable[[], T]) -> T:
    """Work in a thread of its own: pyHanko runs a loop, and so may the caller."""
    with ThreadPoolExecutor(1) as thread:
        return thread.submit(work).result()


class SealError(ValueError):
    """The bytes can't be sealed."""


def inspect_pdf(content: bytes, roots: Iterable[bytes]) -> Inspection:
    """Return what a PDF's seal says, and whether it still holds.

    Parameters
    ----------
    content
        Any bytes at all; they come from strangers.
    roots
        Certificates (DER) of the authorities that this house trusts.

    Notes
    -----
    A seal covers all bytes but those of its own container. Padding inside it must be
    zeros; what else is malleable there changes neither the paper nor who signed it.
    """
    if len(content) > MAX_SEALED_BYTES or not content.startswith(b"%PDF-"):
        return Inspection(Verdict.UNREADABLE)
    try:
        return _apart(lambda: _inspected(content, list(roots)))
    except SignatureValidationError:
        return Inspection(Verdict.CHANGED)
    except Exception:  # noqa: BLE001  a damaged file breaks the parser in many ways
        was_sealed = b"/DocMDP" in content or b"/ByteRange" in content
        return Inspection(Verdict.CHANGED if was_sealed else Verdict.UNREADABLE)


def _inspected(content: bytes, roots: list[bytes]) -> Inspection:
    found = PdfFileReader(io.BytesIO(content)).embedded_signatures
    if not found:
        return Inspection(Verdict.UNSEALED)
    trusted = ValidationContext(
        trust_roots=[x509.Certificate.load(root) for root in roots],
        allow_fetching=False,
    )
    status = validate_pdf_signature(found[0], trusted)
    subject = status.signing_cert.subject.native
    is_whole = (
        len(found) == 1
        and status.intact
        and status.valid
        and status.docmdp_ok
        and status.coverage is SignatureCoverageLevel.ENTIRE_FILE
        and _is_padded_with_zeros(content)
    )
    if not is_whole:
        verdict = Verdict.CHANGED
    else:
        verdict = Verdict.SEALED if status.trusted else Verdict.STRANGER
    return Inspection(
        verdict,
        name=str(subject.get("common_name", "")),
        office=str(subject.get("organization_name", "")),
        at=status.signer_reported_dt,
    )


_CONTAINER = re.compile(rb"/Contents <([0-9a-fA-F]+)>")


def _is_padded_with_zeros(content: bytes) -> bool:
    """Whether nothing hides behind the signature inside its container."""
    container = _CONTAINER.search(content)
    if container is None:
        return False
    raw = bytes.fromhex(container[1].decode())
    first = raw[1]
    length = first if first < 0x80 else int.from_bytes(raw[2 : 2 + first - 0x80], "big")
    head = 2 if first < 0x80 else 2 + first - 0x80
    return not any(raw[head + length :])
