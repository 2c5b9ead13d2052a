"""Count that a page was opened by a reader; who the reader was is kept nowhere."""

import re

from django.db import transaction
from django.db.models import F
from django.http import HttpRequest
from django.utils import timezone

from omah.rooms.kabar.models import NewsPage

ROBOT = re.compile(
    r"bot|crawl|spider|slurp|preview|fetch|monitor|headless|curl|wget|python|java/"
    r"|go-http|lighthouse|scan",
    re.IGNORECASE,
)


@transaction.atomic
def count_view(page: NewsPage) -> None:
    """Add one to today's count of a page."""
    counted, _made = page.day_views.get_or_create(day=timezone.localdate())
    page.day_views.filter(pk=counted.pk).update(count=F("count") + 1)


def is_a_reader(request: HttpRequest) -> bool:
    """Whether this looks like someone reading, not a robot, preview or colleague."""
    agent = request.headers.get("User-Agent", "")
    ahead = request.headers.get("Sec-Purpose", "") + request.headers.get("Purpose", "")
    return (
        request.method == "GET"
        and bool(agent)
        and not ROBOT.search(agent)
        and "prefetch" not in ahead
        and not getattr(request, "is_preview", False)
        and not request.user.is_authenticated
    )
