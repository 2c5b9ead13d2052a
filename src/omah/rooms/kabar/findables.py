"""What the one search box finds on the offices' sites: only what is published."""

from collections.abc import Iterator

from django.utils import timezone
from wagtail.models import Page

from omah.core.news.transcripts import plain_words
from omah.core.office.findable import Findable
from omah.rooms.kabar.models import (
    EpisodePage,
    MenuPage,
    NewsPage,
    OfficePage,
    ShowPage,
)
from omah.rooms.kabar.podcasts import episodes_of
from omah.rooms.kabar.selectors import house_path, plain_text

KIND_OF_MENU = {"layanan": "service", "peraturan": "regulation"}


def findables() -> Iterator[Findable]:
    """Yield each published page of each office's site."""
    for home in OfficePage.objects.live().select_related("office"):
        lines = (home.introduction, home.address, home.hours)
        yield found(home, home, "site", "\n".join(filter(None, lines)))
        yield from menus(home)
        yield from news(home)
        yield from podcasts(home)


def found(home: OfficePage, page: Page, kind: str, text: str) -> Findable:
    published = page.first_published_at
    day = getattr(page, "event_date", None) or getattr(page, "recorded_on", None)
    return Findable(
        key=f"kabar:{page.pk}",
        kind=kind,
        title=page.title,
        text=text,
        url=house_path(page),
        office=home.office.code,
        day=day or (timezone.localdate(published) if published else None),
    )


def menus(home: OfficePage) -> Iterator[Findable]:
    for page in MenuPage.objects.descendant_of(home).live().exclude(body=[]):
        kind = KIND_OF_MENU.get(page.menu, "page")
        yield found(home, page, kind, plain_text(page))


def news(home: OfficePage) -> Iterator[Findable]:
    for page in NewsPage.objects.descendant_of(home).live():
        text = "\n".join(filter(None, (page.place, plain_text(page))))
        yield found(home, page, "news", text)


def podcasts(home: OfficePage) -> Iterator[Findable]:
    for show in ShowPage.objects.descendant_of(home).live():
        yield found(home, show, "podcast", show.summary)
        for episode in episodes_of(show):
            yield found(home, episode, "podcast", words_of(episode))


def words_of(episode: EpisodePage) -> str:
    lines = (
        episode.summary, episode.hosts, episode.guests, plain_words(episode.cues())
    )  # fmt: skip
    return "\n".join(filter(None, lines))
