"""The papers that this house can have signed; where sealed ones lie; who seals."""

from functools import cache
from importlib.resources import files

from django.conf import settings

from omah.adapters.blobs import Blobs
from omah.adapters.certificates import Authority
from omah.adapters.files import Folder
from omah.core.office.agreements import Paper
from omah.formats.agreement_toml import load_paper


@cache
def papers() -> dict[str, Paper]:
    """Return every paper by its id, in the order in which they are signed."""
    folder = files("omah") / "data" / "agreements"
    loaded = [
        load_paper(entry.name.removesuffix(".toml"), entry.read_text("utf-8"))
        for entry in folder.iterdir()
        if entry.name.endswith(".toml")
    ]
    return {paper.id: paper for _order, paper in sorted(loaded, key=lambda p: p[0])}


def sealed_papers() -> Blobs:
    return Blobs(Folder(settings.OMAH_DATA / "sealed"))


@cache
def authority() -> Authority:
    """The house's own authority, a stand-in for the national one."""
    return Authority(settings.OMAH_DATA / "authority")
