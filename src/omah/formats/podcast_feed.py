"""A podcast's feed: RSS 2.0 with Apple's and Podcasting 2.0's tags."""

import re
import xml.etree.ElementTree as ET
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from email.utils import format_datetime

ITUNES = "http://www.itunes.com/dtds/podcast-1.0.dtd"
PODCAST = "https://podcastindex.org/namespace/1.0"
ATOM = "http://www.w3.org/2005/Atom"
for _prefix, _space in (("itunes", ITUNES), ("podcast", PODCAST), ("atom", ATOM)):
    ET.register_namespace(_prefix, _space)
_NOT_XML = re.compile(r"[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


@dataclass(frozen=True, slots=True)
class FeedEpisode:
    """One episode; ``guid`` never changes, whatever its address becomes."""

    guid: str
    title: str
    link: str
    summary: str
    published: datetime
    audio_url: str
    audio_octets: int
    audio_type: str
    transcript_url: str
    number: int = 0
    seconds: int = 0
    people: tuple[tuple[str, str], ...] = ()
    """Pairs of a name and ``"host"`` or ``"guest"``."""


@dataclass(frozen=True, slots=True)
class FeedShow:
    """A show, who makes it, and where it stands."""

    title: str
    link: str
    feed_url: str
    summary: str
    author: str
    image_url: str
    email: str = ""
    language: str = "id"
    category: str = "Government"


def write_feed(show: FeedShow, episodes: Iterable[FeedEpisode]) -> bytes:
    """Return the feed, newest first as given; no sign that XML forbids gets in."""
    rss = ET.Element("rss", version="2.0")
    channel = ET.SubElement(rss, "channel")
    for name, text in (
        ("title", show.title),
        ("link", show.link),
        ("description", show.summary),
        ("language", show.language),
        ("generator", "Omah"),
        (f"{{{ITUNES}}}author", show.author),
        (f"{{{ITUNES}}}type", "episodic"),
        (f"{{{ITUNES}}}explicit", "false"),
        (f"{{{PODCAST}}}medium", "podcast"),
    ):
        _put(channel, name, text)
    here = {"href": show.feed_url, "rel": "self", "type": "application/rss+xml"}
    _put(channel, f"{{{ATOM}}}link", "", here)
    _put(channel, f"{{{ITUNES}}}image", "", {"href": show.image_url})
    _put(channel, f"{{{ITUNES}}}category", "", {"text": show.category})
    if show.email:
        owner = _put(channel, f"{{{ITUNES}}}owner")
        _put(owner, f"{{{ITUNES}}}name", show.author)
        _put(owner, f"{{{ITUNES}}}email", show.email)
    for episode in episodes:
        _add_item(channel, episode, show.language)
    return b'<?xml version="1.0" encoding="UTF-8"?>\n' + ET.tostring(rss)


def _add_item(channel: ET.Element, episode: FeedEpisode, language: str) -> None:
    item = _put(channel, "item")
    _put(item, "title", episode.title)
    _put(item, "link", episode.link)
    _put(item, "description", episode.summary)
    _put(item, "guid", episode.guid, {"isPermaLink": "false"})
    _put(item, "pubDate", format_datetime(episode.published))
    sound = {
        "url": episode.audio_url,
        "length": str(episode.audio_octets),
        "type": episode.audio_type,
    }
    _put(item, "enclosure", "", sound)
    if episode.number:
        _put(item, f"{{{ITUNES}}}episode", str(episode.number))
    if episode.seconds:
        _put(item, f"{{{ITUNES}}}duration", str(episode.seconds))
    _put(item, f"{{{ITUNES}}}explicit", "false")
    words = {"url": episode.transcript_url, "type": "text/vtt", "language": language}
    _put(item, f"{{{PODCAST}}}transcript", "", words)
    for name, part in episode.people:
        _put(item, f"{{{PODCAST}}}person", name, {"role": part})


def _put(
    parent: ET.Element,
    name: str,
    text: str = "",
    signs: Mapping[str, str] | None = None,
) -> ET.Element:
    element = ET.SubElement(
        parent, name, {key: _clean(value) for key, value in (signs or {}).items()}
    )
    element.text = _clean(text) or None
    return element


def _clean(text: str) -> str:
    """Return a text without the signs that no XML may hold."""
    return _NOT_XML.sub("", text)
