"""Evidence is told by its bytes, never by its name."""

import io
import zipfile

import pytest

from omah.formats.evidence import MAX_EVIDENCE_BYTES, FileKind, Refusal, kind_of


def zipped(*names: str, first: tuple[str, str] | None = None) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as file:
        for name, text in [first] if first else []:
            file.writestr(name, text)
        for name in names:
            file.writestr(name, "x")
    return out.getvalue()


TYPES = "[Content_Types].xml"
ODS = ("mimetype", "application/vnd.oasis.opendocument.spreadsheet")


@pytest.mark.parametrize(
    ("content", "name", "kind"),
    [
        (b"%PDF-1.7", "x.exe", "pdf"),
        (b"\xff\xd8\xff\xe0", "x", "jpg"),
        (b"\x89PNG\r\n\x1a\n", "x", "png"),
        (b"RIFF0000WEBP", "x", "webp"),
        (zipped(TYPES, "word/document.xml"), "x", "docx"),
        (zipped(TYPES, "xl/workbook.xml"), "x", "xlsx"),
        (zipped(first=ODS), "x", "ods"),
        ("\ufeffa;b\r\n1;2\n".encode(), "tabel.CSV", "csv"),
        (b"", "x", Refusal.EMPTY),
        (b"%PDF-" + b"0" * MAX_EVIDENCE_BYTES, "x", Refusal.TOO_LARGE),
        (b"MZ\x90\x00", "x.pdf", Refusal.UNKNOWN),
        (b"<html><script>", "x.html", Refusal.UNKNOWN),
        (b"<svg onload=alert(1)>", "x.svg", Refusal.UNKNOWN),
        (b"a\x00b", "x.csv", Refusal.UNKNOWN),
        (b"\xff\xfe", "x.csv", Refusal.UNKNOWN),
        (zipped("x.exe"), "x.docx", Refusal.UNKNOWN),
        (zipped(TYPES, "word/x", "xl/x"), "x", Refusal.UNKNOWN),
        (zipped(TYPES, "word/vbaProject.bin"), "x.docx", Refusal.MACROS),
        (zipped(first=("mimetype", "application/x-evil")), "x", Refusal.UNKNOWN),
        (b"PK\x03\x04broken", "x.docx", Refusal.BROKEN),
    ],
)
def test_a_file_is_told_by_its_bytes(content, name, kind):
    found = kind_of(content, name)
    assert (found.ending if isinstance(found, FileKind) else found) == kind
