"""Feed and calendar of an office's news."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.feedgenerator import Rss201rev2Feed

from omah.formats.icalendar import Happening, write_calendar
from omah.rooms.kabar.models import HousePage, OfficePage
from omah.rooms.kabar.selectors import full_address, published_news, summary_of
from omah.rooms.people.doors import public

FEED_ITEMS = 20


def home_of_slug(slug: str) -> OfficePage:
    return get_object_or_404(OfficePage.objects.live(), office__slug=slug)


@public
def sites(request: HttpRequest) -> HttpResponse:
    """Every office's site, from the house's own host."""
    house = get_object_or_404(HousePage)
    return render(request, "kabar/house_page.html", {"page": house})


@public
def rss(request: HttpRequest, slug: str) -> HttpResponse:
    """The newest items as RSS 2.0."""
    home = home_of_slug(slug)
    feed = Rss201rev2Feed(
        title=f"Berita {home.office.name}",
        link=full_address(home, request),
        description=f"Berita terkini {home.office.name}",
        language="id",
    )
    for news in published_news(home)[:FEED_ITEMS]:
        link = full_address(news, request)
        feed.add_item(
            title=news.title,
            link=link,
            description=summary_of(news),
            unique_id=f"berita-{news.pk}@{home.office.slug}",
            unique_id_is_permalink=False,
            pubdate=news.first_published_at,
        )
    content = feed.writeString("utf-8")
    return HttpResponse(content, content_type="application/rss+xml; charset=utf-8")


@public
def calendar(request: HttpRequest, slug: str) -> HttpResponse:
    """What was held, day by day, as iCalendar."""
    home = home_of_slug(slug)
    happenings = [
        Happening(
            uid=f"berita-{news.pk}@{home.office.slug}",
            day=news.event_date,
            title=news.title,
            place=news.place,
            address=full_address(news, request),
            changed=news.last_published_at,
        )
        for news in published_news(home)
        if news.event_date and news.last_published_at
    ]
    content = write_calendar(home.office.name, happenings)
    return HttpResponse(content, content_type="text/calendar; charset=utf-8")
