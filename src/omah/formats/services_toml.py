"""The services of an office and the elements of the survey, from packaged TOML."""

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from omah.core.service.services import Service


@dataclass(frozen=True, slots=True)
class Element:
    """One question of the satisfaction survey."""

    code: str
    says_id: str
    says_en: str


@dataclass(frozen=True, slots=True)
class Catalogue:
    """What every office gives, and what its visitors are asked afterwards."""

    services: tuple[Service, ...]
    elements: tuple[Element, ...]


def read_catalogue(content: bytes) -> Catalogue:
    r"""Return the catalogue that a file holds.

    Raises
    ------
    KeyError
        If a value is missing.
    ValueError
        If a code stands twice.

    Examples
    --------
    >>> read_catalogue(b"service = []\nelement = []").services
    ()
    """
    tables = tomllib.loads(content.decode())
    services = tuple(
        Service(
            row["code"],
            row["title_id"],
            row["title_en"],
            row["id"],
            row["en"],
            row.get("door", ""),
        )
        for row in tables["service"]
    )
    elements = tuple(
        Element(row["code"], row["id"], row["en"]) for row in tables["element"]
    )
    if len({service.code for service in services}) < len(services):
        raise ValueError("a service stands twice in the catalogue")
    return Catalogue(services, elements)


@cache
def catalogue() -> Catalogue:
    """Return the packaged catalogue."""
    return read_catalogue((files("omah") / "data" / "services.toml").read_bytes())
