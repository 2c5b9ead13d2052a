"""Reads of this room."""

from collections.abc import Iterator
from dataclasses import dataclass
from html import unescape
from itertools import chain
from typing import Any
from urllib.parse import urljoin

from django.conf import settings
from django.db.models import Q, QuerySet, Sum
from django.http import HttpRequest
from django.urls import reverse
from django.utils.html import strip_tags
from django.utils.module_loading import import_string
from django.utils.text import Truncator
from django.utils.translation import gettext as _
from wagtail.models import Page

from omah.core.news.articles import Quote
from omah.core.office.office_lists import OfficeList, list_of
from omah.formats.old_site_parts import quotes_of
from omah.rooms.kabar import models
from omah.rooms.kabar.menus import MENUS, NEWS_TITLE, Way, menu_word

RELATED = 4


@dataclass(frozen=True, slots=True)
class Views:
    """How often an item was opened: on the old site, as it said, and here."""

    before: int | None
    here: int


def open_offices(house: Page) -> QuerySet[models.OfficePage]:
    return (
        models.OfficePage.objects.child_of(house).live().select_related("office")
    ).order_by("office__code")


def open_codes() -> set[str]:
    """Return the codes of the offices that have been opened."""
    return set(models.Office.objects.values_list("code", flat=True))


def home_of(page: Page) -> models.OfficePage:
    """Return the first page of the site that a page belongs to."""
    return models.OfficePage.objects.ancestor_of(page, inclusive=True).get()


def menus_of(home: models.OfficePage) -> QuerySet[Page]:
    return home.get_children().live().in_menu()


def asked_of(slug: str) -> str:
    """Return what belongs on a menu of the template."""
    return next((str(menu.asks) for menu in MENUS if menu.slug == slug), "")


def published_news(home: models.OfficePage) -> QuerySet[models.NewsPage]:
    return (
        models.NewsPage.objects.descendant_of(home)
        .live()
        .order_by("-event_date", "-first_published_at", "-pk")
    )


def related_news(page: models.NewsPage) -> list[models.NewsPage]:
    """Return news of the same day or writer first, then what is nearest in time."""
    others = published_news(home_of(page)).exclude(pk=page.pk)
    kin = Q(event_date=page.event_date) if page.event_date else Q(pk__in=[])
    if page.writer:
        kin |= Q(writer=page.writer)
    found = list(others.filter(kin)[:RELATED])
    if len(found) < RELATED:
        seen = [news.pk for news in found]
        found += others.exclude(pk__in=seen)[: RELATED - len(found)]
    return found


def views_of(page: models.NewsPage) -> Views:
    here = page.day_views.aggregate(sum=Sum("count"))["sum"] or 0
    return Views(page.views_before, here)


def filled_menus(home: models.OfficePage) -> OfficeList:
    """Return the completeness of an office's menus: a body, a news item or a show."""
    pages = models.MenuPage.objects.child_of(home).live()
    full = set(pages.exclude(body=[]).values_list("menu", flat=True))
    if models.ShowPage.objects.descendant_of(home).live().exists():
        full.add("podcast")
    parts = {menu_word(menu.title): menu.slug in full for menu in MENUS}
    parts[menu_word(NEWS_TITLE)] = published_news(home).exists()
    return list_of(_("Menu"), parts)


def filled_lists(home: models.OfficePage) -> list[OfficeList]:
    """Return the completeness of an office's menus and of all its lists.

    What other rooms keep for the office is told by the functions that the settings
    name in ``OMAH_LISTS``; none is hidden because it is empty.
    """
    pages = models.MenuPage.objects.child_of(home).live()
    translated = set(pages.exclude(body_en=[]).values_list("menu", flat=True))
    english = {
        menu_word(menu.title): menu.slug in translated
        for menu in MENUS
        if menu.slug != "podcast"  # shows and episodes speak their own language
    }
    contact = {
        _("alamat"): bool(home.address),
        _("telepon"): bool(home.telephone),
        _("surel"): bool(home.email),
        _("jam layanan"): bool(home.hours),
    }
    told = (import_string(name)(home.office.code) for name in settings.OMAH_LISTS)
    return [
        filled_menus(home),
        list_of(_("Menu dalam bahasa Inggris"), english),
        list_of(_("Kontak"), contact),
        *chain.from_iterable(told),
    ]


