"""An article of an office's site: every printed word in one place or another."""

from dataclasses import dataclass
from enum import StrEnum

from omah.core.news.dates import SettledDate
from omah.core.news.doubts import Doubt


class BylineKind(StrEnum):
    """How a page says who wrote."""

    NAME = "name"  # "Oleh Sari Contoh"
    INITIALS = "initials"  # "(sc)", "(sc/humas)", or a bare "sc" after the last stop
    NONE = "none"


@dataclass(frozen=True, slots=True)
class Byline:
    """Who wrote, as printed; initials are never made into a name.

    Attributes
    ----------
    printed
        The byline with its signs, such as ``( sc/Humas).``; empty if there is none.
    writer
        The name, or the initials, as printed.
    desk
        What stands behind the stroke, as printed, such as ``humas`` or ``Humas``.
    """

    printed: str = ""
    kind: BylineKind = BylineKind.NONE
    writer: str = ""
    desk: str = ""


@dataclass(frozen=True, slots=True)
class Dateline:
    """The words before the first sentence that say whence the news comes."""

    printed: str = ""
    place: str = ""
    host: str = ""


@dataclass(frozen=True, slots=True)
class Quote:
    """Words between quotation marks, and who is said to have spoken them."""

    words: str
    speaker: str = ""


@dataclass(frozen=True, slots=True)
class OfficeName:
    """The office a page speaks for: ``kota`` or ``kab``, and the region's name."""

    kind: str
    name: str
    host: str = ""

    @property
    def legal_name(self) -> str:
        """The name of the office in full.

        Examples
        --------
        >>> OfficeName("kab", "Contoh").legal_name
        'KPU Kabupaten Contoh'
        """
        return f"KPU {'Kota' if self.kind == 'kota' else 'Kabupaten'} {self.name}"


@dataclass(frozen=True, slots=True)
class Article:
    """One news item of an old page.

    Attributes
    ----------
    source
        The lines of the page that became this article, unchanged.
    paragraphs
        What is left between dateline and byline, one line each, as printed.
    views
        What the page says of how often it was opened; ``None`` where it is silent.
    """

    title: str
    source: str
    paragraphs: tuple[str, ...]
    byline: Byline
    dateline: Dateline
    date: SettledDate
    quotes: tuple[Quote, ...] = ()
    views: int | None = None
    doubts: tuple[Doubt, ...] = ()


@dataclass(frozen=True, slots=True)
class Leftover:
    """A line of a page that belongs to no article, and why."""

    line: int
    text: str
    reason: str


@dataclass(frozen=True, slots=True)
class OldPage:
    """One page of an old site, every line accounted for."""

    office: OfficeName | None
    articles: tuple[Article, ...]
    leftovers: tuple[Leftover, ...]
