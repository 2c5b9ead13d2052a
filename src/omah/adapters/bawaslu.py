"""Handing reports over to Bawaslu: the door, and what stands in for it.

Bawaslu's own intake has no public interface. Until it has, a recorded stand-in keeps
each package in a folder, from which an officer carries it over by hand; every screen
names it as what it is.
"""

import hashlib
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from omah.adapters.files import Folder


@dataclass(frozen=True, slots=True)
class HandedOver:
    """The number under which the other side has it."""

    reference: str
    is_stand_in: bool


class BawasluIntake(Protocol):
    """Takes packages; the same package twice is one."""

    @property
    def name(self) -> str:
        """What the officers' screen calls it."""

    def take(self, package: bytes) -> HandedOver: ...


class RecordedStandIn:
    """Keeps packages in a folder under a number made of their hash."""

    name = "stand-in"

    def __init__(self, folder: Path) -> None:
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        self._folder = Folder(folder)

    def take(self, package: bytes) -> HandedOver:
        number = f"TIRUAN-{hashlib.sha256(package).hexdigest()[:10].upper()}"
        self._folder.put(f"{number}.json", package)
        return HandedOver(number, is_stand_in=True)
