"""What one search box finds: public things of every room."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Findable:
    """A public thing with an address.

    Attributes
    ----------
    key
        Room and number, such as ``"kabar:12"``; one thing has one key.
    kind
        What it is: ``"results"``, ``"office"``, ``"news"``, ``"service"``, ...
    title, text
        What is searched; the text is plain, without markup.
    url
        Where it stands.
    office
        KPU code of the office it belongs to; the nation is empty.
    day
        The day it was published, where it has one.
    """

    key: str
    kind: str
    title: str
    text: str
    url: str
    office: str = ""
    day: date | None = None