def ways_of(home: models.OfficePage, slug: str, year: int) -> list[tuple[str, str]]:
    """Return (title, address) of what the house holds for a menu of an office.

    Addresses are whole: an office's own host answers with its site alone.
    """
    ways = next((menu.ways for menu in MENUS if menu.slug == slug), ())
    return [(str(way.title), address_of(way, home.office.code, year)) for way in ways]


def address_of(way: Way, office: str, year: int) -> str:
    args = [*([office] if way.of_office else []), *([year] if way.of_year else [])]
    return in_house(reverse(way.view, settings.ROOT_URLCONF, args=args))


def in_house(path: str) -> str:
    """Return a path of the house as an address that leads there from any host."""
    return urljoin(settings.WAGTAILADMIN_BASE_URL, path)


def summary_of(news: models.NewsPage) -> str:
    return Truncator(plain_text(news)).words(40)


def plain_text(page: models.NewsPage | models.MenuPage) -> str:
    """Return a body as plain text: a line for each paragraph, heading and quote."""
    return "\n".join(filter(None, map(words_of_block, page.body)))


def spoken(page: models.NewsPage) -> list[Quote]:
    """Return what is quoted: quotes set apart, and those within paragraphs."""
    found: list[Quote] = []
    for block in page.body:
        if block.block_type == "quote":
            found.append(Quote(block.value["words"], block.value.get("speaker") or ""))
        elif block.block_type == "paragraph":
            found += quotes_of([words_of_block(block)])
    return found


def words_of_block(block: Any) -> str:  # noqa: ANN401  Wagtail's own
    match block.block_type:
        case "paragraph":
            return unescape(strip_tags(str(block.value)))
        case "heading":
            return str(block.value)
        case "quote":
            speaker = block.value.get("speaker")
            return f"“{block.value['words']}”" + (f" {speaker}" if speaker else "")
        case _:
            return ""


def full_address(page: Page, request: HttpRequest) -> str:
    """Return a page's whole address as seen from where the request came to."""
    return request.build_absolute_uri(page.get_url(request))


def house_path(page: Page) -> str:
    """Return a page's address on the house's own host, where search and tasks lead."""
    return "/" + str(page.url_path).split("/", 2)[2]


def all_news() -> Iterator[dict[str, Any]]:
    """Yield every news item, drafts included, as plain values for an export."""
    for office in models.OfficePage.objects.select_related("office").order_by("pk"):
        pages = models.NewsPage.objects.descendant_of(office).order_by("pk")
        for page in pages:
            yield export_row(office.office, page)


def export_row(office: models.Office, page: models.NewsPage) -> dict[str, Any]:
    draft = page.get_latest_revision_as_object()
    views = views_of(page)
    return {
        "office_code": office.code,
        "office": office.name,
        "title": draft.title,
        "live": page.live,
        "place": draft.place,
        "dateline": draft.dateline,
        "writer": draft.writer,
        "desk": draft.desk,
        "byline": draft.byline,
        "date_printed": draft.date_printed,
        "date_believed": draft.event_date.isoformat() if draft.event_date else "",
        "date_basis": str(draft.date_basis),
        "participants": draft.participants.splitlines(),
        "quotes": [{"words": q.words, "speaker": q.speaker} for q in spoken(draft)],
        "views_before": views.before,
        "views_here": views.here,
        "doubts": draft.doubts,
        "text": plain_text(draft),
        "source": draft.source,
    }
