"""What the templates ask of the room."""

from dataclasses import dataclass
from typing import Any

from django import template
from django.core.paginator import Page as PageOfList
from django.core.paginator import Paginator
from django.http import HttpRequest
from django.utils import timezone
from wagtail.models import Page

from omah.core.news.doubts import Doubt, DoubtKind
from omah.core.news.transcripts import Cue, passages
from omah.core.office.office_lists import OfficeList
from omah.rooms.kabar import models, podcasts, selectors
from omah.rooms.kabar.menus import menu_word

register = template.Library()
PER_PAGE = 20


@dataclass(frozen=True, slots=True)
class SiteWords:
    """The site a page belongs to."""

    home: models.OfficePage
    office: models.Office
    menus: list[Page]


@register.simple_tag
def site_of(page: Page) -> SiteWords:
    home = selectors.home_of(page)
    return SiteWords(home, home.office, list(selectors.menus_of(home)))


@register.simple_tag
def offices_of(house: Page) -> list[models.OfficePage]:
    return list(selectors.open_offices(house))


@register.simple_tag
def latest_news(home: models.OfficePage, count: int) -> list[models.NewsPage]:
    return list(selectors.published_news(home)[:count])


@register.simple_tag
def news_page(home: models.OfficePage, number: str | None) -> "PageOfList[Any]":
    return Paginator(selectors.published_news(home), PER_PAGE).get_page(number)


@register.simple_tag
def filled_lists(home: models.OfficePage) -> list[OfficeList]:
    return selectors.filled_lists(home)


@register.simple_tag
def ways_of(page: models.MenuPage) -> list[tuple[str, str]]:
    """Return what the house holds for a menu, beside what the office wrote there."""
    home, year = selectors.home_of(page), timezone.localdate().year
    return selectors.ways_of(home, page.menu, year)


@register.filter
def in_house(path: str) -> str:
    return selectors.in_house(path)


@register.simple_tag
def related_news(page: models.NewsPage) -> list[models.NewsPage]:
    return selectors.related_news(page)


@register.simple_tag
def views_of(page: models.NewsPage) -> selectors.Views:
    return selectors.views_of(page)


@register.simple_tag
def episodes_of(show: models.ShowPage) -> list[models.EpisodePage]:
    return list(podcasts.episodes_of(show))


@register.simple_tag
def newest_episode(home: models.OfficePage) -> models.EpisodePage | None:
    return podcasts.newest_episode(home)


@register.simple_tag(takes_context=True)
def address_here(context: template.Context) -> str:
    """Return the address at which this page is read, to be shared or printed."""
    request: HttpRequest = context["request"]
    return request.build_absolute_uri(request.path)


@register.simple_tag
def heard_in(show: models.ShowPage, query: str | None) -> list[podcasts.Heard]:
    return podcasts.heard_in(show, query[:100]) if query and query.strip() else []


@register.filter
def passages_of(episode: models.EpisodePage) -> list[Cue]:
    return passages(episode.cues())


@register.filter
def audio_path(episode: models.EpisodePage) -> str:
    return podcasts.sound_of(episode).path


@register.filter
def menu_name(title: str) -> str:
    """Return a menu's title in the language of the page."""
    return menu_word(title)


@register.filter
def doubt_sentence(doubt: dict[str, str]) -> str:
    """Return the sentence of a doubt as it was kept with a page."""
    return Doubt(DoubtKind(doubt["code"]), doubt["about"]).sentence()


@register.filter
def asks(slug: str) -> str:
    """Return what belongs on a menu that is still empty."""
    return selectors.asked_of(slug)
