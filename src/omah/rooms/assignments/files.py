"""Evidence on the disk: by hash, private, told by its bytes."""

from dataclasses import dataclass

from django.conf import settings
from django.core.files.uploadedfile import UploadedFile

from omah.adapters.blobs import Blobs
from omah.adapters.files import Folder
from omah.formats.evidence import MAX_EVIDENCE_BYTES, FileKind, Refusal, kind_of

LONGEST_NAME = 120


@dataclass(frozen=True, slots=True)
class Paper:
    """A file that may be kept."""

    name: str
    kind: FileKind
    content: bytes


def blobs() -> Blobs:
    return Blobs(Folder(settings.OMAH_DATA / "evidence"))


def paper_of(upload: "UploadedFile[bytes]") -> Paper | Refusal:
    """Return an uploaded file that may be kept, or why not."""
    content = upload.read(MAX_EVIDENCE_BYTES + 1)
    name = upload.name or ""
    kind = kind_of(content, name)
    return kind if isinstance(kind, Refusal) else Paper(safe_name(name), kind, content)


def safe_name(name: str) -> str:
    """Return a file's name without folders and signs that are not shown."""
    last = name.replace("\\", "/").rpartition("/")[2]
    shown = "".join(sign for sign in last if sign.isprintable()).strip(" .")
    return shown[-LONGEST_NAME:] or "berkas"
