"""What kind of file some bytes are, told from the bytes and never from the name.

Offices hand in papers, tables and photographs. Anything else is refused, and so is an
office document that carries macros: whoever opens it must not run a stranger's code.
"""

import io
import zipfile
from dataclasses import dataclass
from enum import StrEnum

MAX_EVIDENCE_BYTES = 10_000_000
MOST_PARTS = 5_000


class Refusal(StrEnum):
    """Why a file is not taken."""

    EMPTY = "the file is empty"
    TOO_LARGE = "the file is larger than 10 MB"
    UNKNOWN = "neither PDF, picture, office document nor table"
    MACROS = "the document carries macros"
    BROKEN = "the file is damaged"


@dataclass(frozen=True, slots=True)
class FileKind:
    """A kind of file that is taken: its ending and its media type."""

    ending: str
    media_type: str
    is_picture: bool = False


_OFFICE = "application/vnd.openxmlformats-officedocument."
_OPEN = "application/vnd.oasis.opendocument."
PDF = FileKind("pdf", "application/pdf")
JPEG = FileKind("jpg", "image/jpeg", is_picture=True)
PNG = FileKind("png", "image/png", is_picture=True)
WEBP = FileKind("webp", "image/webp", is_picture=True)
DOCX = FileKind("docx", _OFFICE + "wordprocessingml.document")
XLSX = FileKind("xlsx", _OFFICE + "spreadsheetml.sheet")
PPTX = FileKind("pptx", _OFFICE + "presentationml.presentation")
ODT = FileKind("odt", _OPEN + "text")
ODS = FileKind("ods", _OPEN + "spreadsheet")
CSV = FileKind("csv", "text/csv")
KINDS = (PDF, JPEG, PNG, WEBP, DOCX, XLSX, PPTX, ODT, ODS, CSV)


def kind_of(content: bytes, name: str) -> FileKind | Refusal:
    r"""Return the kind of a file, or why it is not taken.

    Parameters
    ----------
    name
        The file's name; it decides only whether plain text is a table.

    Examples
    --------
    >>> kind_of(b"%PDF-1.7\n...", "laporan.exe").ending
    'pdf'
    >>> kind_of(b"MZ\x90", "laporan.pdf").value
    'neither PDF, picture, office document nor table'
    """
    if not content:
        return Refusal.EMPTY
    if len(content) > MAX_EVIDENCE_BYTES:
        return Refusal.TOO_LARGE
    if content.startswith(b"PK\x03\x04"):
        return _zipped(content)
    if content.startswith(b"%PDF-"):
        return PDF
    if content.startswith(b"\xff\xd8\xff"):
        return JPEG
    if content.startswith(b"\x89PNG\r\n\x1a\n"):
        return PNG
    if content.startswith(b"RIFF") and content[8:12] == b"WEBP":
        return WEBP
    return CSV if _is_table(content, name) else Refusal.UNKNOWN


def _is_table(content: bytes, name: str) -> bool:
    if not name.lower().endswith((".csv", ".txt")):
        return False
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return False
    return all(sign.isprintable() or sign in "\r\n\t" for sign in text)


_FOLDERS = {"word/": DOCX, "xl/": XLSX, "ppt/": PPTX}


def _zipped(content: bytes) -> FileKind | Refusal:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as parts:
            names = parts.namelist()
            first = parts.open(names[0]).read(100) if names else b""
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, OSError, EOFError):
        return Refusal.BROKEN
    except (ValueError, UnicodeError, zipfile.LargeZipFile):
        return Refusal.BROKEN
    if len(names) > MOST_PARTS:
        return Refusal.UNKNOWN
    if any(name.lower().endswith(("vbaproject.bin", ".xba", ".xlb")) for name in names):
        return Refusal.MACROS
    if names and names[0] == "mimetype":
        return _open_document(first)
    if "[Content_Types].xml" not in names:
        return Refusal.UNKNOWN
    found = [kind for start, kind in _FOLDERS.items() if _has(names, start)]
    return found[0] if len(found) == 1 else Refusal.UNKNOWN


def _has(names: list[str], folder: str) -> bool:
    return any(name.startswith(folder) for name in names)


def _open_document(media_type: bytes) -> FileKind | Refusal:
    by_type = {kind.media_type.encode(): kind for kind in (ODT, ODS)}
    return by_type.get(media_type, Refusal.UNKNOWN)
