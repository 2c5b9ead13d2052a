"""Files that come with a case: checked by their bytes, kept by their hash."""

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import PurePath

from django.core.files.uploadedfile import UploadedFile

MOST_FILES = 5
LARGEST_FILE = 10 * 1024 * 1024
LONGEST_NAME = 120
BEGINNINGS = {
    b"%PDF-": "application/pdf",
    b"\xff\xd8\xff": "image/jpeg",
    b"\x89PNG\r\n\x1a\n": "image/png",
}
"""What may come, by its first bytes; the name says nothing."""


class RefusedFileError(ValueError):
    """A file is not taken; ``name`` is what its sender calls it."""

    def __init__(self, name: str, why: str) -> None:
        super().__init__(f"{name}: {why}")
        self.name, self.why = name, why


TOO_MANY, TOO_LARGE, NOT_A_KIND = "too-many", "too-large", "not-a-kind"


@dataclass(frozen=True, slots=True)
class CheckedFile:
    """A file whose kind was seen in its bytes."""

    name: str
    media_type: str
    content: bytes


def checked(files: "Iterable[UploadedFile[bytes]]") -> list[CheckedFile]:
    """Return files that may be kept (`RefusedFileError` names the first that not)."""
    found = list(files)
    if len(found) > MOST_FILES:
        raise RefusedFileError(str(len(found)), TOO_MANY)
    return [checked_one(file) for file in found]


def checked_one(file: "UploadedFile[bytes]") -> CheckedFile:
    name = plain_name(file.name or "")
    if file.size is None or file.size > LARGEST_FILE:
        raise RefusedFileError(name, TOO_LARGE)
    content = file.read()
    for beginning, media_type in BEGINNINGS.items():
        if content.startswith(beginning):
            return CheckedFile(name, media_type, content)
    raise RefusedFileError(name, NOT_A_KIND)


def plain_name(name: str) -> str:
    """Return a file's name without folders and signs that could break a header."""
    kept = "".join(
        sign if sign.isalnum() or sign in " ._-" else "_"
        for sign in PurePath(name.replace("\\", "/")).name
    )
    return kept[-LONGEST_NAME:].strip(". ") or "berkas"
