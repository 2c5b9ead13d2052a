"""A feed that directories take: every tag they require, whatever the words hold."""

import xml.etree.ElementTree as ET
from dataclasses import replace
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

from hypothesis import given
from hypothesis import strategies as st

from omah.formats.podcast_feed import (
    ATOM,
    ITUNES,
    PODCAST,
    FeedEpisode,
    FeedShow,
    write_feed,
)

AT = datetime(2027, 1, 13, 9, tzinfo=UTC)
SHOW = FeedShow(
    "Omah Bicara", "https://a.contoh/podcast/", "https://a.contoh/umpan.xml",
    "Bincang pemilu", "KPU Kota Tirtawening", "https://a.contoh/sampul.png",
    email="humas@a.contoh",
)  # fmt: skip
EPISODE = FeedEpisode(
    "omah-1", "Pindah memilih", "https://a.contoh/e/1/", "Syarat & tenggat", AT,
    "https://a.contoh/e/1.mp3", 1234, "audio/mpeg", "https://a.contoh/e/1.vtt",
    number=1, seconds=61, people=(("Sari", "host"), ("Bayu", "guest")),
)  # fmt: skip


def channel_of(feed: bytes) -> ET.Element:
    channel = ET.fromstring(feed).find("channel")  # noqa: S314  our own words
    assert channel is not None
    return channel


def test_the_channel_has_all_that_directories_require():
    channel = channel_of(write_feed(SHOW, [EPISODE]))
    for name in ("title", "link", "description", "language", f"{{{ITUNES}}}author",
                 f"{{{ITUNES}}}explicit"):  # fmt: skip
        assert channel.findtext(name), name
    assert channel.find(f"{{{ITUNES}}}image").get("href") == SHOW.image_url
    assert channel.find(f"{{{ITUNES}}}category").get("text") == "Government"
    assert channel.find(f"{{{ATOM}}}link").get("rel") == "self"
    assert channel.find(f"{{{ITUNES}}}owner/{{{ITUNES}}}email").text == SHOW.email


def test_an_item_has_its_sound_and_its_transcript():
    item = channel_of(write_feed(SHOW, [EPISODE])).find("item")
    assert item.find("enclosure").attrib == {
        "url": EPISODE.audio_url, "length": "1234", "type": "audio/mpeg",
    }  # fmt: skip
    assert item.find("guid").text == "omah-1"
    assert item.find("guid").get("isPermaLink") == "false"
    assert parsedate_to_datetime(item.findtext("pubDate")) == AT
    assert item.find(f"{{{PODCAST}}}transcript").attrib == {
        "url": EPISODE.transcript_url, "type": "text/vtt", "language": "id",
    }  # fmt: skip
    assert [p.get("role") for p in item.findall(f"{{{PODCAST}}}person")] == [
        "host", "guest"
    ]  # fmt: skip
    assert item.findtext(f"{{{ITUNES}}}duration") == "61"


def test_what_is_not_known_has_no_tag():
    channel = channel_of(write_feed(replace(SHOW, email=""), [
        replace(EPISODE, number=0, seconds=0, people=())
    ]))  # fmt: skip
    assert channel.find(f"{{{ITUNES}}}owner") is None
    assert channel.find(f"item/{{{ITUNES}}}duration") is None


@given(st.text(), st.text())
def test_no_words_break_the_feed(title, summary):
    feed = write_feed(SHOW, [replace(EPISODE, title=title, summary=summary)])
    assert channel_of(feed).find("item") is not None
