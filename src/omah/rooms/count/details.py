"""Where the details of readings are kept: what was seen in each photograph."""

from pathlib import Path

from django.conf import settings

from omah.adapters.blobs import Blobs
from omah.adapters.files import Folder


def details() -> Blobs:
    return Blobs(Folder(Path(settings.OMAH_PUBLIC) / "blobs"))
